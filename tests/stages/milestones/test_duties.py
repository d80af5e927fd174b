"""What is owed, by whom, until when; who has not, in one place for pages, counts and reminders."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import AREA, FOUNDED, NOW, SYSTEM, TODAY, Cast, enrol
from thidua.foundation.core.duties import Duty
from thidua.foundation.units.models import Unit
from thidua.foundation.units.operations import NewUnit, make_units
from thidua.stages.milestones.duties import forms_within_reach, milestones_owed, owed_by_unit
from thidua.stages.milestones.filters import Narrowing
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations import (
    assign_milestone,
    plan_milestone,
    report_milestone,
    return_milestone,
)
from thidua.stages.milestones.owing import missing_for, standings
from thidua.stages.milestones.reports import Report

Festival = Callable[..., Milestone]


def owed(site: Cast, by: str, on: datetime.date = TODAY) -> list[Duty]:
    return list(milestones_owed(site.actor(by), on))


def told(duties: list[Duty], kind: str) -> list[str]:
    return [duty.what for duty in duties if duty.kind == f"milestone-{kind}"]


@pytest.mark.clause("I.1")
def test_commune_owes_its_own_and_its_areas_are_one_duty(site: Cast) -> None:
    duties = owed(site, "commune_officer")
    assert told(duties, "owed") == ["Phát động thi đua", "Đại hội MTTQ"]
    assert told(duties, "areas") == ["Nhập thay cho thôn, buôn, bon còn thiếu mốc việc"]
    (areas,) = [duty for duty in duties if duty.kind == "milestone-areas"]
    assert (areas.count, areas.due_before, areas.address_name) == (
        2,
        datetime.date(2023, 11, 19),
        "desk:milestones-grid",
    )
    assert areas.detail == (
        "Ngày hội Đại đoàn kết toàn dân tộc: 2 khu dân cư; Hội nghị Ban công tác Mặt trận: 2 khu dân cư."
    )


def test_forms_within_reach_are_those_of_the_unit_and_of_each_area_not_reported(site: Cast, festival: Festival) -> None:
    def reach(by: str, on: datetime.date = TODAY) -> list[tuple[str, str]]:
        return [(duty.what, duty.detail) for duty in forms_within_reach(site.actor(by), on)]

    festival("area")
    assert reach("commune_officer") == [
        ("Ngày hội Đại đoàn kết toàn dân tộc", "Buôn Nui"),
        ("Hội nghị Ban công tác Mặt trận", "Buôn Nui"),
        ("Hội nghị Ban công tác Mặt trận", "Thôn 1"),
        ("Phát động thi đua", "Xã Nam Dong"),
        ("Đại hội MTTQ", "Xã Nam Dong"),
    ]
    assert {unit for _what, unit in reach("district_officer")} == {"Huyện Cư Jút"}
    assert reach("administrator") == []


def test_yearly_milestone_is_within_reach_in_its_year_before_anybody_is_reminded(site: Cast) -> None:
    yearly = site.milestone_kinds["launch"]
    yearly.settings = {**yearly.settings, "years": [2024, 2025]}
    yearly.save()
    assert told(owed(site, "commune_officer"), "owed") == ["Đại hội MTTQ"]
    found = [
        duty for duty in forms_within_reach(site.actor("commune_officer"), TODAY) if duty.address_args[1] == "launch"
    ]
    assert [(duty.what, duty.address_args[2]) for duty in found] == [("Phát động thi đua 2024", 2024)]


def test_due_date_is_the_first_day_too_late(site: Cast) -> None:
    launch = next(duty for duty in owed(site, "commune_officer") if duty.what == "Phát động thi đua")
    assert launch.due_before == datetime.date(2024, 8, 1)
    assert (launch.is_overdue(datetime.date(2024, 7, 31)), launch.is_overdue(datetime.date(2024, 8, 1))) == (
        False,
        True,
    )


def test_area_that_took_part_owes_nothing_of_it(site: Cast, festival: Festival) -> None:
    festival(partners=(site.area_two,))
    assert [duty.what for duty in owed_by_unit(site.area_two.pk, TODAY)] == ["Hội nghị Ban công tác Mặt trận"]


def test_area_head_sees_only_the_own_area(site: Cast) -> None:
    duties = list(milestones_owed(site.area_head(), TODAY))
    assert [duty.what for duty in duties] == ["Ngày hội Đại đoàn kết toàn dân tộc", "Hội nghị Ban công tác Mặt trận"]
    assert {duty.unit_id for duty in duties} == {site.area.pk}


def test_district_reminds_its_communes(site: Cast) -> None:
    (reminder,) = [
        duty for duty in owed(site, "district_officer") if "Phát động" in duty.what and duty.kind.endswith("below")
    ]
    assert (reminder.what, reminder.count, reminder.detail) == (
        "Nhắc 2 đơn vị chưa báo: Phát động thi đua", 2, "Xã Nam Dong, Xã Trúc Sơn.",
    )  # fmt: skip
    assert (reminder.address_name, reminder.address_args) == ("desk:milestones-missing", ("thu", "launch", 0))


def test_report_waits_for_officer_and_leader_of_the_level_above(site: Cast, festival: Festival) -> None:
    row = festival(by=site.area_head())
    for by in ("commune_officer", "commune_leader"):
        (duty,) = [duty for duty in owed(site, by) if duty.kind == "milestone-confirm"]
        assert (duty.what, duty.address_args) == ("Xác nhận 1 báo cáo: Ngày hội Đại đoàn kết toàn dân tộc", (row.uid,))
    assert told(owed(site, "district_officer"), "confirm") == []


def test_several_reports_of_a_kind_are_one_duty(site: Cast, festival: Festival) -> None:
    festival(by=site.area_head())
    festival("area_two", by=site.area_head("area_two"))
    (duty,) = [duty for duty in owed(site, "commune_leader") if duty.kind == "milestone-confirm"]
    assert (duty.count, duty.address_name) == (2, "desk:milestones-waiting")


def test_province_s_own_waits_for_its_leader(site: Cast) -> None:
    report_milestone(
        by=site.actor("province_officer"), now=NOW, kind=site.milestone_kinds["launch"], unit=site.province,
        report=Report(datetime.date(2023, 12, 1), way="ceremony"),
    )  # fmt: skip
    assert told(owed(site, "province_leader"), "confirm") == ["Xác nhận 1 báo cáo: Phát động thi đua"]
    assert told(owed(site, "province_officer"), "confirm") == []


def test_returned_report_comes_back_with_its_reason(site: Cast, festival: Festival) -> None:
    row = festival(by=site.area_head())
    return_milestone(by=site.actor("commune_leader"), now=NOW, milestone=row, reason="Thiếu ảnh.")
    (duty,) = [duty for duty in owed_by_unit(site.area.pk, TODAY) if duty.kind == "milestone-returned"]
    assert (duty.what, duty.detail) == ("Ngày hội Đại đoàn kết toàn dân tộc bị trả lại, cần sửa", "Thiếu ảnh.")


def test_pilot_is_owed_only_by_whom_it_was_given_to(site: Cast) -> None:
    assert "Đại hội điểm cấp xã" not in told(owed(site, "commune_officer"), "owed")
    assign_milestone(
        by=site.actor("district_officer"), now=NOW, kind=site.milestone_kinds["pilot-congress"], unit=site.commune,
        prescribed_date=datetime.date(2024, 3, 31), prescribed_by="Kế hoạch 15",
    )  # fmt: skip
    (duty,) = [duty for duty in owed(site, "commune_officer") if duty.what == "Đại hội điểm cấp xã"]
    assert duty.due_before == datetime.date(2024, 4, 1)


@pytest.mark.clause("III.2")
def test_rating_is_spoken_of_once_its_year_draws_to_its_end(site: Cast) -> None:
    assert [name for name in told(owed(site, "district_officer"), "owed") if "Xếp loại" in name] == [
        "Xếp loại năm 2023"
    ]
    winter = told(owed(site, "district_officer", datetime.date(2024, 12, 1)), "owed")
    assert [name for name in winter if "Xếp loại" in name] == ["Xếp loại năm 2023", "Xếp loại năm 2024"]


def test_planned_day_stands_beside_the_duty(site: Cast) -> None:
    plan_milestone(
        by=site.actor("commune_officer"), now=NOW, kind=site.milestone_kinds["congress"], unit=site.commune,
        planned_date=datetime.date(2024, 8, 20),
    )  # fmt: skip
    (duty,) = [duty for duty in owed(site, "commune_officer") if duty.what == "Đại hội MTTQ"]
    assert duty.detail == "Dự kiến ngày 20/8/2024."


def test_optional_kind_is_owed_by_nobody(site: Cast) -> None:
    kind = site.milestone_kinds["congress"]
    kind.settings = {**kind.settings, "optional": True}
    kind.save()
    assert "Đại hội MTTQ" not in told(owed(site, "commune_officer"), "owed")


def test_administrator_owes_nothing(site: Cast) -> None:
    assert owed(site, "administrator") == []


def test_duties_take_the_same_number_of_statements_however_many_units(
    site: Cast, django_assert_max_num_queries: Any
) -> None:
    actor = site.actor("commune_officer")
    with django_assert_max_num_queries(12) as few:
        list(milestones_owed(actor, TODAY))
    add_areas(site, 40)
    actor = site.actor("commune_officer")
    with django_assert_max_num_queries(12) as many:
        list(milestones_owed(actor, TODAY))
    assert len(many) == len(few)


def test_counts_of_the_overview_agree_with_who_has_not(site: Cast, festival: Festival) -> None:
    festival(partners=(site.area_two,))
    festival("sister_area", by="sister_officer")
    for by in ("province_officer", "district_officer", "commune_officer", "sister_officer", "women_officer"):
        actor = site.actor(by)
        for standing in standings(actor, site.campaign):
            chosen = Narrowing(campaign=site.campaign, kind=standing.kind, year=standing.year)
            assert (by, standing.kind.key, standing.missing) == (
                by,
                standing.kind.key,
                missing_for(actor, chosen).count(),
            )


@pytest.mark.clause("I.1")
def test_who_has_not_is_listed_with_phone_in_the_order_of_the_frame(site: Cast, festival: Festival) -> None:
    festival()
    chosen = Narrowing(campaign=site.campaign, kind=site.milestone_kinds["festival"])
    rows = missing_for(site.actor("province_officer"), chosen)
    assert [(place.unit.short_name, place.unit.phone) for place in rows] == [
        (site.units[key].short_name, site.units[key].phone) for key in ("area_two", "sister_area", "far_area")
    ]


def test_who_has_not_is_found_without_accents(site: Cast) -> None:
    chosen = Narrowing(campaign=site.campaign, kind=site.milestone_kinds["festival"], text="buon nui")
    assert [place.unit_id for place in missing_for(site.actor("province_officer"), chosen)] == [site.area_two.pk]


def add_areas(site: Cast, number: int, start: int = 100) -> list[Unit]:
    """More residential areas under the commune, in the frame."""
    made = make_units(
        by=SYSTEM, now=NOW,
        units=[
            NewUnit(key=str(count), kind=AREA, name=f"Thôn {count}", valid_from=FOUNDED, parent=site.commune, uid=uuid.uuid4())
            for count in range(start, start + number)
        ],
    )  # fmt: skip
    units = list(Unit.objects.filter(pk__in=[unit.pk for unit in made.values()]))
    enrol(site.campaign, units)
    return units
