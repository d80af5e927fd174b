"""What an answer says, whatever it is: a page, a workbook, a PDF, a picture."""

from __future__ import annotations

import hashlib
import html
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection
from pypdf import PdfReader

from tests.harness.reading import WRITES
from thidua.foundation.core.models import AuditEntry

MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)
SENTENCE = re.compile(r'<div class="plain">.*?<p>(.*?)</p>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")
# A page's own one-time values: the same page twice differs in nothing else.
NONCES = re.compile(r'(?:content|value)="[A-Za-z0-9]{64}"|name="receipt" value="[^"]*"')
FORM = re.compile(r"<form\b[^>]*\bmethod=\"post\".*?</form>", re.IGNORECASE | re.DOTALL)
ELSEWHERE = re.compile(r'action="((?:https?:)?//[^"]*)"')
# Statements that write nothing: the rest of a transaction's own words is Django's business.
READS = re.compile(r"\s*(?:SELECT|SAVEPOINT|RELEASE|ROLLBACK|SET|PRAGMA|EXPLAIN)\b", re.IGNORECASE)
# Who may, in the words of the office.
ROLES = re.compile(r"cán bộ|lãnh đạo|quản trị|trưởng ban|cấp trên|dành cho|do .* làm", re.IGNORECASE)


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def text(response: Any) -> str:
    """All words of an answer: a page's source, the parts of a package, a PDF's lines; also where it leads."""
    content = body(response)
    kind = response.headers.get("Content-Type", "")
    lead = response.headers.get("Location", "") + response.headers.get("Content-Disposition", "") + " "
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return lead + html.unescape(
                " ".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
            )
    if content[:5] == b"%PDF-":
        return lead + " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if kind.startswith("image/"):
        return lead
    return lead + html.unescape(content.decode("utf-8", "replace"))


def words(response: Any) -> str:
    """The words of a page's own part."""
    found = MAIN.search(response.content.decode())
    return " ".join(html.unescape(TAG.sub(" ", found.group())).split()) if found else ""


def refusal(response: Any) -> str:
    """The sentence of an error page: not its heading, which says the same on all of them."""
    found = SENTENCE.search(response.content.decode())
    return " ".join(html.unescape(found.group(1)).split()) if found else ""


def unsafe_forms(page: str, *, keyed: bool = False) -> Iterator[str]:
    """Forms that take what was typed elsewhere, and those without a token, unless the address is the key."""
    yield from (f"a form sent to {address}" for address in ELSEWHERE.findall(page))
    if not keyed:
        yield from ("a form without its token" for form in FORM.findall(page) if "csrfmiddlewaretoken" not in form)


def same_page(response: Any) -> str:
    """The answer without its one-time values, to be compared with the same answer at another time."""
    return NONCES.sub("", text(response))


def domain_tables() -> list[str]:
    """The product's own tables, links between records included, and what signing in keeps of an account."""
    models = apps.get_models(include_auto_created=True)
    return sorted(model._meta.db_table for model in models if model.__module__.startswith(("thidua.", "allauth.")))


def fingerprint(among: Iterable[str] | None = None) -> dict[str, str]:
    """Every row of every table of the product, or of some; that an act was refused is noted and changes nothing."""
    trail = AuditEntry._meta.db_table
    tables = domain_tables() if among is None else sorted(among)
    if not tables:
        return {}
    chosen = {table: f'"{table}"' + (" WHERE NOT refused" if table == trail else "") for table in tables}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # where each statement is a way to the server and back
            rows = "md5(string_agg(each::text, chr(10) ORDER BY each::text))"
            parts = [f"SELECT '{table}', {rows} FROM (SELECT * FROM {rest}) each" for table, rest in chosen.items()]
            cursor.execute(" UNION ALL ".join(parts))
            return {table: digest or "" for table, digest in cursor.fetchall()}
        found = {}
        for table, rest in chosen.items():
            cursor.execute(f"SELECT * FROM {rest}")
            lines = sorted(map(repr, cursor.fetchall()))
            found[table] = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return found


class Watch:
    """Notes at which tables is written, so that only those are compared with what stood in them before."""

    def __init__(self, before: dict[str, str]) -> None:
        self.before, self.written = before, set[str]()

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if not READS.match(sql):
            found = WRITES.match(sql)
            # A statement of another form may write anywhere.
            self.written |= {found.group(1)} if found else set(self.before)
        return execute(sql, params, many, context)

    def changed(self) -> list[str]:
        """The tables of the product that are no longer what they were."""
        after = fingerprint(self.written & self.before.keys())
        return [table for table in after if self.before[table] != after[table]]


@contextmanager
def watched(before: dict[str, str] | None = None) -> Iterator[Watch]:
    """`before` is the fingerprint of what stands now, where it is known already."""
    watch = Watch(fingerprint() if before is None else before)
    with connection.execute_wrapper(watch):
        yield watch
