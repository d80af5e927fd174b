"""Opening an .xlsx workbook as grids of cells, measured first: the reader makes room for every blank cell."""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import python_calamine
from defusedxml import ElementTree
from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Unreadable

MOST_SHEETS = 60
MOST_COLUMNS = 200
# Of these a list of 100,000 rows needs the most: with its titles above, and all columns of a sheet filled.
MOST_LINES = 101_000
# One cell in the last corner of a sheet would have the reader ask for more memory than there is, and the process ends.
MOST_CELLS = 2_500_000
MOST_PART_BYTES = 160 * 1024 * 1024
TAG = re.compile(rb"""<(?:\w+:)?(c|row)(?=[\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)>""")
PLACE = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]{0,3})(\d{1,7})""")
FAILED = re.compile(rb"""\bt\s*=\s*["']e["']""")
# How every program that offices have writes a cell; what is written otherwise is looked at tag by tag.
PLAIN_COLUMN = re.compile(rb'<c r="([A-Z]{1,3})\d')
PLAIN_ROW = re.compile(rb'<c r="[A-Z]{1,3}(\d{1,7})"')
ROW = re.compile(rb'<row r="(\d{1,7})"')
UNUSUAL = (b":c", b":row", b"<c>", b"<c/", b"<c\t", b"<c\n", b"<c\r", b"<row\t", b"<row\n", b"<row\r", b'"e"', b"'e'")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Place = tuple[int, int]


@dataclass(slots=True)
class Grid:
    """One sheet: lines of cells from its very first row and column, what is merged, and where formulas failed.

    Places are (row, column) from 0.
    """

    name: str
    lines: list[list[Any]]
    merged: list[tuple[Place, Place]] = field(default_factory=list)
    failed: frozenset[Place] = frozenset()


def open_workbook(path: Path) -> list[Grid]:
    """The sheets that a person sees, in order. Raises `Unreadable` for one that is too large or cannot be read."""
    try:
        with zipfile.ZipFile(path) as package:
            failed = {part: _measure(package, part) for part in package.namelist()}
            parts = _parts_of_sheets(package)
        book = python_calamine.load_workbook(path)
        seen = [sheet.name for sheet in book.sheets_metadata if _is_seen(sheet)]
        if len(seen) > MOST_SHEETS:
            raise Unreadable(_("Tệp có quá nhiều trang tính. Xin tách ra nhiều tệp."))
        return [_grid(book.get_sheet_by_name(name), failed.get(parts.get(name, ""), frozenset())) for name in seen]
    except (python_calamine.CalamineError, zipfile.BadZipFile, ElementTree.ParseError, KeyError) as error:
        raise Unreadable(_("Không mở được tệp Excel. Xin mở bằng Excel, lưu lại rồi gửi lại.")) from error


def _is_seen(sheet: Any) -> bool:
    return bool(
        sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
        and sheet.visible == python_calamine.SheetVisibleEnum.Visible
    )


def _grid(sheet: Any, failed: frozenset[Place]) -> Grid:
    return Grid(sheet.name, sheet.to_python(skip_empty_area=False), list(sheet.merged_cell_ranges or ()), failed)


def _measure(package: zipfile.ZipFile, part: str) -> frozenset[Place]:
    """Refuses a part whose cells reach too far; the places of its failed formulas, which the reader shows as blank."""
    with package.open(part) as file:
        head = file.read(1)
        if head not in (b"<", b"\xef"):
            return frozenset()
        data = head + file.read(MOST_PART_BYTES)
    if len(data) > MOST_PART_BYTES:
        raise Unreadable(_too_large())
    rows, columns, cells, failed = _extent(data) or _extent_by_tag(data)
    if rows > MOST_LINES or columns > MOST_COLUMNS or max(cells, rows * columns) > MOST_CELLS:
        raise Unreadable(_too_large())
    return failed


Extent = tuple[int, int, int, frozenset[Place]]


def _extent(data: bytes) -> Extent | None:
    """How far the cells of a part reach, and how many they are; None for one that must be looked at tag by tag."""
    cells = data.count(b"<c ")
    if any(sign in data for sign in UNUSUAL):
        return None
    names, numbers, lines = PLAIN_COLUMN.findall(data), PLAIN_ROW.findall(data), ROW.findall(data)
    if len(names) != cells or len(numbers) != cells or len(lines) != data.count(b"<row "):
        return None
    rows = max(map(int, {*numbers, *lines}), default=0)
    return rows, max(map(_number, set(names)), default=0), cells, frozenset()


def _extent_by_tag(data: bytes) -> Extent:
    """The same, of a part written in any manner; with the places of its failed formulas."""
    rows = columns = cells = 0
    failed = set()
    for tag in TAG.finditer(data):
        is_cell = tag[1] == b"c"
        cells += is_cell
        if not (found := PLACE.search(tag[2])):
            continue
        row, column = int(found[2]), _number(found[1])
        rows, columns = max(rows, row), max(columns, column)
        if is_cell and FAILED.search(tag[2]):
            failed.add((row - 1, column - 1))
    return rows, columns, cells, frozenset(failed)


def _parts_of_sheets(package: zipfile.ZipFile) -> dict[str, str]:
    """Which part of the package each sheet is."""
    relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): posixpath.join("xl", relation.get("Target", "")) for relation in relations}
    sheets = ElementTree.fromstring(package.read("xl/workbook.xml")).iter()
    return {
        sheet.get("name", ""): targets.get(sheet.get(RELATION), "").lstrip("/")
        for sheet in sheets
        if sheet.tag.endswith("}sheet")
    }


def _number(name: bytes) -> int:
    """A column's number from its letters: A is 1, AA is 27; 0 without letters."""
    number = 0
    for letter in name.upper():
        number = number * 26 + letter - 64
    return number


def _too_large() -> str:
    return _("Trang tính quá dài hoặc quá rộng. Xin xóa các dòng, cột trống ở cuối hoặc chia thành nhiều tệp.")
