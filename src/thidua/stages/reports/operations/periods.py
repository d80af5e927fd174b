"""Periods begin by themselves; the body that asks for the reports sets their days."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.core import audit, clock
from thidua.foundation.core.actors import By, System
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import operation
from thidua.foundation.core.vietnamese import tidy
from thidua.stages.reports import rules
from thidua.stages.reports.models import ReportPeriod, ReportSchedule
from thidua.stages.reports.schedules import ONCE, Span, period_words, spans_until


@operation
def open_periods(*, by: System, now: datetime.datetime) -> int:
    """Makes the periods that have begun since; returns how many. A second time on a day it changes nothing."""
    schedules = ReportSchedule.objects.exclude(rhythm=ONCE).order_by("id")
    return sum(begin_periods(schedule, now) for schedule in schedules)


@operation
def set_period_dates(
    *,
    by: By,
    now: datetime.datetime,
    period: ReportPeriod,
    due_before: datetime.date | None,
    due_source: str,
    closed_on: datetime.date | None = None,
) -> ReportPeriod:
    """Sets until when the reports of a period are due (exclusive), by which document, and from when it is closed.

    Lateness is judged by the new day, also of what was sent before. Refused with `NotAllowed` unless of the body that
    asks for the reports; with `Invalid`: a due date without its document, not after the period's first day, or after
    the period closes.
    """
    rules.require_scheduler(by, period.schedule)
    row = lock(period)
    found: dict[str, str] = {}
    if due_before is not None and due_before <= row.starts_on:
        found["due_before"] = _("Hạn gửi phải sau ngày đầu của kỳ báo cáo.")
    if due_before is not None and not tidy(due_source):
        found["due_source"] = _("Xin ghi văn bản ấn định hạn này.")
    if closed_on is not None and (due_before is None or closed_on < due_before):
        found["closed_on"] = _("Chỉ đóng kỳ báo cáo từ ngày hết hạn trở đi.")
    if found:
        raise Invalid(found)
    before = audit.snapshot(row)
    row.due_before, row.due_source, row.closed_on = due_before, tidy(due_source), closed_on
    row.save()
    audit.record(by=by, act=gettext_noop("ấn định ngày gửi báo cáo"), obj=row, before=before)
    return row


def begin_periods(schedule: ReportSchedule, now: datetime.datetime) -> int:
    """Makes the periods of one schedule up to today; none begins after its campaigns have ended."""
    campaigns = list(schedule.campaigns.order_by("starts_on", "id"))
    if not campaigns:
        return 0
    ends = [campaign.ends_before for campaign in campaigns]
    last = None if None in ends else max(end for end in ends if end)
    made = 0
    for span in spans_until(schedule.rhythm, campaigns[0].starts_on, clock.day_of(now)):
        if last is None or span.starts_on < last:
            made += _make(schedule, span)
    return made


def _make(schedule: ReportSchedule, span: Span) -> int:
    period = ReportPeriod(schedule=schedule, key=span.key, starts_on=span.starts_on, ends_before=span.ends_before)
    _row, new = ReportPeriod.objects.get_or_create(
        schedule=schedule, key=span.key,
        defaults={"name": period_words(period), "starts_on": span.starts_on, "ends_before": span.ends_before},
    )  # fmt: skip
    return int(new)
