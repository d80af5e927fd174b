"""Working days over weekends, holidays and the Saturdays worked instead."""

from __future__ import annotations

import datetime

import pytest

from thidua.foundation.core.working_days import after_working_days, is_working_day

Day = datetime.date


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (Day(2024, 7, 15), True),
        (Day(2024, 7, 20), False),
        (Day(2024, 7, 21), False),
        (Day(2024, 9, 2), False),
        (Day(2024, 4, 29), False),
        (Day(2024, 5, 4), True),
        (Day(2024, 2, 14), False),
        (Day(2031, 9, 2), True),
    ],
)
def test_working_day(day: Day, works: bool) -> None:
    assert is_working_day(day) == works


@pytest.mark.parametrize(
    ("day", "number", "after"),
    [
        (Day(2024, 7, 15), 10, Day(2024, 7, 29)),
        (Day(2024, 7, 19), 1, Day(2024, 7, 22)),
        (Day(2024, 8, 30), 1, Day(2024, 9, 4)),
        (Day(2024, 4, 26), 3, Day(2024, 5, 4)),
        (Day(2024, 7, 15), 0, Day(2024, 7, 15)),
    ],
)
def test_day_after_so_many(day: Day, number: int, after: Day) -> None:
    assert after_working_days(day, number) == after
