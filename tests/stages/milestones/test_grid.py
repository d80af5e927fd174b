"""The commune's grid: each row taken or refused by itself, nothing written twice."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import NOW, Cast
from tests.stages.milestones.conftest import CONFERENCE_DAY, FESTIVAL_DAY
from thidua.foundation.core import audit
from thidua.foundation.core.errors import Missing, NotAllowed, NotNow
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations import GridResult, GridRow, confirm_milestone, report_grid
from thidua.stages.milestones.reports import Report
from thidua.stages.progress.models import UnitProgress


def row(
    site: Cast, unit: str, kind: str, day: datetime.date | None, *, version: int | None = None, **values: Any
) -> GridRow:
    return GridRow(site.units[unit], site.milestone_kinds[kind], Report(day, **values), version=version)


def save(site: Cast, *rows: GridRow, by: str = "commune_officer") -> GridResult:
    return report_grid(by=site.actor(by), now=NOW, rows=rows)


@pytest.mark.clause("III.5b")
@pytest.mark.clause("III.6a")
def test_rows_are_saved_and_confirmed_at_once(site: Cast) -> None:
    result = save(
        site,
        row(site, "area", "festival", FESTIVAL_DAY, was_held_well=True),
        row(site, "area", "conference", CONFERENCE_DAY),
        row(site, "area_two", "conference", CONFERENCE_DAY),
        row(site, "area_two", "festival", None),
    )
    assert (len(result.saved), result.problems) == (3, {})
    found = Milestone.objects.order_by("id").values_list("unit__short_name", "kind__key", "status", "entered_by")
    assert list(found) == [
        ("Thôn 1", "festival", "verified", site.commune.pk),
        ("Thôn 1", "conference", "verified", site.commune.pk),
        ("Buôn Nui", "conference", "verified", site.commune.pk),
    ]
    cell = UnitProgress.objects.get(target=site.targets["III.6a"], unit=site.commune)
    assert (cell.units_met, cell.units_required) == (2, 2)


def test_wrong_row_is_told_and_the_others_are_kept(site: Cast) -> None:
    late = datetime.date(2024, 1, 3)
    result = save(site, row(site, "area", "conference", late), row(site, "area_two", "conference", CONFERENCE_DAY))
    assert [saved.unit_id for saved in result.saved] == [site.area_two.pk]
    assert result.problems == {
        (site.area.pk, site.milestone_kinds["conference"].pk, 0): {
            "done_date": (
                "«Hội nghị Ban công tác Mặt trận» chỉ tính từ 1/10/2023 đến 31/12/2023. Xin xem lại ngày, nhất là năm."
            )
        }
    }
    assert Milestone.objects.filter(unit=site.area).count() == 0


def test_saving_again_changes_nothing(site: Cast) -> None:
    rows = [row(site, "area", "festival", FESTIVAL_DAY, was_held_well=True)]
    save(site, *rows)
    before = (Milestone.objects.get().version, audit.history(Milestone.objects.get()).count())
    assert save(site, *rows).saved == []
    assert (Milestone.objects.get().version, audit.history(Milestone.objects.get()).count()) == before


def test_changed_row_is_corrected_and_confirmed_again(site: Cast) -> None:
    save(site, row(site, "area", "festival", FESTIVAL_DAY))
    save(site, row(site, "area", "festival", datetime.date(2023, 11, 15)))
    found = Milestone.objects.get()
    assert (found.status, found.done_date) == ("verified", datetime.date(2023, 11, 15))


def test_emptied_row_is_taken_back(site: Cast) -> None:
    save(site, row(site, "area", "festival", FESTIVAL_DAY))
    save(site, row(site, "area", "festival", None))
    assert (Milestone.objects.get().status, Milestone.objects.get().done_date) == ("planned", None)
    assert UnitProgress.objects.get(target=site.targets["III.5b"], unit=site.area).own == 0


def test_row_somebody_changed_meanwhile_is_not_overwritten(site: Cast, festival: Callable[..., Milestone]) -> None:
    seen = festival(by=site.area_head())
    festival(by=site.area_head(), note="Trưởng ban sửa")
    result = save(site, row(site, "area", "festival", datetime.date(2023, 11, 15), version=seen.version))
    assert list(result.problems) == [(site.area.pk, site.milestone_kinds["festival"].pk, 0)]
    assert Milestone.objects.get().done_date == FESTIVAL_DAY


def test_area_head_s_report_is_confirmed_by_the_grid_only_when_changed(
    site: Cast, festival: Callable[..., Milestone]
) -> None:
    festival(by=site.area_head())
    assert save(site, row(site, "area", "festival", FESTIVAL_DAY)).saved == []
    assert Milestone.objects.get().status == "done"


def test_joint_festival_on_the_grid(site: Cast) -> None:
    save(site, row(site, "area", "festival", FESTIVAL_DAY, partners=(site.area_two,)))
    assert UnitProgress.objects.get(target=site.targets["III.5b"], unit=site.area_two).own == 1


@pytest.mark.parametrize(
    ("unit", "by", "refusal"),
    [
        ("sister_area", "commune_officer", Missing),
        ("area", "commune_leader", NotAllowed),
        ("area", "sister_officer", Missing),
    ],
)
def test_somebody_elses_area_has_no_place_in_the_grid(site: Cast, unit: str, by: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        save(site, row(site, unit, "festival", FESTIVAL_DAY), by=by)
    assert Milestone.objects.count() == 0


@pytest.mark.clause("III.5b")
def test_head_corrects_what_the_commune_entered_and_it_waits_again(
    site: Cast, festival: Callable[..., Milestone]
) -> None:
    head = site.area_head()
    save(site, row(site, "area", "festival", FESTIVAL_DAY, partners=(site.area_two,)))
    corrected = festival(by=head, done_date=datetime.date(2023, 11, 14))
    assert (corrected.status, corrected.done_date, corrected.entered_by_id, corrected.reported_by_id) == (
        "done", datetime.date(2023, 11, 14), None, head.person_id,
    )  # fmt: skip
    assert (corrected.verified_at, corrected.partners.get()) == (None, site.area_two)
    assert UnitProgress.objects.get(target=site.targets["III.5b"], unit=site.area).own == 0
    told = list(audit.history(corrected).values_list("act", "actor_label"))
    assert told[0] == ("sửa điều xã đã nhập thay", head.label)
    assert ("xác nhận", "Vũ Thị Giang") in told  # Who entered it stays in the history.


def test_head_corrects_nothing_that_the_commune_confirmed_of_his_own(
    site: Cast, festival: Callable[..., Milestone]
) -> None:
    head = site.area_head()
    confirm_milestone(by=site.actor("commune_officer"), now=NOW, milestone=festival(by=head))
    with pytest.raises(NotNow):
        festival(by=head, done_date=datetime.date(2023, 11, 14))


def test_second_officer_is_told_both_days(site: Cast) -> None:
    save(site, row(site, "area", "festival", FESTIVAL_DAY, version=0))
    result = save(site, row(site, "area", "festival", datetime.date(2023, 11, 15), version=0))
    cell = (site.area.pk, site.milestone_kinds["festival"].pk, 0)
    assert result.stale == {cell}
    assert result.problems[cell]["done_date"] == (
        "Vũ Thị Giang vừa sửa ô này thành «12/11/2023»; bạn gõ «15/11/2023». "
        "Chưa ghi đè: bấm «Ghi» để lấy của bạn, hoặc gõ lại như người kia."
    )
    assert Milestone.objects.get().done_date == FESTIVAL_DAY
