"""The way of one figure to its due date: what the board showed day by day, and where its pace leads."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress import judging
from thidua.stages.progress.forecast import (
    HUNDREDTHS,
    PACE_DAYS,
    Pace,
    counted_from,
    days_left,
    is_forecast,
    rounded_up,
)
from thidua.stages.progress.judging import PERCENT
from thidua.stages.progress.measures import TargetDates, counts_records
from thidua.stages.progress.models import UnitProgress, UnitProgressDay
from thidua.stages.progress.moments import Day, Moment, Reckoning, moment_of
from thidua.stages.progress.queries import cells
from thidua.stages.progress.queries.board import judged_cells
from thidua.stages.progress.queries.cells import Cell
from thidua.stages.progress.queries.places import Asked, asked_by, levels_beneath
from thidua.stages.progress.way_by_date import way_by_date


@dataclass(frozen=True, slots=True)
class Step:
    """What there was at the end of a day; of a percentage also of how many. Until somebody reports nothing is told."""

    day: datetime.date
    value: int
    whole: int = 0
    is_told: bool = True


@dataclass(frozen=True, slots=True)
class Series:
    """One count on its way: a quantity, or the units of one kind that have met (`word`); kinds are never added up.

    `pace` is None where nothing is forecast. Values are whole; the pace counts in hundredths.
    """

    word: str
    is_count: bool
    goal: int
    steps: tuple[Step, ...]
    pace: Pace | None
    # No more units can meet than are asked; a quantity has no end.
    most: int | None = None
    # Of a percentage how many in a hundred of how many are asked: its values are the first of both numbers.
    asked: tuple[int, int] | None = None

    @property
    def now(self) -> int:
        return self.steps[-1].value if self.steps else 0


@dataclass(frozen=True, slots=True)
class BurnUp:
    """Everything the page draws."""

    target: Target
    dates: TargetDates
    cell: Cell | None
    series: tuple[Series, ...]
    moment: Moment
    is_forecast: bool

    @property
    def on(self) -> datetime.date:
        return self.moment.on

    @property
    def known_since(self) -> datetime.date | None:
        """The first day of which the board holds figures."""
        days = [series.steps[0].day for series in self.series if series.steps]
        return min(days, default=None)


def burn_up(*, place: Participation, code: str, on: Day) -> BurnUp:
    """The way of a place's figure in a target up to a day; at most seven statements. Raises `Missing` for a target.

    By date of doing each day has what was done by then, and the first of all is the day from which things count.
    """
    moment = moment_of(on)
    on = moment.on
    asked = asked_by(place.campaign, moment)
    target = asked.target(code)
    asked = asked.only(target)
    dates = asked.dates[target.pk]
    words = {level.key: level.short_label for level in levels_beneath(place)}
    mine = {row.target_id: row for row in judged_cells(asked, place, moment).filter(unit=place.unit_id).order_by("id")}
    cell = cells.branch_cell(asked, target, mine, words)
    forecast = is_forecast(target, dates, on)
    left = days_left(dates.due, on) if forecast and dates.due else None
    days = _days(target, asked, place, moment)
    series = _series(mine[target.pk], target, days, words, on, left) if cell else ()
    return BurnUp(target, dates, cell, series, moment, forecast)


def _days(target: Target, asked: Asked, place: Participation, moment: Moment) -> Sequence[UnitProgressDay]:
    """What there was day by day: as the board showed it, or by when it was done."""
    if moment.reckoning == Reckoning.DONE:
        since = min(counted_from(target, asked.dates[target.pk]), moment.on)
        return way_by_date(target, asked.dates, place=place, on=moment.on, since=since)
    rows = UnitProgressDay.objects.filter(target=target, unit=place.unit_id, day__lte=moment.on)
    return list(rows.order_by("day", "id"))


def _series(
    row: UnitProgress,
    target: Target,
    days: Sequence[UnitProgressDay],
    words: dict[str, str],
    on: datetime.date,
    left: int | None,
) -> tuple[Series, ...]:
    if row.applies and row.units_required == 1:
        return (_of_quantity(row, target, days, on, left),)
    return tuple(
        _of_kind(kind, row, target, days, words[kind], on, left)
        for kind in words
        if kind in row.by_kind and row.by_kind[kind][1]
    )


def _of_quantity(
    row: UnitProgress, target: Target, days: Sequence[UnitProgressDay], on: datetime.date, left: int | None
) -> Series:
    amount = judging.amount_of(row, target)
    goal = amount.denominator * HUNDREDTHS if row.minimum is None else row.minimum * HUNDREDTHS
    asked = None
    if target.measure_unit == PERCENT and row.minimum is not None:
        goal, asked = row.minimum * amount.denominator, (row.minimum, amount.denominator)
    shown = [(day, judging.amount_of(day, target)) for day in days]
    is_counted = counts_records(target.measure)
    steps = tuple(
        Step(day.day, have.quantity, have.denominator if asked else 0, is_counted or have.figures > 0)
        for day, have in shown
    )
    return Series("", False, rounded_up(goal), steps, _pace(steps, goal, on, left), asked=asked)


def _of_kind(
    kind: str,
    row: UnitProgress,
    target: Target,
    days: Sequence[UnitProgressDay],
    word: str,
    on: datetime.date,
    left: int | None,
) -> Series:
    goal = row.by_kind[kind][1] * (HUNDREDTHS if target.share is None else target.share)
    steps = tuple(Step(day.day, day.by_kind.get(kind, [0])[0]) for day in days)
    return Series(word, True, rounded_up(goal), steps, _pace(steps, goal, on, left), row.by_kind[kind][1])


def _pace(steps: Sequence[Step], goal: int, on: datetime.date, left: int | None) -> Pace | None:
    if left is None or goal <= 0:
        return None
    before = on - datetime.timedelta(days=PACE_DAYS)
    then = [step.value for step in steps if step.day <= before]
    now = steps[-1].value if steps else 0
    return Pace(now * HUNDREDTHS, then[-1] * HUNDREDTHS if then else None, goal, left)


def shown_days(steps: Sequence[Step], most: int = 40) -> list[Step]:
    """The days that changed something; of many the last of each week, of very many the last of each month."""
    changed = [
        step
        for before, step in zip([None, *steps], steps, strict=False)
        if not before or replace(before, day=step.day) != step
    ]
    if len(changed) <= most:
        return changed
    weekly = {step.day.isocalendar()[:2]: step for step in changed}
    if len(weekly) <= most:
        return list(weekly.values())
    return list({(step.day.year, step.day.month): step for step in changed}.values())
