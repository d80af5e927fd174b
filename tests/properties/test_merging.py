"""Works merged and split at random against a naive model: who counts, for whom, and what undoing gives back.

Four records of one kind are merged, split, verified, taken back and edited in any order; after each act the ledger's
figures are those of a model that reads the definitions record by record, and the board can be proved.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import NOW, Cast, cast_on_board
from tests.stages.works.support import road
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Refused
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.prove import prove
from thidua.stages.works.content import Content
from thidua.stages.works.models import Double, Work
from thidua.stages.works.operations import (
    edit_work,
    merge_works,
    note_work,
    register_work,
    return_work,
    send_work,
    split_works,
    verify_work,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
RECORDS = 4
LEADS = ("commune", "commune", "district", "area")
PLACES = ("area", "area_two")
BY = System()
# What is counted: a road of daily life, verified, for the places it serves and for who carried it.
TARGET = "III.5a"


@dataclass
class Model:
    """The same in plain words: what each record says itself, and into which it was merged."""

    leads: list[str]
    places: list[set[str]]
    verified: list[bool]
    into: dict[int, int] = field(default_factory=dict)

    def merge(self, kept: int, other: int) -> bool:
        if kept == other or kept in self.into or other in self.into or other in self.into.values():
            return False
        self.into[other] = kept
        return True

    def whole(self, record: int) -> tuple[set[str], set[str]]:
        """The places a record serves and those who carried it, with what was merged into it."""
        places, carried = set(self.places[record]), {self.leads[record]}
        for other, kept in self.into.items():
            if kept == record:
                places |= self.places[other]
                carried |= {self.leads[other]}
        return places, carried

    def credits(self) -> dict[str, int]:
        """How many count for each area: places, and partners but not the lead itself."""
        found = dict.fromkeys(PLACES, 0)
        for record in range(RECORDS):
            if record in self.into or not self.verified[record]:
                continue
            places, carried = self.whole(record)
            for area in (places | (carried - {self.leads[record]})) & set(PLACES):
                found[area] += 1
        return found


number = st.integers(0, RECORDS - 1)
acts = st.one_of(
    st.tuples(st.just("merge"), number, number),
    st.tuples(st.just("merge"), number, number),
    st.tuples(st.just("split"), number, number),
    st.tuples(st.just("verify"), number, number),
    st.tuples(st.just("edit"), number, number),
    st.tuples(st.just("return"), number, number),
)
served = st.lists(st.sets(st.sampled_from(PLACES), min_size=1), min_size=RECORDS, max_size=RECORDS)


def test_board_follows_merging_and_splitting_as_the_definitions_say() -> None:
    people = cast_on_board()

    @settings(max_examples=12, suppress_health_check=list(HealthCheck), deadline=None)
    @given(served, st.lists(acts, min_size=1, max_size=8))
    def holds(places: list[set[str]], steps: list[tuple[str, int, int]]) -> None:
        with transaction.atomic():
            # An area serves itself alone.
            served_by = [*places[:-1], {LEADS[-1]}]
            model = Model(list(LEADS), [set(row) for row in served_by], [False] * RECORDS)
            works = [_registered(people, lead, row) for lead, row in zip(LEADS, served_by, strict=True)]
            for step in steps:
                _take(people, model, works, step)
                assert _counted(people) == model.credits()
                assert [_written(people, work) for work in works] == [_told(model, record) for record in range(RECORDS)]
            assert prove(people.campaign) == []
            transaction.set_rollback(True)

    holds()


def _take(people: Cast, model: Model, works: list[Work], step: tuple[str, int, int]) -> None:
    act, one, other = step
    for work in works:
        work.refresh_from_db()
    if act == "merge":
        _merge(model, works, one, other)
    elif act == "split" and one in model.into:
        pair = Double.objects.get(status="merged", one=min(works[one].pk, works[model.into[one]].pk),
                                  other=max(works[one].pk, works[model.into[one]].pk))  # fmt: skip
        split_works(by=BY, now=NOW, double=pair, reason="Nhầm")
        del model.into[one]
    elif act == "verify" and works[one].status == "noted":
        Work.objects.filter(pk=works[one].pk).update(status="done", done_at=NOW, done_date=NOW.date())
        verify_work(by=BY, now=NOW, work=works[one])
        model.verified[one] = True
    elif act == "return" and works[one].status in ("registered", "noted"):
        return_work(by=BY, now=NOW, work=works[one], reason="Xin xem lại")
        send_work(by=BY, now=NOW, work=works[one])
        note_work(by=BY, now=NOW, work=works[one])
    elif act == "edit" and works[one].status == "noted" and model.leads[one] != "area":
        shown, carried = model.whole(one)
        partners = tuple(people.units[name] for name in sorted(carried - {model.leads[one]}))
        content = _content(people, model.leads[one], shown, partners=partners, name=f"Đường số {other}")
        edit_work(by=BY, now=NOW, work=works[one], content=content)


def _merge(model: Model, works: list[Work], kept: int, other: int) -> None:
    allowed = model.merge(kept, other)
    try:
        merge_works(by=BY, now=NOW, kept=works[kept], other=works[other])
    except Refused:
        assert not allowed
    else:
        assert allowed


def _registered(people: Cast, lead: str, places: set[str]) -> Work:
    work = register_work(by=BY, now=NOW, content=_content(people, lead, places))
    return note_work(by=BY, now=NOW, work=work)


def _content(people: Cast, lead: str, places: set[str], **more: Any) -> Content:
    served_by = tuple(people.units[name] for name in sorted(places))
    return road(people, unit=people.units[lead], places=served_by, **more)


def _counted(people: Cast) -> dict[str, int]:
    cells = UnitProgress.objects.filter(target=people.targets[TARGET])
    return {name: cells.get(unit=people.units[name]).own for name in PLACES}


def _written(people: Cast, work: Work) -> tuple[set[str], set[str]]:
    names = {unit.pk: name for name, unit in people.units.items()}
    places = {names[pk] for pk in work.places.values_list("unit_id", flat=True)}
    return places, {names[pk] for pk in work.partners.values_list("unit_id", flat=True)}


def _told(model: Model, record: int) -> tuple[set[str], set[str]]:
    places, carried = model.whole(record)
    return places, carried - {model.leads[record]}
