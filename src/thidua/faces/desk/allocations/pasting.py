"""Lines pasted from a sheet: a unit by its code or name, what it is given; a line not understood says why."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Unreadable
from thidua.foundation.core.quantities import QuantityUnit
from thidua.foundation.core.vietnamese import fold
from thidua.stages.campaigns.models import Participation

MOST_LINES = 20_000
BETWEEN = re.compile(r"\t+|;+|\s*\|\s*")
# «Xã Nam Dong 2 km»: a name, then a figure with its unit.
NAME_AND_FIGURE = re.compile(r"(.+)\s+(-?\d[\d.,]*(?:\s+[^\d\s]\S*)?)")
# A list's number before a name: «12. Xã Nam Dong».
ORDINAL = re.compile(r"\d{1,5}[.)]?")
MOST_TOLD = 20


@dataclass(slots=True)
class Pasted:
    """What the lines say, by unit id, and each line that could not be read with its reason."""

    shares: dict[int, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def read_lines(text: str, places: Iterable[Participation], unit: QuantityUnit) -> Pasted:
    """The amounts of the units named. Empty lines and a line of headings say nothing."""
    names, found = _names(places), Pasted()
    lines = [line for line in text.splitlines() if line.strip()][:MOST_LINES]
    for number, line in enumerate(lines, start=1):
        try:
            given = _line(line, names, unit)
        except Unreadable as wrong:
            if number == 1 and not any(letter.isdigit() for letter in line):
                continue
            if len(found.wrong) < MOST_TOLD:
                found.wrong.append(_("Dòng %(number)d «%(line)s»: %(why)s") % {
                    "number": number, "line": " ".join(line.split())[:60], "why": wrong})  # fmt: skip
            found.left.append(line)
            continue
        if given[0] in found.shares and found.shares[given[0]] != given[1]:
            found.wrong.append(_("Dòng %(number)d: đơn vị này đã có ở dòng trên với số khác.") % {"number": number})
            found.left.append(line)
            continue
        found.shares[given[0]] = given[1]
    return found


def _names(places: Iterable[Participation]) -> dict[str, set[int]]:
    """The ids of the units that a code or a name may mean."""
    names: dict[str, set[int]] = defaultdict(set)
    for place in places:
        for name in (place.code, place.unit.name, place.unit.short_name):
            names[fold(name)].add(place.unit_id)
    return names


def _line(line: str, names: dict[str, set[int]], unit: QuantityUnit) -> tuple[int, int]:
    cells = [cell.strip() for cell in BETWEEN.split(line) if cell.strip()]
    if len(cells) == 1 and (ends := NAME_AND_FIGURE.fullmatch(cells[0])):
        cells = list(ends.groups())
    means = [(place, names[fold(cell)]) for place, cell in enumerate(cells) if fold(cell) in names]
    if not means and cells:
        means = [
            (place, names[fold(rest)])
            for place, cell in enumerate(cells)
            if ORDINAL.fullmatch(cell.split(" ")[0]) and fold(rest := cell.partition(" ")[2].strip()) in names
        ]
    if not means:
        raise Unreadable(_("không có đơn vị nào được giao chỉ tiêu này mang mã hoặc tên như vậy."))
    units = set.intersection(*(found for _place, found in means))
    if len(units) != 1:
        raise Unreadable(_("tên này có ở nhiều đơn vị, xin ghi mã đơn vị."))
    taken = {place for place, _found in means}
    figures = [cell for place, cell in enumerate(cells) if place not in taken and any(c.isdigit() for c in cell)]
    if not figures or len(cells) < 2:
        raise Unreadable(_("thiếu số được giao."))
    return units.pop(), unit.parse(figures[-1])
