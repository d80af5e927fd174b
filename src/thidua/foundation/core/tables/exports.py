"""Exports of a whole list, every row and not the page: Excel for people, CSV for machines."""

from __future__ import annotations

import csv as delimited
import datetime
import io
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import xlsxwriter
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Refused
from thidua.foundation.core.quantities import share_tenths
from thidua.foundation.core.tables.lists import Cell, Column, Filters, Kind, Table, day_words

BOM = "\ufeff"
# A cell that begins so is run as a formula by programs that open CSV.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
# Excel's own limit, less the title lines and the heading.
MOST_ROWS = 1_048_000
HEADING_ROW = 3
WIDTHS = {Kind.TEXT: 28, Kind.NUMBER: 14, Kind.MONEY: 18, Kind.SHARE: 12, Kind.DATE: 13, Kind.STATE: 20}
# Text stays text, whatever it looks like.
LITERAL = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}


def excel(table: Table, actor: Any, filters: Filters | None = None, *, as_of: datetime.datetime) -> bytes:
    """The list as a workbook: title, «Số liệu đến …», frozen heading with filters, real dates and numbers.

    Money stands in đồng, other quantities in the unit of their column, shares as percentages
    rounded as on the page. Raises `Refused` past
    Excel's number of rows.
    """
    rows = table.every_row(actor, filters)
    # Asked for first: filters are put into words above the rows only once the list has taken them.
    first = list(itertools.islice(rows, 1))
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": False, "constant_memory": True, **LITERAL}) as book:
        # The moment of the figures and not of the writing: the same list gives the same bytes.
        book.set_properties({"title": str(table.title), "created": localtime(as_of).replace(tzinfo=None)})
        page = book.add_worksheet(_("Danh sách"))
        formats = _formats(book)
        _head(page, table, filters or {}, as_of, formats)
        last = HEADING_ROW
        for last, row in enumerate(itertools.chain(first, rows), start=HEADING_ROW + 1):
            if last > MOST_ROWS:
                raise Refused(_("Danh sách quá dài cho một tệp Excel. Xin lọc bớt rồi tải lại."))
            for place, cell in enumerate(row.cells):
                _write(page, last, place, cell, formats)
        page.autofilter(HEADING_ROW, 0, last, len(table.columns) - 1)
    return out.getvalue()


def csv(table: Table, actor: Any, filters: Filters | None = None) -> Iterator[str]:
    """The list as lines of CSV with commas and a BOM: headings, dates as 2024-08-20, counts in smallest units,
    shares with both their numbers. Figures of another moment say in a last column of which.

    Text that a program could take for a formula gets an apostrophe before it, which `tables.read` takes off again.
    """
    line = io.StringIO()
    writer = delimited.writer(line)
    moment = table.as_of(filters or {}) if table.as_of else ""
    headings = [str(column.heading) for column in table.columns] + ([_("Thời điểm của số liệu")] if moment else [])
    yield BOM + _taken(writer, line, [_harmless(heading) for heading in headings])
    last = [_harmless(moment)] if moment else []
    for row in table.every_row(actor, filters):
        yield _taken(writer, line, [_machine(cell) for cell in row.cells] + last)


def _taken(writer: Any, line: io.StringIO, values: list[Any]) -> str:
    writer.writerow(values)
    text = line.getvalue()
    line.seek(0)
    line.truncate()
    return text


def _formats(book: Any) -> dict[str, Any]:
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "note": book.add_format({"italic": True}),
        "heading": book.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1, "bg_color": "#EEF1EC"}
        ),
        Kind.TEXT: book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"}),
        Kind.STATE: book.add_format({"valign": "top"}),
        Kind.NUMBER: book.add_format({"num_format": "#,##0", "valign": "top"}),
        "decimal": book.add_format({"num_format": "#,##0.###", "valign": "top"}),
        Kind.MONEY: book.add_format({"num_format": "#,##0", "valign": "top"}),
        Kind.SHARE: book.add_format({"num_format": "0.0%", "valign": "top"}),
        Kind.DATE: book.add_format({"num_format": "d/m/yyyy", "valign": "top", "align": "left"}),
        "moment": book.add_format({"num_format": "hh:mm d/m/yyyy", "valign": "top", "align": "left"}),
    }


def _head(page: Any, table: Table, filters: Filters, as_of: datetime.datetime, formats: dict[str, Any]) -> None:
    page.write_string(0, 0, str(table.title), formats["title"])
    page.write_string(1, 0, _("Số liệu đến %(moment)s") % {"moment": day_words(as_of)}, formats["note"])
    notes = [str(table.note), *(words(filters) for words in (table.filter_words, table.as_of) if words)]
    page.write_string(2, 0, " · ".join(note for note in notes if note), formats["note"])
    for place, column in enumerate(table.columns):
        kind = Kind(column.kind)
        page.set_column(place, place, column.width or WIDTHS[kind])
        page.write_string(HEADING_ROW, place, _heading(column), formats["heading"])
    page.freeze_panes(HEADING_ROW + 1, 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEADING_ROW)


def _heading(column: Column) -> str:
    """The heading with the unit in which the export writes the column."""
    if column.kind == Kind.MONEY:
        return f"{column.heading} ({_('đồng')})"
    if column.kind == Kind.NUMBER and column.unit.short:
        return f"{column.heading} ({column.unit.short})"
    return str(column.heading)


def _write(page: Any, row: int, place: int, cell: Cell, formats: dict[str, Any]) -> None:
    if cell.value is None or cell.value == "":
        return
    kind = Kind(cell.column.kind)
    _WRITERS.get(kind, _write_text)(page, row, place, cell, formats)


def _write_text(page: Any, row: int, place: int, cell: Cell, formats: dict[str, Any]) -> None:
    page.write_string(row, place, cell.text[:32_000], formats[Kind(cell.column.kind)])


def _write_number(page: Any, row: int, place: int, cell: Cell, formats: dict[str, Any]) -> None:
    scale = cell.column.unit.scale if cell.column.kind == Kind.NUMBER else 1
    whole = cell.value % scale == 0
    figure = cell.value // scale if whole else cell.value / scale
    page.write_number(row, place, figure, formats[Kind.NUMBER] if whole else formats["decimal"])


def _write_share(page: Any, row: int, place: int, cell: Cell, formats: dict[str, Any]) -> None:
    part, whole, *asked = cell.value
    if whole:
        page.write_number(row, place, share_tenths(part, whole, *asked) / 1_000, formats[Kind.SHARE])


def _write_date(page: Any, row: int, place: int, cell: Cell, formats: dict[str, Any]) -> None:
    if isinstance(cell.value, datetime.datetime):
        page.write_datetime(row, place, localtime(cell.value).replace(tzinfo=None), formats["moment"])
    else:
        page.write_datetime(row, place, cell.value, formats[Kind.DATE])


_WRITERS: dict[Kind, Callable[[Any, int, int, Cell, dict[str, Any]], None]] = {
    Kind.NUMBER: _write_number,
    Kind.MONEY: _write_number,
    Kind.SHARE: _write_share,
    Kind.DATE: _write_date,
}


def _machine(cell: Cell) -> str | int:
    """The value as other programs read it; only text is guarded, a negative number stays a number."""
    value = cell.value
    if value is None or value == "":
        return ""
    if cell.column.kind in {Kind.NUMBER, Kind.MONEY}:
        return int(value) if value % 1 == 0 else str(value)
    if cell.column.kind == Kind.SHARE:
        return cell.text
    if isinstance(value, datetime.datetime):
        return localtime(value).isoformat(timespec="seconds")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return _harmless(cell.text)


def _harmless(text: str) -> str:
    return "'" + text if text.startswith(FORMULA_SIGNS) else text
