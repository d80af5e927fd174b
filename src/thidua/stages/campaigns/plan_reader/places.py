"""Values with the place in the cleaned text they came from; a value nobody said is None and has no place."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

EDGES = " \t,;:.-–—"


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one line of the cleaned text; lines count from 1, letters from 0."""

    line: int
    start: int
    end: int

    def as_json(self) -> dict[str, int]:
        """As it is written beside the reading."""
        return {"line": self.line, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Said:
    """A value and where it was said."""

    value: Any
    place: Place


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the cleaned text: one paragraph. `zone` is head, body or tail."""

    number: int
    text: str
    zone: str

    @property
    def plain(self) -> str:
        """The text without marks, in small letters, letter for letter as long as the text."""
        return plain(self.text)

    def said(self, start: int, end: int, value: Any = None) -> Said | None:
        """The stretch with the edges trimmed, or a value read from it; None where nothing is left."""
        while start < end and self.text[start] in EDGES:
            start += 1
        while end > start and self.text[end - 1] in EDGES:
            end -= 1
        if start >= end:
            return None
        return Said(self.text[start:end] if value is None else value, Place(self.number, start, end))


@functools.lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Composed text without marks, đ as d, in small letters; the length stays, so that places in it hold."""
    return "".join(map(_base, text))


@functools.lru_cache(maxsize=2048)
def _base(letter: str) -> str:
    if letter in "đĐ":
        return "d"
    if letter in "–—−‐‑":
        return "-"
    base = unicodedata.normalize("NFD", letter)[0].lower()
    return base if len(base) == 1 else letter


def words(text: str) -> str:
    """For comparing: plain words with single spaces, without signs."""
    return re.sub(r"[^a-z0-9%]+", " ", plain(text)).strip()


def unfold(tree: Any) -> tuple[Any, dict[str, dict[str, int]]]:
    """A tree of said values as plain values, and the places by JSON pointer."""
    places: dict[str, dict[str, int]] = {}
    return _unfold(tree, "", places), places


def _unfold(tree: Any, pointer: str, places: dict[str, dict[str, int]]) -> Any:
    if isinstance(tree, Said):
        places[pointer] = tree.place.as_json()
        return tree.value
    if isinstance(tree, dict):
        return {key: _unfold(part, f"{pointer}/{key}", places) for key, part in tree.items()}
    if isinstance(tree, list):
        return [_unfold(part, f"{pointer}/{number}", places) for number, part in enumerate(tree)]
    return tree
