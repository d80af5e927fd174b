"""Reading a sheet out of an office's file: the heading is found, every row is tried, every problem gets its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Unreadable
from thidua.foundation.core.tables.grids import letters, open_grids
from thidua.foundation.core.tables.headings import Heading, find_heading
from thidua.foundation.core.tables.sheets import (
    ASIDE,
    MOST_ROWS,
    ORDINAL,
    TOTALS,
    Draft,
    DraftRow,
    Problem,
    Sheet,
    SheetColumn,
)
from thidua.foundation.core.tables.values import plain
from thidua.foundation.core.tables.workbooks import Grid

MOST_PROBLEMS = 500


def read(sheet: Sheet, upload: File, *, remembered: Mapping[str, str] | None = None) -> Draft:
    """The dry run: every row and every problem of the file, nothing taken over.

    All visible sheets with the headings are read. Blank lines, lines of column numbers, group titles and totals are
    passed over (and told); a cell merged downwards stands for each of its rows. `remembered` are this office's own
    headings (see `remembered_headings`). Never raises: a file that cannot be opened is a problem too.
    """
    draft = Draft()
    try:
        grids = open_grids(upload)
    except Unreadable as error:
        draft.problems.append(Problem("", 0, "", str(error)))
        return draft
    found = [(grid, heading) for grid in grids if (heading := find_heading(sheet, grid, remembered or {}))]
    if not found:
        wanted = ", ".join(f"«{column.heading}»" for column in sheet.columns if column.required)
        reason = _("Không tìm thấy dòng tiêu đề có các cột %(wanted)s. Xin dùng tệp mẫu hoặc thêm dòng tiêu đề.")
        draft.problems.append(Problem("", 0, "", reason % {"wanted": wanted}))
    for grid, heading in found:
        _read_grid(sheet, grid, heading, draft)
    if found and not draft.rows and not draft.problems:
        draft.problems.append(
            Problem(found[0][0].name, 0, "", _("Không có dòng nào dưới tiêu đề. Xin ghi ít nhất một dòng."))
        )
    return draft


@dataclass(slots=True)
class _Line:
    """One line of a grid below its heading, with merged cells filled in."""

    number: int
    cells: list[Any]

    @property
    def filled(self) -> list[int]:
        return [place for place, cell in enumerate(self.cells) if not _is_blank(cell)]


def _read_grid(sheet: Sheet, grid: Grid, heading: Heading, draft: Draft) -> None:
    draft.unknown_headings += [name for name in heading.unknown if name not in draft.unknown_headings]
    missing = [column for column in sheet.columns if column.required and column.key not in heading.places]
    for column in missing:
        reason = _("Thiếu cột «%(heading)s». Xin thêm cột này.") % {"heading": column.heading}
        draft.problems.append(Problem(grid.name, heading.row + 1, "", reason))
    if missing:
        return
    named = {key: letters(place) for key, place in heading.places.items()}
    for line in _lines(grid, heading):
        if why := _passed_over(sheet, line, heading):
            draft.passed_over.append(Problem(grid.name, line.number + 1, "", why))
            continue
        if len(draft.rows) >= MOST_ROWS:
            reason = _("Quá %(most)d dòng. Xin chia thành nhiều tệp.") % {"most": MOST_ROWS}
            draft.problems.append(Problem(grid.name, line.number + 1, "", reason))
            return
        if len(draft.problems) >= MOST_PROBLEMS:
            return
        _read_line(sheet, grid, heading, line, named, draft)


def _read_line(sheet: Sheet, grid: Grid, heading: Heading, line: _Line, named: Mapping[str, str], draft: Draft) -> None:
    values: dict[str, Any] = {}
    reasons: dict[str, str] = {}
    for column in sheet.columns:
        place = heading.places.get(column.key)
        cell = line.cells[place] if place is not None and place < len(line.cells) else None
        try:
            if place is not None and (line.number, place) in grid.failed:
                raise Unreadable(_("Công thức trong ô này bị lỗi. Xin sửa công thức hoặc ghi thẳng giá trị."))
            values[column.key] = _value(column, cell)
        except Unreadable as error:
            reasons[column.key] = str(error)
    if not reasons and sheet.check is not None:
        reasons = dict(sheet.check(values))
    row = DraftRow(grid.name, line.number + 1, values, named)
    headings = {column.key: str(column.heading) for column in sheet.columns}
    draft.problems += [
        Problem(row.sheet, row.row, named.get(key, ""), str(reason), headings.get(key, ""))
        for key, reason in reasons.items()
    ]
    draft.rows.append(row)


def _value(column: SheetColumn, cell: Any) -> Any:
    if not _is_blank(cell):
        return column.parse(cell)
    if column.required:
        raise Unreadable(_("Chưa ghi. Cột này phải có."))
    return None


def _lines(grid: Grid, heading: Heading) -> Iterator[_Line]:
    """The lines below the heading that are not blank; a cell merged over several rows is given to each of them."""
    down: dict[int, list[tuple[int, int, int]]] = {}
    for (top, left), (bottom, right) in grid.merged:
        if bottom > top and left == right:
            for number in range(max(top + 1, heading.last_row + 1), min(bottom + 1, len(grid.lines))):
                down.setdefault(number, []).append((left, top, bottom))
    for number in range(heading.last_row + 1, len(grid.lines)):
        own = grid.lines[number]
        if all(_is_blank(cell) for cell in own) and not any(
            (number, place) in grid.failed for place in range(len(own))
        ):
            continue
        cells = list(own)
        for place, top, _bottom in down.get(number, ()):
            if place < len(cells) and place < len(grid.lines[top]):
                cells[place] = grid.lines[top][place]
        yield _Line(number, cells)


def _passed_over(sheet: Sheet, line: _Line, heading: Heading) -> str:
    """Why a line is no record: column numbers under the heading, a total, a group's title; empty for a record."""
    words = [plain(line.cells[place]) for place in line.filled]
    if line.number <= heading.last_row + 2 and _counts_up(words):
        return _("Dòng đánh số cột")
    if any(ASIDE.sub("", word).lower().strip(" :.") in TOTALS for word in words[:2]):
        return _("Dòng cộng")
    if _is_title(sheet, line, heading, words):
        return _("Dòng tiêu đề nhóm: %(text)s") % {"text": max(words, key=len, default="")[:80]}
    return ""


def _is_title(sheet: Sheet, line: _Line, heading: Heading, words: list[str]) -> bool:
    """One text alone, perhaps numbered, where a record would need more; or nothing in any column that is known."""
    known = {key for key, place in heading.places.items() if place in line.filled}
    required = {column.key for column in sheet.columns if column.required}
    if not known:
        return True
    numbered = len(words) == 2 and len(heading.places) > 2 and bool(ORDINAL.fullmatch(words[0]))
    return len(known) == 1 and (numbered or (len(words) == 1 and not required <= known))


def _counts_up(words: list[str]) -> bool:
    """(1) (2) (3), or A B 1 2 3: the numbers of the columns."""
    bare = [word.strip("()[] .") for word in words]
    numbers = [int(word) for word in bare if word.isdecimal()]
    return (
        len(numbers) >= 2
        and all(word.isdecimal() or len(word) == 1 for word in bare)
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    )


def _is_blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
