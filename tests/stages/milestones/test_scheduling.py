"""The district's schedule of congresses: planned days, pilots and their prescribed days, row by row."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests.factories import NOW, Cast
from tests.stages.milestones.test_planning import PRESCRIBED, hold
from thidua.foundation.core.errors import Missing, NotAllowed
from thidua.foundation.core.models import AuditEntry
from thidua.stages.campaigns.models import TargetMinimum
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations import ScheduleResult, ScheduleRow, assign_milestone, set_schedule
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.prove import prove

AUGUST = datetime.date(2024, 8, 20)
PAPER = "Kế hoạch 15/KH-MTTQ-BTT"


def row(site: Cast, unit: str = "commune", planned: datetime.date | None = None, **more: Any) -> ScheduleRow:
    return ScheduleRow(**{"unit": site.units[unit], "planned_date": planned, "is_pilot": False, **more})


def pilot(site: Cast, unit: str = "commune", planned: datetime.date | None = None, **more: Any) -> ScheduleRow:
    return row(site, unit, planned, **{"is_pilot": True, "prescribed_date": PRESCRIBED, "prescribed_by": PAPER, **more})


def keep(site: Cast, *rows: ScheduleRow, by: str = "district_officer") -> ScheduleResult:
    return set_schedule(by=site.actor(by), now=NOW, kind=site.milestone_kinds["pilot-congress"], rows=rows)


def cell(site: Cast) -> tuple[int, int, bool]:
    found = UnitProgress.objects.get(target=site.targets["III.6b"], unit=site.district)
    return found.own, found.own_denominator, found.met


@pytest.mark.clause("II.6", "III.6b")
def test_days_and_pilots_of_all_communes_are_kept_at_once(site: Cast) -> None:
    result = keep(site, pilot(site, planned=AUGUST), row(site, "sister_commune", AUGUST))
    assert (result.saved, result.problems) == (2, {})
    found = Milestone.objects.order_by("unit_id", "kind__position")
    assert [(one.unit_id, one.kind.key, one.planned_date, one.prescribed_date, one.prescribed_by) for one in found] == [
        (site.commune.pk, "pilot-congress", None, PRESCRIBED, PAPER),
        (site.commune.pk, "congress", AUGUST, None, ""),
        (site.sister_commune.pk, "congress", AUGUST, None, ""),
    ]
    assert TargetMinimum.objects.get(target=site.targets["III.6b"], unit=site.district).minimum == 1
    assert cell(site) == (0, 1, False)
    # Kept again as it stands, nothing changes.
    before = AuditEntry.objects.count()
    assert keep(site, pilot(site, planned=AUGUST), row(site, "sister_commune", AUGUST)).saved == 0
    assert AuditEntry.objects.count() == before


@pytest.mark.clause("III.6b")
def test_district_is_met_when_all_its_pilots_are_held_in_time(site: Cast) -> None:
    keep(site, pilot(site), pilot(site, "sister_commune"))
    hold(site, PRESCRIBED)
    assert cell(site) == (1, 2, False)
    keep(site, pilot(site), row(site, "sister_commune"))  # The other one is no pilot after all.
    assert cell(site) == (1, 1, True)
    assert TargetMinimum.objects.get(target=site.targets["III.6b"], unit=site.district).minimum == 1
    assert prove(site.campaign) == []


def test_pilot_taken_off_stays_in_the_audit_trail(site: Cast) -> None:
    keep(site, pilot(site))
    known = Milestone.objects.get()
    keep(site, row(site))
    assert Milestone.objects.count() == 0
    told = AuditEntry.objects.filter(object_uid=known.uid).order_by("id").values_list("act", "actor_label")
    assert list(told) == [("giao mốc việc", "H'Bia Niê"), ("thôi giao mốc việc", "H'Bia Niê")]
    assert prove(site.campaign) == []


def test_pilot_that_was_held_is_not_taken_off(site: Cast) -> None:
    keep(site, pilot(site))
    hold(site, PRESCRIBED)
    assert keep(site, row(site)).problems == {
        site.commune.pk: {"is_pilot": "Xã Nam Dong đã báo hoặc đã gửi minh chứng cho việc này, không thôi giao được."}
    }
    assert cell(site) == (1, 1, True)


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"is_pilot": True, "prescribed_date": PRESCRIBED}, "prescribed_by", "Xin ghi văn bản quy định ngày này."),
        ({"is_pilot": True, "prescribed_by": PAPER}, "prescribed_date", "Xin ghi ngày quy định"),
        ({"prescribed_by": PAPER}, "prescribed_date", "chỉ ghi cho đại hội điểm"),
        ({"planned_date": datetime.date(2024, 7, 1)}, "planned_date", "Ngày dự kiến đã qua."),
        ({"planned_date": datetime.date(2023, 9, 1)}, "planned_date", "Ngày dự kiến đã qua."),
        (
            {"is_pilot": True, "prescribed_by": PAPER, "prescribed_date": datetime.date(2023, 9, 1)},
            "prescribed_date", "Đợt thi đua bắt đầu từ 1/10/2023.",
        ),
    ],
)  # fmt: skip
def test_wrong_row_is_told_and_the_others_are_kept(
    site: Cast, given: dict[str, Any], field: str, sentence: str
) -> None:
    result = keep(
        site, row(site, **{"planned": given.pop("planned_date", None), **given}), row(site, "sister_commune", AUGUST)
    )
    assert result.saved == 1
    (told,) = result.problems[site.commune.pk].items()
    assert (told[0], sentence in told[1]) == (field, True)
    assert [one.unit_id for one in Milestone.objects.all()] == [site.sister_commune.pk]


def test_row_somebody_changed_meanwhile_shows_both(site: Cast) -> None:
    keep(site, row(site, planned=AUGUST, versions=(0, 0)))
    result = keep(site, row(site, planned=datetime.date(2024, 8, 25), versions=(0, 0)))
    assert (result.stale, result.problems) == (
        {site.commune.pk},
        {site.commune.pk: {"planned_date": (
            "H'Bia Niê vừa sửa dòng này thành «20/8/2024»; bạn gõ «25/8/2024». "
            "Chưa ghi đè: bấm «Ghi» để lấy của bạn."
        )}},
    )  # fmt: skip
    assert Milestone.objects.get().planned_date == AUGUST


@pytest.mark.parametrize(
    ("unit", "by", "refusal"),
    [
        ("far_commune", "district_officer", Missing),
        ("commune", "district_leader", NotAllowed),
        ("commune", "commune_officer", NotAllowed),
        ("commune", "province_officer", NotAllowed),
    ],
)
def test_schedule_is_kept_by_the_officer_of_the_unit_above(
    site: Cast, unit: str, by: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        keep(site, row(site, unit, AUGUST), by=by)
    assert Milestone.objects.count() == 0


def test_own_assignment_and_schedule_are_one(site: Cast) -> None:
    assign_milestone(
        by=site.actor("district_officer"), now=NOW, kind=site.milestone_kinds["pilot-congress"], unit=site.commune,
        prescribed_date=PRESCRIBED, prescribed_by=PAPER,
    )  # fmt: skip
    assert keep(site, pilot(site)).saved == 0
