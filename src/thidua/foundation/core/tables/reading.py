"""Reading a sheet out of an office's file: the heading is found, every row is tried, every problem gets its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Unreadable
from thidua.foundation.core.tables.grids import open_grids
from thidua.foundation.core.tables.headings import Heading, find_heading, likely_headings
from thidua.foundation.core.tables.rows import RowReader, is_blank, passed_over
from thidua.foundation.core.tables.sheets import MOST_ROWS, Draft, Problem, Sheet
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
        draft.unknown_headings = next(filter(None, map(likely_headings, grids)), [])
    for grid, heading in found:
        _read_grid(sheet, grid, heading, draft)
    if found and not draft.rows and not draft.problems:
        draft.problems.append(
            Problem(found[0][0].name, 0, "", _("Không có dòng nào dưới tiêu đề. Xin ghi ít nhất một dòng."))
        )
    return draft


def _read_grid(sheet: Sheet, grid: Grid, heading: Heading, draft: Draft) -> None:
    draft.unknown_headings += [name for name in heading.unknown if name not in draft.unknown_headings]
    missing = [column for column in sheet.columns if column.required and column.key not in heading.places]
    for column in missing:
        reason = _("Thiếu cột «%(heading)s». Xin thêm cột này.") % {"heading": column.heading}
        draft.problems.append(Problem(grid.name, heading.row + 1, "", reason))
    if missing:
        return
    reader = RowReader(sheet, grid, heading)
    for number, cells in _lines(grid, heading, max(heading.places.values()) + 1):
        filled = [place for place, cell in enumerate(cells) if cell != "" and not is_blank(cell)]
        if why := passed_over(sheet, heading, number, cells, filled):
            draft.passed_over.append(Problem(grid.name, number + 1, "", why))
            continue
        if len(draft.rows) >= MOST_ROWS:
            reason = _("Quá %(most)d dòng. Xin chia thành nhiều tệp.") % {"most": MOST_ROWS}
            draft.problems.append(Problem(grid.name, number + 1, "", reason))
            return
        row, problems = reader.read(number, cells, filled)
        draft.rows.append(row)
        draft.problems += problems
        if len(draft.problems) >= MOST_PROBLEMS:
            reason = _("Quá nhiều chỗ sai nên dừng đọc ở đây. Xin sửa các ô trên rồi gửi lại.")
            draft.problems.append(Problem(grid.name, number + 1, "", reason))
            return


def _lines(grid: Grid, heading: Heading, width: int) -> Iterator[tuple[int, list[Any]]]:
    """The lines below the heading that are not blank; a cell merged over several rows is given to each of them."""
    down: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, right) in grid.merged:
        if bottom > top and left == right:
            for number in range(max(top + 1, heading.last_row + 1), min(bottom + 1, len(grid.lines))):
                down.setdefault(number, []).append((left, top))
    failed = {number for number, _place in grid.failed}
    for number in range(heading.last_row + 1, len(grid.lines)):
        own = grid.lines[number]
        if number not in failed and all(map(is_blank, own)):
            continue
        cells = own if len(own) >= width else [*own, *[""] * (width - len(own))]
        if number in down:
            cells = list(cells)
            for place, top in down[number]:
                if place < len(cells) and place < len(grid.lines[top]):
                    cells[place] = grid.lines[top][place]
        yield number, cells
