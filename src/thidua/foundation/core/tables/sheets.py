"""Import sheets: which columns an office's Excel list has, by which headings they go, and what reading it gives."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.quantities import BILLION, MILLION, THOUSAND
from thidua.foundation.core.registry import Registry
from thidua.foundation.core.tables.spoken import in_every_language
from thidua.foundation.core.tables.values import text
from thidua.foundation.core.vietnamese import fold

# A list of so many works, all columns filled, takes some 600 MB while it is taken over.
MOST_ROWS = 100_000
ASIDE = re.compile(r"\([^)]*\)|\*")
# With their accents: without them a gate («cổng») would be a total («cộng»).
TOTALS = frozenset({"tổng cộng", "tổng số", "cộng", "tổng", "toàn tỉnh", "toàn huyện", "toàn xã"})
# The words that lists put behind money, whatever the language of the screen, and how many đồng each is.
SIZES = {"million": ("triệu", MILLION), "billion": ("tỷ", BILLION), "thousand": ("nghìn", THOUSAND)}
# What stands before a group's title: I, IV., A, B).
ORDINAL = re.compile(r"(?:[IVX]+|[A-H])[.)]?")
ONE_LINE = text()
NOT_LETTERS = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True, eq=False)
class SheetColumn:
    """One column: `parse` makes the value from a cell (raising `Unreadable`), `aliases` are other headings for it."""

    key: str
    heading: Any
    aliases: tuple[str, ...] = ()
    required: bool = False
    parse: Callable[[Any], Any] = ONE_LINE
    help: Any = ""
    example: str = ""
    width: int = 22
    # How the template formats the column: text, number, money, date.
    kind: str = "text"
    # Figures that are added up: one cell merged over several rows would count for each of them. Money always is.
    adds_up: bool = False
    # Units that a heading may name in brackets, «Quy mô (m)», other than the one in which the column is written.
    written: tuple[str, ...] = ()

    def headings(self) -> set[str]:
        """What the column may be called, plainly, in every language of the site."""
        names = {*in_every_language(self.heading), *self.aliases}
        return {plain_heading(name) for name in names}


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """An import sheet found by its key. `check(values)` may add problems of a row as a whole: column key → sentence."""

    key: str
    title: Any
    columns: tuple[SheetColumn, ...]
    check: Callable[[Mapping[str, Any]], Mapping[str, str]] | None = None
    note: Any = ""

    def column_of(self, heading: str, remembered: Mapping[str, str]) -> SheetColumn | None:
        """The column that a heading means; `remembered` maps folded headings of this office to keys."""
        plain = plain_heading(heading)
        if plain in remembered:
            return next((column for column in self.columns if column.key == remembered[plain]), None)
        return _known_headings(self).get(plain)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend in the file: where it stands as Excel names it, and what to do."""

    sheet: str
    row: int
    column: str
    reason: str
    heading: str = ""

    def __str__(self) -> str:
        place = _("Trang «%(sheet)s»") % {"sheet": self.sheet} if self.sheet else ""
        cell = f"{self.column}{self.row}" if self.row and self.column else ""
        spot = _("ô %(cell)s") % {"cell": cell} if cell else _("dòng %(row)d") % {"row": self.row} if self.row else ""
        named = f"{spot} ({self.heading})" if spot and self.heading else spot
        return ": ".join(part for part in (", ".join(p for p in (place, named) if p), self.reason) if part)


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One row as read: its place in the file and its values by column key (None for an empty cell).

    `letters` and `headings` tell by column key where a cell stands and what its column is called.
    """

    sheet: str
    row: int
    values: dict[str, Any]
    letters: Mapping[str, str]
    headings: Mapping[str, str]

    def problem(self, key: str, reason: str) -> Problem:
        """A problem of this row found later, by the operation: the dry run shows it like those found in reading."""
        return Problem(self.sheet, self.row, self.letters.get(key, ""), reason, self.headings.get(key, ""))


@dataclass(slots=True)
class Draft:
    """A file read and not yet taken over. Nothing is taken over unless there is no problem at all."""

    rows: list[DraftRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    # Headings nobody knows: the page asks what they mean and the answer is remembered.
    unknown_headings: list[str] = field(default_factory=list)
    # Lines passed over on purpose (titles of groups, totals), so that nothing is dropped in silence.
    passed_over: list[Problem] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        return bool(self.rows) and not self.problems

    def require(self) -> list[DraftRow]:
        """The rows, all of them or none. Raises `Invalid` (field `upload`) with the first problems."""
        if self.problems:
            told = " ".join(str(problem) for problem in self.problems[:3])
            more = len(self.problems) - 3
            raise Invalid(
                {
                    "upload": told
                    + (
                        ngettext(" Và %(more)d lỗi khác.", " Và %(more)d lỗi khác.", more) % {"more": more}
                        if more > 0
                        else ""
                    )
                }
            )
        return self.rows


SHEETS: Registry[Sheet] = Registry("import sheets")


@functools.lru_cache(maxsize=64)
def _known_headings(sheet: Sheet) -> dict[str, SheetColumn]:
    """What every column of a sheet may be called; of two columns of one name the first is meant."""
    found: dict[str, SheetColumn] = {}
    for column in sheet.columns:
        for name in column.headings():
            found.setdefault(name, column)
    return found


@functools.lru_cache(maxsize=4096)
def plain_heading(heading: str) -> str:
    """A heading without accents, signs and what stands in brackets: «Số tiền (đồng) *» is «so tien»."""
    bare = NOT_LETTERS.sub(" ", fold(ASIDE.sub(" ", heading))).strip()
    return bare or NOT_LETTERS.sub(" ", fold(heading)).strip()


def some_numbers(rows: Sequence[int], most: int = 10) -> str:
    """The first of many rows by their numbers: «2, 3, 7, …»."""
    return ", ".join(map(str, rows[:most])) + (", …" if len(rows) > most else "")
