"""Periods as plans write them: by month or by day, open at an end, due before a day, or until an event."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from django.utils.translation import gettext as _

from thidua.foundation.core import clock
from thidua.foundation.core.errors import Unreadable

MONTH = re.compile(r"(\d{4})-(\d{2})")
ONE_DAY = datetime.timedelta(days=1)


class Precision(StrEnum):
    """How exactly the plan says it: «10/2023» is a month and is not shown as a day."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Edge:
    """A day or a month at which a period starts or ends; `day` is the month's first for a month."""

    day: datetime.date
    precision: Precision = Precision.DAY

    @classmethod
    def parse(cls, value: Any) -> Self:
        """From «2023-10», «2023-10-26» or a date of TOML. Raises `Unreadable`."""
        if isinstance(value, datetime.date):
            return cls(value.date() if isinstance(value, datetime.datetime) else value)
        text = str(value).strip()
        try:
            if month := MONTH.fullmatch(text):
                return cls(datetime.date(int(month[1]), int(month[2]), 1), Precision.MONTH)
            return cls(datetime.datetime.strptime(text, "%Y-%m-%d").date())  # noqa: DTZ007
        except ValueError:
            raise Unreadable(
                _("«%(text)s» không phải ngày (2023-10-26) hay tháng (2023-10).") % {"text": text}
            ) from None

    @property
    def first(self) -> datetime.date:
        return self.day

    @property
    def last(self) -> datetime.date:
        if self.precision == Precision.DAY:
            return self.day
        return self.day.replace(day=calendar.monthrange(self.day.year, self.day.month)[1])

    def __str__(self) -> str:
        if self.precision == Precision.MONTH:
            return f"{self.day.month}/{self.day.year}"
        return f"{self.day.day}/{self.day.month}/{self.day.year}"


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, both inside; None is open. `before` is a due day, itself outside; `event` an open end.

    An end that hangs on an event without a date is open: everything after the start is inside and nothing is late.
    """

    start: Edge | None = None
    end: Edge | None = None
    before: datetime.date | None = None
    event: str = ""

    def __post_init__(self) -> None:
        if self.end is not None and self.before is not None:
            raise ValueError("a period ends on a day or before a day, not both")
        if self.start is not None and self.last_day is not None and self.last_day < self.start.first:
            raise ValueError(f"the period ends before it starts: {self}")

    @classmethod
    def of(cls, start: Any = None, end: Any = None, *, before: Any = None, event: str = "") -> Self:
        """From values as a campaign file writes them: `of("2023-10", "2024-07")`, `of(before="2024-08-20")`."""
        return cls(
            Edge.parse(start) if start else None,
            Edge.parse(end) if end else None,
            Edge.parse(before).first if before else None,
            event,
        )

    @property
    def first_day(self) -> datetime.date | None:
        return self.start.first if self.start else None

    @property
    def last_day(self) -> datetime.date | None:
        """The last day inside; None while the end is open."""
        if self.before is not None:
            return self.before - ONE_DAY
        return self.end.last if self.end else None

    @property
    def ends_at(self) -> datetime.datetime | None:
        """The moment the period is over, local midnight; the moment itself is outside."""
        return clock.local_midnight(self.last_day + ONE_DAY) if self.last_day else None

    def contains(self, day: datetime.date) -> bool:
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)

    def overlaps(self, other: Period) -> bool:
        """Whether any day lies in both; two phases may share a month."""
        return _starts_by(self.first_day, other.last_day) and _starts_by(other.first_day, self.last_day)

    def is_over(self, on: datetime.date) -> bool:
        return self.last_day is not None and on > self.last_day

    def __str__(self) -> str:
        if self.before is not None:
            day = str(Edge(self.before))
            ending = _("trước %(day)s") % {"day": day}
            return _("%(start)s đến trước %(day)s") % {"start": self.start, "day": day} if self.start else ending
        if self.event and self.end is None:
            ending = _("trước %(event)s") % {"event": self.event}
            return _("%(start)s – %(end)s") % {"start": self.start, "end": ending} if self.start else ending
        if self.start is not None and self.end is not None:
            return str(self.start) if self.start == self.end else f"{self.start} – {self.end}"
        if self.start is not None:
            return _("từ %(start)s") % {"start": self.start}
        return _("đến %(end)s") % {"end": self.end} if self.end is not None else _("không giới hạn")


def _starts_by(first: datetime.date | None, last: datetime.date | None) -> bool:
    return first is None or last is None or first <= last
