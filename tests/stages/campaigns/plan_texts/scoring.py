"""How far a reading of a plan's text agrees with the right one, field by field.

A reader that leaves a value out costs its user a minute of typing; one that makes a value up puts a false number into
an official campaign, where nobody looks for it. So an invented value weighs double.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

PREFIX = 60
"""Long paragraphs are the same when they begin alike: where the last one ends is the layout's doing."""

SHARED = 0.6
"""Share of common words from which two wordings of one thing count as the same."""

LIKELY = 0.3
"""Rows less alike than this are not the same row read badly, but one missed and one invented."""

BY_BEGINNING = {"title", "purposes", "contents", "dossier_parts"}
BY_WORDS = {"subject", "what", "who", "to", "via", "to_event"}
DATED_ROWS = {"period", "phases"}
ROWS = ("legal_bases", "references", "sections", "targets", "phases", "criteria", "awards", "deadlines")
PARAGRAPHS = ("purposes", "contents", "dossier_parts", "recipients")
RECORDS = ("document", "period", "signer")


@dataclass(frozen=True)
class Score:
    """Values of one field: rightly read, left out, read otherwise, and read where there is nothing."""

    found: int = 0
    missed: int = 0
    wrong: int = 0
    invented: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.found + other.found,
            self.missed + other.missed,
            self.wrong + other.wrong,
            self.invented + other.invented,
        )

    @property
    def mark(self) -> float:
        """Share in per cent; with nothing to read and nothing read, nothing is amiss: 100."""
        weight = self.found + self.missed + self.wrong + 2 * self.invented
        return 100.0 * self.found / weight if weight else 100.0


Row = TypeVar("Row")

FOUND, MISSED, WRONG, INVENTED = Score(found=1), Score(missed=1), Score(wrong=1), Score(invented=1)


def fold(text: object) -> str:
    """One form for all ways the same words reach us: letters in parts, Icelandic Ð, kinds of spaces and dashes."""
    plain = unicodedata.normalize("NFC", str(text)).replace("Ð", "Đ").replace("ð", "đ")
    plain = re.sub(r"[‐‑‒–—]", "-", plain).replace("’", "'")
    return " ".join(plain.split()).casefold()


def likeness(first: object, second: object) -> float:
    """Share of words two texts have in common (Dice), repeated words counted as often as both have them."""
    left, right = re.findall(r"[\w']+", fold(first)), re.findall(r"[\w']+", fold(second))
    if not left or not right:
        return float(left == right)
    rest = list(right)
    common = 0
    for word in left:
        if word in rest:
            rest.remove(word)
            common += 1
    return 2 * common / (len(left) + len(right))


def same(field: str, expected: Any, found: Any) -> bool:
    """Whether two values of a field (its path, "targets.what") say the same."""
    if isinstance(expected, bool) or isinstance(found, bool):
        return expected is found
    if isinstance(expected, int | float) and isinstance(found, int | float):
        return abs(expected - found) < 1e-9
    table, _, name = field.rpartition(".")
    left, right = fold(expected), fold(found)
    if name == "number":
        return left.replace(" ", "") == right.replace(" ", "")
    if name == "unit":
        return left == right or left.startswith(right + " ") or right.startswith(left + " ")
    if name in BY_BEGINNING:
        return left[:PREFIX] == right[:PREFIX]
    if name in BY_WORDS and not (name == "to" and table in DATED_ROWS):
        return left == right or likeness(left, right) >= SHARED
    return left == right


def absent(value: Any) -> bool:
    """Nothing was read: false and zero are values."""
    return value is None or value == "" or value == [] or value == {}


def value_score(field: str, expected: Any, found: Any) -> Score:
    """One value against one value."""
    if absent(expected):
        return Score() if absent(found) else INVENTED
    if absent(found):
        return MISSED
    return FOUND if same(field, expected, found) else WRONG


def set_score(expected: Iterable[Any], found: Iterable[Any]) -> Score:
    """Values whose order says nothing: a different one is one missed and one invented."""
    left, right = {fold(each) for each in expected}, {fold(each) for each in found}
    return Score(found=len(left & right), missed=len(left - right), invented=len(right - left))


def best_pairs(
    expected: Sequence[Row], found: Sequence[Row], alike: Callable[[Row, Row], float]
) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Pairs by falling likeness, of equals the nearest in order; and what stays alone on either side."""
    ranked = sorted(
        (-alike(left, right), abs(i - j), i, j) for i, left in enumerate(expected) for j, right in enumerate(found)
    )
    taken_left: dict[int, int] = {}
    taken_right: set[int] = set()
    for negative, _, i, j in ranked:
        if -negative >= LIKELY and i not in taken_left and j not in taken_right:
            taken_left[i] = j
            taken_right.add(j)
    pairs = [(expected[i], found[j]) for i, j in sorted(taken_left.items())]
    return (
        pairs,
        [row for i, row in enumerate(expected) if i not in taken_left],
        [row for j, row in enumerate(found) if j not in taken_right],
    )


def row_likeness(table: str) -> Callable[[Mapping[str, Any], Mapping[str, Any]], float]:
    """How alike two rows of a table are: the mean over the values that at least one of them has."""

    def alike(left: Mapping[str, Any], right: Mapping[str, Any]) -> float:
        total, weight = 0.0, 0
        for name in left.keys() | right.keys():
            first, second = left.get(name), right.get(name)
            if isinstance(first, bool) or isinstance(second, bool) or (absent(first) and absent(second)):
                continue
            weight += 1
            if absent(first) or absent(second):
                continue
            if isinstance(first, str) and isinstance(second, str):
                total += 1.0 if same(f"{table}.{name}", first, second) else likeness(first, second) / 2
            else:
                total += float(first == second)
        return total / weight if weight else 0.0

    return alike


class Tally(dict[str, Score]):
    """Scores by field, added up as they come."""

    def add(self, field: str, score: Score) -> None:
        self[field] = self.get(field, Score()) + score

    def record(self, table: str, expected: Mapping[str, Any], found: Mapping[str, Any]) -> None:
        """One row against one row, each of its values under its own field; an unknown key is something invented."""
        for name in [*expected, *(name for name in found if name not in expected)]:
            field = f"{table}.{name}"
            left, right = expected.get(name), found.get(name)
            if name == "quotas":
                self.rows(field, left or [], right or [])
            elif isinstance(left, list) or isinstance(right, list):
                self.add(field, set_score(left or [], right or []))
            else:
                self.add(field, value_score(field, left, right))

    def rows(self, table: str, expected: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]]) -> None:
        pairs, missed, invented = best_pairs(expected, found, row_likeness(table))
        for left, right in pairs:
            self.record(table, left, right)
        for left in missed:
            self.record(table, left, {})
        for right in invented:
            self.record(table, {}, right)

    def paragraphs(self, field: str, expected: Sequence[str], found: Sequence[str]) -> None:
        def alike(left: str, right: str) -> float:
            return 2.0 if same(field, left, right) else likeness(left, right)

        pairs, missed, invented = best_pairs(expected, found, alike)
        for left, right in pairs:
            self.add(field, value_score(field, left, right))
        self.add(field, Score(missed=len(missed), invented=len(invented)))


def score(expected: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, Score]:
    """A reading against the right one: the score of every field that has a value in either of them."""
    tally = Tally()
    for name in RECORDS:
        tally.record(name, expected.get(name) or {}, found.get(name) or {})
    for name in ROWS:
        tally.rows(name, expected.get(name) or [], found.get(name) or [])
    for name in PARAGRAPHS:
        tally.paragraphs(name, expected.get(name) or [], found.get(name) or [])
    tally.add("warnings", set_score(expected.get("warnings") or [], found.get("warnings") or []))
    return {field: each for field, each in tally.items() if each != Score()}


def total(scores: Mapping[str, Score], of: str = "") -> Score:
    """The sum over all fields, or over one table and its columns ("targets")."""
    chosen = (each for field, each in scores.items() if not of or field == of or field.startswith(of + "."))
    return sum(chosen, Score())
