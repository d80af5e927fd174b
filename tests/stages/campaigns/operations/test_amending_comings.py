"""What comes and goes with an amending document: targets, tasks, recipients; what was done of them stays."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

import pytest

from tests.factories import NOW, Cast
from tests.harness.pages import enter
from tests.stages.campaigns.amendments import ONE_DAY, given
from thidua.foundation.core.errors import Invalid, NotNow
from thidua.stages.campaigns.amendable import amendable
from thidua.stages.campaigns.amended import NewTarget, NewTask
from thidua.stages.campaigns.models import (
    CampaignTask,
    MilestoneKind,
    Plan,
    PlanAmendment,
    RecipientLine,
    Target,
    TaskReport,
)
from thidua.stages.campaigns.operations import amend_campaign, hand_out_task
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.moments import Moment, Reckoning
from thidua.stages.progress.prove import prove
from thidua.stages.progress.queries.places import asked_by

pytestmark = [pytest.mark.django_db, pytest.mark.clause("H.2")]


def test_task_comes_and_another_goes_with_what_was_done_of_it(people: Cast, plan: Plan) -> None:
    kind = people.commune.kind_id
    gone = CampaignTask.objects.create(
        campaign=people.campaign, key="cu", clause="VII", text="Việc cũ", unit_kinds=[kind], milestone_key=""
    )
    [report, *_others] = hand_out_task(by=people.actor("province_officer"), now=NOW, task=gone)
    new = NewTask("Rà soát hộ nghèo", (kind,), datetime.date(2024, 9, 1))
    amend_campaign(**given(people, plan, tasks=(new,), ended=("task/cu",)))
    gone.refresh_from_db()
    assert gone.ended_on == NOW.date()
    made = CampaignTask.objects.get(plan=None, ended_on=None, text="Rà soát hộ nghèo")
    assert (made.unit_kinds, made.due_before, made.key) == ([kind], new.due_before, "sua-doi-2-1")
    assert TaskReport.objects.filter(pk=report.pk).exists()
    assert "task/cu/due_before" not in {one.name for one in amendable(people.campaign)}
    hand_out_task(by=people.actor("province_officer"), now=NOW, task=made)
    with pytest.raises(NotNow, match="đã được bãi bỏ"):
        hand_out_task(by=people.actor("province_officer"), now=NOW, task=gone)


@pytest.mark.parametrize(
    ("task", "told"),
    [
        (NewTask("", ("front-commune",)), "Xin ghi việc phải làm"),
        (NewTask("Việc", ()), "loại đơn vị"),
        (NewTask("Việc", ("không-có",)), "loại đơn vị"),
        (NewTask("Việc", ("front-commune",), datetime.date(2000, 1, 1)), "Việc"),
    ],
)
def test_wrong_task_is_told(people: Cast, plan: Plan, task: NewTask, told: str) -> None:
    with pytest.raises(Invalid, match=told) as refused:
        amend_campaign(**given(people, plan, tasks=(task,)))
    assert list(refused.value.fields) == ["tasks"]


def test_target_that_is_taken_out_is_asked_no_more_and_its_evenings_stay(people: Cast, plan: Plan) -> None:
    kind = MilestoneKind.objects.create(
        campaign=people.campaign, key="ngay-hoi-rieng", position=90, name="Ngày hội riêng", unit_kinds=[]
    )
    target = Target.objects.get(code="III.5b")
    target.measure_params = {"milestone": kind.key, "state": "verified"}
    target.save()
    later = NOW + ONE_DAY
    amend_campaign(**{**given(people, plan, ended=("target/III.5b",)), "now": later})
    target.refresh_from_db()
    kind.refresh_from_db()
    assert (target.ended_on, kind.ended_on) == (later.date(), later.date())
    codes = {row.code for row in asked_by(people.campaign, later.date()).targets}
    assert "III.5b" not in codes
    evening = asked_by(people.campaign, Moment(NOW.date(), Reckoning.SHOWN))
    assert "III.5b" in {row.code for row in evening.targets}
    assert UnitProgress.objects.filter(target=target).exists()
    assert prove(people.campaign) == []
    change = PlanAmendment.objects.get().changes
    assert change == [{"sort": "target", "key": "III.5b", "part": "ended", "before": target.text, "after": None}]


def test_figure_of_a_target_taken_out_is_shown_as_of_its_last_day(people: Cast, plan: Plan) -> None:
    amend_campaign(**given(people, plan, ended=("target/III.5b",)))
    officer = enter(people, "province_officer")
    page = f"/ban-lam-viec/chi-tieu/{people.campaign.key}/{people.province.uid}/III.5b/"
    shown = officer.get(page, follow=True)
    [(last, _status)] = shown.redirect_chain
    assert (shown.status_code, last) == (200, f"{page}?ngay={NOW.date() - ONE_DAY}")
    for more in ("tien-do/", "chua-dat/"):
        assert officer.get(page + more, follow=True).status_code == 200
    assert officer.get(page.replace("III.5b", "III.77")).status_code == 404


def test_milestone_that_others_ask_for_stays(people: Cast, plan: Plan) -> None:
    kind = MilestoneKind.objects.create(
        campaign=people.campaign, key="chung", position=91, name="Mốc chung", unit_kinds=[]
    )
    for code in ("III.5b", "III.6a"):
        Target.objects.filter(code=code).update(measure_params={"milestone": "chung", "state": "verified"})
    amend_campaign(**given(people, plan, ended=("target/III.5b",)))
    kind.refresh_from_db()
    assert kind.ended_on is None


def test_part_of_a_whole_is_not_taken_out_alone(people: Cast, plan: Plan) -> None:
    Target.objects.create(
        campaign=people.campaign, code="III.8", position=50, text="Tất cả", short_label="Tất cả",
        unit_kinds=[people.commune.kind_id], measure="all_of", measure_params={"targets": ["III.4", "III.1"]},
    )  # fmt: skip
    with pytest.raises(Invalid, match=r"Chỉ tiêu III\.8 tính cả chỉ tiêu này"):
        amend_campaign(**given(people, plan, ended=("target/III.4",)))
    amend_campaign(**given(people, plan, ended=("target/III.4", "target/III.8")))


def test_a_campaign_keeps_one_target(people: Cast, plan: Plan) -> None:
    every = tuple(f"target/{code}" for code in people.targets if Target.objects.get(code=code).companion_of_id is None)
    with pytest.raises(Invalid, match="ít nhất một chỉ tiêu"):
        amend_campaign(**given(people, plan, ended=every))


NEW = NewTarget(
    "III.9", "Nhà xây thêm", "Mỗi huyện xây thêm ít nhất 2 căn nhà đại đoàn kết", ("front-district",),
    "work:great-unity-house", 2, share=100, due_before=datetime.date(2024, 12, 1),
)  # fmt: skip


def test_target_is_added_with_its_cells_and_its_companion(people: Cast, plan: Plan) -> None:
    amend_campaign(**given(people, plan, targets=(NEW,)))
    target = Target.objects.get(code="III.9")
    assert (target.measure, target.minimum, target.measure_unit, target.due_before) == (
        "works", 2, "house", NEW.due_before,
    )  # fmt: skip
    beside = Target.objects.get(companion_of=target)
    assert beside.code == "III.9-registered"
    cell = UnitProgress.objects.get(target=target, unit=people.district)
    assert (cell.applies, cell.met) == (True, False)
    assert UnitProgress.objects.filter(target=beside).exists()
    assert prove(people.campaign) == []
    assert asked_by(people.campaign).target("III.9") == target
    evening = asked_by(people.campaign, Moment(NOW.date() - ONE_DAY, Reckoning.SHOWN))
    assert "III.9" not in {row.code for row in evening.all}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"code": "III.4"}, "new-0-code"),
        ({"code": ""}, "new-0-code"),
        ({"code": "a/b"}, "new-0-code"),
        ({"label": ""}, "new-0-label"),
        ({"text": ""}, "new-0-text"),
        ({"unit_kinds": ()}, "new-0-unit_kinds"),
        ({"unit_kinds": ("không-có",)}, "new-0-unit_kinds"),
        ({"manner": "reported"}, "new-0-manner"),
        ({"share": 0, "minimum": -1}, "new-0-minimum"),
        ({"window_before": datetime.date(2020, 1, 1)}, "new-0-window_before"),
        ({"due_before": datetime.date(2020, 1, 1)}, "new-0-due_before"),
    ],
)
def test_wrong_new_target_is_told_at_its_field(people: Cast, plan: Plan, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        amend_campaign(**given(people, plan, targets=(dataclasses.replace(NEW, **wrong),)))
    assert list(refused.value.fields) == [field]
    assert not Target.objects.filter(code="III.9").exists()


def test_recipients_are_others_from_this_document_on(people: Cast, plan: Plan) -> None:
    RecipientLine.objects.create(
        plan=plan, position=1, text="Các huyện", kind="group", selector={"unit_kinds": [people.district.kind_id]}
    )
    RecipientLine.objects.create(plan=plan, position=2, text="Lưu: VT", kind="archive")
    lines = ("Các huyện", people.women.name, "Sở Nội vụ", "Lưu: VT")
    amend_campaign(**given(people, plan, recipients=lines))
    stood = list(plan.recipient_lines.order_by("position").values_list("text", "kind"))
    assert [text for text, _kind in stood] == list(lines)
    assert plan.recipient_lines.get(position=1).selector == {"unit_kinds": [people.district.kind_id]}
    sent = PlanAmendment.objects.get().document.dispatches.order_by("id")
    assert {row.recipient for row in sent} >= {people.district.name, people.women.name, "Sở Nội vụ"}
    with pytest.raises(Invalid, match="ít nhất một nơi nhận"):
        amend_campaign(**given(people, plan, number=9002, recipients=()))
