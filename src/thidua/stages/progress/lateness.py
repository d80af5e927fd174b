"""Who met a target late: by what was done from the due date on, not without it. Read from the ledger, never stored."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import F, Q

from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress import judging
from thidua.stages.progress.judging import Amount
from thidua.stages.progress.measures import TargetDates
from thidua.stages.progress.models import Entry, EntryCredit, UnitProgress

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Late:
    """The late units of some targets, each with the day it got there; and how many each branch has."""

    units: dict[int, dict[int, datetime.date]] = field(default_factory=dict)
    branches: dict[int, dict[int, int]] = field(default_factory=dict)
    # Of «all that were assigned»: whose day of one of them has passed, and everyone above them.
    overdue: dict[int, set[int]] = field(default_factory=dict)
    overdue_above: dict[int, set[int]] = field(default_factory=dict)

    def reached_on(self, target_id: int, unit_id: int) -> datetime.date | None:
        """The day a late unit reached its minimum; None for who was in time or has not."""
        return self.units.get(target_id, {}).get(unit_id)


def late_units(
    targets: Collection[Target], dates: dict[int, TargetDates], *, place: Participation, on: datetime.date
) -> Late:
    """Who of the place's branch met late, or has let the day of an assigned thing pass; at most three statements.

    Only «at least» can be met late, and only where late counts and the due date has come. Of «all that were assigned»
    each has its own day: the stage gives what is not done as 0 of 1 on the last good day.
    """
    asked = {target.pk: target for target in targets if _can_be_late(target, dates[target.pk], on)}
    assigned = [target.pk for target in targets if target.minimum is None]
    credits = _credits(asked, assigned, dates, place, on) if asked or assigned else []
    if not credits:
        return Late()
    above = _chains(place.campaign_id, {credit.unit_id for credit in credits})
    undone = [credit for credit in credits if credit.entry.target_id in assigned]
    entries = _entries_of_cells(asked, [credit for credit in credits if credit.entry.target_id in asked], above)
    rows = _met_cells(entries, place) if entries else []
    units: dict[int, dict[int, datetime.date]] = defaultdict(dict)
    branches: dict[int, Counter[int]] = defaultdict(Counter)
    for row in rows:
        reached = _reached_on(asked[row.target_id], row, entries[row.target_id, row.unit_id])
        if reached:
            units[row.target_id][row.unit_id] = reached
            branches[row.target_id].update(above.get(row.unit_id, [row.unit_id]))
    overdue: dict[int, set[int]] = defaultdict(set)
    overdue_above: dict[int, set[int]] = defaultdict(set)
    for credit in undone:
        overdue[credit.entry.target_id].add(credit.unit_id)
        overdue_above[credit.entry.target_id].update(above.get(credit.unit_id, [credit.unit_id]))
    counted = {target: dict(counts) for target, counts in branches.items()}
    return Late(dict(units), counted, dict(overdue), dict(overdue_above))


def _can_be_late(target: Target, dates: TargetDates, on: datetime.date) -> bool:
    counts = target.late == Target.Late.COUNTS_LATE and target.operator == Target.Operator.AT_LEAST
    return counts and target.minimum is not None and dates.due is not None and on >= dates.due


def _credits(
    asked: Iterable[int],
    assigned: list[int],
    dates: dict[int, TargetDates],
    place: Participation,
    on: datetime.date,
) -> list[EntryCredit]:
    after_due = Q(entry__target__in=assigned, entry__quantity__lt=F("entry__denominator"), entry__effective_date__lt=on)
    for pk in asked:
        after_due |= Q(entry__target=pk, entry__effective_date__gte=dates[pk].due)
    branch = Participation.objects.beneath(place).values("unit_id")
    rows = EntryCredit.objects.filter(after_due, entry__reversed_by__isnull=True, entry__is_reversal=False)
    return list(rows.filter(unit_id__in=branch).select_related("entry").order_by("id"))


def _entries_of_cells(
    asked: dict[int, Target], credits: list[EntryCredit], above: dict[int, list[int]]
) -> dict[Cell, list[Entry]]:
    """The late entries each cell reads, each once, oldest first."""
    found: dict[Cell, dict[int, Entry]] = defaultdict(dict)
    for credit in credits:
        target = asked[credit.entry.target_id]
        readers = above.get(credit.unit_id, []) if target.reading == Target.Reading.SUBTREE else [credit.unit_id]
        for unit in readers:
            found[target.pk, unit][credit.entry_id] = credit.entry
    return {cell: sorted(of.values(), key=lambda entry: (entry.effective_date, entry.pk)) for cell, of in found.items()}


def _met_cells(entries: dict[Cell, list[Entry]], place: Participation) -> list[UnitProgress]:
    units: dict[int, list[int]] = defaultdict(list)
    for target_id, unit_id in entries:
        units[target_id].append(unit_id)
    wanted = Q(pk__in=[])
    for target_id, of_target in units.items():
        wanted |= Q(target_id=target_id, unit_id__in=of_target)
    rows = UnitProgress.objects.filter(wanted, met=True, participation__lft__gte=place.lft)
    return list(rows.filter(participation__lft__lte=place.rgt).order_by("target_id", "unit_id"))


def _reached_on(target: Target, row: UnitProgress, entries: list[Entry]) -> datetime.date | None:
    """The day on which the late entries, oldest first, take the unit to its minimum; None if it was there before."""
    now = judging.amount_of(row, target)
    have = Amount(
        now.quantity - sum(entry.quantity for entry in entries),
        now.denominator - sum(entry.denominator for entry in entries),
        now.figures - len(entries),
    )
    if judging.reaches(have, row.minimum, target):
        return None
    for entry in entries:
        have = Amount(have.quantity + entry.quantity, have.denominator + entry.denominator, have.figures + 1)
        if judging.reaches(have, row.minimum, target):
            return entry.effective_date
    return None


CHAINS = """
WITH RECURSIVE chain(unit_id, above_id) AS (
    SELECT unit_id, unit_id FROM campaigns_participation
    WHERE campaign_id = %s AND valid_to IS NULL AND unit_id IN ({units})
    UNION ALL
    SELECT chain.unit_id, stands.parent_id
    FROM chain JOIN campaigns_participation stands
        ON stands.campaign_id = %s AND stands.valid_to IS NULL AND stands.unit_id = chain.above_id
    WHERE stands.parent_id IS NOT NULL
)
SELECT unit_id, above_id FROM chain
"""


def _chains(campaign_id: int, units: Collection[int]) -> dict[int, list[int]]:
    """Each unit with itself and everyone above it in the standing frame; one statement."""
    found: dict[int, list[int]] = defaultdict(list)
    question = CHAINS.format(units=", ".join(["%s"] * len(units)))
    with connection.cursor() as cursor:
        cursor.execute(question, [campaign_id, *sorted(units), campaign_id])
        for unit, above in cursor.fetchall():
            found[unit].append(above)
    return dict(found)
