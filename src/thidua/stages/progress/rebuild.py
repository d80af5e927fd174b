"""The set-based rebuild: ledger and cells of a target made anew from the stages' own tables, alone with the target.

For what moves many cells at once: another window, minimum, population or frame, an event that got its date. While it
runs the board says «đang tính lại» and shows the numbers of before.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db import connection, transaction

from thidua.foundation.core.locking import Rank, enter
from thidua.stages.campaigns.models import Campaign, Exemption, Participation, Target, TargetMinimum
from thidua.stages.progress import cells, frame, guard, judging, ledger, measures
from thidua.stages.progress.models import UnitProgress

BATCH = 2000

# Everyone with everyone above, in the frame of the target's day; `{stands}` says which rows of the frame hold.
BRANCHES = """
WITH RECURSIVE place(unit_id, parent_id) AS (
    SELECT unit_id, parent_id FROM campaigns_participation WHERE campaign_id = %(campaign)s AND {stands}
), branch(unit_id, above_id) AS (
    SELECT unit_id, unit_id FROM place
    UNION ALL
    SELECT branch.unit_id, place.parent_id
    FROM branch JOIN place ON place.unit_id = branch.above_id
    WHERE place.parent_id IN (SELECT unit_id FROM place)
), credited(unit_id, entry_id, quantity, denominator) AS (
    SELECT credit.unit_id, entry.id, entry.quantity, entry.denominator
    FROM progress_entry entry JOIN progress_entrycredit credit ON credit.entry_id = entry.id
    WHERE entry.target_id = %(target)s AND entry.reversed_by_id IS NULL AND NOT entry.is_reversal
)
"""
OWN = "SELECT unit_id, SUM(quantity), SUM(denominator), COUNT(*) FROM credited GROUP BY unit_id"
# An entry credited to several units of a branch counts in it once.
SUBTREE = """
SELECT above_id, SUM(quantity), SUM(denominator), COUNT(*) FROM (
    SELECT DISTINCT branch.above_id, credited.entry_id, credited.quantity, credited.denominator
    FROM credited JOIN branch ON branch.unit_id = credited.unit_id
) counted GROUP BY above_id
"""
Sums = dict[int, tuple[int, int, int]]
People = dict[int, Participation]


def prepare(*, campaign: Campaign, now: datetime.datetime) -> int:
    """Makes the cells of a campaign: one per target and unit of its frame. Returns how many cells changed.

    Called by whatever enrols units or changes targets, minimums, exemptions or the frame, in its transaction. A unit
    that left the frame loses its cell; its history stays.
    """
    frames: dict[datetime.date | None, People] = {}
    changed = 0
    for target in campaign.targets.order_by("id"):
        if target.reference_date not in frames:
            frames[target.reference_date] = frame.population(target)
        changed += rebuild(target=target, now=now, people=frames[target.reference_date])
    return changed


def rebuild_campaign(*, campaign: Campaign, now: datetime.datetime) -> int:
    """Rebuilds every target of a campaign, each in its own transaction and marked while it runs."""
    changed = 0
    for target in campaign.targets.order_by("id"):
        mark(target, running=True)
        try:
            changed += rebuild(target=target, now=now)
        finally:
            mark(target, running=False)
    return changed


def mark(target: Target, *, running: bool) -> None:
    """Says on the board that the target is being rebuilt, or no longer."""
    Target.objects.filter(pk=target.pk).update(is_being_rebuilt=running)


@transaction.atomic
def rebuild(*, target: Target, now: datetime.datetime, people: People | None = None) -> int:
    """Makes the target's ledger, cells and today's history anew; returns how many cells changed.

    `people` is the target's population where the caller's transaction has read it already.
    """
    enter(Rank.PROGRESS)
    guard.alone(target)
    measures.carry_dates([target])
    standing = _cells(target)
    before = {cells.key_of(row): cells.snapshot(row) for row in standing.values()}
    ledger.write(ledger.changes([target]), now=now)
    rows = align(target, standing, frame.population(target) if people is None else people)
    fill(rows, target)
    return cells.save(rows.values(), before, now=now)


def align(target: Target, standing: dict[int, UnitProgress], people: People) -> dict[int, UnitProgress]:
    """The cells the target must have, one for each unit of its population, with whether it is asked and how much.

    A unit that left the population loses its cell; a new one's is made, not yet saved.
    """
    if gone := [row.pk for unit, row in standing.items() if unit not in people]:
        UnitProgress.objects.filter(pk__in=gone).delete()
    asked, rows, moved = asked_of(target, people.values()), {}, []
    for unit, place in people.items():
        row = standing.get(unit) or UnitProgress(target_id=target.pk, unit_id=unit)
        if row.participation_id not in (None, place.pk):
            moved.append(row)
        row.participation, row.applies, row.minimum = place, unit in asked, asked.get(unit)
        rows[unit] = row
    UnitProgress.objects.bulk_update(moved, ["participation"], batch_size=BATCH)
    return rows


def asked_of(target: Target, places: Iterable[Participation]) -> dict[int, int | None]:
    """Whom the target asks: of its kinds and not exempt; each with its minimum, None for all assigned to it."""
    own = dict(TargetMinimum.objects.filter(target=target).order_by("id").values_list("unit_id", "minimum"))
    exempt = set(Exemption.objects.filter(target=target).order_by("id").values_list("unit_id", flat=True))
    return {
        place.unit_id: own.get(place.unit_id, target.minimum)
        for place in places
        if place.kind_id in target.unit_kinds and place.unit_id not in exempt
    }


def fill(rows: dict[int, UnitProgress], target: Target) -> None:
    """Sums the ledger into the cells, judges each, and counts each branch."""
    own, subtree = sums(target, OWN), sums(target, SUBTREE)
    parents = {unit: row.participation.parent_id for unit, row in rows.items()}
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for unit, row in rows.items():
        row.own, row.own_denominator, row.own_figures = own.get(unit, (0, 0, 0))
        row.subtree, row.subtree_denominator, row.subtree_figures = subtree.get(unit, (0, 0, 0))
        row.known, row.met = judging.judge(row, target)
        counts[unit].update(cells.empty_counts(row))
    for unit in frame.deepest_first(rows, parents):
        row, parent = rows[unit], parents[unit]
        row.by_kind, row.asked_own = {}, 0
        cells.add_counts(row, counts[unit])
        if parent in rows:
            counts[parent].update(counts[unit])


def sums(target: Target, question: str) -> Sums:
    """Quantity, denominator and number of entries per unit, by one statement over the whole target."""
    stands = "valid_to IS NULL"
    if target.reference_date is not None:
        stands = "valid_from <= %(day)s AND (valid_to IS NULL OR valid_to > %(day)s)"
    given = {"target": target.pk, "campaign": target.campaign_id, "day": target.reference_date}
    with connection.cursor() as cursor:
        cursor.execute(BRANCHES.format(stands=stands) + question, given)
        return {unit: (int(quantity), int(whole), number) for unit, quantity, whole, number in cursor.fetchall()}


def _cells(target: Target) -> dict[int, UnitProgress]:
    rows = UnitProgress.objects.filter(target=target).order_by("unit_id")
    return {row.unit_id: row for row in rows}
