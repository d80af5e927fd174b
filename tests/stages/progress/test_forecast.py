"""The pace of the last days carried on to the due date, against a naive model that counts day by day."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import TODAY
from thidua.stages.campaigns.models import Target
from thidua.stages.progress.forecast import PACE_DAYS, Outlook, Pace, days_left, is_forecast, rounded_up
from thidua.stages.progress.measures import TargetDates

LARGE = 10**15
amounts = st.integers(0, LARGE)


@given(have=amounts, then=st.none() | amounts, goal=amounts, left=st.integers(0, 2000))
def test_the_outlook_is_that_of_a_naive_model(have: int, then: int | None, goal: int, left: int) -> None:
    pace = Pace(have, then, goal, left)
    if have >= goal:
        assert pace.outlook == Outlook.MET
    elif then is None:
        assert pace.outlook == Outlook.TOO_LITTLE
    else:
        at_the_end = have + Fraction(have - then, PACE_DAYS) * left
        assert (pace.outlook == Outlook.ON_COURSE) == (at_the_end >= goal)
        assert (pace.outlook == Outlook.AT_RISK) == (at_the_end < goal)
        assert pace.expected == max(0, at_the_end.__floor__())
        assert pace.lacking == max(0, goal - pace.expected)


@given(have=st.integers(0, 500), more=st.integers(1, 500), goal=st.integers(1, 2000))
def test_the_day_it_is_reached_is_the_first_on_which_there_is_enough(have: int, more: int, goal: int) -> None:
    pace = Pace(have, max(0, have - more), goal, 10)
    gained = Fraction(have - max(0, have - more), PACE_DAYS)
    reached = pace.reached_on(TODAY)
    if have >= goal or not gained:
        return
    assert reached is not None
    days = (reached - TODAY).days
    assert have + gained * days >= goal > have + gained * (days - 1)


def test_what_does_not_grow_is_never_reached() -> None:
    assert Pace(3, 3, 5, 100).reached_on(TODAY) is None
    assert Pace(3, 4, 5, 100).reached_on(TODAY) is None
    assert (Pace(3, 4, 5, 100).gained, Pace(3, 4, 5, 100).expected) == (-1, 0)


def test_a_due_date_is_exclusive() -> None:
    assert days_left(TODAY + datetime.timedelta(days=1), TODAY) == 0
    # Two in thirty days, fifteen days left: just one more.
    assert Pace(200, 0, 300, 15).outlook == Outlook.ON_COURSE
    assert Pace(200, 0, 301, 15).outlook == Outlook.AT_RISK


def test_what_lacks_a_part_lacks_one() -> None:
    assert [rounded_up(number) for number in (0, 1, 100, 101)] == [0, 1, 1, 2]


OPEN, LATER, OVER = (TODAY + datetime.timedelta(days=days) for days in (30, 5, 0))


@pytest.mark.parametrize(
    ("target", "dates", "said"),
    [
        (Target(minimum=1), TargetDates(None, None, OPEN, None), True),
        (Target(minimum=1), TargetDates(TODAY, None, OPEN, TODAY), True),
        (Target(minimum=1), TargetDates(None, None, None, None), False),
        (Target(minimum=1), TargetDates(None, None, OVER, None), False),
        (Target(minimum=1), TargetDates(LATER, None, OPEN, None), False),
        (Target(minimum=1), TargetDates(None, None, OPEN, LATER), False),
        (Target(minimum=None), TargetDates(None, None, OPEN, None), False),
        (Target(minimum=1, operator=Target.Operator.AT_MOST), TargetDates(None, None, OPEN, None), False),
        (Target(minimum=1, operator=Target.Operator.EXACTLY), TargetDates(None, None, OPEN, None), False),
    ],
)
def test_only_what_grows_and_has_time_left_is_forecast(target: Target, dates: TargetDates, said: bool) -> None:
    assert is_forecast(target, dates, TODAY) is said
