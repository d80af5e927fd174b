"""Working days: Monday to Friday, holidays out, the working Saturdays that make up for a long weekend in."""

from __future__ import annotations

import datetime
import functools
import tomllib
from importlib.resources import files

A_DAY = datetime.timedelta(days=1)
SATURDAY = 5


@functools.cache
def _table() -> tuple[frozenset[datetime.date], frozenset[datetime.date]]:
    """The days off and the days worked instead, from the catalogue's dated table."""
    text = files("thidua.catalogue").joinpath("dated/holidays.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["year"]
    off = frozenset(day for row in rows for day in row["off"])
    return off, frozenset(day for row in rows for day in row.get("worked", ()))


def is_working_day(day: datetime.date) -> bool:
    """Whether offices work on this day. A year the table does not know has weekends only."""
    off, worked = _table()
    return day in worked or (day.weekday() < SATURDAY and day not in off)


def after_working_days(day: datetime.date, number: int) -> datetime.date:
    """The day that is so many working days after a day, that day itself not counted."""
    while number > 0:
        day += A_DAY
        number -= is_working_day(day)
    return day


def before_working_days(day: datetime.date, number: int) -> datetime.date:
    """The day that is so many working days before a day, that day itself not counted."""
    while number > 0:
        day -= A_DAY
        number -= is_working_day(day)
    return day
