"""The ledger against a naive model: what posting leaves is what a rebuild makes and what the definitions say.

The nine planted errors break one step each; the same property must then fail, or it would prove nothing.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings

from tests.factories import NOW
from tests.properties.ledger_world import RECORDS, REPORTED, FakeSource, Plan, World, naive, plans, shown
from thidua.stages.campaigns.models import Target
from thidua.stages.progress import cells, counting, frame, judging, ledger, measures, posting, rebuild
from thidua.stages.progress.measures import MEASURES
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.prove import prove

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


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


def check(plan: Plan) -> None:
    """Carries the plan out step by step; after each the board is the naive model's, at the end it can be proved."""
    with transaction.atomic():
        world = world_of(plan)
        for step in plan.steps:
            world.take(step)
            assert shown(world) == naive(world)
        assert prove(world.campaign) == []
        assert rebuild.rebuild_campaign(campaign=world.campaign, now=NOW) == 0
        transaction.set_rollback(True)


def property_holds(examples: int, *, frees: bool = True, **more: object) -> Callable[[], None]:
    @settings(max_examples=examples, suppress_health_check=list(HealthCheck), **more)
    @given(plans(frees=frees))
    def holds(plan: Plan) -> None:
        check(plan)

    return holds


def test_posting_rebuilding_and_the_naive_model_agree_over_random_worlds() -> None:
    property_holds(60)()


def test_rebuild_mends_whatever_stands_in_the_cells() -> None:
    @settings(max_examples=15, suppress_health_check=list(HealthCheck))
    @given(plans(frees=True))
    def holds(plan: Plan) -> None:
        with transaction.atomic():
            world = world_of(plan)
            for step in plan.steps:
                world.take(step)
            UnitProgress.objects.update(own=7, subtree=9, met=True, units_met=99, by_kind={"x": [1, 2, 3]}, asked_own=5)
            assert prove(world.campaign) != []
            rebuild.rebuild_campaign(campaign=world.campaign, now=NOW)
            assert shown(world) == naive(world)
            assert prove(world.campaign) == []
            transaction.set_rollback(True)

    holds()


def _flip_ignored(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(cells, "flip", lambda row, *, known, met: {})


def _ancestor_skipped(patch: pytest.MonkeyPatch) -> None:
    def skipping(credits: object, parents: dict[int, int | None]) -> set[int]:
        reached = {unit for unit in credits if unit in parents}
        above = {parents[unit] for unit in reached} & parents.keys()
        return reached | {parents[unit] for unit in above} & parents.keys()

    patch.setattr(posting, "branch_units", skipping)


def _double_credit(patch: pytest.MonkeyPatch) -> None:
    def doubled(credits: object, parents: dict[int, int | None]) -> list[int]:
        return [unit for credit in credits for unit in posting.frame.branch_upwards([credit], parents)]

    patch.setattr(posting, "branch_units", doubled)


def _reversal_lost(patch: pytest.MonkeyPatch) -> None:
    plain = posting.moves_of

    def forgetful(found: list[ledger.Change], parents: dict[int, int | None]) -> posting.Moves:
        kept = [ledger.Change(change.target, change.source_uid, None, change.new) for change in found]
        return plain(kept, parents)

    patch.setattr(posting, "moves_of", forgetful)


def _moved_without_reframing(patch: pytest.MonkeyPatch) -> None:
    plain, called = rebuild.prepare, []

    def only_once(**kwargs: object) -> int:
        """Enrolment prepares; a later move of a unit leaves the cells as they are."""
        if kwargs["campaign"].pk in called:
            return 0
        called.append(kwargs["campaign"].pk)
        return plain(**kwargs)

    patch.setattr(rebuild, "prepare", only_once)


def _percent_of_zero(patch: pytest.MonkeyPatch) -> None:
    plain = judging.reaches

    def generous(amount: judging.Amount, minimum: int, target: object) -> bool:
        if target.measure_unit == judging.PERCENT and amount.denominator == 0:
            return True
        return plain(amount, minimum, target)

    patch.setattr(judging, "reaches", generous)


def _wrong_window_edge(patch: pytest.MonkeyPatch) -> None:
    def too_wide(span: tuple, day: object) -> bool:
        return (span[0] is None or day >= span[0]) and (span[1] is None or day <= span[1])

    patch.setattr(measures, "is_inside", too_wide)


def _parts_forgotten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(posting, "touched", lambda compounds, flipped, parts: [])


def _companion_asks_whom_its_target_freed(patch: pytest.MonkeyPatch) -> None:
    plain = counting.asked_of

    def asks_everybody(target: Target, people: frame.Population) -> dict[int, int | None]:
        alone = copy.copy(target)
        alone.companion_of_id = None
        return plain(alone, people)

    patch.setattr(counting, "asked_of", asks_everybody)


@pytest.mark.parametrize(
    "plant",
    [
        _flip_ignored,
        _ancestor_skipped,
        _double_credit,
        _reversal_lost,
        _moved_without_reframing,
        _percent_of_zero,
        _wrong_window_edge,
        _parts_forgotten,
        _companion_asks_whom_its_target_freed,
    ],
)
def test_the_property_catches_a_planted_error(
    plant: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)
    with pytest.raises(AssertionError):
        property_holds(60, frees=False, phases=(Phase.generate,), report_multiple_bugs=False, database=None)()
