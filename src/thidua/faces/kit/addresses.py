"""What stands in the address of a list: the page asked for, and the filters that stay when something else changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

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
