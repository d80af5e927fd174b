"""Figures of another day: an evening's never change, those by date of doing are what the definitions say of that day.

Over random worlds in which facts come, are corrected and go, and units move, are freed and asked again. Planted errors
must be caught.
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
from thidua.stages.progress.derived import column
from thidua.stages.progress.measures import ALL_OF, MEASURES
from thidua.stages.progress.moments import Day, Moment, Reckoning
from thidua.stages.progress.queries.board import judged_cells
from thidua.stages.progress.queries.places import Asked, asked_by
from thidua.stages.progress.reading import cells_at
from thidua.stages.progress.way_by_date import cells_then_and_now, way_by_date

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


def asked_of(world: World) -> Asked:
    """What the campaign asks, read once: no step of a plan changes it."""
    if world.asked is None:
        world.asked = asked_by(world.campaign)
    return world.asked


def figures(world: World, day: Day) -> dict[tuple[int, int], dict[str, Any]]:
    asked = asked_of(world)
    return shown(world, cells_at(asked.all, asked.dates, place=top(world), on=day)[0])


def states(world: World, day: Day) -> dict[tuple[str, str], tuple[str, str, str | None]]:
    """Where each unit and its branch stand, and by which document it is freed."""
    rows = judged_cells(asked_of(world), top(world), day).select_related("target", "unit")
    return {
        (row.target.code, row.unit.short_name): (row.unit_state, row.branch_state, row.exemption)
        for row in rows.order_by("id")
    }


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
        before_all = Moment(clock.day_of(NOW) - ONE_DAY, Reckoning.SHOWN)
        before = figures(world, before_all)
        assert {(cell["applies"], cell["subtree"], cell["units_required"]) for cell in before.values()} == {
            (False, 0, 0)
        }
        assert set(states(world, before_all).values()) == {("not_assigned", "not_assigned", None)}
        transaction.set_rollback(True)


def check_by_date(plan: Plan) -> None:
    """By date of doing the board is the naive model's of that day, and judged as if nothing had been done since."""
    with transaction.atomic():
        world = world_of(plan)
        for step in plan.steps:
            world.take(step)
        told = {}
        ways, models = ways_of(world), {}
        for day in (BEFORE_ALL, *DAYS):
            moment = Moment(day, Reckoning.DONE)
            models[day] = naive(world, until=day)
            assert figures(world, moment) == models[day]
            assert {key: way[day] for key, way in ways.items()} == {
                key: cell for key, cell in models[day].items() if key[1] == 0
            }
            told[day] = states(world, moment)
        check_then_and_now(world, models[DAYS[0]], models[DAYS[3]])
        for day in reversed(told):
            forget_after(world, day)
            assert states(world, day) == told[day]
        transaction.set_rollback(True)


def ways_of(world: World) -> dict[tuple[int, int], dict[datetime.date, dict[str, Any]]]:
    """The top's cell in each target at the end of each day, from the one way there."""
    asked, found = asked_of(world), {}
    names = next(iter(naive(world).values())).keys()
    for number, target in enumerate(world.targets):
        days = way_by_date(target, asked.dates, place=top(world), on=DAYS[-1], since=BEFORE_ALL)
        assert [row.day for row in days] == sorted({row.day for row in days})
        newest = {day: [row for row in days if row.day <= day][-1] for day in (BEFORE_ALL, *DAYS)}
        found[number, 0] = {day: {name: getattr(row, name) for name in names} for day, row in newest.items()}
    return found


def check_then_and_now(world: World, first: dict[tuple[int, int], Any], now: dict[tuple[int, int], Any]) -> None:
    """The cells of the fourth day with those of the first beside them; a compound has no pace."""
    asked, then = asked_of(world), ("own", "subtree", "units_met")
    rows = cells_then_and_now(asked.all, asked.dates, place=top(world), on=DAYS[3], before=DAYS[0])
    beside: dict[str, Any] = {f"was_{name}": column(rows, f"then_{name}") for name in then}
    rows = rows.filter(target__in=asked.all).exclude(target__measure=ALL_OF).annotate(**beside)
    target_at = {target.pk: n for n, target in enumerate(world.targets)}
    unit_at = {unit.pk: n for n, unit in enumerate(world.units)}
    keys = {row.pk: (target_at[row.target_id], unit_at[row.unit_id]) for row in rows.order_by("id")}
    assert shown(world, rows) == {key: now[key] for key in keys.values()}
    for row in rows.order_by("id"):
        was = {name: vars(row)[f"was_{name}"] for name in then}
        was = {name: getattr(row, name) if value is None else value for name, value in was.items()}
        assert was == {name: first[keys[row.pk]][name] for name in then}


def forget_after(world: World, day: datetime.date) -> None:
    """Takes what was done after a day out of the stage and out of the ledger."""
    for source in world.sources.values():
        source.held = {uid: fact for uid, fact in source.held.items() if fact.effective_date <= day}
    assert world.campaign
    posting.post_many(measures=world.sources, source_uids=SOURCES, campaign_ids=[world.campaign.pk], now=world.now)


def property_holds(check: Callable[[Plan], None], examples: int, *, frees: bool = True, **more: object) -> None:
    @settings(max_examples=examples, suppress_health_check=list(HealthCheck), **more)
    @given(plans(frees=frees))
    def holds(plan: Plan) -> None:
        check(plan)

    holds()


def test_what_an_evening_showed_never_changes() -> None:
    property_holds(check_evenings, 25)


def test_by_date_of_doing_is_what_the_definitions_say_of_that_day() -> None:
    property_holds(check_by_date, 25)


def _evening_is_the_day_before(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(reading, "SHOWN", reading.SHOWN.replace("earlier.day <= %s", "earlier.day < %s"))


def _evening_of_now(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(reading, "SHOWN", reading.SHOWN.replace("earlier.day <= %s", "%s IS NOT NULL"))


def _evening_knows_of_later_exemptions(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Moment, "evening", None)


def _shared_entry_taken_back_twice(patch: pytest.MonkeyPatch) -> None:
    def twice(later: list[by_date.Line], rows: Any, known: Any) -> Any:
        return plain([dataclasses.replace(line, entry_id=-number) for number, line in enumerate(later)], rows, known)

    plain = by_date.take_back
    patch.setattr(by_date, "take_back", twice)


def _flips_forgotten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(posting.cells, "flip", lambda row, *, known, met: {})


def _whole_stays_as_it_is_now(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(by_date.Compound, "follow", lambda self, flipped, rows: None)


@pytest.mark.parametrize(
    ("check", "plant", "frees"),
    [
        (check_evenings, _evening_is_the_day_before, False),
        (check_evenings, _evening_of_now, False),
        (check_evenings, _evening_knows_of_later_exemptions, True),
        (check_by_date, _shared_entry_taken_back_twice, False),
        (check_by_date, _flips_forgotten, False),
        (check_by_date, _whole_stays_as_it_is_now, False),
    ],
)
def test_a_planted_error_is_caught(
    check: Callable[[Plan], None],
    plant: Callable[[pytest.MonkeyPatch], None],
    frees: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plant(monkeypatch)
    with pytest.raises(AssertionError):
        property_holds(check, 60, frees=frees, phases=(Phase.generate,), report_multiple_bugs=False, database=None)
