"""What a decision does to each of its names: the answer on the nomination, the line in the golden book."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from thidua.foundation.core.actors import By
from thidua.foundation.units.models import Unit
from thidua.stages.decisions.models import Decision, DecisionEntry
from thidua.stages.honours.operations import Given, enter_honour
from thidua.stages.nominations.operations import record_answer

Result = DecisionEntry.Result


def answer_nominations(entries: Iterable[DecisionEntry], *, by: By, now: datetime.datetime) -> None:
    """Tells each nomination what was decided of it."""
    for entry in entries:
        if entry.nomination is not None:
            record_answer(by=by, now=now, nomination=entry.nomination, result=entry.result)


def enter_honours(decision: Decision, entries: Iterable[DecisionEntry], *, by: By, now: datetime.datetime) -> None:
    """Writes an honour for each name that something was given to; the decision bears its number and day by now."""
    day = decision.day
    assert day is not None, "a decision is numbered before it gives anything"
    for entry in entries:
        if entry.result == Result.REFUSED:
            continue
        lowered = entry.result == Result.LOWERED
        given = Given(
            form_key="" if lowered else decision.form.key, form_name=entry.given_form if lowered else decision.form.name,
            achievement=entry.achievement, decision_number=decision.notation, decided_on=day, decider=decision.decider,
        )  # fmt: skip
        enter_honour(
            by=by, now=now, unit=entry.unit, person=entry.person, given=given, campaign=decision.campaign,
            round_number=None if decision.is_prompt else decision.form.round.number, document=decision.document,
            golden_number=entry.golden_number, source_uid=entry.source_uid, subject_name=entry.name,
            subject_words=entry.words,
        )  # fmt: skip


def number_golden(entries: Iterable[DecisionEntry]) -> None:
    """«Số sổ vàng»: each name's ordinal in the decision."""
    for entry in entries:
        entry.golden_number = entry.position
        entry.save(update_fields=["golden_number"])


def recipients(entries: Iterable[DecisionEntry]) -> list[Unit]:
    """The bodies a decision goes to: those honoured and those of the honoured; of an area the commune."""
    found = {}
    for entry in entries:
        unit = entry.unit.parent if entry.unit.kind.is_area and entry.unit.parent else entry.unit
        found[unit.pk] = unit
    return list(found.values())
