"""Tasks of «Tổ chức thực hiện»: given out, done with proof, and what is refused."""

from __future__ import annotations

import datetime

import pytest

from tests.factories import NOW, Cast
from tests.foundation.core.uploads import pdf, upload
from tests.stages.campaigns import own_plans as steps
from thidua.foundation.core import duties as known
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.stages.campaigns.models import CampaignTask, Plan, TaskReport
from thidua.stages.campaigns.operations import amend_plan, hand_out_task, report_task, revise_plan, withdraw_plan
from thidua.stages.campaigns.plan_rules import may_read_proofs
from thidua.stages.campaigns.plan_writing.content import TaskLine

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def owed(people: Cast, who: str) -> list[str]:
    return [row.what for row in known.owed(people.actor(who), steps.TODAY) if row.kind.startswith("task")]


def test_task_is_owed_until_it_is_done_with_its_proof(world: tuple[Cast, Plan]) -> None:
    people, root = world
    report = steps.task_of(steps.issued(people, root), "commune", people)
    who = people.actor("commune_officer")
    assert owed(people, "commune_officer") == ["Đăng ký công trình với huyện"]
    with pytest.raises(Invalid, match="bản đăng ký"):
        report_task(by=who, now=NOW, report=report, done_on=steps.TODAY)
    with pytest.raises(Invalid, match="sau ngày hôm nay"):
        report_task(by=who, now=NOW, report=report, done_on=steps.TODAY + datetime.timedelta(days=1))
    with pytest.raises(NotAllowed, match="Nam Dong"):
        report_task(by=people.actor("sister_officer"), now=NOW, report=report, done_on=steps.TODAY)
    done = report_task(by=who, now=NOW, report=report, done_on=steps.TODAY, uploads=[upload(pdf(), "a.pdf")])
    assert (done.status, owed(people, "commune_officer")) == (TaskReport.Status.DONE, [])
    assert owed(people, "district_officer") == ["Sơ kết đợt thi đua", "Xem 1 việc đơn vị đã báo xong"]
    readers = [name for name in ("commune_leader", "district_officer", "province_officer", "sister_officer", "women_officer")
               if may_read_proofs(people.actor(name), report.uid)]  # fmt: skip
    assert readers == ["commune_leader", "district_officer", "province_officer"]


def test_withdrawn_plan_asks_nothing_more(world: tuple[Cast, Plan]) -> None:
    people, root = world
    plan = steps.issued(people, root)
    report = steps.task_of(plan, "commune", people)
    withdraw_plan(by=people.actor("district_leader"), now=NOW, plan=plan, reason="Sai")
    assert owed(people, "commune_officer") == []
    with pytest.raises(NotNow, match="đã thu hồi"):
        report_task(by=people.actor("commune_officer"), now=NOW, report=report, done_on=steps.TODAY)


def test_same_task_of_several_days_is_amended_day_by_day(world: tuple[Cast, Plan]) -> None:
    people, root = world
    days = [steps.DUE + datetime.timedelta(days=days) for days in (0, 30, 60)]
    lines = [TaskLine("Báo cáo nhanh", "", day) for day in days]
    plan = steps.begun(people, root)
    content = steps.changed(plan, tasks=tuple(lines[:2]))
    plan = steps.sign(people, revise_plan(by=people.actor("district_officer"), now=NOW, plan=plan, content=content))
    first, second = TaskReport.objects.filter(task__plan=plan).order_by("id")
    report_task(by=people.actor("district_officer"), now=NOW, report=second, done_on=steps.TODAY)
    plan = amend_plan(by=people.actor("district_officer"), now=NOW, plan=plan)
    content = steps.changed(plan, tasks=(lines[2], lines[1], lines[0]))
    plan = steps.sign(people, revise_plan(by=people.actor("district_officer"), now=NOW, plan=plan, content=content))
    found = TaskReport.objects.filter(task__plan=plan, task__ended_on=None).order_by("due_before")
    assert list(found.values_list("due_before", "status")) == [
        (days[0], "owed"), (days[1], "done"), (days[2], "owed"),
    ]  # fmt: skip
    plan = amend_plan(by=people.actor("district_officer"), now=NOW, plan=plan)
    content = steps.changed(plan, tasks=(lines[1],))
    plan = steps.sign(people, revise_plan(by=people.actor("district_officer"), now=NOW, plan=plan, content=content))
    assert TaskReport.objects.get(task__plan=plan, task__ended_on=None).pk == second.pk
    assert first.pk != second.pk


@pytest.mark.clause("VII.2")
def test_body_of_the_campaign_gives_out_a_task_of_its_plan_once(world: tuple[Cast, Plan]) -> None:
    people, _root = world
    task = CampaignTask.objects.create(
        campaign=people.campaign, key="t", clause="VII.2", text="Báo cáo kết quả", unit_kinds=["org-province"]
    )
    runner = people.actor("province_officer")
    assert [row.unit for row in hand_out_task(by=runner, now=NOW, task=task)] == [people.women]
    assert hand_out_task(by=runner, now=NOW, task=task) == []
    assert owed(people, "women_officer") == ["Báo cáo kết quả"]
    with pytest.raises(NotAllowed):
        hand_out_task(by=people.actor("district_officer"), now=NOW, task=task)
    CampaignTask.objects.filter(pk=task.pk).update(milestone_key="launch")
    with pytest.raises(NotNow, match="Mốc việc"):
        hand_out_task(by=runner, now=NOW, task=task)
