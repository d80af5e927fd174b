"""What an amending document of the body is given with, as its leader enters it."""

from __future__ import annotations

import datetime
from typing import Any

from tests.factories import NOW, Cast
from thidua.stages.campaigns.amended import Changes
from thidua.stages.campaigns.models import Plan
from thidua.stages.campaigns.operations import AmendingPaper
from thidua.stages.reports.models import ReportPeriod, ReportSchedule

MINIMUM = "target/III.3a/minimum"
DAY = datetime.date(2024, 7, 12)
ONE_DAY = datetime.timedelta(days=1)


def given(people: Cast, plan: Plan, **more: Any) -> dict[str, Any]:
    """Of `amend_campaign`: a number raised to nine unless changes are named; `number` and `date` are the paper's."""
    paper = AmendingPaper(
        more.pop("number", 9001), "KH-MTTQ-BTT", more.pop("date", DAY), "TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH",
        "Trần Văn Bình",
    )  # fmt: skip
    names = ("values", "ended", "tasks", "targets", "recipients")
    changes = {name: more.pop(name) for name in names if name in more} or {"values": {MINIMUM: 9}}
    return {
        "by": people.actor("province_leader"), "now": NOW, "plan": plan, "paper": paper, "what": "Nâng số nhà.",
        "changes": Changes(**changes), **more,
    }  # fmt: skip


def report_owed(people: Cast, *, due: datetime.date) -> ReportPeriod:
    """The districts' final report, asked once for this campaign alone."""
    schedule = ReportSchedule.objects.create(
        owner=people.province, key="tong-ket", name="Báo cáo tổng kết", form_key="tong-ket", rhythm="once",
        unit_kinds=[people.district.kind_id],
    )  # fmt: skip
    schedule.campaigns.add(people.campaign)
    return ReportPeriod.objects.create(
        schedule=schedule, key="once", name="Tổng kết", starts_on=people.campaign.starts_on, due_before=due
    )
