"""The seven states and «không giao», judged at reading from the days of the target."""

from __future__ import annotations

import datetime
import uuid

import pytest

from tests.factories import AREA, COMMUNE, DISTRICT, NOW, ORG_PROVINCE, PROVINCE, Cast
from tests.stages.progress.conftest import Stage, ask
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import CampaignEvent, Exemption, Target
from thidua.stages.progress import rebuild
from thidua.stages.progress.measures import Fact
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.queries.board import judged_cells
from thidua.stages.progress.queries.places import asked_by, home_place

DAY = datetime.date
DUE = DAY(2024, 8, 1)


def standing(site: Cast, target: Target, unit: Unit, on: DAY) -> tuple[str, str]:
    """(of the unit itself, of its branch)."""
    place = home_place(site.actor("province_officer"))
    row = judged_cells(asked_by(site.campaign), place, on).get(target=target, unit=unit)
    return row.unit_state, row.branch_state


@pytest.mark.clause("III.1")
@pytest.mark.parametrize(
    ("done_on", "on", "state"),
    [
        (None, DAY(2024, 7, 31), "open"),
        (None, DUE, "missed"),
        (DAY(2024, 7, 31), DAY(2024, 7, 31), "met"),
        (DAY(2024, 7, 31), DAY(2025, 1, 1), "met"),
        (DUE, DAY(2025, 1, 1), "met_late"),
    ],
)
def test_a_target_with_a_due_date(site: Cast, stage: Stage, done_on: DAY | None, on: DAY, state: str) -> None:
    target = ask(site, unit_kinds=[COMMUNE], due_before=DUE, share=100)
    if done_on:
        stage.does(site.commune, on=done_on)
    assert standing(site, target, site.commune, on) == (state, state)


def test_late_that_does_not_count_is_missed(site: Cast, stage: Stage) -> None:
    target = ask(site, unit_kinds=[AREA], window_from=DAY(2023, 11, 1), window_before=DAY(2023, 11, 19),
                 late=Target.Late.NOT_COUNTED)  # fmt: skip
    stage.does(site.area, on=DAY(2023, 11, 18))
    stage.does(site.area_two, on=DAY(2023, 11, 19))
    assert standing(site, target, site.area, DAY(2024, 7, 15))[0] == "met"
    assert standing(site, target, site.area_two, DAY(2024, 7, 15))[0] == "missed"
    assert standing(site, target, site.area_two, DAY(2023, 11, 18))[0] == "open"


def test_before_the_window_and_before_it_is_judged_it_is_not_due(site: Cast, stage: Stage) -> None:
    windowed = ask(site, "W", unit_kinds=[COMMUNE], window_from=DAY(2024, 5, 1))
    rated = ask(site, "R", unit_kinds=[COMMUNE], judged_from=DAY(2024, 12, 1), due_before=DAY(2024, 1, 1))
    assert standing(site, windowed, site.commune, DAY(2024, 4, 30)) == ("not_due", "not_due")
    assert standing(site, windowed, site.commune, DAY(2024, 5, 1)) == ("open", "open")
    assert standing(site, rated, site.commune, DAY(2024, 11, 30)) == ("not_due", "not_due")
    assert standing(site, rated, site.commune, DAY(2024, 12, 1)) == ("missed", "missed")
    stage.does(site.commune, on=DAY(2023, 12, 1))
    assert standing(site, rated, site.commune, DAY(2024, 11, 30))[0] == "met"


@pytest.mark.clause("IV.0")
def test_nothing_that_hangs_on_an_open_event_is_late(site: Cast, stage: Stage) -> None:
    target = ask(site, unit_kinds=[COMMUNE], window_event_key="national-congress", share=100)
    far = DAY(2030, 1, 1)
    assert standing(site, target, site.commune, far) == ("open", "open")
    event = CampaignEvent.objects.get(campaign=site.campaign, key="national-congress")
    event.date = DAY(2024, 10, 16)
    event.save()
    assert standing(site, target, site.commune, DAY(2024, 10, 15)) == ("open", "open")
    assert standing(site, target, site.commune, DAY(2024, 10, 16)) == ("missed", "missed")


def test_who_is_not_asked_and_who_is_exempt(site: Cast, stage: Stage) -> None:
    target = ask(site, unit_kinds=[DISTRICT], due_before=DAY(2024, 1, 1))
    Exemption.objects.create(target=target, unit=site.far_district, document="Công văn 112", given_at=NOW)
    rebuild.rebuild(target=target, now=NOW)
    on = DAY(2024, 7, 15)
    assert standing(site, target, site.far_district, on) == ("exempt", "exempt")
    assert standing(site, target, site.commune, on) == ("not_assigned", "not_assigned")
    assert standing(site, target, site.province, on) == ("not_assigned", "missed")
    assert UnitProgress.objects.get(target=target, unit=site.province).units_required == 1


def test_a_figure_nobody_reported_is_unreported_and_zero_is_not_nothing(site: Cast, stage: Stage) -> None:
    stage.counts_records = False
    target = ask(site, unit_kinds=[COMMUNE], operator=Target.Operator.AT_MOST, minimum=3)
    on = DAY(2024, 7, 15)
    assert standing(site, target, site.commune, on) == ("unreported", "unreported")
    stage.does(site.commune, quantity=0)
    assert standing(site, target, site.commune, on) == ("met", "met")


@pytest.mark.clause("III.6b")
def test_all_that_were_assigned(site: Cast, stage: Stage) -> None:
    target = ask(site, unit_kinds=[DISTRICT], minimum=None, share=100)

    def pilot(number: int, *, done: bool, day: DAY) -> None:
        uid = uuid.UUID(int=number)
        stage.held[uid] = Fact(uid, int(done), day, frozenset([site.district.pk]), 1)
        stage.post(uid)

    on = DAY(2024, 7, 15)
    assert standing(site, target, site.district, on)[0] == "unreported"
    pilot(1, done=True, day=DAY(2024, 3, 1))
    pilot(2, done=False, day=on)
    assert standing(site, target, site.district, on) == ("open", "open")
    tomorrow = on + datetime.timedelta(days=1)
    assert standing(site, target, site.district, tomorrow) == ("missed", "missed")
    assert standing(site, target, site.province, tomorrow)[1] == "missed"
    pilot(2, done=True, day=on)
    assert standing(site, target, site.district, tomorrow) == ("met", "met")


def test_a_share_is_reached_by_enough_units_and_late_only_if_the_late_ones_were_needed(
    site: Cast, stage: Stage
) -> None:
    target = ask(site, unit_kinds=[COMMUNE], due_before=DAY(2024, 6, 1), share=60)
    on = DAY(2024, 7, 15)
    stage.does(site.commune, on=DAY(2024, 3, 1))
    assert standing(site, target, site.province, on)[1] == "missed"
    stage.does(site.sister_commune, on=DAY(2024, 7, 1))
    assert standing(site, target, site.province, on)[1] == "met_late"
    stage.does(site.far_commune, on=DAY(2024, 4, 1))
    assert standing(site, target, site.province, on)[1] == "met"
    assert standing(site, target, site.district, on)[1] == "met_late"
    assert standing(site, target, site.far_district, on)[1] == "met"


def test_lateness_of_a_quantity_of_the_whole_branch(site: Cast, stage: Stage) -> None:
    target = ask(site, unit_kinds=[DISTRICT], due_before=DAY(2024, 6, 1), minimum=3, reading=Target.Reading.SUBTREE)
    stage.does([site.commune, site.sister_commune], quantity=2, on=DAY(2024, 3, 1))
    stage.does(site.area, quantity=1, on=DAY(2024, 7, 1))
    stage.does(site.far_area, quantity=3, on=DAY(2024, 3, 1))
    stage.does(site.far_area, quantity=3, on=DAY(2024, 7, 1))
    on = DAY(2024, 7, 15)
    assert standing(site, target, site.district, on)[0] == "met_late"
    assert standing(site, target, site.far_district, on)[0] == "met"


def test_where_nobody_is_asked_nothing_is_reached(site: Cast, stage: Stage) -> None:
    target = ask(site, unit_kinds=[ORG_PROVINCE], share=100)
    assert standing(site, target, site.district, DAY(2024, 7, 15))[1] == "not_assigned"
    assert standing(site, target, site.women, DAY(2024, 7, 15))[1] == "open"


def test_the_population_is_that_of_the_reference_date(site: Cast, stage: Stage) -> None:
    place = site.campaign.participations.get(unit=site.area_two)
    place.valid_to = DAY(2024, 1, 1)
    place.save()
    fixed = ask(site, "F", unit_kinds=[AREA], reference_date=DAY(2023, 11, 18))
    today = ask(site, "N", unit_kinds=[AREA])
    assert UnitProgress.objects.get(target=fixed, unit=site.commune).units_required == 2
    assert UnitProgress.objects.get(target=today, unit=site.commune).units_required == 1
    assert UnitProgress.objects.filter(target=today, unit=site.area_two).count() == 0
    assert UnitProgress.objects.get(target=fixed, unit=site.province).by_kind == {AREA: [0, 4, 4]}
    assert PROVINCE not in UnitProgress.objects.get(target=fixed, unit=site.province).by_kind
