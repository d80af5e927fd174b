"""Days planned by the unit, and days prescribed by the level above (pilot congresses)."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests.factories import NOW, Cast
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow
from thidua.stages.campaigns.models import TargetMinimum
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations import assign_milestone, confirm_milestone, plan_milestone, report_milestone
from thidua.stages.milestones.reports import Report
from thidua.stages.progress import rebuild
from thidua.stages.progress.models import UnitProgress

PRESCRIBED = datetime.date(2024, 3, 31)


def plan(site: Cast, day: datetime.date | None, *, unit: str = "commune", by: str = "commune_officer") -> Milestone:
    return plan_milestone(
        by=site.actor(by), now=NOW, kind=site.milestone_kinds["congress"], unit=site.units[unit], planned_date=day
    )


def assign(site: Cast, **values: Any) -> Milestone:
    given = {
        "by": site.actor("district_officer"), "kind": site.milestone_kinds["pilot-congress"], "unit": site.commune,
        "prescribed_date": PRESCRIBED, "prescribed_by": "Kế hoạch 15/KH-MTTQ-BTT",
    }  # fmt: skip
    return assign_milestone(now=NOW, **{**given, **values})


def hold(site: Cast, day: datetime.date) -> Milestone:
    said = Report(done_date=day, document_number="02/BC", document_date=day)
    row = report_milestone(
        by=site.actor("commune_officer"),
        now=NOW,
        kind=site.milestone_kinds["pilot-congress"],
        unit=site.commune,
        report=said,
    )
    return confirm_milestone(by=site.actor("district_officer"), now=NOW, milestone=row)


@pytest.mark.clause("II.6")
def test_planned_day_is_written_and_counts_nowhere(site: Cast) -> None:
    row = plan(site, datetime.date(2024, 8, 20))
    assert (row.status, row.planned_date) == ("planned", datetime.date(2024, 8, 20))


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (None, "Xin ghi ngày dự kiến, ví dụ 20/8/2024."),
        (datetime.date(2024, 7, 14), "Ngày dự kiến đã qua. Nếu đã làm rồi, xin bấm «Báo đã làm»."),
    ],
)
def test_day_that_cannot_be_planned_is_refused(site: Cast, day: datetime.date | None, sentence: str) -> None:
    with pytest.raises(Invalid) as refusal:
        plan(site, day)
    assert {name: str(text) for name, text in refusal.value.fields.items()} == {"planned_date": sentence}


def test_planning_is_the_units_own(site: Cast) -> None:
    with pytest.raises(NotAllowed):
        plan(site, datetime.date(2024, 8, 20), by="district_officer")
    with pytest.raises(Missing):
        plan(site, datetime.date(2024, 8, 20), by="sister_officer")


def test_what_is_reported_is_not_planned_any_more(site: Cast) -> None:
    report_milestone(
        by=site.actor("commune_officer"), now=NOW, kind=site.milestone_kinds["congress"], unit=site.commune,
        report=Report(datetime.date(2024, 3, 1)),
    )  # fmt: skip
    with pytest.raises(NotNow):
        plan(site, datetime.date(2024, 8, 20))


@pytest.mark.clause("III.6b")
def test_district_names_its_pilot_and_is_asked_for_it(site: Cast) -> None:
    TargetMinimum.objects.all().delete()
    rebuild.prepare(campaign=site.campaign, now=NOW)
    row = assign(site)
    assert (row.prescribed_date, row.prescribed_by) == (PRESCRIBED, "Kế hoạch 15/KH-MTTQ-BTT")
    asked = TargetMinimum.objects.get(target=site.targets["III.6b"])
    assert (asked.unit_id, asked.minimum, asked.source) == (site.district.pk, 1, "Kế hoạch 15/KH-MTTQ-BTT")


@pytest.mark.clause("III.6b")
@pytest.mark.parametrize(("day", "met"), [(PRESCRIBED, True), (PRESCRIBED + datetime.timedelta(days=1), False)])
def test_pilot_counts_for_the_district_up_to_its_prescribed_day(site: Cast, day: datetime.date, met: bool) -> None:
    assign(site)
    hold(site, day)
    cell = UnitProgress.objects.get(target=site.targets["III.6b"], unit=site.district)
    assert (cell.own, cell.own_denominator, cell.met) == (int(met), 1, met)


def test_prescribed_day_put_off_makes_a_late_pilot_good(site: Cast) -> None:
    assign(site)
    hold(site, PRESCRIBED + datetime.timedelta(days=5))
    assign(site, prescribed_date=PRESCRIBED + datetime.timedelta(days=5), prescribed_by="Công văn 40")
    assert UnitProgress.objects.get(target=site.targets["III.6b"], unit=site.district).met is True


@pytest.mark.parametrize("by", ["commune_officer", "district_leader", "province_officer"])
def test_pilots_are_named_by_the_officer_of_the_level_above(site: Cast, by: str) -> None:
    with pytest.raises(NotAllowed) as refusal:
        assign(site, by=site.actor(by))
    assert str(refusal.value) == (
        "Chỉ cán bộ cấp trên trực tiếp của Ủy ban MTTQ Việt Nam xã Nam Dong giao được mốc việc này."
    )


def test_assignment_without_day_or_document_is_refused(site: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        assign(site, prescribed_date=None, prescribed_by=" ")
    assert sorted(refusal.value.fields) == ["prescribed_by", "prescribed_date"]


def test_what_everybody_owes_is_not_assigned(site: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        assign(site, kind=site.milestone_kinds["congress"])
    assert list(refusal.value.fields) == ["kind"]


def test_pilot_nobody_was_given_is_not_reported(site: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        hold(site, PRESCRIBED)
    assert list(refusal.value.fields) == ["unit"]
    assert Milestone.objects.count() == 0
