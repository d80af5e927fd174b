"""At this pace, will it be met? The pace of the last thirty days carried on to the due date; judged at reading only.

Whole numbers throughout, in hundredths, so that a share of units, a percentage and a quantity compare alike and the
database (`queries.risk`) works out the same.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from thidua.stages.campaigns.models import Target
from thidua.stages.progress.measures import TargetDates

# How far back the pace is taken from, and so how old the figures must be before anything is said.
PACE_DAYS = 30
HUNDREDTHS = 100


class Outlook(StrEnum):
    """What can be said of a thing that has a goal."""

    MET = "met"
    ON_COURSE = "on_course"
    AT_RISK = "at_risk"
    TOO_LITTLE = "too_little"
    # Nothing is forecast: no due date, past it, not yet judged, or not a thing that grows towards its minimum.
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Pace:
    """What there is, what there was `PACE_DAYS` ago (None: not known), the goal, the whole days left after today."""

    have: int
    then: int | None
    goal: int
    left: int

    @property
    def outlook(self) -> Outlook:
        if self.have >= self.goal:
            return Outlook.MET
        if self.then is None:
            return Outlook.TOO_LITTLE
        return Outlook.ON_COURSE if self._in_steps >= self.goal * PACE_DAYS else Outlook.AT_RISK

    @property
    def gained(self) -> int:
        """What was added in the days the pace is taken from; less than nothing where records were taken back."""
        return self.have - self.then if self.then is not None else 0

    @property
    def expected(self) -> int:
        """What there will be at the end of the last good day: whole, cut off, never below nothing."""
        return max(0, self._in_steps // PACE_DAYS)

    @property
    def lacking(self) -> int:
        """How much will then be lacking."""
        return max(0, self.goal - self.expected)

    def reached_on(self, on: datetime.date) -> datetime.date | None:
        """The day on which the goal is reached at this pace; None where it never is."""
        if self.then is None or self.gained <= 0:
            return None
        return on + datetime.timedelta(days=-(-(self.goal - self.have) * PACE_DAYS // self.gained))

    @property
    def _in_steps(self) -> int:
        return self.have * PACE_DAYS + self.gained * self.left


def days_left(due: datetime.date, on: datetime.date) -> int:
    """The days that remain after this one; a due date is exclusive."""
    return (due - on).days - 1


def is_forecast(target: Target, dates: TargetDates, on: datetime.date) -> bool:
    """Whether anything is forecast of a target on a day: it grows towards a minimum, is judged and has time left."""
    grows = target.operator == Target.Operator.AT_LEAST and target.minimum is not None
    starts = [day for day in (dates.opens, dates.judged_from) if day is not None]
    return grows and dates.due is not None and on < dates.due and all(start <= on for start in starts)


def counted_from(target: Target, dates: TargetDates) -> datetime.date:
    """The first day on which something could count."""
    return dates.opens or target.campaign.starts_on


def rounded_up(hundredths: int) -> int:
    """Whole units of hundredths: what lacks a part of one lacks one."""
    return -(-hundredths // HUNDREDTHS)
