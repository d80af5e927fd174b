"""How amounts are worded: percentages with both numbers, ceilings, money, and what nobody reported."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests.factories import COMMUNE, DISTRICT, PROVINCE, TODAY, Cast
from tests.stages.progress.conftest import Stage, ask
from thidua.stages.campaigns.models import Target
from thidua.stages.progress import tables
from thidua.stages.progress.queries.amounts import Part
from thidua.stages.progress.queries.burnup import BurnUp, Step, burn_up
from thidua.stages.progress.queries.places import home_place
from thidua.stages.progress.queries.summary import SummaryLine, summary
from thidua.stages.progress.standing import State

PERCENTAGE = {"unit_kinds": [COMMUNE], "measure_unit": "percent", "minimum": 80}
MILLION = 1_000_000


def lines_of(site: Cast, who: str = "commune_officer") -> list[SummaryLine]:
    actor = site.actor(who)
    return summary(actor=actor, place=home_place(actor, "thu"), on=TODAY).lines


def part(site: Cast) -> Part:
    (line,) = lines_of(site)
    (found,) = line.cell.parts
    return found


@pytest.fixture
def reports(stage: Stage) -> Stage:
    """A measure of reported figures: nothing reported is not zero."""
    stage.counts_records = False
    return stage


def test_percentage_says_both_percentages_and_both_numbers(site: Cast, reports: Stage) -> None:
    ask(site, **PERCENTAGE)
    reports.does(site.commune, quantity=60, whole=120)
    assert part(site) == Part("50%", "80%", "", "60/120")
    assert part(site).words == "50%/80% (60/120)"
    (line,) = lines_of(site)
    assert (tables.plan_words(line), tables.result_words(line), line.share) == (
        "80%",
        "50%/80% (60/120)",
        (60, 120, 80),
    )


def test_percentage_just_below_is_not_rounded_up_to_what_is_asked(site: Cast, reports: Stage) -> None:
    ask(site, **PERCENTAGE)
    reports.does(site.commune, quantity=79_999, whole=100_000)
    assert part(site)[:2] == ("79,9%", "80%")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (PERCENTAGE, "–/80%"),
        ({"measure_unit": "dong", "minimum": 200 * MILLION}, "–/200.000.000 đồng"),
        ({"measure_unit": "dong", "minimum": 200 * MILLION, "operator": "at_most"}, "–/tối đa 200.000.000 đồng"),
        ({"measure_unit": "metre", "minimum": 12_000}, "–/12 km"),
    ],
)
def test_nothing_reported_is_no_number(site: Cast, reports: Stage, values: dict[str, Any], said: str) -> None:
    ask(site, **values)
    (line,) = lines_of(site)
    assert (part(site).words, line.cell.state, line.share) == (said, State.UNREPORTED, None)


def test_of_all_that_were_assigned_nothing_is_no_number(site: Cast, stage: Stage) -> None:
    ask(site, minimum=None)
    (line,) = lines_of(site)
    assert (line.cell.parts, tables.plan_words(line), tables.result_words(line)) == ((), "", "")


@pytest.mark.parametrize(
    ("operator", "said", "share"),
    [("at_least", "3/2 căn", (3, 2, 100)), ("at_most", "3/tối đa 2 căn", None), ("exactly", "3/đúng 2 căn", None)],
)
def test_bound_is_said_and_only_a_floor_has_a_rate(
    site: Cast, stage: Stage, operator: str, said: str, share: tuple[int, int, int] | None
) -> None:
    ask(site, minimum=2, measure_unit="house", operator=operator)
    stage.does(site.commune, quantity=3)
    (line,) = lines_of(site)
    assert (part(site).words, line.share) == (said, share)
    assert part(site).brief == part(site)


@pytest.mark.parametrize(
    ("have", "need", "brief"),
    [
        (300 * MILLION, 500 * MILLION, "300/500 triệu đồng"),
        (0, 500 * MILLION, "0/500 triệu đồng"),
        (1_234_567_890, 500 * MILLION, "1,23 tỷ đồng/500 triệu đồng"),
        (850 * MILLION, 2_500 * MILLION, "850 triệu đồng/2,5 tỷ đồng"),
        # Rounded it would read as if it were enough.
        (499_999_999, 500 * MILLION, "499.999.999/500.000.000 đồng"),
    ],
)
def test_money_is_short_in_a_table_and_exact_elsewhere(
    site: Cast, stage: Stage, have: int, need: int, brief: str
) -> None:
    ask(site, minimum=need, measure_unit="dong")
    stage.does(site.commune, quantity=have)
    found = part(site)
    assert found.brief.words == brief
    assert found.words == f"{have:,}/{need:,} đồng".replace(",", ".")


def test_plan_of_one_unit_has_its_unit_of_measure_and_its_rate(site: Cast, stage: Stage) -> None:
    ask(site, "III.3b", unit_kinds=[PROVINCE], minimum=5, measure_unit="house")
    stage.does(site.province, quantity=4)
    (line,) = lines_of(site, "province_officer")
    assert (tables.plan_words(line), tables.result_words(line), line.share) == ("5 căn", "4/5 căn", (4, 5, 100))


def test_who_lacks_is_named_only_once_it_is_judged(site: Cast, stage: Stage) -> None:
    target = ask(site, "III.2", unit_kinds=[DISTRICT, COMMUNE], share=100, judged_from=datetime.date(2025, 1, 1))
    (line,) = lines_of(site, "province_officer")
    assert (line.cell.state, line.lacking, tables.lacking_words(line)) == (State.NOT_DUE, 0, "")
    Target.objects.filter(pk=target.pk).update(judged_from=TODAY)
    (line,) = lines_of(site, "province_officer")
    assert (line.lacking, line.names[0]) == (5, "Huyện Cư Jút")


def way(site: Cast) -> BurnUp:
    actor = site.actor("commune_officer")
    return burn_up(place=home_place(actor, "thu"), code="T", on=TODAY)


def test_way_of_a_percentage_knows_its_whole(site: Cast, reports: Stage) -> None:
    ask(site, due_before=datetime.date(2024, 9, 1), **PERCENTAGE)
    (series,) = way(site).series
    assert (series.asked, series.goal, [step.is_told for step in series.steps]) == ((80, 0), 0, [False])
    reports.does(site.commune, quantity=60, whole=120)
    (series,) = way(site).series
    assert (series.asked, series.goal, series.steps[-1]) == ((80, 120), 96, Step(TODAY, 60, 120))
