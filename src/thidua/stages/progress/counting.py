"""Every cell of a target worked out anew from the ledger: sums of each branch, who has met, how many beneath.

A cell is the tuple of what it shows, in the order of `cells.KEPT`: at the nation's size an object for each would cost
more than the counting.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Any

from django.db import connection

from thidua.stages.campaigns.models import Exemption, Target, TargetMinimum
from thidua.stages.progress import judging
from thidua.stages.progress.cells import BLANK, BY_KIND, KEPT, Snapshot
from thidua.stages.progress.frame import Population

LIVE = "entry.target_id = %s AND entry.reversed_by_id IS NULL AND NOT entry.is_reversal"
CREDITED = f"FROM progress_entry entry JOIN progress_entrycredit credit ON credit.entry_id = entry.id WHERE {LIVE}"
OWN = f"SELECT credit.unit_id, SUM(quantity), SUM(denominator), COUNT(*) {CREDITED} GROUP BY credit.unit_id"
SHARED = f"""
SELECT entry.id, quantity, denominator, credit.unit_id {CREDITED} AND EXISTS (
    SELECT 1 FROM progress_entrycredit other WHERE other.entry_id = entry.id AND other.unit_id <> credit.unit_id
) ORDER BY entry.id
"""  # noqa: S608  # our own names
# Quantity, denominator and number of entries.
Sum = tuple[int, int, int]
Sums = dict[int, Sum]
Counts = dict[str, list[int]]
# What the branches beneath a unit count together: by kind, and what their asked units have of their own.
Beneath = tuple[Counts, int]
# Of one unit: whether it is asked and how much, its kind, what it has and what its branch has.
Standing = tuple[bool, int | None, str, Sum, Sum]
NOTHING = (0, 0, 0)
MET, REQUIRED, KNOWN = (BY_KIND.index(name) for name in ("met", "required", "known"))
ASKED_OWN = KEPT.index("asked_own")


def count(target: Target, people: Population) -> dict[int, Snapshot]:
    """What each unit's cell must show; units of the population in its order."""
    own = _own(target, people)
    subtree = _subtree(target, people, own)
    asked = asked_of(target, people)
    made = _Maker(target)
    found: dict[int, Snapshot] = dict.fromkeys(people.places, BLANK)
    waiting: dict[int, Beneath] = {}
    for unit in people.deepest_first:
        place, beneath = people.places[unit], waiting.pop(unit, None)
        branch = subtree.get(unit, NOTHING)
        if unit not in asked and beneath is None and branch is NOTHING:
            continue
        standing = (unit in asked, asked.get(unit), place.kind, own.get(unit, NOTHING), branch)
        found[unit] = made.alike(standing) if beneath is None else made.cell(standing, *beneath)
        if place.parent is not None and place.parent in people.places:
            _hand_up(waiting, place.parent, found[unit])
    return found


class _Maker:
    """Makes the cells of one target; leaves of the frame that stand alike share one."""

    def __init__(self, target: Target) -> None:
        self.target, self.reads_branch = target, target.reading == Target.Reading.SUBTREE
        self.leaves: dict[Standing, Snapshot] = {}
        self.verdicts: dict[tuple[Sum, int | None], tuple[bool, bool]] = {}

    def alike(self, standing: Standing) -> Snapshot:
        """The cell of a unit with nobody beneath it."""
        if standing not in self.leaves:
            self.leaves[standing] = self.cell(standing, {}, 0)
        return self.leaves[standing]

    def cell(self, standing: Standing, by_kind: Counts, asked_own: int) -> Snapshot:
        """The cell of a unit, given what the branches directly beneath it count together."""
        applies, minimum, kind, own, branch = standing
        known, met = self.verdict(branch if self.reads_branch else own, minimum) if applies else (False, False)
        if applies:
            counts = by_kind.setdefault(kind, [0, 0, 0])
            for column, number in ((MET, met), (REQUIRED, 1), (KNOWN, known)):
                counts[column] += number
            asked_own += own[0]
        totals = [sum(column) for column in zip(*by_kind.values(), strict=True)] or NOTHING
        return (
            applies, minimum, own[0], branch[0], own[1], branch[1], own[2], branch[2], known, met, asked_own,
            totals[REQUIRED], totals[KNOWN], totals[MET], by_kind,
        )  # fmt: skip

    def verdict(self, has: Sum, minimum: int | None) -> tuple[bool, bool]:
        """(known, met) of a unit that is asked; many have the same amount."""
        if (has, minimum) not in self.verdicts:
            amount = judging.Amount(*has)
            known = judging.is_known(amount, minimum, self.target)
            self.verdicts[has, minimum] = known, known and judging.reaches(amount, minimum, self.target)
        return self.verdicts[has, minimum]


def asked_of(target: Target, people: Population) -> dict[int, int | None]:
    """Whom the target asks: of its kinds and not exempt; each with its minimum, None for all assigned to it.

    A companion asks whom its target asks.
    """
    own = dict(TargetMinimum.objects.filter(target=target).order_by("id").values_list("unit_id", "minimum"))
    freed = Exemption.objects.in_force().filter(target=target.companion_of_id or target.pk)
    exempt = set(freed.order_by("id").values_list("unit_id", flat=True))
    kinds = set(target.unit_kinds)
    return {
        unit: own.get(unit, target.minimum)
        for unit, place in people.places.items()
        if place.kind in kinds and unit not in exempt
    }


def _hand_up(waiting: dict[int, Beneath], parent: int, cell: Snapshot) -> None:
    """Adds a branch's counts to those that wait for the unit above."""
    by_kind, asked_own = cell[-1], cell[ASKED_OWN]
    if not by_kind and not asked_own:
        return
    gathered, amount = waiting.get(parent) or ({}, 0)
    for kind, numbers in by_kind.items():
        counts = gathered.setdefault(kind, [0, 0, 0])
        for column, number in enumerate(numbers):
            counts[column] += number
    waiting[parent] = gathered, amount + asked_own


def _own(target: Target, people: Population) -> Sums:
    """What is credited to each unit of the population itself, by one statement over the target."""
    return {
        unit: (int(quantity), int(whole), number)
        for unit, quantity, whole, number in _rows(OWN, target)
        if unit in people.places
    }


def _subtree(target: Target, people: Population, own: Sums) -> Sums:
    """The same with everything beneath, each entry once: what units of one branch share is taken off again."""
    found: defaultdict[int, Sum] = defaultdict(lambda: NOTHING, own)
    for unit in people.deepest_first:
        if unit in found:
            parent = people.places[unit].parent
            if parent is not None and parent in people.places:
                found[parent] = _plus(found[parent], found[unit])
    for (_entry, quantity, whole), lines in groupby(_rows(SHARED, target), key=lambda row: row[:3]):
        for unit in _counted_again(people, [line[3] for line in lines]):
            found[unit] = _plus(found[unit], (-quantity, -whole, -1))
    return found


def _counted_again(people: Population, credits: Collection[int]) -> Iterator[int]:
    """The units that an entry's credits reach more than once, each as often as it is too many."""
    seen: set[int] = set()
    for credit in credits:
        at: int | None = credit
        while at is not None and at in people.places:
            if at in seen:
                yield at
            seen.add(at)
            at = people.places[at].parent


def _plus(one: Sum, other: Sum) -> Sum:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def _rows(question: str, target: Target) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(question, [target.pk])
        rows: list[Any] = cursor.fetchall()
    return rows
