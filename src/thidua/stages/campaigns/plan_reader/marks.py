"""Marks before a paragraph: I., A., 1., 1.1., a), *, -, +, «Điều 1.»."""

from __future__ import annotations

import re
from dataclasses import dataclass

PART, ROMAN, ARABIC, DECIMAL, SMALL, STAR, DASH, PLUS, NONE = range(9)
PATTERNS = (
    (
        PART,
        re.compile(r"^\s*(Phần\s+thứ\s+(?:nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười))\b\s*[.:]?\s*", re.IGNORECASE),
    ),
    (ARABIC, re.compile(r"^\s*[ĐđDd]i[ềeề]u\s+(\d{1,3})\s*[.:)]\s*", re.IGNORECASE)),
    (ROMAN, re.compile(r"^\s*(?:Phần\s+|PHẦN\s+)?(?!V\s*/\s*v)([IVX]{1,6})\s*(?:[./):]|[-–—](?=\s))\s*(?=\D)")),
    (ROMAN, re.compile(r"^\s*(?:Phần\s+|PHẦN\s+)([IVX]{1,6})\b\s*")),
    (ROMAN, re.compile(r"^\s*([IVX]{1,6})\s+(?=[^\W\d_a-z]{2,}(?:[\s,]|$))")),
    (PART, re.compile(r"^\s*([A-HĐK])\s*[./)]\s*(?=\S)(?![A-Z]\.)")),
    (DECIMAL, re.compile(r"^\s*(\d{1,2}(?:\.\d{1,2})+)\s*[.)/:]?\s+(?=\S)(?![%/])")),
    (
        ARABIC,
        re.compile(
            r"^\s*(\d{1,2})\s*(?:[./):]|[-–—](?=\s+[^\W\d_])|(?<=\d)[-–—](?=\s+\d+\s?%))\s*(?=[^\d\s.,/%]|\d+\s?%|\d+ )"
        ),
    ),
    (SMALL, re.compile(r"^\s*([a-zđ]\d?)\s*[).]\s*(?=\S)")),
    (STAR, re.compile(r"^\s*(\*+)\s*(?=\S)")),
    (DASH, re.compile(r"^\s*([-–—])\s*(?=\S)(?!\d+\s*-\s*$)")),
    (PLUS, re.compile(r"^\s*(\+)\s*(?=\S)")),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What is printed before a paragraph: its sort, its own number, where the words begin."""

    sort: int
    number: str
    end: int


def mark_of(text: str) -> Mark:
    """The mark of a paragraph; sort NONE where it has none."""
    for sort, pattern in PATTERNS:
        found = pattern.match(text)
        if found:
            return Mark(sort, found.group(1), found.end())
    return Mark(NONE, "", len(text) - len(text.lstrip()))
