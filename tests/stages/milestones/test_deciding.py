"""Confirming and giving back: only the level directly above; the province's own by its leader who did not enter it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import NOW, Cast
from thidua.foundation.accounts.models import Membership
from thidua.foundation.core import audit
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow, Stale
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations import confirm_milestone, report_milestone, return_milestone
from thidua.stages.milestones.reports import Report
from thidua.stages.progress.models import UnitProgress

Festival = Callable[..., Milestone]


def launch(site: Cast, unit: str, by: str) -> Milestone:
    said = Report(done_date=datetime.date(2023, 12, 1), way="ceremony")
    return report_milestone(
        by=site.actor(by), now=NOW, kind=site.milestone_kinds["launch"], unit=site.units[unit], report=said
    )


def confirm(site: Cast, row: Milestone, by: str, **values: Any) -> Milestone:
    return confirm_milestone(by=site.actor(by), now=NOW, milestone=row, **values)


@pytest.mark.clause("III.5b")
def test_commune_confirms_that_the_festival_was_held_well(site: Cast, festival: Festival) -> None:
    row = festival(by=site.area_head())
    done = confirm(site, row, "commune_leader", was_held_well=True, version=row.version)
    assert (done.status, done.was_held_well, done.verified_at) == ("verified", True, NOW)
    assert done.verified_by_id == site.people["commune_leader"].pk
    assert UnitProgress.objects.get(target=site.targets["III.5b"], unit=site.area).met is True


@pytest.mark.clause("III.1")
@pytest.mark.parametrize("by", ["district_officer", "district_leader"])
def test_district_confirms_its_commune(site: Cast, by: str) -> None:
    assert confirm(site, launch(site, "commune", "commune_officer"), by).status == "verified"


@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        ("commune_officer", NotAllowed),
        ("commune_leader", NotAllowed),
        ("province_officer", NotAllowed),
        ("province_leader", NotAllowed),
        ("far_district_officer", Missing),
        ("sister_officer", Missing),
    ],
)
def test_commune_is_confirmed_by_nobody_else(site: Cast, by: str, refusal: type[Exception]) -> None:
    row = launch(site, "commune", "commune_officer")
    with pytest.raises(refusal):
        confirm(site, row, by)
    row.refresh_from_db()
    assert row.status == "done"


def test_department_confirms_for_the_province(site: Cast) -> None:
    assert confirm(site, launch(site, "district", "district_officer"), "province_officer").status == "verified"


def test_province_is_confirmed_by_its_leader_and_not_by_its_officer(site: Cast) -> None:
    row = launch(site, "province", "province_officer")
    with pytest.raises(NotAllowed) as refusal:
        confirm(site, row, "province_officer")
    assert str(refusal.value) == "Chỉ lãnh đạo Ủy ban MTTQ Việt Nam tỉnh Đắk Nông xác nhận được."
    assert confirm(site, row, "province_leader").status == "verified"


def test_leader_who_entered_it_does_not_confirm_it(site: Cast) -> None:
    Membership.objects.create(
        person=site.people["province_leader"], unit=site.province, role="officer", valid_from=datetime.date(2023, 10, 1)
    )
    row = launch(site, "province", "province_leader")
    assert row.status == "done"
    with pytest.raises(NotAllowed) as refusal:
        confirm(site, row, "province_leader")
    assert str(refusal.value) == "Người đã nhập không tự xác nhận được; xin để lãnh đạo khác của đơn vị xác nhận."


def test_who_holds_both_levels_enters_and_confirms_in_one_step(site: Cast) -> None:
    Membership.objects.create(
        person=site.people["commune_officer"], unit=site.district, role="leader", valid_from=datetime.date(2023, 10, 1)
    )
    assert launch(site, "commune", "commune_officer").status == "verified"


def test_what_nobody_confirms_is_refused(site: Cast) -> None:
    row = report_milestone(
        by=site.actor("commune_officer"), now=NOW, kind=site.milestone_kinds["congress"], unit=site.commune,
        report=Report(datetime.date(2024, 3, 1)),
    )  # fmt: skip
    with pytest.raises(NotNow) as refusal:
        confirm(site, row, "district_officer")
    assert str(refusal.value) == "«Đại hội MTTQ» không cần cấp trên xác nhận."


def test_confirming_twice_is_refused(site: Cast) -> None:
    row = confirm(site, launch(site, "commune", "commune_officer"), "district_officer")
    with pytest.raises(NotNow):
        confirm(site, row, "district_officer")


def test_old_version_is_told(site: Cast) -> None:
    row = launch(site, "commune", "commune_officer")
    with pytest.raises(Stale):
        confirm(site, row, "district_officer", version=row.version - 1)


def test_held_well_is_kept_only_where_the_kind_asks_for_it(site: Cast) -> None:
    row = confirm(site, launch(site, "commune", "commune_officer"), "district_officer", was_held_well=True)
    assert row.was_held_well is False


def test_given_back_with_a_reason_it_counts_no_more(site: Cast, festival: Festival) -> None:
    row = festival()
    back = return_milestone(by=site.actor("commune_leader"), now=NOW, milestone=row, reason="Ảnh của năm 2022.")
    assert (back.status, back.return_reason, back.verified_at, back.verified_by_id) == (
        "returned", "Ảnh của năm 2022.", None, None,
    )  # fmt: skip
    assert UnitProgress.objects.get(target=site.targets["III.5b"], unit=site.area).own == 0
    assert audit.history(row).first().reason == "Ảnh của năm 2022."  # type: ignore[union-attr]


def test_giving_back_needs_a_reason(site: Cast, festival: Festival) -> None:
    with pytest.raises(Invalid) as refusal:
        return_milestone(by=site.actor("commune_leader"), now=NOW, milestone=festival(), reason=" ")
    assert list(refusal.value.fields) == ["reason"]


def test_returned_report_is_sent_again(site: Cast, festival: Festival) -> None:
    head = site.area_head()
    row = festival(by=head)
    return_milestone(by=site.actor("commune_leader"), now=NOW, milestone=row, reason="Thiếu ảnh.")
    again = festival(by=head)
    assert (again.pk, again.status, again.return_reason) == (row.pk, "done", "")
