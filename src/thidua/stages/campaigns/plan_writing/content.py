"""What a unit writes in its plan, apart from what the plan above says: plain values, kept version by version."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from thidua.stages.campaigns.plain import day, plain


@dataclass(frozen=True, slots=True)
class Number:
    """The number on a target: of the unit itself, of each unit beneath that is asked; None: as the plan above says."""

    code: str
    own: int | None = None
    beneath: int | None = None


@dataclass(frozen=True, slots=True)
class PhaseEnd:
    """A phase that the unit ends earlier; the day is exclusive."""

    number: int
    ends_before: datetime.date


@dataclass(frozen=True, slots=True)
class AwardLine:
    """So many of a form the unit itself gives, for one kind of subject."""

    form: str
    subject: str
    count: int


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One line of «Tổ chức thực hiện»: `owner` is the unit's own name, a unit beneath, or the label of a kind."""

    text: str
    owner: str = ""
    due_before: datetime.date | None = None
    proof: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """One version of a plan, or of a guidance, which is `words` alone."""

    subject: str
    preamble: str = ""
    purposes: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    numbers: tuple[Number, ...] = ()
    phases: tuple[PhaseEnd, ...] = ()
    criteria: tuple[str, ...] = ()
    awards: tuple[AwardLine, ...] = ()
    tasks: tuple[TaskLine, ...] = ()
    budget: str = ""
    words: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()

    def number(self, code: str) -> Number:
        """What is asked on a target; nothing of its own where the plan does not say."""
        return next((row for row in self.numbers if row.code == code), Number(code))


def to_json(content: Content) -> dict[str, Any]:
    """Plain values, days as ISO."""
    data: dict[str, Any] = plain(dataclasses.asdict(content))
    return data


def from_json(data: dict[str, Any]) -> Content:
    """The content of a kept version."""
    return Content(
        subject=data["subject"],
        preamble=data["preamble"],
        numbers=tuple(Number(**row) for row in data["numbers"]),
        phases=tuple(PhaseEnd(row["number"], day(row["ends_before"]) or datetime.date.max) for row in data["phases"]),
        awards=tuple(AwardLine(**row) for row in data["awards"]),
        tasks=tuple(TaskLine(**{**row, "due_before": day(row["due_before"])}) for row in data["tasks"]),
        budget=data["budget"],
        **{name: tuple(data[name]) for name in LISTS},
    )


LISTS = ("purposes", "contents", "criteria", "words", "recipients")


def kept(lines: Iterable[str]) -> tuple[str, ...]:
    """The lines that say something."""
    return tuple(line.strip() for line in lines if line.strip())
