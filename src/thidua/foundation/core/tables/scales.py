"""In which unit a list writes its figures: «(triệu đồng)» in a heading, «Đơn vị tính: triệu đồng» above the list.

Offices write money in triệu as often as in đồng. Read as đồng it would be a million times too little, and nobody told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Unreadable
from thidua.foundation.core.quantities import format_number
from thidua.foundation.core.tables.headings import Heading
from thidua.foundation.core.tables.sheets import SIZES, SheetColumn
from thidua.foundation.core.tables.values import plain
from thidua.foundation.core.tables.workbooks import Grid
from thidua.foundation.core.vietnamese import fold

DONG = r"(?:\s*(?:dong|vnd|d)(?!\w))"
MONEY = (
    r"(?:(?P<million>(?:trieu|tr|1[.,]?000[.,]?000)\.?{dong})|(?P<billion>(?:ty|ti){dong})"
    r"|(?P<thousand>(?:nghin|ngan|1[.,]?000){dong}))"
)
WHOLE, BRIEF = MONEY.replace("{dong}", DONG), MONEY.replace("{dong}", DONG + "?")
# In a heading «tr.đ» and «triệu đồng» say it anywhere, «triệu» alone only in brackets or behind «ĐVT».
ANYWHERE = re.compile(r"(?<!\w)" + WHOLE)
ALONE = re.compile(r"\(\s*" + BRIEF + r"\s*\)")
ABOVE = (
    re.compile(r"(?<!\w)(?:dvt|don vi tinh)\s*[:\-]?\s*" + BRIEF + r"\s*\)?$"),
    re.compile(r"(?<!\w)(?:dvt|don vi|don vi tinh)\s*[:\-]?\s*" + WHOLE),
)
LENGTH = re.compile(r"\(\s*(?:(?P<m>m|met)|(?P<km>km))\s*\)")
BARE = re.compile(r"\d[\d.,\s]*")
# No single sum of a list is so large; a figure that becomes it was written in đồng after all.
TOO_MUCH = 10**12


def unit_of_column(column: SheetColumn, grid: Grid, heading: Heading) -> str:
    """The word that belongs behind the bare figures of a column; empty where its own unit is meant."""
    said = fold(" ".join(_heading_texts(grid, heading, heading.places[column.key])))
    if column.kind == "money":
        if found := ANYWHERE.search(said) or ALONE.search(said):
            return _word(found)
        above = (said.search(text.strip()) for text in _texts_above(grid, heading) for said in ABOVE)
        return next((_word(found) for found in above if found), "")
    if column.written and (found := LENGTH.search(said)) and found.lastgroup in column.written:
        return str(found.lastgroup)
    return ""


def in_unit(cell: Any, unit: str) -> Any:
    """The cell as if it stood with its unit. Raises `Unreadable` for a sum that cannot have been meant so."""
    size = next((size for word, size in SIZES.values() if word == unit), 0)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        if not size:
            return f"{_written(cell)} {unit}"
        found = Fraction(repr(cell)) * size if abs(cell) < TOO_MUCH else Fraction(TOO_MUCH + 1)
        if abs(found) > TOO_MUCH:
            raise Unreadable(_not_meant(_written(cell), unit))
        return found.numerator if found.denominator == 1 else cell
    text = plain(cell)
    if not BARE.fullmatch(text):
        return cell
    if size and len(re.sub(r"\D", "", text.partition(",")[0])) > len(str(TOO_MUCH // size)):
        raise Unreadable(_not_meant(text, unit))
    return f"{text} {unit}"


def _written(cell: float) -> str:
    value = Fraction(repr(cell))
    if value.denominator == 1:
        return format_number(value.numerator)
    return repr(cell).replace(".", ",")


def _not_meant(text: str, unit: str) -> str:
    return _(
        "Tiêu đề ghi đơn vị «%(unit)s» mà ô này là %(text)s. Xin sửa tiêu đề hoặc số, hoặc ghi rõ như «50 triệu»."
    ) % {"unit": unit, "text": text}


def _word(found: re.Match[str]) -> str:
    return SIZES[str(found.lastgroup)][0]


def _heading_texts(grid: Grid, heading: Heading, place: int) -> Iterator[str]:
    """What stands over a column: its own words, and those of a cell merged over several columns."""
    for row in range(heading.row, heading.last_row + 1):
        line, left = grid.lines[row], place
        for (top, start), (bottom, end) in grid.merged:
            if top <= row <= bottom and start <= place <= end:
                line, left = grid.lines[top], start
        if left < len(line):
            yield plain(line[left])


def _texts_above(grid: Grid, heading: Heading) -> Iterator[str]:
    for line in grid.lines[: heading.last_row + 1]:
        yield from (fold(cell) for cell in line if isinstance(cell, str))
