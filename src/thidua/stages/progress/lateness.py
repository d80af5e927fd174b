"""Who met a target late: by what was done from the due date on, not without it. Read from the ledger, never stored."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import connection

from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress import judging
from thidua.stages.progress.judging import Amount
from thidua.stages.progress.measures import ALL_OF, TargetDates
from thidua.stages.progress.moments import Day, Moment, Reckoning, moment_of
from thidua.stages.progress.spelled import numbers

Dates = dict[int, TargetDates]


@dataclass(frozen=True, slots=True)
class Late:
    """The late units of some targets, each with the day it got there; and how many each branch has."""

    units: dict[int, dict[int, datetime.date]] = field(default_factory=dict)
    branches: dict[int, dict[int, int]] = field(default_factory=dict)
    # Of «all that were assigned»: whose day of one of them has passed, and everyone above them.
    overdue: dict[int, set[int]] = field(default_factory=dict)
    overdue_above: dict[int, set[int]] = field(default_factory=dict)

    def touches(self, targets: Collection[Target]) -> bool:
        """Whether somebody is late in one of the targets."""
        return any(self.units.get(target.pk) or self.overdue.get(target.pk) for target in targets)

    def reached_on(self, target_id: int, unit_id: int) -> datetime.date | None:
        """The day a late unit reached its minimum; None for who was in time or has not."""
        return self.units.get(target_id, {}).get(unit_id)


class Step(NamedTuple):
    """One entry after its due date, seen from the credited unit or from one above it (`level` 0 is the unit itself)."""

    entry_id: int
    target_id: int
    credited_id: int
    unit_id: int
    level: int
    quantity: int
    denominator: int
    effective_date: datetime.date
    # What the unit's cell has now, as the target reads it; None where it has not met its minimum.
    minimum: int | None
    have: Amount


class Undone(NamedTuple):
    """A thing assigned whose day has passed, seen from the unit it was assigned to or from one above it."""

    target_id: int
    unit_id: int
    is_own: bool


def late_units(targets: Collection[Target], dates: Dates, *, place: Participation, on: Day) -> Late:
    """Who of the place's branch met late, or has let the day of an assigned thing pass; one statement.

    Only «at least» can be met late, and only where late counts and the due date has come. Of «all that were assigned»
    each has its own day: the stage gives what is not done as 0 of 1 on the last good day.
    """
    moment = moment_of(on)
    asked, assigned = asked_late(targets, dates, moment.on)
    return late_by(asked, *_read(asked, assigned, dates, place, moment)) if asked or assigned else Late()


def asked_late(
    targets: Collection[Target], dates: Dates, on: datetime.date
) -> tuple[dict[int, Target], dict[int, Target]]:
    """The targets that can be met late on a day, and those of «all that were assigned»."""
    asked = {target.pk: target for target in targets if _can_be_late(target, dates[target.pk], on)}
    assigned = {target.pk: target for target in targets if target.minimum is None and target.measure != ALL_OF}
    return asked, assigned


def late_by(asked: dict[int, Target], steps: list[Step], undone: Iterable[Undone]) -> Late:
    """Who is late by these entries of `asked` after their due date, and by what was assigned and not done in time."""
    upwards = _upwards(steps)
    units = _units(asked, steps)
    branches = {
        target: dict(Counter(above for unit in found for above in upwards[unit])) for target, found in units.items()
    }
    overdue: dict[int, set[int]] = defaultdict(set)
    overdue_above: dict[int, set[int]] = defaultdict(set)
    for target, unit, is_own in undone:
        overdue_above[target].add(unit)
        if is_own:
            overdue[target].add(unit)
    return Late(units, branches, dict(overdue), dict(overdue_above))


def _can_be_late(target: Target, dates: TargetDates, on: datetime.date) -> bool:
    counts = target.late == Target.Late.COUNTS_LATE and target.operator == Target.Operator.AT_LEAST
    return counts and target.minimum is not None and dates.due is not None and on >= dates.due


def _upwards(steps: list[Step]) -> dict[int, list[int]]:
    """Each unit the steps pass, with everyone above it, from below."""
    lines: dict[int, dict[int, int]] = defaultdict(dict)
    for step in steps:
        lines[step.credited_id][step.level] = step.unit_id
    found: dict[int, list[int]] = {}
    for line in lines.values():
        units = [line[level] for level in sorted(line)]
        for place, unit in enumerate(units):
            found.setdefault(unit, units[place:])
    return found


def _units(asked: dict[int, Target], steps: list[Step]) -> dict[int, dict[int, datetime.date]]:
    """By target the units that reached their minimum only with the late entries their cell reads."""
    cells: dict[tuple[int, int], dict[int, Step]] = defaultdict(dict)
    for step in steps:
        is_read = step.level == 0 or asked[step.target_id].reading == Target.Reading.SUBTREE
        if step.minimum is not None and is_read:
            cells[step.target_id, step.unit_id][step.entry_id] = step
    found: dict[int, dict[int, datetime.date]] = defaultdict(dict)
    for (target_id, unit_id), of_cell in cells.items():
        reached = _reached_on(
            asked[target_id], sorted(of_cell.values(), key=lambda step: (step.effective_date, step.entry_id))
        )
        if reached:
            found[target_id][unit_id] = reached
    return dict(found)


def _reached_on(target: Target, steps: list[Step]) -> datetime.date | None:
    """The day on which the late entries, oldest first, take the unit to its minimum; None if it was there before."""
    now, minimum = steps[0].have, steps[0].minimum
    have = Amount(
        now.quantity - sum(step.quantity for step in steps),
        now.denominator - sum(step.denominator for step in steps),
        now.figures - len(steps),
    )
    if judging.reaches(have, minimum, target):
        return None
    for step in steps:
        have = Amount(have.quantity + step.quantity, have.denominator + step.denominator, have.figures + 1)
        if judging.reaches(have, minimum, target):
            return step.effective_date
    return None


# CROSS JOIN and the plus sign tell SQLite where to begin: at a small branch's units, or at the late entries of a large
# one, never walking one for each row of the other. PostgreSQL plans as it likes. A step
# up is a lookup: joined, SQLite would read the whole frame for it. What was assigned and not done says only where
# (entry 0): a nation's hundreds of such things meet in few units above them, and none of their cells is read.
SMALL_BRANCH = 3000
FROM_UNITS = "campaigns_participation place CROSS JOIN progress_entrycredit credit CROSS JOIN progress_entry entry"
FROM_ENTRIES = "progress_entry entry CROSS JOIN progress_entrycredit credit CROSS JOIN campaigns_participation place"
STEPS = """
WITH RECURSIVE line(target_id, above_id, level, entry_id, credited_id, quantity, denominator, effective_date) AS (
    SELECT entry.target_id, credit.unit_id, 0, {told}
    FROM {tables}
    WHERE ({after_due}) AND {live}
        AND credit.entry_id = entry.id AND place.unit_id = credit.unit_id AND place.campaign_id = %s
        AND place.valid_to IS NULL AND {lft} BETWEEN %s AND %s
    UNION
    SELECT line.target_id, (
        SELECT place.parent_id FROM campaigns_participation place
        WHERE place.unit_id = line.above_id AND place.campaign_id = %s AND place.valid_to IS NULL
    ), CASE WHEN line.entry_id = 0 THEN 1 ELSE line.level + 1 END, line.entry_id, line.credited_id, line.quantity,
        line.denominator, line.effective_date
    FROM line
    WHERE line.above_id IS NOT NULL
)
SELECT line.target_id, line.above_id, line.level, line.entry_id, line.credited_id, line.quantity, line.denominator,
    line.effective_date, cell.minimum, cell.own, cell.own_denominator, cell.own_figures,
    cell.subtree, cell.subtree_denominator, cell.subtree_figures
FROM line LEFT JOIN {cells}
    ON cell.target_id = CASE WHEN line.entry_id > 0 THEN line.target_id END
        AND cell.unit_id = line.above_id AND cell.met{newest}
WHERE line.above_id IS NOT NULL
"""
ENTRY = ("entry.id", "credit.unit_id", "entry.quantity", "entry.denominator")
LIVE = "entry.reversed_by_id IS NULL AND NOT entry.is_reversal"
# What counted on an evening, and what the cells showed then.
LIVE_THEN = """
NOT entry.is_reversal AND entry.recorded_at < %s AND (entry.reversed_by_id IS NULL OR EXISTS (
    SELECT 1 FROM progress_entry undone WHERE undone.id = entry.reversed_by_id AND undone.recorded_at >= %s
))"""
NEWEST_THEN = """ AND cell.day = (
    SELECT MAX(earlier.day) FROM progress_unitprogressday earlier
    WHERE earlier.target_id = cell.target_id AND earlier.unit_id = cell.unit_id AND earlier.day <= %s
)"""


def _read(
    asked: dict[int, Target], assigned: dict[int, Target], dates: Dates, place: Participation, moment: Moment
) -> tuple[list[Step], list[Undone]]:
    after_due = ["(entry.target_id = %s AND entry.effective_date >= %s)" for _target in asked]
    given: list[Any] = [part for pk in asked for part in (pk, dates[pk].due)]
    undone = "(entry.target_id = %s AND entry.quantity < entry.denominator AND entry.effective_date < %s)"
    after_due += [undone for _target in assigned]
    given += [part for pk in assigned for part in (pk, moment.on)]
    live, cells, newest, until = LIVE, "progress_unitprogress cell", "", []
    if moment.reckoning == Reckoning.SHOWN:
        live, cells, newest, until = LIVE_THEN, "progress_unitprogressday cell", NEWEST_THEN, [moment.on]
        given += [connection.ops.adapt_datetimefield_value(moment.ends_at)] * 2
    is_small = place.rgt - place.lft < SMALL_BRANCH
    is_asked = f"entry.target_id IN ({numbers(asked)})" if asked else "1 = 0"
    question = STEPS.format(
        told=", ".join(
            [f"CASE WHEN {is_asked} THEN {column} ELSE 0 END" for column in ENTRY]
            + [f"CASE WHEN {is_asked} THEN entry.effective_date END"]
        ),
        after_due=" OR ".join(after_due),
        live=live,
        cells=cells,
        newest=newest,
        tables=FROM_UNITS if is_small else FROM_ENTRIES,
        lft="place.lft" if is_small else "+place.lft",
    )
    campaign = place.campaign_id
    with connection.cursor() as cursor:
        cursor.execute(question, [*given, campaign, place.lft, place.rgt, campaign, *until])
        found = cursor.fetchall()
    steps = [_step(row, asked) for row in found if row[0] in asked]
    return steps, [Undone(row[0], row[1], row[2] == 0) for row in found if row[0] not in asked]


def _step(row: tuple[Any, ...], asked: dict[int, Target]) -> Step:
    target, unit, level, entry, credited, quantity, denominator, day, minimum, *figures = row
    is_subtree = asked[target].reading == Target.Reading.SUBTREE
    have = figures[3:] if is_subtree else figures[:3]
    amount = Amount(*(number or 0 for number in have))
    return Step(entry, target, credited, unit, level, quantity, denominator, as_date(day), minimum, amount)


def as_date(value: Any) -> datetime.date:
    """A date as a statement of its own gives it: SQLite's are text."""
    found: datetime.date = datetime.date.fromisoformat(value) if isinstance(value, str) else value
    return found
