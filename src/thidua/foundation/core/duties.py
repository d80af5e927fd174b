"""Duties: each stage says what is owed by whom; «Việc của tôi», counts, lists of who has not, reminders read this."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from thidua.foundation.core.asking import Asked, answered
from thidua.foundation.core.registry import Registry


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing one unit owes or one actor has to decide, with its one button."""

    kind: str
    unit_id: int
    what: str
    action: str
    address_name: str
    address_args: tuple[Any, ...]
    since: datetime.date | None = None
    due_before: datetime.date | None = None
    detail: str = ""
    count: int = 1

    def is_overdue(self, on: datetime.date) -> bool:
        """Past its due date, which is exclusive: a thing due before the 20th is in time until the 19th ends."""
        return self.due_before is not None and on >= self.due_before


# (actor, day) → the duties of that actor.
Source = Callable[[Any, datetime.date], Iterable[Duty]]

SOURCES: Registry[Source] = Registry("duties")


def owed(actor: Any, on: datetime.date) -> list[Duty]:
    """Everything the actor owes, in order of date; what has no date stands last.

    Sources that only ask rows are read together, in one statement whatever their number.
    """
    together = [source for source in SOURCES if isinstance(source, Asked)]
    found = list(answered(question for source in together for question in source.questions(actor, on)))
    for source in SOURCES:
        found += source.more(actor, on) if isinstance(source, Asked) else source(actor, on)
    return sorted(
        found, key=lambda duty: (duty.due_before or datetime.date.max, duty.since or datetime.date.max, duty.what)
    )
