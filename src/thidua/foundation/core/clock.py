"""What day it is. Business follows the site's date; sign-in, tokens and the audit trail follow the real clock.

A site may live on a demonstration date: due dates, phases, lateness and reminders then follow that day, and every page
says so. The time of day keeps running, so that two acts of one demonstration day keep their order.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator
from contextvars import ContextVar

from django.conf import settings
from django.utils import timezone

from thidua.foundation.core import site_settings

DEMO_DATE_KEY = "demo_date"
# The moment an operation was given: its audit rows bear that day, not the day on which they were written down.
_acting: ContextVar[datetime.datetime | None] = ContextVar("acting_at", default=None)


@contextlib.contextmanager
def acting(moment: datetime.datetime | None) -> Iterator[None]:
    """The frame of one operation carried out at a moment of the site."""
    token = _acting.set(moment)
    try:
        yield
    finally:
        _acting.reset(token)


def act_day() -> datetime.date:
    """The site's day of the operation under way; today outside of one."""
    moment = _acting.get()
    return day_of(moment) if moment else today()


def real_now() -> datetime.datetime:
    """The real moment, aware."""
    return timezone.now()


def demo_date() -> datetime.date | None:
    """The demonstration date, or None on a site that lives today. Stored; its first value is `THIDUA_DEMO_DATE`."""
    stored = site_settings.setting(DEMO_DATE_KEY)
    if stored is None:
        first: datetime.date | None = settings.DEMO_DATE
        return first
    return datetime.date.fromisoformat(stored) if stored else None


def now() -> datetime.datetime:
    """The site's moment, aware, in the site's time zone."""
    local = timezone.localtime(real_now())
    day = demo_date()
    return local if day is None else local.replace(year=day.year, month=day.month, day=day.day)


def today() -> datetime.date:
    """The site's day."""
    return now().date()


def local_midnight(day: datetime.date) -> datetime.datetime:
    """The first moment of a day in the site's time zone; a due date `before` a day ends just ahead of it."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


def day_of(moment: datetime.datetime) -> datetime.date:
    """The site's day of an aware moment."""
    return timezone.localtime(moment).date()
