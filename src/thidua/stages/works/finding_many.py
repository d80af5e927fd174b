"""What `finding.doubles_of` finds, of hundreds of records in a couple of dozen statements: a site's first million.

Works of one kind are read together with all that lies around their places; who is near whom is then a look into sorted
lists, and the rule is the same one.
"""

from __future__ import annotations

import bisect
import heapq
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Q

from thidua.foundation.core import files
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import WorkKind
from thidua.stages.works.evidence import OWNER
from thidua.stages.works.finding import around, others_of
from thidua.stages.works.likeness import NEAR, Facts, columns_of, facts_of, idle_words, likeness, told
from thidua.stages.works.models import NOT_LIVING, Work, WorkPlace

# A place with more units than this (a large province) is asked about by itself.
WIDE = 2000
# So many values, or so many intervals, stand in one statement.
VALUES, INTERVALS = 500, 50
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Match:
    """Another record that may be the same work, and why."""

    other: Facts
    reasons: tuple[str, ...]


@dataclass(slots=True)
class Places:
    """Units around the places of some works: the way up from each, and the works of one kind that lie in each."""

    units: dict[int, Unit] = field(default_factory=dict)
    works: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    order: list[tuple[int, int]] = field(default_factory=list)

    def near(self, place: Unit) -> Iterator[int]:
        """The works with a place that is this one, lies in it or holds it."""
        first, end = (bisect.bisect_left(self.order, (lft, 0)) for lft in (place.lft, place.rgt + 1))
        for _lft, pk in self.order[first:end]:
            yield from self.works[pk]
        above = place.parent_id
        while above is not None:
            yield from self.works.get(above, ())
            above = self.units[above].parent_id


def doubles_of_many(works: Sequence[Work]) -> dict[int, list[Match]]:
    """For each of these living works what `doubles_of` finds of it, by its id."""
    by_kind: dict[WorkKind, list[Work]] = defaultdict(list)
    for work in works:
        by_kind[work.kind].append(work)
    found: dict[int, list[Match]] = {}
    for kind, rows in by_kind.items():
        found |= _of_kind(kind, rows)
    return found


def _of_kind(kind: WorkKind, works: Sequence[Work]) -> dict[int, list[Match]]:
    served = _served(works)
    facts: dict[int, Facts] = {}
    places = _around([place for units in served.values() for place in units], kind, facts)
    pictured = _pictured(works, kind, facts)
    names = {pk: unit.name for pk, unit in places.units.items()}
    found = {}
    for work in works:
        near = _near(work, served[work.pk], places, facts)
        photos = pictured.get(work.uid, set())
        twins = heapq.nsmallest(NEAR, (pk for pk in photos if pk != work.pk))
        said = [names[pk] for unit in served[work.pk] for pk in (unit.pk, unit.parent_id) if pk is not None]
        one, idle = facts_of(work), idle_words([kind.label, *said])
        found[work.pk] = [
            Match(facts[pk], reasons)
            for pk in sorted({*near, *twins})
            if (reasons := likeness(one, facts[pk], idle, is_near=pk in near, is_pictured=pk in photos)) is not None
        ]
    return found


def _near(work: Work, served: Iterable[Unit], places: Places, facts: dict[int, Facts]) -> set[int]:
    """The latest of the works around: as `finding.around` has them."""
    if any(_is_wide(place) for place in served):
        rows = [told(*row) for row in around(others_of(work), served).values_list(*columns_of(work.kind))]
        facts |= {row.pk: row for row in rows}
        return {row.pk for row in rows}
    near = {pk for place in served for pk in places.near(place)} - {work.pk}
    return set(heapq.nlargest(NEAR, near)) if len(near) > NEAR else near


def _is_wide(place: Unit) -> bool:
    return place.rgt - place.lft >= WIDE


def _served(works: Sequence[Work]) -> dict[int, list[Unit]]:
    """The places of each work."""
    rows = WorkPlace.objects.filter(work__in=[work.pk for work in works]).order_by("id")
    pairs = list(rows.values_list("work_id", "unit_id"))
    units = _units({pk for _work, pk in pairs})
    served: dict[int, list[Unit]] = {work.pk: [] for work in works}
    for work_id, unit_id in pairs:
        served[work_id].append(units[unit_id])
    return served


def _around(served: Collection[Unit], kind: WorkKind, facts: dict[int, Facts]) -> Places:
    """Everything above, at and beneath these places, with the living works of the kind that lie there."""
    places = Places({unit.pk: unit for unit in served})
    wanted = {unit.parent_id for unit in served} - {None}
    while missing := wanted - places.units.keys():
        above = _units(missing)
        places.units |= above
        wanted = {unit.parent_id for unit in above.values()} - {None}
    beneath = _beneath([place for place in served if not _is_wide(place)])
    lfts = {**{unit.pk: unit.lft for unit in places.units.values()}, **beneath}
    living = WorkPlace.objects.filter(work__kind=kind).exclude(work__status__in=NOT_LIVING).order_by("id")
    columns = ["work_id", *(f"work__{column}" for column in columns_of(kind)[1:])]
    for part in _parts(sorted(lfts)):
        for unit_id, *values in living.filter(unit__in=part).values_list("unit_id", *columns):
            row = told(*values)
            facts[row.pk] = row
            places.works[unit_id].append(row.pk)
    places.order = sorted((lfts[pk], pk) for pk in places.works)
    return places


def _beneath(served: Collection[Unit]) -> dict[int, int]:
    """The units in these branches: where each begins."""
    branches: list[tuple[int, int]] = []
    found: dict[int, int] = {}
    for low, high in sorted(
        {(unit.lft, unit.rgt) for unit in served if unit.rgt > unit.lft}, key=lambda at: (at[0], -at[1])
    ):
        if not branches or low > branches[-1][1]:
            branches.append((low, high))
    for part in _parts(branches, INTERVALS):
        inside = Q(pk__in=[])
        for low, high in part:
            inside |= Q(lft__gte=low, lft__lte=high)
        found |= dict(Unit.objects.filter(inside).order_by("id").values_list("pk", "lft"))
    return found


def _units(wanted: Collection[Any]) -> dict[int, Unit]:
    rows = Unit.objects.only("id", "lft", "rgt", "name", "parent_id")
    return {unit.pk: unit for part in _parts(sorted(wanted)) for unit in rows.filter(pk__in=part).order_by("id")}


def _pictured(works: Sequence[Work], kind: WorkKind, facts: dict[int, Facts]) -> dict[uuid.UUID, set[int]]:
    """For each work with files those living ones of the kind that show one of them, byte for byte."""
    proofs = files.live().filter(owner_kind=OWNER).order_by("id")
    shown: dict[str, set[uuid.UUID]] = defaultdict(set)
    for part in _parts([work.uid for work in works]):
        for sha256, owner in proofs.filter(owner_uid__in=part).values_list("sha256", "owner_uid"):
            shown[sha256].add(owner)
    twins: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for sums in _parts(sorted(shown)):
        for sha256, owner in proofs.filter(sha256__in=sums).values_list("sha256", "owner_uid"):
            for mine in shown[sha256] - {owner}:
                twins[mine].add(owner)
    living = Work.objects.exclude(status__in=NOT_LIVING).filter(kind=kind).order_by("pk")
    ids: dict[uuid.UUID, int] = {}
    for part in _parts(sorted({owner for others in twins.values() for owner in others})):
        rows = [told(*row) for row in living.filter(uid__in=part).values_list(*columns_of(kind))]
        facts |= {row.pk: row for row in rows}
        ids |= {row.uid: row.pk for row in rows}
    return {mine: {ids[owner] for owner in others if owner in ids} for mine, others in twins.items()}


def _parts(values: Sequence[T], size: int = VALUES) -> Iterator[Sequence[T]]:
    return (values[start : start + size] for start in range(0, len(values), size))
