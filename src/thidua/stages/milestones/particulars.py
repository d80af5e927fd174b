"""What a kind of milestone asks for, read from its settings: data of the campaign file, never of the code."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thidua.stages.campaigns.models import MilestoneKind


@dataclass(frozen=True, slots=True)
class Answer:
    """One way a milestone may end (a rating); `good` is what counts as «hoàn thành tốt» or better."""

    key: str
    label: str
    good: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """One number asked for beside the day, in its measure unit."""

    key: str
    label: str
    unit: str


@dataclass(frozen=True, slots=True)
class Particulars:
    """The settings of a kind by name; what the file does not say is off."""

    ways: tuple[str, ...] = ()
    # document, photo, any or none.
    proof: str = "none"
    years: tuple[int, ...] = ()
    answers: tuple[Answer, ...] = ()
    figures: tuple[Figure, ...] = ()
    # The word for «held well», which the level above confirms; empty where nothing is said of it.
    quality: str = ""
    # Of what is assigned: the key of the milestone that every such unit owes, of which this is the pilot.
    pilot_of: str = ""
    is_joint: bool = False
    is_assigned: bool = False
    is_prescribed: bool = False
    is_optional: bool = False
    asks_new_head: bool = False
    is_verified_above: bool = False

    @property
    def good_answers(self) -> frozenset[str]:
        return frozenset(answer.key for answer in self.answers if answer.good)

    @property
    def is_told_by_its_day(self) -> bool:
        """Whether a day and photos say all: what a grid's row and a phone's page can hold."""
        return not (self.ways or self.answers or self.figures or self.is_assigned or self.proof == "document")

    @property
    def occurrences(self) -> tuple[int | None, ...]:
        """The years in which it is owed; once, without a year, for what comes once."""
        return self.years or (None,)

    def answer_label(self, key: str) -> str:
        return next((answer.label for answer in self.answers if answer.key == key), key)


def particulars(kind: MilestoneKind) -> Particulars:
    """The kind's settings, typed."""
    given: dict[str, Any] = kind.settings
    return Particulars(
        ways=tuple(given.get("ways", ())),
        proof=given.get("proof", "none"),
        years=tuple(given.get("years", ())),
        answers=tuple(Answer(row["key"], row["label"], bool(row.get("good"))) for row in given.get("answers", ())),
        figures=tuple(Figure(row["key"], row["label"], row["unit"]) for row in given.get("figures", ())),
        quality=given.get("quality", ""),
        pilot_of=given.get("pilot_of", ""),
        is_joint=bool(given.get("joint")),
        is_assigned=bool(given.get("assigned")),
        is_prescribed=bool(given.get("prescribed")),
        is_optional=bool(given.get("optional")),
        asks_new_head=bool(given.get("new_head")),
        is_verified_above=bool(given.get("verified_above")),
    )


def title(kind: MilestoneKind, year: int | None) -> str:
    """The kind's name, with its year where it comes every year."""
    return f"{kind.name} {year}" if year else kind.name


def last_day(kind: MilestoneKind) -> datetime.date | None:
    """The last day on which it may be done and still be in time; None where nothing sets one."""
    ends = [day for day in (kind.due_before, kind.window_before) if day is not None]
    return min(ends) - datetime.timedelta(days=1) if ends else None


def window_words(kind: MilestoneKind) -> str:
    """The kind's window in words: «từ 1/11/2023 đến 18/11/2023», «từ 1/10/2023»; empty without one."""
    first, before = kind.window_from, kind.window_before
    last = before - datetime.timedelta(days=1) if before else None
    if first and last:
        return _("từ %(first)s đến %(last)s") % {"first": day_words(first), "last": day_words(last)}
    if last:
        return _("đến %(last)s") % {"last": day_words(last)}
    return _("từ %(first)s") % {"first": day_words(first)} if first else ""


def day_words(day: datetime.date) -> str:
    """«20/8/2024», as people of the office write it."""
    return f"{day.day}/{day.month}/{day.year}"
