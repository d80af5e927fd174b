"""Posting: one change moves exactly the cells it touches, whoever else posts at the same moment."""

from __future__ import annotations

import datetime
import functools
import uuid

import pytest
from django.db import transaction

from tests.factories import AREA, COMMUNE, DISTRICT, NOW, Cast, cast, make_target
from tests.harness.races import at_once
from tests.stages.progress.conftest import DONE, MEASURE, Stage, ask
from thidua.stages.campaigns.models import Target
from thidua.stages.progress import posting, rebuild
from thidua.stages.progress.measures import ALL_OF, Fact
from thidua.stages.progress.models import Entry, UnitProgress, UnitProgressDay
from thidua.stages.progress.prove import prove


def cell(target: Target, unit: object) -> UnitProgress:
    return UnitProgress.objects.get(target=target, unit=unit)


def figures(target: Target, unit: object) -> tuple[int, int, int, int, int]:
    row = cell(target, unit)
    return row.own, row.subtree, row.units_met, row.units_known, row.units_required


def test_a_thing_done_moves_its_unit_and_everyone_above(site: Cast, stage: Stage) -> None:
    target = ask(site, unit_kinds=[COMMUNE], share=100)
    assert figures(target, site.district) == (0, 0, 0, 2, 2)
    stage.does(site.commune)
    assert figures(target, site.commune) == (1, 1, 1, 1, 1)
    assert figures(target, site.district) == (0, 1, 1, 2, 2)
    assert figures(target, site.province) == (0, 1, 1, 3, 3)
    assert figures(target, site.far_district) == (0, 0, 0, 1, 1)
    assert cell(target, site.province).by_kind == {COMMUNE: [1, 3, 3]}


def test_a_thing_of_two_units_counts_once_above_them(site: Cast, stage: Stage) -> None:
    target = ask(site, unit_kinds=[AREA])
    stage.does([site.area, site.area_two])
    assert figures(target, site.area) == (1, 1, 1, 1, 1)
    assert figures(target, site.commune) == (0, 1, 2, 2, 2)
    assert cell(target, site.province).asked_own == 2


def test_what_no_longer_holds_is_reversed_and_stays_in_the_ledger(site: Cast, stage: Stage) -> None:
    target = ask(site, unit_kinds=[COMMUNE])
    uid = stage.does(site.commune, quantity=3)
    stage.undoes(uid)
    assert figures(target, site.district) == (0, 0, 0, 2, 2)
    lines = Entry.objects.filter(target=target).order_by("id").values_list("quantity", "is_reversal")
    assert list(lines) == [(3, False), (-3, True)]
    assert Entry.objects.live().count() == 0


def test_a_correction_moves_credit_from_one_branch_to_another(site: Cast, stage: Stage) -> None:
    target = ask(site, unit_kinds=[COMMUNE])
    stage.does(site.commune, number=9)
    stage.does(site.far_commune, number=9, quantity=2)
    assert figures(target, site.district) == (0, 0, 0, 2, 2)
    assert figures(target, site.far_district) == (0, 2, 1, 1, 1)
    assert figures(target, site.province) == (0, 2, 1, 3, 3)
    assert prove(site.campaign) == []


def test_posting_twice_changes_nothing(site: Cast, stage: Stage) -> None:
    target = ask(site, unit_kinds=[COMMUNE])
    uid = stage.does(site.commune)
    stage.post(uid)
    assert Entry.objects.filter(target=target).count() == 1


def test_history_has_one_line_for_each_day_that_changed(site: Cast, stage: Stage) -> None:
    target = ask(site, unit_kinds=[COMMUNE])
    stage.does(site.commune)
    uid = stage.does(site.commune, quantity=4)
    later = NOW + datetime.timedelta(days=2)
    del stage.held[uid]
    with transaction.atomic():
        posting.post(measures=[MEASURE], source_uid=uid, campaign_ids=[site.campaign.pk], now=later)
    days = UnitProgressDay.objects.filter(target=target, unit=site.commune).order_by("day")
    assert list(days.values_list("day", "own")) == [(NOW.date(), 5), (later.date(), 1)]
    assert UnitProgressDay.objects.filter(target=target, unit=site.far_commune).count() == 1


def test_posting_outside_an_operation_is_a_mistake(site: Cast, stage: Stage, transactional_db: None) -> None:
    with pytest.raises(AssertionError):
        posting.post(measures=[MEASURE], source_uid=uuid.uuid4(), campaign_ids=[site.campaign.pk], now=NOW)


def test_a_source_with_two_facts_for_one_target_is_refused(
    site: Cast, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(site)
    uid = uuid.UUID(int=1)
    twice = [Fact(uid, 1, DONE, frozenset()), Fact(uid, 2, DONE, frozenset())]
    monkeypatch.setattr(stage, "facts", lambda target, uids=None: twice)
    with pytest.raises(ValueError, match="two facts"), transaction.atomic():
        posting.post(measures=[MEASURE], source_uid=uid, campaign_ids=[site.campaign.pk], now=NOW)


def test_many_sources_post_as_one_after_another_would(
    site: Cast, stage: Stage, django_assert_num_queries: object
) -> None:
    target = ask(site, unit_kinds=[COMMUNE])
    for number in range(1, 31):
        uid = uuid.UUID(int=number)
        unit = (site.commune, site.sister_commune, site.far_commune)[number % 3]
        stage.held[uid] = Fact(uid, 1, DONE, frozenset([unit.pk]))
    with transaction.atomic():
        posting.post_many(measures=[MEASURE], source_uids=list(stage.held), campaign_ids=[site.campaign.pk], now=NOW)
    assert figures(target, site.province) == (0, 30, 3, 3, 3)
    assert prove(site.campaign) == []


@pytest.mark.slow
@pytest.mark.parametrize("writers", [2, 8])
def test_writers_at_once_lose_nothing_and_never_wait_for_ever(
    transactional_db: None, stage: Stage, writers: int
) -> None:
    """Each writer moves credit back and forth between the branches; the order of its units differs from the others'.

    A compound of three of the targets follows each of them.
    """
    site = cast()
    stage.campaign_id = site.campaign.pk
    site.campaign.targets.all().delete()
    for number in range(4):
        make_target(
            site.campaign, f"T{number}", measure=MEASURE, unit_kinds=[COMMUNE, DISTRICT], minimum=1 + 3 * number
        )
    make_target(
        site.campaign, "ALL", measure=ALL_OF, measure_params={"targets": ["T0", "T1", "T2"]}, unit_kinds=[COMMUNE, DISTRICT],
        minimum=None,
    )  # fmt: skip
    rebuild.prepare(campaign=site.campaign, now=NOW)
    units = [site.commune, site.far_commune, site.district, site.sister_commune, site.far_district, site.area]

    def write(writer: int) -> None:
        for turn in range(6):
            uid = uuid.UUID(int=writer * 100 + turn % 2 + 1)
            credits = frozenset({units[(writer + turn) % 6].pk, units[(writer * 5 + turn * 3) % 6].pk})
            stage.held[uid] = Fact(uid, turn + 1, DONE, credits)
            stage.post(uid)

    answers = at_once(*(functools.partial(write, writer) for writer in range(writers)))
    assert answers == [None] * writers
    assert prove(site.campaign) == []
    assert cell(site.campaign.targets.get(code="T0"), site.province).subtree == sum(
        fact.quantity for fact in stage.held.values()
    )
