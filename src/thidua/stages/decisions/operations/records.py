"""What every operation on decisions does first and last."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from thidua.foundation.accounts.actors import Actor, person_of
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import NotAllowed
from thidua.foundation.core.locking import lock
from thidua.stages.decisions import rules
from thidua.stages.decisions.models import Decision, DecisionEntry
from thidua.stages.decisions.queries import find_decision
from thidua.stages.honours.operations.entering import words_of
from thidua.stages.nominations.models import Nomination


def held(decision: Decision, *, by: By) -> Decision:
    """The row, locked, for an actor who may know of it; raises `Missing` otherwise."""
    if isinstance(by, Actor):
        find_decision(by, decision.uid)
    return lock(decision)


def require_writer(by: By, decision: Decision) -> None:
    """Raises `NotAllowed`, naming who writes."""
    if why_not := rules.officer_writes(by, decision):
        raise NotAllowed(why_not)


def new_decision(*, by: By, now: datetime.datetime, **values: object) -> Decision:
    """A row in its first status; the caller audits."""
    who = person_of(by)
    return Decision.objects.create(made_by_id=who, changed_by_id=who, made_at=now, changed_at=now, **values)


def entry_of(decision: Decision, nomination: Nomination, position: int) -> DecisionEntry:
    """The line of a selected nomination, in the words of today."""
    subject, person = nomination.subject, nomination.person
    return DecisionEntry(
        decision=decision, nomination=nomination, unit=subject, person=person, position=position,
        name=(person.full_name if person else subject.name)[:200], words=words_of(subject, person)[:400],
        achievement=nomination.achievement,
    )  # fmt: skip


def in_order(nominations: Iterable[Nomination]) -> list[Nomination]:
    """Bodies before people, each in the order of the quotas, then by name."""
    return sorted(
        nominations,
        key=lambda row: (row.person_id is not None, row.pool.position if row.pool else 0, row.sort_key, row.pk),
    )


def entries_of(decision: Decision) -> list[DecisionEntry]:
    """The decision's lines with all that papers and honours need."""
    related = ("unit__kind", "unit__parent", "person", "nomination__pool", "nomination__campaign", "nomination__form")
    return list(decision.entries.select_related(*related).order_by("position"))
