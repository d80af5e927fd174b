"""Whether a report is late: judged on its first complete submission, whatever came back afterwards."""

from __future__ import annotations

import datetime

from django.db.models import Exists, F, OuterRef, Q

from thidua.foundation.core import clock
from thidua.stages.reports.models import Report, ReportPeriod


def late_days(period: ReportPeriod, submitted_at: datetime.datetime | None) -> int:
    """How many days after the last good day it was first sent; 0 in time, unsent, or while no day is set."""
    if period.due_before is None or submitted_at is None:
        return 0
    return max(0, (clock.day_of(submitted_at) - period.due_before).days + 1)


def overdue_days(period: ReportPeriod, on: datetime.date) -> int:
    """How many days a report not yet sent is past its last good day."""
    return max(0, (on - period.due_before).days + 1) if period.due_before else 0


def in_time() -> Q:
    """The filter «first sent before its due date» on reports; the day is the site's."""
    return Q(submitted_at__isnull=False) & (
        Q(period__due_before__isnull=True) | Q(submitted_at__date__lt=F("period__due_before"))
    )


def sent_for(period: ReportPeriod, unit: str = "pk") -> Exists:
    """Whether a unit has sent its report of the period at least once."""
    return Exists(Report.objects.filter(period=period, unit=OuterRef(unit), submitted_at__isnull=False))
