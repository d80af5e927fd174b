"""The communes' share against a naive model that walks up the frame from every single work."""

from __future__ import annotations

import datetime
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import NOW, START, enrol, make_campaign, make_kinds, make_work_kinds
from thidua.foundation.core.actors import System
from thidua.foundation.units.models import Unit
from thidua.foundation.units.operations import NewUnit, make_units
from thidua.stages.campaigns.models import Campaign, WorkKind
from thidua.stages.evaluations.shares import ORDER, shares_of_communes, steps_of
from thidua.stages.works.models import Work, WorkMoney

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
KINDS = {1: "front-district", 2: "front-commune", 3: "residential-area"}

# Communes of each district, areas of each commune; then works: lead, verified or not, đồng, people.
forests = st.lists(st.lists(st.integers(0, 2), max_size=3), min_size=1, max_size=4)
works = st.lists(
    st.tuples(st.integers(0, 60), st.sampled_from(["verified", "verified", "done", "registered"]), st.integers(0, 2),
              st.integers(0, 2)),
    max_size=14,
)  # fmt: skip


def grow(shape: list[list[int]]) -> tuple[Campaign, list[Unit]]:
    rows = [_new("top", "front-province", None)]
    for d, communes in enumerate(shape):
        rows.append(_new(f"d{d}", KINDS[1], "top"))
        for c, areas in enumerate(communes):
            rows.append(_new(f"d{d}c{c}", KINDS[2], f"d{d}"))
            rows += [_new(f"d{d}c{c}a{a}", KINDS[3], f"d{d}c{c}") for a in range(areas)]
    made = make_units(by=System(), now=NOW, units=rows)
    units = list(Unit.objects.filter(pk__in=[unit.pk for unit in made.values()]).select_related("kind").order_by("lft"))
    campaign = make_campaign(units[0], key=f"dot-{units[0].pk}")
    enrol(campaign, units)
    return campaign, units


def _new(key: str, kind: str, parent: str | None) -> NewUnit:
    return NewUnit(
        key=key, kind=kind, parent=parent, name=key, short_name=key, codes={}, is_invented=True, valid_from=START
    )


def enter(campaign: Campaign, kind: WorkKind, lead: Unit, status: str, dong: int, people: int) -> None:
    reached = {"verified": {"verified_at": NOW}}.get(status, {})
    work = Work.objects.create(
        unit=lead, mobiliser=lead, kind=kind, name="Việc", folded="viec", sort_key="viec", quantity=1, status=status,
        people_served=people or None, registered_at=NOW, done_at=NOW, done_date=datetime.date(2024, 1, 1), made_at=NOW,
        changed_at=NOW, **reached,
    )  # fmt: skip
    work.campaigns.add(campaign)
    for number in range(dong):
        WorkMoney.objects.create(work=work, source=("people", "fund")[number], amount=100)


def naive(units: list[Unit], entered: list[tuple[Unit, str, int, int]], needed: int) -> dict[str, tuple[Any, ...]]:
    """District by district: walk up from each work until a commune is met."""
    by_id = {unit.pk: unit for unit in units}
    counts: dict[int, list[int]] = {unit.pk: [0, 0, 0] for unit in units if unit.kind_id == KINDS[2]}
    for lead, status, dong, people in entered:
        at: Unit | None = lead
        while at is not None and at.pk not in counts:
            at = by_id.get(at.parent_id or 0)
        if at is not None and status == "verified":
            counts[at.pk] = [counts[at.pk][0] + 1, counts[at.pk][1] + 100 * dong, counts[at.pk][2] + people]
    found = {}
    for district in (unit for unit in units if unit.kind_id == KINDS[1]):
        mine = [count for pk, count in counts.items() if by_id[pk].parent_id == district.pk]
        sums = tuple(sum(count[place] for count in mine) for place in range(3))
        found[district.name] = (len(mine), sum(count[0] >= needed for count in mine), *sums)
    return found


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(shape=forests, given_works=works, needed=st.integers(1, 3))
@pytest.mark.clause("V.1.2")
def test_shares_are_those_of_the_naive_model(
    shape: list[list[int]], given_works: list[tuple[int, str, int, int]], needed: int
) -> None:
    with transaction.atomic():
        make_kinds()
        campaign, units = grow(shape)
        kind = WorkKind.objects.filter(key="piece-of-work").first() or make_work_kinds()["piece-of-work"]
        entered = [(units[place % len(units)], status, dong, people) for place, status, dong, people in given_works]
        for lead, status, dong, people in entered:
            enter(campaign, kind, lead, status, dong, people)
        rows = shares_of_communes(campaign, needed)

        wanted = naive(units, entered, needed)
        assert {
            row.place.unit.name: (row.communes, row.reached, row.works, row.value, row.people) for row in rows
        } == wanted
        _check_order(rows, wanted)
        transaction.set_rollback(True)


def _check_order(rows: list[Any], wanted: dict[str, tuple[Any, ...]]) -> None:
    """Each stands before or beside every later one by the four numbers; its rank counts those strictly before it."""
    keys = {name: _key(numbers) for name, numbers in wanted.items()}
    names = [row.place.unit.name for row in rows]
    assert all(keys[a] >= keys[b] for a, b in pairwise(names))
    for row in rows:
        own = keys[row.place.unit.name]
        assert row.rank == 1 + sum(key > own for key in keys.values())
    for step in steps_of(rows):
        value = dict(ORDER)[step.key]
        for group, parts in zip(step.tied, step.parted, strict=True):
            assert [row for part in parts for row in part] == list(group)
            assert [len({value(row) for row in part}) for part in parts] == [1] * len(parts)


def _key(numbers: tuple[Any, ...]) -> tuple[Any, ...]:
    communes, reached, works_, value, people = numbers
    if not communes:
        return Fraction(-1), Fraction(-1), value, people
    return Fraction(reached, communes), Fraction(works_, communes), value, people
