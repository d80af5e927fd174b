"""One row of an office's list: whether it is a record at all, and what its cells say.

What one cell was read as is known for the next of the same: lists of thousands of rows bear few kinds, units and days.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Unreadable
from thidua.foundation.core.tables.grids import letters
from thidua.foundation.core.tables.headings import Heading
from thidua.foundation.core.tables.scales import in_unit, unit_of_column
from thidua.foundation.core.tables.sheets import ASIDE, ORDINAL, TOTALS, DraftRow, Problem, Sheet, SheetColumn
from thidua.foundation.core.tables.values import plain
from thidua.foundation.core.tables.workbooks import Grid

# No total is longer, in whatever form its letters are written.
LONGEST_TOTAL = 20
# So many different cells of a column are remembered at a time.
MOST_KNOWN = 20_000
NO_PROBLEMS: Sequence[Problem] = ()


class _Wrong:
    """That a cell cannot be read, and why."""

    __slots__ = ("reason",)

    def __init__(self, reason: str) -> None:
        self.reason = reason


class RowReader:
    """Reads the rows of one grid below its heading."""

    def __init__(self, sheet: Sheet, grid: Grid, heading: Heading) -> None:
        self.sheet, self.grid = sheet, grid
        self.letters = {key: letters(place) for key, place in heading.places.items()}
        self.headings = {column.key: str(column.heading) for column in sheet.columns}
        self.nothing: dict[str, Any] = dict.fromkeys(column.key for column in sheet.columns)
        # By its place: the column, its key, what its cells were read as, the unit its heading names.
        self.columns: dict[int, tuple[SheetColumn, str, dict[Any, Any], str]] = {
            place: (column, column.key, {}, unit_of_column(column, grid, heading))
            for column in sheet.columns
            if (place := heading.places.get(column.key)) is not None
        }
        self.required = [(place, key) for place, (column, key, *_rest) in self.columns.items() if column.required]
        self.shared = _shared(sheet, grid, heading)

    def read(self, number: int, cells: list[Any], filled: list[int]) -> tuple[DraftRow, Sequence[Problem]]:
        """What the row says, with a problem for each cell that cannot be read; of those that can, `check` is asked.

        `filled` are the places of the cells in which something stands.
        """
        values = self.nothing.copy()
        reasons, columns = self._lacking(filled, values), self.columns
        for place in filled:
            if place not in columns:
                continue
            column, key, known, unit = columns[place]
            cell = cells[place]
            # 1, 1.0 and «có» are equal as keys, and do not mean the same.
            known_as = cell if cell.__class__ is str else (cell.__class__, cell)
            found = known.get(known_as, known)
            if found is known:
                if len(known) >= MOST_KNOWN:
                    known.clear()
                known[known_as] = found = _value(column, cell, unit)
            if found.__class__ is _Wrong:
                reasons[key] = found.reason
                del values[key]
            else:
                values[key] = found
        if self.grid.failed:
            self._tell_failed(number, reasons)
        if number in self.shared:
            reasons |= self.shared[number]
        if not reasons and self.sheet.check is not None:
            reasons = dict(self.sheet.check(values))
        row = DraftRow(self.grid.name, number + 1, values, self.letters, self.headings)
        return row, self._problems(row, reasons) if reasons else NO_PROBLEMS

    def _lacking(self, filled: list[int], values: dict[str, Any]) -> dict[str, str]:
        """Of required cells in which nothing stands that they must be filled; they have no value."""
        lacking = [key for place, key in self.required if place not in filled]
        for key in lacking:
            del values[key]
        return {key: _("Chưa ghi. Cột này phải có.") for key in lacking}

    def _tell_failed(self, number: int, reasons: dict[str, str]) -> None:
        for place, (_column, key, *_rest) in self.columns.items():
            if (number, place) in self.grid.failed:
                reasons[key] = _("Công thức trong ô này bị lỗi. Xin sửa công thức hoặc ghi thẳng giá trị.")

    def _problems(self, row: DraftRow, reasons: dict[str, str]) -> list[Problem]:
        order = [key for key in self.headings if key in reasons]
        order += [key for key in reasons if key not in self.headings]
        return [row.problem(key, str(reasons[key])) for key in order]


def passed_over(sheet: Sheet, heading: Heading, number: int, cells: list[Any], filled: list[int]) -> str:
    """Why a line is no record: column numbers under the heading, a total, a group's title; empty for a record."""
    if number <= heading.last_row + 2 and _counts_up([plain(cells[place]) for place in filled]):
        return _("Dòng đánh số cột")
    for place in filled[:2]:
        cell = cells[place]
        if cell.__class__ is str and (len(cell) < LONGEST_TOTAL or "(" in cell) and _is_total(cell):
            return _("Dòng cộng")
    if _is_title(sheet, heading, cells, filled):
        words = [plain(cells[place]) for place in filled]
        return _("Dòng tiêu đề nhóm: %(text)s") % {"text": max(words, key=len, default="")[:80]}
    return ""


def is_blank(cell: Any) -> bool:
    """Whether nothing stands in a cell."""
    return cell is None or cell == "" or (cell.__class__ is str and cell.isspace())


def _shared(sheet: Sheet, grid: Grid, heading: Heading) -> dict[int, dict[str, str]]:
    """By line what is wrong with figures merged over several records: whose the figure is, nobody can know."""
    places = {
        heading.places[column.key]: column.key
        for column in sheet.columns
        if column.key in heading.places and (column.adds_up or column.kind == "money")
    }
    found: dict[int, dict[str, str]] = {}
    for (top, left), (bottom, right) in grid.merged:
        below = grid.lines[top + 1 : bottom + 1]
        if top <= heading.last_row or all(is_blank(cell) for line in below for cell in line):
            continue
        for place in range(left, right + 1):
            if place in places and not is_blank(grid.lines[top][left]):
                reason = _("Một số gộp cho các dòng %(first)d đến %(last)d. Xin bỏ gộp ô, ghi số của từng dòng.")
                found.setdefault(top, {})[places[place]] = reason % {"first": top + 1, "last": bottom + 1}
    return found


def _value(column: SheetColumn, cell: Any, unit: str = "") -> Any:
    try:
        return column.parse(in_unit(cell, unit) if unit else cell)
    except Unreadable as error:
        return _Wrong(str(error))


def _is_total(cell: str) -> bool:
    return ASIDE.sub("", plain(cell)).lower().strip(" :.") in TOTALS


def _is_title(sheet: Sheet, heading: Heading, cells: list[Any], filled: list[int]) -> bool:
    """One text alone, perhaps numbered, where a record would need more; or nothing in any column that is known."""
    if len(filled) > 2 and not heading.known_places.isdisjoint(filled):
        return False
    known = {key for key, place in heading.places.items() if place in filled}
    if not known:
        return True
    required = {column.key for column in sheet.columns if column.required}
    numbered = len(filled) == 2 and len(heading.places) > 2 and bool(ORDINAL.fullmatch(plain(cells[filled[0]])))
    return len(known) == 1 and (numbered or (len(filled) == 1 and not required <= known))


def _counts_up(words: list[str]) -> bool:
    """(1) (2) (3), or A B 1 2 3: the numbers of the columns."""
    bare = [word.strip("()[] .") for word in words]
    numbers = [int(word) for word in bare if word.isdecimal()]
    return (
        len(numbers) >= 2
        and all(word.isdecimal() or len(word) == 1 for word in bare)
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    )
