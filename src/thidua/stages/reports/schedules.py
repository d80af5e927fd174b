"""Periods of a rhythm: which one a day lies in, which have begun, and what a period is called."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.foundation.core.tables.lists import day_words
from thidua.stages.reports.models import ReportPeriod, ReportSchedule

MONTHS = {ReportSchedule.Rhythm.MONTH: 1, ReportSchedule.Rhythm.QUARTER: 3, ReportSchedule.Rhythm.YEAR: 12}
ROMAN = ("I", "II", "III", "IV")
ONCE = "once"
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """One period of the calendar: its key («2024-q2»), first day, first day after."""

    key: str
    starts_on: datetime.date
    ends_before: datetime.date


def span_of(rhythm: str, day: datetime.date) -> Span:
    """The month, quarter or year a day lies in."""
    size = MONTHS[ReportSchedule.Rhythm(rhythm)]
    first = (day.month - 1) // size
    starts = datetime.date(day.year, first * size + 1, 1)
    ends = _months_later(starts, size)
    key = {1: f"{day.year}-{day.month:02d}", 3: f"{day.year}-q{first + 1}", 12: str(day.year)}[size]
    return Span(key, starts, ends)


def spans_until(rhythm: str, first: datetime.date, on: datetime.date) -> Iterator[Span]:
    """Every period from the one of the first day to the one of `on`."""
    span = span_of(rhythm, first)
    while span.starts_on <= on:
        yield span
        span = span_of(rhythm, span.ends_before)


def period_words(period: ReportPeriod) -> str:
    """«quý II/2024», «tháng 6/2024», «năm 2024»; what is owed once is called by its schedule."""
    year, _dash, rest = period.key.partition("-")
    if period.key == ONCE:
        return period.schedule.name
    if rest.startswith("q"):
        return _("quý %(quarter)s/%(year)s") % {"quarter": ROMAN[int(rest[1:]) - 1], "year": year}
    if rest:
        return _("tháng %(month)d/%(year)s") % {"month": int(rest), "year": year}
    return _("năm %(year)s") % {"year": year}


def title_of(period: ReportPeriod) -> str:
    """What the report is called: the schedule's name, with the period where there are many."""
    if period.key == ONCE:
        return period.schedule.name
    return f"{period.schedule.name} ({period_words(period)})"


def last_good_day(period: ReportPeriod) -> datetime.date | None:
    """The last day in time; None while no day is set."""
    return period.due_before - ONE_DAY if period.due_before else None


def due_words(period: ReportPeriod) -> str:
    """Until when, in words."""
    last = last_good_day(period)
    if last is None:
        return _("chưa ấn định ngày gửi nên chưa có hạn")
    return _("hạn hết ngày %(day)s") % {"day": day_words(last)}


def is_closed(period: ReportPeriod, on: datetime.date) -> bool:
    """Whether nothing is sent for the period any more."""
    return period.closed_on is not None and on >= period.closed_on


def data_date_for(period: ReportPeriod, on: datetime.date) -> datetime.date:
    """The data date a report begins with: the period's last day once it is over, today before."""
    return min(on, period.ends_before - ONE_DAY) if period.ends_before else on


def _months_later(day: datetime.date, months: int) -> datetime.date:
    years, month = divmod(day.month - 1 + months, 12)
    return datetime.date(day.year + years, month + 1, 1)
