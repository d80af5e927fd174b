"""The workbook an office fills in: headings, formats, lists to choose from, guidance, and rows already known."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from thidua.foundation.core.tables.exports import LITERAL
from thidua.foundation.core.tables.grids import letters
from thidua.foundation.core.tables.sheets import MOST_ROWS, Sheet, SheetColumn

HEADING_ROW = 2
NUMBER_FORMATS = {"text": "@", "number": "#,##0.###", "money": "#,##0", "date": "d/m/yyyy"}
# Nothing in it depends on the moment: the same sheet and rows give the same bytes.
MADE = datetime.datetime(2000, 1, 1)  # noqa: DTZ001


def template(
    sheet: Sheet,
    *,
    choices: Mapping[str, Sequence[str]] | None = None,
    filled_rows: Iterable[Mapping[str, Any]] = (),
) -> bytes:
    """An .xlsx that `read` takes back. `choices` are the words allowed by column key, offered in a list in the cell;
    `filled_rows` map column keys to values (text, int, date) that the office need not type."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **LITERAL}) as book:
        book.set_properties({"title": str(sheet.title), "created": MADE})
        page = book.add_worksheet(_("Nhập liệu"))
        _write_head(book, page, sheet)
        formats = [book.add_format({"num_format": NUMBER_FORMATS[column.kind]}) for column in sheet.columns]
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, column.width, formats[place])
        for row, values in enumerate(filled_rows, start=HEADING_ROW + 1):
            for place, column in enumerate(sheet.columns):
                _write(page, row, place, values.get(column.key), formats[place])
        _write_guide(book, sheet)
        _offer_choices(book, page, sheet, choices or {})
    return out.getvalue()


def _write_head(book: Any, page: Any, sheet: Sheet) -> None:
    heading = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#EEF1EC"}
    )
    must = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#F6E7C1"})
    page.write_string(0, 0, str(sheet.title), book.add_format({"bold": True, "font_size": 14, "num_format": "@"}))
    note = sheet.note or _("Cột có dấu * phải ghi. Không đổi dòng tiêu đề; mỗi dòng một bản ghi.")
    page.write_string(1, 0, str(note), book.add_format({"italic": True, "num_format": "@"}))
    for place, column in enumerate(sheet.columns):
        page.write_string(HEADING_ROW, place, _marked(column), must if column.required else heading)
    page.freeze_panes(HEADING_ROW + 1, 0)


def _marked(column: SheetColumn) -> str:
    return f"{column.heading} *" if column.required else str(column.heading)


def _write(page: Any, row: int, place: int, value: Any, cell_format: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, datetime.date):
        page.write_datetime(row, place, value, cell_format)
    elif isinstance(value, int) and not isinstance(value, bool):
        page.write_number(row, place, value, cell_format)
    else:
        page.write_string(row, place, str(value), cell_format)


def _write_guide(book: Any, sheet: Sheet) -> None:
    """One line per column: what to write, with an example. Headings stand below each other: no list to read."""
    page = book.add_worksheet(_("Hướng dẫn"))
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    page.set_column(0, 0, 28, wrap)
    page.set_column(1, 2, 48, wrap)
    for row, column in enumerate(sheet.columns):
        page.write_string(row, 0, _marked(column), wrap)
        page.write_string(row, 1, str(column.help), wrap)
        page.write_string(row, 2, _("Ví dụ: %(example)s") % {"example": column.example} if column.example else "", wrap)


def _offer_choices(book: Any, page: Any, sheet: Sheet, choices: Mapping[str, Sequence[str]]) -> None:
    """Long lists stand on a sheet of their own; Excel offers them in the cell and does not forbid other words."""
    offered = [column for column in sheet.columns if choices.get(column.key)]
    if not offered:
        return
    name = _("Danh mục")
    lists = book.add_worksheet(name)
    places = {column.key: place for place, column in enumerate(sheet.columns)}
    for place, column in enumerate(offered):
        words = choices[column.key]
        lists.set_column(place, place, 30)
        lists.write_string(0, place, _("Chọn: %(heading)s") % {"heading": column.heading})
        for row, word in enumerate(words, start=1):
            lists.write_string(row, place, word)
        letter = letters(place)
        source = f"='{name}'!${letter}$2:${letter}${len(words) + 1}"
        rule = {
            "validate": "list",
            "source": source,
            "error_type": "information",
            "error_message": _("Xin chọn từ danh mục."),
        }
        page.data_validation(HEADING_ROW + 1, places[column.key], HEADING_ROW + MOST_ROWS, places[column.key], rule)
