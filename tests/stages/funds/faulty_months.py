"""Lists of months as districts have them, real .xlsx files of one row a commune, some cells wrong in one known way."""

from __future__ import annotations

import datetime
import itertools
import random
from collections.abc import Callable, Collection
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.stages.works.faulty_lists import Cells, Formula, Wrong, put, write

HEADING = (
    "STT",
    "Tên đơn vị",
    "Tháng",
    "Tồn đầu kỳ",
    "Thu trong kỳ",
    "Cấp trên chuyển về",
    "Chi",
    "Tồn cuối kỳ",
    "Ghi chú",
)
LETTERS = dict(zip("ABCDEFGHI", range(9), strict=True))
HEADING_ROW, FIRST_ROW = 3, 4
MILLION = 1_000_000
OPENING = 5 * MILLION


def sound_row(name: str, number: int) -> Cells:
    """One commune's May, written in one of the manners in which offices write."""
    received, sent, spent = (number % 9) * MILLION, (number % 4) * 500_000, (number % 3) * MILLION
    months = ("5/2024", "05/2024", "tháng 5/2024", "Tháng 05 năm 2024", "2024-05", datetime.date(2024, 5, 1))
    return [
        number + 1,
        (name, name.upper(), name.removeprefix("Xã "), f"{name}, huyện Cư Jút")[number % 4],
        months[number % 6],
        (OPENING, "5.000.000", "5 triệu", None)[number % 4],
        (received, f"{number % 9} triệu", f"{received:,}".replace(",", "."))[number % 3],
        sent or None,
        spent,
        OPENING + received + sent - spent,
        (None, "đã đối chiếu")[number % 2],
    ]


Damage = Callable[[random.Random, Cells], str]
READ: dict[str, Damage] = {
    "a month that there is not": put("C", "13/2024", "0/2024", "tháng 14 năm 2024"),
    "a month in words": put("C", "tháng năm", "quý II", "đầu năm"),
    "no month": put("C", None, "   "),
    "money with dots and commas mixed": put("E", "1,200,000", "12.50.000", "1.200,000.5", "1,2,3"),
    "less than nothing": put("G", -5_000_000, "-5.000.000", "-1"),
    "words for a number": put("E", "mười triệu", "khoảng 5", "chưa có"),
    "a formula that failed": put("H", Formula("#DIV/0!"), Formula("#REF!"), Formula("#N/A")),
}
UNDERSTOOD: dict[str, Damage] = {
    "a unit that there is not": put("B", "Xã 9999", "Xã sốố 1", "Tổ 5"),
    "a unit of another branch": put("B", "Xã Đắk Lao", "Huyện Đắk Mil"),
    "a fund kept in full": put("B", "Xã Nam Dong"),
    "a unit without a fund": put("B", "Xã Trúc Sơn"),
    "a month before its turn": put("C", "6/2024"),
    "another opening": put("D", 4_999_999, "6 triệu"),
    "another closing": put("H", 1, "99 triệu"),
    "more spent than there is": put("G", 90 * MILLION, "1 tỷ"),
    "no closing": put("H", None, ""),
}
FAULTS = READ | UNDERSTOOD


def faulty(names: list[str], kinds: Collection[str], seed: int) -> tuple[SimpleUploadedFile, dict[str, Wrong]]:
    """A list with some rows of each kind of fault, no row with two; the cells that are wrong, by the kind."""
    turn = random.Random(f"{sorted(kinds)} {seed}")
    rows: dict[int, Cells] = {0: ["TỔNG HỢP QUỸ THÁNG 5/2024"], HEADING_ROW: list(HEADING)}
    rows |= {FIRST_ROW + number: sound_row(name, number) for number, name in enumerate(names)}
    wrong = {kind: Wrong() for kind in kinds}
    chosen = iter(turn.sample(range(len(names)), 4 * len(kinds)))
    for kind in kinds:
        # A unit that is named here once may be wrong once: twice it would be a row that was said already.
        most = 1 if kind in ("a fund kept in full", "a unit without a fund") else 4
        for number in itertools.islice(chosen, turn.randint(1, most)):
            wrong[kind].add((FIRST_ROW + number + 1, FAULTS[kind](turn, rows[FIRST_ROW + number])))
    total: list[Any] = [None, "Tổng cộng", None, None, 99 * MILLION]
    rows[FIRST_ROW + len(names)] = total
    return SimpleUploadedFile("quy-thang-5.xlsx", write(rows)), wrong
