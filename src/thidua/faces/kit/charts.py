"""A burn-up drawn on the server: lengths are attributes in percent, text never shrinks, the table stands beneath."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

# Lines are drawn on a square of so many points, stretched to the chart; whole numbers keep the page small.
SQUARE = 1000
# The highest value stands a little beneath the upper edge, so that its line and words are not cut.
ROOM = 115


@dataclass(frozen=True, slots=True)
class Line:
    """What is drawn: (day, value) steps in order until today, the goal, the pace carried on to the end.

    `mark` is the day of the upright line: today, or the due date once it has passed.
    """

    steps: Sequence[tuple[datetime.date, int]]
    goal: int
    today: datetime.date
    start: datetime.date
    end: datetime.date
    mark: datetime.date
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class BurnUp:
    """A chart's geometry as strings: points of the square, and places in percent."""

    path: str
    area: str
    ahead: str
    goal: str
    mark: str


def burn_up(line: Line) -> BurnUp:
    """The geometry of a line; a value stays what it is until the next step, and the last one until today."""
    highest = max([line.goal, line.expected or 0, *(value for _day, value in line.steps), 1])
    days = max(1, (line.end - line.start).days)

    def x(day: datetime.date) -> int:
        return min(SQUARE, max(0, (day - line.start).days * SQUARE // days))

    def y(value: int) -> int:
        return SQUARE - max(0, value) * 100 * SQUARE // (highest * ROOM)

    today, now = x(line.today), line.steps[-1][1] if line.steps else 0
    path = ""
    for day, value in line.steps:
        path += f"H{x(day)}V{y(value)}" if path else f"M{x(day)} {y(value)}"
    path += f"H{today}" if path else ""
    area = f"{path}V{SQUARE}H{x(line.steps[0][0])}Z" if path else ""
    ahead = f"M{today} {y(now)}L{SQUARE} {y(line.expected)}" if line.expected is not None else ""
    return BurnUp(path, area, ahead, _percent(y(line.goal)), _percent(x(line.mark)))


def _percent(points: int) -> str:
    return f"{points * 100 / SQUARE:.4g}%"
