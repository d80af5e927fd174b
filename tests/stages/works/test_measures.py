"""Works as facts of targets: whose figure a work moves, when, and whose it does not."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests.factories import AREA, DISTRICT, NOW, Cast, cast_on_board, make_target
from tests.stages.works.support import DAY, done, house, photos, piece, registered, road, verified
from thidua.foundation.core.errors import NotNow
from thidua.stages.campaigns.models import CampaignEvent, Target
from thidua.stages.progress.measures import MEASURES
from thidua.stages.progress.models import Entry, UnitProgress
from thidua.stages.progress.prove import prove
from thidua.stages.progress.rebuild import prepare, rebuild_campaign
from thidua.stages.works.counting import prospects
from thidua.stages.works.measures import matching
from thidua.stages.works.models import Work
from thidua.stages.works.operations import complete_work, edit_work, register_work, unverify_work, verify_work

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast_on_board()


def facts(target: Target) -> list[tuple[int, datetime.date, set[int]]]:
    found = MEASURES["works"].facts(target)
    return [(fact.quantity, fact.effective_date, set(fact.credits)) for fact in found]


def own(people: Cast, code: str, unit: str) -> int:
    return UnitProgress.objects.get(target=people.targets[code], unit=people.units[unit]).own


@pytest.mark.clause("III.3a")
def test_verified_house_moves_its_lead_mobiliser_and_no_other(people: Cast) -> None:
    waiting = done(people)
    assert own(people, "III.3a", "district") == 0

    verify_work(by=people.actor("province_officer"), now=NOW, work=waiting)

    assert (own(people, "III.3a", "district"), own(people, "III.3a", "far_district")) == (1, 0)
    assert own(people, "III.3b", "province") == 0
    province = UnitProgress.objects.get(target=people.targets["III.3a"], unit=people.province)
    assert (province.units_met, province.units_required, province.subtree) == (1, 2, 1)


@pytest.mark.clause("III.3b")
def test_house_led_by_the_province_moves_its_own_target_only(people: Cast) -> None:
    content = house(people, unit=people.province, places=(people.area_two,))
    verified(people, content=content, by="province_officer", above="province_leader")

    assert own(people, "III.3b", "province") == 1
    assert (own(people, "III.3a", "district"), facts(people.targets["III.3a"])) == (0, [])


@pytest.mark.clause("III.3a")
def test_house_is_credited_to_who_mobilised_it_and_not_to_who_built_it(people: Cast) -> None:
    content = house(people, unit=people.commune, mobiliser=people.district)
    verified(people, content=content, by="commune_officer", above="district_officer")

    assert facts(people.targets["III.3a"]) == [(1, DAY, {people.district.pk})]


@pytest.mark.clause("III.3a")
@pytest.mark.clause("III.3b")
def test_what_stands_in_a_district_is_shown_there_whoever_mobilised_it(people: Cast) -> None:
    def in_place(unit: str) -> int:
        return UnitProgress.objects.get(target=people.targets["III.3a-in-place"], unit=people.units[unit]).subtree

    by_province = house(people, unit=people.province, places=(people.area_two,))
    work = verified(people, content=by_province, by="province_officer", above="province_leader")
    verified(people, content=house(people, name="Nhà thứ hai"))
    assert (in_place("district"), in_place("far_district"), in_place("province")) == (2, 0, 2)
    assert (own(people, "III.3a", "district"), own(people, "III.3b", "province")) == (1, 1)

    unverify_work(by=people.actor("province_leader"), now=NOW, work=work, reason="Nhầm.")
    assert (in_place("district"), own(people, "III.3a", "district"), own(people, "III.3b", "province")) == (1, 1, 0)
    assert prove(people.campaign) == []
    assert rebuild_campaign(campaign=people.campaign, now=NOW) == 0


def test_where_a_branch_is_judged_what_any_unit_in_it_did_counts(people: Cast) -> None:
    params = {"kinds": ["piece-of-work"], "state": "verified", "count": "works"}
    target = make_target(
        people.campaign, "X", unit_kinds=[DISTRICT], credited_to="lead", measure_params=params, reading="subtree"
    )
    prepare(campaign=people.campaign, now=NOW)
    work = verified(people, content=piece(people), by="commune_officer", above="district_officer")

    assert facts(target) == [(1, DAY, {people.commune.pk})]
    assert UnitProgress.objects.get(target=target, unit=people.district).met is True
    assert target in {prospect.target for prospect in prospects(work)}


@pytest.mark.clause("III.3a")
def test_repair_and_gratitude_houses_never_count(people: Cast) -> None:
    verified(people, content=house(people, kind=people.work_kinds["great-unity-house-repair"]))

    assert facts(people.targets["III.3a"]) == []


@pytest.mark.clause("III.4")
def test_work_counts_for_its_lead_when_it_welcomes_the_occasion(people: Cast) -> None:
    verified(people, content=piece(people), by="commune_officer", above="district_officer")
    verified(
        people,
        content=piece(people, name="Không chào mừng", occasions=()),
        by="commune_officer",
        above="district_officer",
    )

    assert facts(people.targets["III.4"]) == [(1, DAY, {people.commune.pk})]


@pytest.mark.clause("III.4")
def test_models_do_not_count_as_welcoming_works(people: Cast) -> None:
    content = piece(people, kind=people.work_kinds["model"])
    verified(people, content=content, by="commune_officer", above="district_officer")

    assert facts(people.targets["III.4"]) == []


@pytest.mark.clause("III.4")
def test_registered_number_stands_beside_the_verified(people: Cast) -> None:
    registered(people, people.actor("commune_officer"), piece(people))

    assert facts(people.targets["III.4-registered"]) == [(1, NOW.date(), {people.commune.pk})]
    assert facts(people.targets["III.4"]) == []


@pytest.mark.clause("III.4")
def test_work_done_on_the_day_the_congress_opens_is_too_late(people: Cast) -> None:
    verified(people, content=piece(people), by="commune_officer", above="district_officer")
    event = CampaignEvent.objects.filter(key="national-congress")
    event.update(date=DAY)
    target = Target.objects.get(pk=people.targets["III.4"].pk)
    assert facts(target) == []

    event.update(date=DAY + datetime.timedelta(days=1))
    assert facts(Target.objects.get(pk=target.pk)) == [(1, DAY, {people.commune.pk})]


@pytest.mark.clause("III.5a")
def test_work_is_credited_to_every_place_it_serves_and_to_areas_that_joined(people: Cast) -> None:
    content = road(people, unit=people.commune, places=(people.area, people.area_two))
    verified(people, content=content, by="commune_officer", above="district_officer")
    assert facts(people.targets["III.5a"]) == [(1, DAY, {people.area.pk, people.area_two.pk})]

    both = people.actor("sister_officer")
    alone = road(people, unit=people.sister_area)
    complete_work(by=both, now=NOW, work=registered(people, both, alone), done_date=DAY, files=photos())
    counted = UnitProgress.objects.get(target=people.targets["III.5a"], unit=people.district)
    assert (counted.units_met, counted.subtree) == (3, 2)


@pytest.mark.clause("III.5a")
def test_partner_area_counts_where_the_target_says_so(people: Cast) -> None:
    content = road(people, partners=(people.area_two, people.district_women))
    done(people, content=content, by="commune_officer")
    work = Work.objects.get()
    verify_work(by=people.actor("commune_leader"), now=NOW, work=work)
    assert facts(people.targets["III.5a"]) == [(1, DAY, {people.area.pk, people.area_two.pk})]

    Target.objects.filter(code="III.5a").update(partners_count=False)
    assert facts(Target.objects.get(code="III.5a")) == [(1, DAY, {people.area.pk})]


@pytest.mark.clause("III.5a")
def test_piece_of_work_is_no_daily_life_work(people: Cast) -> None:
    content = piece(people, unit=people.area, occasions=())
    done(people, content=content, by="commune_officer")
    verify_work(by=people.actor("commune_leader"), now=NOW, work=Work.objects.get())

    assert facts(people.targets["III.5a"]) == []


def test_quantity_counts_where_the_target_says_so(people: Cast) -> None:
    params = {"kinds": ["rural-road"], "state": "done", "count": "quantity"}
    target = make_target(
        people.campaign, "X", unit_kinds=[AREA], credited_to="lead", measure_params=params, measure_unit="metre"
    )
    done(people, content=road(people), by="commune_officer")

    assert facts(target) == [(1200, DAY, {people.area.pk})]


def test_taking_a_verification_back_takes_the_figure_back(people: Cast) -> None:
    work = verified(people)
    unverify_work(by=people.actor("province_officer"), now=NOW, work=work, reason="Nhầm.")

    assert own(people, "III.3a", "district") == 0
    assert Entry.objects.filter(target=people.targets["III.3a"]).count() == 2


def test_edit_that_changes_the_occasion_moves_the_registered_number(people: Cast) -> None:
    officer = people.actor("commune_officer")
    work = registered(people, officer, piece(people))
    assert own(people, "III.4-registered", "commune") == 1

    edit_work(by=officer, now=NOW, work=work, content=piece(people, occasions=()))
    assert own(people, "III.4-registered", "commune") == 0


def test_draft_and_returned_count_nowhere(people: Cast) -> None:
    register_work(by=people.actor("commune_officer"), now=NOW, content=piece(people), send=False)

    assert facts(people.targets["III.4-registered"]) == []


def test_refused_act_moves_nothing(people: Cast) -> None:
    work = verified(people)
    with pytest.raises(NotNow):
        verify_work(by=people.actor("province_officer"), now=NOW, work=work)

    assert Entry.objects.filter(target=people.targets["III.3a"]).count() == 1


def test_figure_is_explained_down_to_its_photos(people: Cast) -> None:
    work = verified(people)
    told = MEASURES["works"].explain([work.uid])[work.uid]

    assert (told.label, told.unit_name) == ("Nhà đại đoàn kết hộ bà H'Duyên", "Ủy ban MTTQ Việt Nam huyện Cư Jút")
    assert (told.address_name, told.address_args, len(told.files)) == ("desk:work", (work.uid,), 2)
    assert (told.accepted_by, told.accepted_at) == ("Nguyễn Thị An", NOW)
    assert told.note == "Nhà đại đoàn kết (xây mới), 1 căn, xong 28/6/2024"


COUNTED: list[tuple[dict[str, Any], int]] = [
    ({}, 5),
    ({"kinds": ["model"]}, 1),
    ({"groups": ["construction"]}, 3),
    ({"groups": ["construction"], "daily_life": True}, 1),
    ({"any": [{"groups": ["model"]}, {"daily_life": True}]}, 2),
    ({"groups": ["task"], "any": [{"groups": ["model"]}]}, 0),
]


def test_parameters_narrow_and_any_widens(people: Cast) -> None:
    for key, kind in people.work_kinds.items():
        register_work(by=people.actor("commune_officer"), now=NOW, content=piece(people, kind=kind, name=key))

    found = [(params, Work.objects.filter(matching(params)).count()) for params, _count in COUNTED]
    assert found == COUNTED
