"""Addresses: a list's page and filters that stay when something else changes; the page a press was made on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

PAGE = "trang"


def page_number(given: Mapping[str, Any], name: str = PAGE, *, most: int = 10**8) -> int:
    """The page of a list the address asks for; the first for what is no number."""
    asked = str(given.get(name, ""))
    return min(max(1, int(asked)), most) if asked.isdecimal() and len(asked) < 9 else 1


def filters_of(given: Mapping[str, Any], **change: str) -> str:
    """The filters of a list as a query, some changed; the page number is none of them."""
    return urlencode({name: value for name, value in {**given, **change}.items() if value and name != PAGE})


def list_address(route: str, given: Mapping[str, Any], **change: str) -> str:
    """The list's address with other filters; it begins at its first page."""
    query = filters_of(given, **change)
    return reverse(route) + (f"?{query}" if query else "")


def page_of_press(request: HttpRequest) -> str:
    """The page of this site on which the reader pressed, as the browser tells it; nothing for another site's."""
    told = request.headers.get("Referer", "")
    here = url_has_allowed_host_and_scheme(told, {request.get_host()}, require_https=request.is_secure())
    parts = urlsplit(told) if here else None
    page = parts.path + (f"?{parts.query}" if parts.query else "") if parts else ""
    return page if url_has_allowed_host_and_scheme(page, None) else ""
