"""What targets count of milestones."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import NOW, Cast, make_target
from tests.stages.milestones.conftest import FESTIVAL_DAY
from thidua.stages.campaigns.models import Target
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations import confirm_milestone, report_milestone
from thidua.stages.milestones.reports import Report
from thidua.stages.progress.measures import MEASURES, Fact
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.prove import prove


def facts(target: Target) -> list[Fact]:
    return list(MEASURES[target.measure].facts(target))


def rate(site: Cast, year: int, answer: str, day: datetime.date) -> None:
    said = Report(day, answer=answer, answered_by="Huyện ủy", document_number="7-QĐ/HU", document_date=day)
    row = report_milestone(
        by=site.actor("district_officer"), now=NOW, kind=site.milestone_kinds["rating"], unit=site.district, report=said,
        year=year,
    )  # fmt: skip
    confirm_milestone(by=site.actor("province_leader"), now=NOW, milestone=row)


def festival_target(site: Cast, **values: Any) -> Target:
    return make_target(
        site.campaign, "T", measure="milestone", unit_kinds=["residential-area"],
        measure_params={"milestone": "festival", "state": "verified"}, **values,
    )  # fmt: skip


@pytest.mark.clause("III.5b")
def test_joint_festival_is_one_fact_for_both_areas(site: Cast, festival: Callable[..., Milestone]) -> None:
    row = festival(partners=(site.area_two,))
    assert facts(site.targets["III.5b"]) == [
        Fact(row.uid, 1, FESTIVAL_DAY, frozenset({site.area.pk, site.area_two.pk}))
    ]


def test_only_the_sources_asked_for_are_given(site: Cast, festival: Callable[..., Milestone]) -> None:
    row, other = festival(), festival("area_two")
    source, target = MEASURES["milestone"], site.targets["III.5b"]
    assert [fact.source_uid for fact in source.facts(target, uids=[other.uid])] == [other.uid]
    assert [fact.source_uid for fact in source.facts(target)] == [row.uid, other.uid]


@pytest.mark.clause("III.5b")
@pytest.mark.parametrize(
    ("window_from", "window_before", "counted"),
    [
        (FESTIVAL_DAY, FESTIVAL_DAY + datetime.timedelta(days=1), 1),
        (FESTIVAL_DAY + datetime.timedelta(days=1), None, 0),
        (None, FESTIVAL_DAY, 0),
    ],
)
def test_what_lies_outside_the_target_s_window_is_no_fact(
    site: Cast, festival: Callable[..., Milestone], window_from: Any, window_before: Any, counted: int
) -> None:
    festival()
    target = festival_target(site, window_from=window_from, window_before=window_before)
    assert len(facts(target)) == counted


def test_what_waits_to_be_confirmed_counts_only_as_done(site: Cast, festival: Callable[..., Milestone]) -> None:
    festival(by=site.area_head())
    target = festival_target(site)
    assert facts(target) == []
    target.measure_params = {"milestone": "festival", "state": "done"}
    assert len(facts(target)) == 1


@pytest.mark.clause("III.2")
def test_years_rated_well_or_better_are_counted(site: Cast) -> None:
    rate(site, 2023, "well", datetime.date(2024, 1, 20))
    assert UnitProgress.objects.get(target=site.targets["III.2"], unit=site.district).own == 1
    rate(site, 2024, "excellent", datetime.date(2024, 7, 10))
    cell = UnitProgress.objects.get(target=site.targets["III.2"], unit=site.district)
    assert (cell.own, cell.met) == (2, True)


@pytest.mark.clause("III.2")
def test_year_rated_less_than_well_is_not_counted(site: Cast) -> None:
    rate(site, 2023, "done", datetime.date(2024, 1, 20))
    assert facts(site.targets["III.2"]) == []


def test_answers_named_by_the_target_win(site: Cast) -> None:
    rate(site, 2023, "well", datetime.date(2024, 1, 20))
    target = site.targets["III.2"]
    target.measure_params = {**target.measure_params, "answers": ["excellent"]}
    assert facts(target) == []


def test_facts_take_the_same_number_of_statements_however_many(
    site: Cast, festival: Callable[..., Milestone], django_assert_num_queries: Any
) -> None:
    target = site.targets["III.5b"]
    festival()
    with django_assert_num_queries(6):
        facts(target)
    festival("area_two")
    with django_assert_num_queries(6):
        facts(target)


def test_explained_with_day_confirmer_and_page(site: Cast, festival: Callable[..., Milestone]) -> None:
    row = festival()
    told = MEASURES["milestone"].explain([row.uid])[row.uid]
    assert (told.label, told.unit_name, told.accepted_by, told.address_name, told.address_args) == (
        "Ngày hội Đại đoàn kết toàn dân tộc, ngày 12/11/2023", "Thôn 1", "Vũ Thị Giang", "desk:milestone", (row.uid,),
    )  # fmt: skip


def test_ledger_is_what_the_milestones_say(site: Cast, festival: Callable[..., Milestone]) -> None:
    festival(partners=(site.area_two,))
    rate(site, 2023, "well", datetime.date(2024, 1, 20))
    assert prove(site.campaign) == []


def test_unknown_kind_of_milestone_counts_nothing(site: Cast) -> None:
    target = festival_target(site)
    target.measure_params = {"milestone": "none-such"}
    assert facts(target) == []
