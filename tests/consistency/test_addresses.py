"""The addresses: Vietnamese words without accents, with a slash at the end, each with a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

PART = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*|<(?:\w+:)?\w+>)(?:[.-]<(?:\w+:)?\w+>)*")
# What machines ask for, and files that are downloaded under their own name.
WITHOUT_SLASH = re.compile(
    r"^(?:healthz|.*\.(?:txt|xml|xlsx|csv|docx|pdf|ics|svg|json|js)|.*<(?:\w+:)?(?:name|extension)>)$"
)


def addresses(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the site as it is written in its module."""
    for pattern in (resolver or get_resolver()).url_patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, address)
        else:
            yield address, pattern


def test_addresses_are_plain() -> None:
    odd = [
        address
        for address, _pattern in addresses()
        if not all(PART.fullmatch(part) for part in address.strip("/").split("/") if part)
        and not WITHOUT_SLASH.match(address)
    ]
    assert odd == []


def test_addresses_end_with_a_slash() -> None:
    odd = [
        address
        for address, _pattern in addresses()
        if address and not address.endswith("/") and not WITHOUT_SLASH.match(address)
    ]
    assert odd == []


def test_addresses_have_names() -> None:
    assert [address for address, pattern in addresses() if not pattern.name] == []


def test_names_of_addresses_are_used_once() -> None:
    names = [pattern.name for _address, pattern in addresses()]
    assert sorted({name for name in names if names.count(name) > 1}) == []
