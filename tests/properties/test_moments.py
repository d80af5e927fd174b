"""Figures of another day: an evening's never change, those by date of doing are what the definitions say of that day.

Over random worlds in which facts come, are corrected and go, and units move. Planted errors must be caught.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings

from tests.factories import NOW
from tests.properties.ledger_world import (
    DAYS,
    RECORDS,
    REPORTED,
    SOURCES,
    FakeSource,
    Plan,
    World,
    naive,
    plans,
    shown,
)
from thidua.foundation.core import clock
from thidua.stages.campaigns.models import Participation
from thidua.stages.progress import by_date, posting, reading
from thidua.stages.progress.measures import MEASURES
from thidua.stages.progress.moments import Day, Moment, Reckoning
from thidua.stages.progress.queries.board import judged_cells
from thidua.stages.progress.queries.places import asked_by
from thidua.stages.progress.reading import cells_at

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ONE_DAY = datetime.timedelta(days=1)
BEFORE_ALL = DAYS[0] - ONE_DAY


@pytest.fixture(autouse=True)
def sources() -> Iterator[None]:
    """The two fake measures stand in the registry for the length of a test."""
    MEASURES.register(RECORDS, FakeSource(counts_records=True))
    MEASURES.register(REPORTED, FakeSource(counts_records=False))
    yield
    for key in (RECORDS, REPORTED):
        del MEASURES._entries[key]


def world_of(plan: Plan) -> World:
    fakes = {key: MEASURES[key] for key in (RECORDS, REPORTED)}
    for fake in fakes.values():
        fake.held.clear()
        fake.done_in.clear()
    world = World(plan, fakes)
    world.build()
    return world


def top(world: World) -> Participation:
    """The place of the whole frame, numbered as it is now."""
    return Participation.objects.select_related("campaign").get(unit=world.units[0])


def figures(world: World, day: Day) -> dict[tuple[int, int], dict[str, Any]]:
    asked = asked_by(world.campaign)
    return shown(world, cells_at(asked.all, asked.dates, place=top(world), on=day)[0])


def states(world: World, day: Day) -> dict[tuple[str, str], tuple[str, str]]:
    rows = judged_cells(asked_by(world.campaign), top(world), day).select_related("target", "unit")
    return {(row.target.code, row.unit.short_name): (row.unit_state, row.branch_state) for row in rows.order_by("id")}


def check_evenings(plan: Plan) -> None:
    """Two steps a day; what each evening's board showed is what is read of that day after all that followed."""
    evenings: dict[datetime.date, tuple[Any, Any]] = {}
    with transaction.atomic():
        world = world_of(plan)
        for number, step in enumerate(plan.steps):
            world.now = NOW + (number // 2) * ONE_DAY
            world.take(step)
            day = clock.day_of(world.now)
            evenings[day] = (shown(world), states(world, day))
        for day, (numbers, judged) in evenings.items():
            moment = Moment(day, Reckoning.SHOWN)
            assert figures(world, moment) == numbers
            # A unit that moved stands under its superior of today, whose late ones it counts among.
            if not any(step.moves for step in plan.steps):
                assert states(world, moment) == judged
        before = figures(world, Moment(clock.day_of(NOW) - ONE_DAY, Reckoning.SHOWN))
        assert {(cell["applies"], cell["subtree"], cell["units_required"]) for cell in before.values()} == {
            (False, 0, 0)
        }
        transaction.set_rollback(True)


def check_by_date(plan: Plan) -> None:
    """By date of doing the board is the naive model's of that day, and judged as if nothing had been done since."""
    with transaction.atomic():
        world = world_of(plan)
        for step in plan.steps:
            world.take(step)
        told = {}
        for day in (BEFORE_ALL, *DAYS):
            moment = Moment(day, Reckoning.DONE)
            assert figures(world, moment) == naive(world, until=day)
            told[day] = states(world, moment)
        for day in reversed(told):
            forget_after(world, day)
            assert states(world, day) == told[day]
        transaction.set_rollback(True)


def forget_after(world: World, day: datetime.date) -> None:
    """Takes what was done after a day out of the stage and out of the ledger."""
    for source in world.sources.values():
        source.held = {uid: fact for uid, fact in source.held.items() if fact.effective_date <= day}
    assert world.campaign
    posting.post_many(measures=world.sources, source_uids=SOURCES, campaign_ids=[world.campaign.pk], now=world.now)


def property_holds(check: Callable[[Plan], None], examples: int, **more: object) -> None:
    @settings(max_examples=examples, suppress_health_check=list(HealthCheck), **more)
    @given(plans())
    def holds(plan: Plan) -> None:
        check(plan)

    holds()


def test_what_an_evening_showed_never_changes() -> None:
    property_holds(check_evenings, 40)


def test_by_date_of_doing_is_what_the_definitions_say_of_that_day() -> None:
    property_holds(check_by_date, 40)


def _evening_is_the_day_before(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(reading, "SHOWN", reading.SHOWN.replace("earlier.day <= %s", "earlier.day < %s"))


def _evening_of_now(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(reading, "SHOWN", reading.SHOWN.replace("earlier.day <= %s", "%s IS NOT NULL"))


def _shared_entry_taken_back_twice(patch: pytest.MonkeyPatch) -> None:
    def twice(later: list[by_date.Line], rows: Any, known: Any) -> None:
        doubled = [dataclasses.replace(line, entry_id=-number) for number, line in enumerate(later)]
        plain(doubled, rows, known)

    plain = by_date._take_back
    patch.setattr(by_date, "_take_back", twice)


def _flips_forgotten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(posting.cells, "flip", lambda row, *, known, met: {})


def _whole_stays_as_it_is_now(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(by_date, "_follow", lambda compound, parts, flipped, rows: None)


@pytest.mark.parametrize(
    ("check", "plant"),
    [
        (check_evenings, _evening_is_the_day_before),
        (check_evenings, _evening_of_now),
        (check_by_date, _shared_entry_taken_back_twice),
        (check_by_date, _flips_forgotten),
        (check_by_date, _whole_stays_as_it_is_now),
    ],
)
def test_a_planted_error_is_caught(
    check: Callable[[Plan], None], plant: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)
    with pytest.raises(AssertionError):
        property_holds(check, 300, phases=(Phase.generate,), report_multiple_bugs=False, database=None)
