"""The cast with its root plan, and a district's own plan at each step of its way."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

from tests.factories import NOW, SYSTEM, Cast, cast_on_board
from tests.foundation.documents import papers
from thidua.foundation.documents.operations import record_issued
from thidua.stages.campaigns.models import Plan, TaskReport
from thidua.stages.campaigns.operations import (
    issue_plan,
    revise_plan,
    start_plan,
    submit_plan,
)
from thidua.stages.campaigns.operations.own_plans import content_of
from thidua.stages.campaigns.plan_writing.content import AwardLine, Content, Number, TaskLine

TODAY = NOW.date()
FORM = "Giấy khen của Ban Thường trực Ủy ban MTTQ Việt Nam huyện Cư Jút"
DUE = datetime.date(2024, 8, 2)


def world() -> tuple[Cast, Plan]:
    """The cast on its board, with the province's plan 286 issued."""
    people = cast_on_board()
    document = record_issued(
        by=SYSTEM, now=NOW, unit=people.province, body="Ban Thường trực", sent_at=NOW,
        document=papers.plan(number=286, date=datetime.date(2023, 10, 26)),
    )  # fmt: skip
    root = Plan.objects.create(
        campaign=people.campaign, unit=people.province, document=document, title="Phát động đợt thi đua", made_at=NOW,
        changed_at=NOW,
    )  # fmt: skip
    return people, root


def begun(people: Cast, root: Plan, unit: str = "district", **more: Any) -> Plan:
    """The first draft of a unit's own plan."""
    return start_plan(by=people.actor(f"{unit}_officer"), now=NOW, parent=root, unit=people.units[unit], **more)


def changed(plan: Plan, **changes: Any) -> Content:
    return dataclasses.replace(content_of(plan), **changes)


def full(plan: Plan) -> Content:
    """Numbers raised, five Giấy khen, two tasks of its own."""
    return changed(
        plan,
        numbers=(Number("III.3a", own=3), Number("III.4", own=2, beneath=2)),
        criteria=("Hoàn thành chỉ tiêu nhà đại đoàn kết",),
        awards=(AwardLine(FORM, "Tập thể", 3), AwardLine(FORM, "Cá nhân", 2)),
        tasks=(
            TaskLine("Đăng ký công trình với huyện", "Ủy ban MTTQ Việt Nam cấp xã", DUE, "bản đăng ký"),
            TaskLine("Sơ kết đợt thi đua", "", DUE),
        ),
        budget="Kinh phí từ nguồn ngân sách huyện năm 2024.",
    )


def written(people: Cast, root: Plan, content: Content | None = None) -> Plan:
    plan = begun(people, root)
    return revise_plan(by=people.actor("district_officer"), now=NOW, plan=plan, content=content or full(plan))


def issued(people: Cast, root: Plan, content: Content | None = None) -> Plan:
    """Written, put before the leader and issued today."""
    plan = written(people, root, content)
    return sign(people, plan)


def sign(people: Cast, plan: Plan) -> Plan:
    plan = submit_plan(by=people.actor("district_officer"), now=NOW, plan=plan)
    return issue_plan(by=people.actor("district_leader"), now=NOW, plan=plan, date=TODAY)


def task_of(plan: Plan, unit: str, people: Cast) -> TaskReport:
    return TaskReport.objects.get(task__plan=plan, unit=people.units[unit])
