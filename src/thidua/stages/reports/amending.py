"""Until when a campaign's reports are due, as its amending document may move it.

Only what is owed for the one campaign: a period that several campaigns share, and a month's or a quarter's day, the
body sets at the report itself. Lateness is judged by the new day, also of what was sent before; so it is not moved to
a day before reports that came in time: an amendment makes nobody late who was not.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from thidua.foundation.core import clock
from thidua.stages.campaigns.amendable import SORTS, Put, Sort, Value
from thidua.stages.campaigns.models import Campaign
from thidua.stages.reports.models import Report, ReportPeriod, ReportSchedule
from thidua.stages.reports.schedules import ONCE, title_of

REPORT = "report"


def _periods(campaign: Campaign) -> Iterator[tuple[str, Any]]:
    alone = ReportSchedule.objects.annotate(served=Count("campaigns")).filter(served=1).order_by()
    rows = ReportPeriod.objects.filter(
        schedule__in=alone.values("pk"), schedule__campaigns=campaign, schedule__owner=campaign.owner_id, key=ONCE,
        closed_on=None,
    )  # fmt: skip
    return ((row.schedule.key, row) for row in rows.select_related("schedule").order_by("schedule__key", "id"))


def _why_not(row: ReportPeriod, values: dict[str, Value], _on: datetime.date) -> dict[str, str]:
    due = values["due_before"]
    assert isinstance(due, datetime.date)
    if due <= row.starts_on:
        return {"due_before": _t("Hạn gửi phải sau ngày đầu của kỳ báo cáo.")}
    sent = Report.objects.filter(period=row, submitted_at__gte=clock.local_midnight(due))
    if row.due_before is not None:
        sent = sent.filter(submitted_at__lt=clock.local_midnight(row.due_before))
    if late := sent.count():
        told = _t("%(count)s đơn vị đã gửi đúng hạn cũ sẽ thành gửi muộn. Xin chọn ngày sau ngày họ gửi.")
        return {"due_before": told % {"count": late}}
    return {}


def _put(row: ReportPeriod, values: dict[str, Value], source: str) -> list[Put]:
    row.due_before, row.due_source = values["due_before"], source[:300]  # type: ignore[assignment]
    return [(row, ["due_before", "due_source"])]


SORTS.register(REPORT, Sort(
    REPORT, _("Báo cáo"), ("due_before",), _periods, called=title_of, why_not=_why_not, put=_put,
))  # fmt: skip
