"""The record of an evaluation as a whole: its row and its statements, read, held and compared together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from thidua.foundation.core import audit
from thidua.foundation.core.actors import By
from thidua.foundation.core.locking import lock
from thidua.stages.evaluations.models import Evaluation, Judgement
from thidua.stages.evaluations.queries import require_seen


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of one statement: a mark, or none yet, and words."""

    mark: str = ""
    words: str = ""


def held(evaluation: Evaluation, *, by: By) -> Evaluation:
    """The evaluation, locked, for an actor who may know of it; raises `Missing` otherwise."""
    require_seen(by, evaluation)
    return lock(evaluation)


def judgements_of(evaluation: Evaluation) -> list[Judgement]:
    """The statements in the plan's order."""
    rows = Judgement.objects.filter(evaluation=evaluation).select_related("criterion")
    return list(rows.order_by("criterion__position", "id"))


def whole(evaluation: Evaluation) -> dict[str, Any]:
    """The evaluation with what is said of each statement, as the audit trail compares it."""
    rows = {
        f"statement-{row.criterion.position}": [row.own_mark, row.own_words, row.official_mark, row.official_words]
        for row in judgements_of(evaluation)
    }
    return {**audit.snapshot(evaluation), **rows}
