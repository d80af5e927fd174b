"""Reading a page writes nothing: any INSERT, UPDATE or DELETE while a GET is answered is an error."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

READS = {"GET", "HEAD", "OPTIONS"}
WRITES = re.compile(
    r'^\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM|REPLACE\s+INTO)\s+"?(\w+)"?', re.IGNORECASE
)
# Sessions belong to sign-in: the page to set up a second factor keeps its secret there until it is confirmed.
ALLOWED = {"django_session"}


class WroteWhileReading(AssertionError):
    """A page that is only looked at changed something."""


def refuse_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    found = WRITES.match(sql)
    if found and found.group(1) not in ALLOWED:
        raise WroteWhileReading(f"a GET may not write: {sql[:200]}")
    return execute(sql, params, many, context)


class ReadingWritesNothing:
    """The outermost middleware of the tests, so that the site's own middleware is held to the rule as well."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in READS:
            return self.get_response(request)
        with connection.execute_wrapper(refuse_writes):
            return self.get_response(request)
