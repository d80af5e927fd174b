"""By date of doing, more than one day at once: what there was some days before, and the way of one figure day by day.

Both take the entries back from now in one pass, like `by_date`, and stop where a day is wanted.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress import by_date, cells, compounds
from thidua.stages.progress.derived import cells_moved
from thidua.stages.progress.lateness import Dates
from thidua.stages.progress.measures import ALL_OF
from thidua.stages.progress.models import UnitProgress, UnitProgressDay

# What of a cell some days before stands beside it; the name of the column is «then_» and this.
THEN = ("own", "subtree", "units_met")


def cells_then_and_now(
    targets: Iterable[Target], dates: Dates, *, place: Participation, on: datetime.date, before: datetime.date
) -> QuerySet[UnitProgress]:
    """The cells of the place's branch by what was done up to a day, with `then_…` of an earlier one; one statement.

    Where nothing was done since the earlier day, that is null: it was the same. Not for compounds, which have no pace.
    Refused with `NotNow` where too much was done since.
    """
    known = {target.pk: target for target in targets if target.measure != ALL_OF}
    lines, rows = by_date.read(known, {}, {}, dates, place, before, {})
    by_date.take_back([line for line in lines if line.effective_date > on], rows, known)
    shown = {row.pk: {name: getattr(row, name) for name in cells.FIGURES} for row in rows.values()}
    by_date.take_back([line for line in lines if line.effective_date <= on], rows, known)
    then = {row.pk: {f"then_{name}": getattr(row, name) for name in THEN} for row in rows.values()}
    for row in rows.values():
        for name, value in shown[row.pk].items():
            setattr(row, name, value)
    return cells_moved(rows.values(), then, tuple(f"then_{name}" for name in THEN))


def way_by_date(
    target: Target, dates: Dates, *, place: Participation, on: datetime.date, since: datetime.date
) -> list[UnitProgressDay]:
    """The place's cell at the end of each day on which something was done in its branch, the first of all `since`.

    Up to three statements. Refused with `NotNow` where too much was done in all.
    """
    known = {target.pk: target}
    parts = compounds.all_parts([target], known) if target.measure == ALL_OF else {}
    known |= {part.pk: part for found in parts.values() for part in found}
    lines, rows = by_date.read(known, {}, {}, dates, place, datetime.date.min, parts)
    mine = rows.get((target.pk, place.unit_id))
    if mine is None:
        mine, lines = UnitProgress.objects.get(target=target, unit=place.unit_id), []
    compound = [by_date.Compound.of(known[pk], found, rows) for pk, found in parts.items()]
    lines.sort(key=lambda line: line.effective_date, reverse=True)
    way: list[UnitProgressDay] = []
    for day, of_day in groupby(lines, key=lambda line: line.effective_date):
        if day <= on:
            way.append(_day(mine, day))
        flipped = by_date.take_back(of_day, rows, known)
        for each in compound:
            each.follow(flipped, rows)
    if not way or way[-1].day > since:
        way.append(_day(mine, since))
    return way[::-1]


def _day(row: UnitProgress, day: datetime.date) -> UnitProgressDay:
    kept: dict[str, Any] = dict(zip(cells.KEPT, cells.snapshot(row), strict=True))
    return UnitProgressDay(target_id=row.target_id, unit_id=row.unit_id, day=day, **kept)
