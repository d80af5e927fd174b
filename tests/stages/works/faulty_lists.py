"""Lists of five thousand works as offices have them, real .xlsx files, each with a few cells wrong in one known way.

A sound list is written once. A file is that list with some of its rows put in their place as the same writer writes
them, so many files cost no more than reading them.
"""

from __future__ import annotations

import datetime
import functools
import io
import itertools
import random
import re
import unicodedata
import zipfile
from collections.abc import Callable, Collection, Mapping
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

ROWS = 5_000
SHEET = "Xã Nam Dong"
HEADING_ROW, FIRST_ROW = 4, 5
HEADING = ("STT", "Tên công trình, phần việc", "Loại công trình", "Khối lượng", "Đơn vị thực hiện", "Địa bàn", "Khởi công",
           "Hoàn thành", "Nhân dân đóng góp", "Ghi chú")  # fmt: skip
LETTERS = dict(zip("ABCDEFGHIJ", range(10), strict=True))
PART = "xl/worksheets/sheet1.xml"
ROW = re.compile(rb'<row r="(\d+)".*?</row>', re.DOTALL)
ROAD, PIECE = "Đường giao thông nông thôn", "Phần việc"
Cells = list[Any]
# Excel's row number and column letter of each cell that is wrong.
Wrong = set[tuple[int, str]]


class Formula:
    """A cell whose formula failed."""

    def __init__(self, shown: str) -> None:
        self.shown = shown


def sound_row(number: int) -> Cells:
    """One work, written in one of the manners in which offices write."""
    turn = random.Random(number)
    start = datetime.date(2024, 1, 1) + datetime.timedelta(days=number % 90)
    finish = start + datetime.timedelta(days=number % 60)
    name = f"Công trình thứ {number}: {('kè', 'đường', 'cổng', 'hàng rào')[number % 4]} số {turn.randrange(900)}"
    is_road = number % 2 == 0
    return [
        number,
        unicodedata.normalize("NFD", name) if number % 7 == 0 else name,
        ROAD if is_road else PIECE.upper(),
        (("1,2 km", "1.200 m", 0.5)[number % 3] if is_road else ("1", 1, "2")[number % 3]),
        ("Thôn 1", "buôn nui", "", "BUÔN  NUI")[number % 4],
        ("Thôn 1", "", "Thôn 1; Buôn Nui", "Buôn Nui")[number % 4],
        day(start, number),
        day(finish, number + 1),
        (12_000_000, "12.000.000", "12,5 triệu", "3 000 000", None)[number % 5] if is_road else None,
        ("tốt", None, "", "Đã họp dân")[number % 4],
    ]


def day(value: datetime.date, manner: int) -> Any:
    """A day as an Excel date, or as text in the manners that are in use."""
    written = (
        f"{value.day}/{value.month}/{value.year}", f"{value:%d/%m/%Y}", f"{value.day}-{value.month}-{value.year}",
        f"{value.day}.{value.month}.{value.year}", value.isoformat(), f" {value:%d/%m/%Y} ",
    )  # fmt: skip
    return value if manner % 7 == 6 else written[manner % 7]


def excel_row(number: int) -> int:
    """Excel's row of the work of a number, counted from 0."""
    return FIRST_ROW + number + 1


def write(rows: Mapping[int, Cells], *, prepare: Callable[[Any], None] | None = None, alone: bool = True) -> bytes:
    """A workbook with these rows, each by its place from 0; `alone`: with their texts in them and not on a list."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": alone, "default_date_format": "d/m/yyyy"}) as book:
        page = book.add_worksheet(SHEET)
        page.set_column(0, 9, 20)
        if prepare is not None:
            prepare(page)
        for place in sorted(rows):
            for column, value in enumerate(rows[place]):
                if isinstance(value, Formula):
                    page.write_formula(place, column, "=1/0", value=value.shown)
                elif isinstance(value, str) and value:
                    page.write_string(place, column, value)
                elif value not in (None, ""):
                    page.write(place, column, value)
    return out.getvalue()


@functools.cache
def base() -> tuple[tuple[list[bytes], dict[int, int], bytes], dict[str, bytes]]:
    """The sound list: the part of its sheet cut into what stands before, its rows and what follows; the other parts."""
    rows: dict[int, Cells] = {1: ["DANH SÁCH CÔNG TRÌNH NĂM 2024"], HEADING_ROW: list(HEADING)}
    rows |= {FIRST_ROW + number: sound_row(number) for number in range(ROWS)}
    with zipfile.ZipFile(io.BytesIO(write(rows, alone=False))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    data = parts.pop(PART)
    found = list(ROW.finditer(data))
    pieces = [data[: found[0].start()], *(match[0] for match in found)]
    return (
        pieces,
        {int(match[1]): place for place, match in enumerate(found, start=1)},
        data[found[-1].end() :],
    ), parts


def file_with(changed: Mapping[int, Cells], *, prepare: Callable[[Any], None] | None = None) -> SimpleUploadedFile:
    """The sound list with other rows, by their place from 0; `prepare` may hide some of them."""
    (pieces, places, tail), parts = base()
    mine = list(pieces)
    with zipfile.ZipFile(io.BytesIO(write(changed, prepare=prepare))) as package:
        data = package.read(PART)
    for match in ROW.finditer(data):
        mine[places[int(match[1])]] = match[0]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
        package.writestr(PART, b"".join([*mine, tail]))
    return SimpleUploadedFile("danh-sach.xlsx", out.getvalue())


def put(column: str, *values: Any) -> Callable[[random.Random, Cells], str]:
    """One of the values stands in a cell of the column."""

    def damage(turn: random.Random, cells: Cells) -> str:
        cells[LETTERS[column]] = turn.choice(values)
        return column

    return damage


def before_its_start(turn: random.Random, cells: Cells) -> str:
    cells[LETTERS["G"]], cells[LETTERS["H"]] = "20/6/2024", turn.choice(("19/6/2024", "1/1/2024"))
    return "H"


def outside_the_campaign(turn: random.Random, cells: Cells) -> str:
    cells[LETTERS["G"]] = turn.choice(("15/3/2019", "2/9/2023", datetime.date(2022, 1, 5)))
    return "G"


def shifted(turn: random.Random, cells: Cells) -> str:
    """Everything after the name stands one column too far to the right."""
    cells[2:] = ["", "Phần việc", "1", "Thôn 1", "Buôn Nui", datetime.date(2024, 3, 1), "30/6/2024", "12 triệu"]
    return "CGI"


Damage = Callable[[random.Random, Cells], str]
# What offices do wrong: each damages a row and says in which of its columns. These are told by reading alone.
READ: dict[str, Damage] = {
    "a day the calendar does not have": put("G", "31/02/2024", "30/2/2024", "31/4/2024", "31.6.2024"),
    "a year of five figures or of two": put("H", "15/3/20223", "15/3/24", "1/4/224"),
    "the month before the day": put("H", "3/15/2024", "03/31/2024", "2024-15-03"),
    "money with dots and commas mixed": put("I", "1,200,000", "12.50.000", "1.200,000.5", "1,2,3"),
    "less than nothing": put("I", -5_000_000, "-5.000.000", "-1"),
    "words for a number": put("I", "mười triệu", "khoảng 5", "5 bao gạo", "chưa có"),
    "nothing where something must be": put("B", None, "   "),
    "a name that is too long": put("B", "Đường " * 60, "x" * 301),
    "a formula that failed": put("I", Formula("#DIV/0!"), Formula("#REF!"), Formula("#N/A")),
    "columns shifted": shifted,
}
# These by what the words of the cells stand for, and by how the cells of a row go together.
UNDERSTOOD: dict[str, Damage] = {
    "a unit that there is not": put("E", "Thôn 99", "Buôn Nuii", "Tổ 5"),
    "a unit of another branch": put("E", "Bon Pê Nao", "Xã Đắk Lao", "Xã Trúc Sơn"),
    "a kind that there is not": put("C", "Cầu treo", "Trạm bơm", "Đường bay"),
    "done before it is begun": before_its_start,
    "outside of the campaign": outside_the_campaign,
}
FAULTS = READ | UNDERSTOOD


def faulty(kinds: Collection[str], seed: int) -> tuple[SimpleUploadedFile, dict[str, Wrong]]:
    """A file with some rows of each kind of fault, no row with two; the cells that are wrong, by the kind."""
    turn, changed = random.Random(f"{sorted(kinds)} {seed}"), dict[int, Cells]()
    wrong = {kind: Wrong() for kind in kinds}
    rows = iter(turn.sample(range(0, ROWS, 2), 7 * len(kinds)))
    for kind in kinds:
        for number in itertools.islice(rows, turn.randrange(1, 8)):
            cells = sound_row(number)
            wrong[kind] |= {(excel_row(number), column) for column in FAULTS[kind](turn, cells)}
            changed[FIRST_ROW + number] = cells
    return file_with(changed), wrong


def repeated(seed: int) -> tuple[SimpleUploadedFile, Wrong]:
    """Rows that were copied below: the same work with another ordinal."""
    turn, changed, wrong = random.Random(seed), dict[int, Cells](), Wrong()
    for number in turn.sample(range(ROWS // 2), 4):
        copy = ROWS - 1 - number
        changed[FIRST_ROW + copy] = [copy, *sound_row(number)[1:]]
        wrong.add((excel_row(copy), "B"))
    return file_with(changed), wrong
