"""The level above: judge each statement, or give the evaluation back; look at it once more with a reason."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import audit
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.operations import check_version, operation
from thidua.stages.evaluations.models import Evaluation, Judgement, Mark
from thidua.stages.evaluations.operations.records import Answer, held, judgements_of, whole
from thidua.stages.evaluations.states import EVALUATION


@operation
def judge_evaluation(
    *,
    by: By,
    now: datetime.datetime,
    evaluation: Evaluation,
    answers: Mapping[int, Answer],
    summary: str = "",
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Evaluation:
    """The level above says of each statement what it is; where that differs from what the subject says, why.

    Refused with `Missing`, `NotAllowed` (also for who wrote it), `NotNow`, `Stale`; `Invalid` for a statement without
    a mark, for an unknown one, and for a difference without a reason.
    """
    evaluation = held(evaluation, by=by)
    EVALUATION.check(evaluation, "judge", by=by)
    check_version(evaluation, version)
    rows = judgements_of(evaluation)
    if wrong := _wrong(rows, answers):
        raise Invalid(wrong)
    before = whole(evaluation)
    for row in rows:
        answer = answers[row.pk]
        row.official_mark, row.official_words = answer.mark, answer.words.strip()
        row.save(update_fields=["official_mark", "official_words"])
    said = whole(evaluation)
    audit.record(by=by, act=gettext_noop("ghi mức từng tiêu chuẩn"), obj=evaluation, before=before, after=said)
    changes = {"judged_at": now, "judged_by_id": person_of(by), "official_summary": summary.strip()}
    EVALUATION.step(evaluation, "judge", by=by, now=now, changes=changes)
    return evaluation


@operation
def return_evaluation(
    *,
    by: By,
    now: datetime.datetime,
    evaluation: Evaluation,
    reason: str,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Evaluation:
    """Gives the evaluation back with the reason. Refused with `Missing`, `NotAllowed`, `NotNow`, `Stale`, `Invalid`."""
    evaluation = held(evaluation, by=by)
    changes = {"return_reason": reason.strip()}
    EVALUATION.step(evaluation, "return", by=by, now=now, version=version, reason=reason, changes=changes)
    return evaluation


@operation
def reopen_evaluation(
    *,
    by: By,
    now: datetime.datetime,
    evaluation: Evaluation,
    reason: str,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Evaluation:
    """Takes the judgement back to judge anew; the marks given stay until then.

    Refused with `Missing`, `NotAllowed`, `NotNow`, `Stale`, without a reason `Invalid`.
    """
    evaluation = held(evaluation, by=by)
    changes = {"judged_at": None, "judged_by": None}
    EVALUATION.step(evaluation, "reopen", by=by, now=now, version=version, reason=reason, changes=changes)
    return evaluation


def _wrong(rows: list[Judgement], answers: Mapping[int, Answer]) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if set(answers) - {row.pk for row in rows}:
        wrong["answers"] = _("Có tiêu chuẩn không thuộc bản đánh giá này. Xin tải lại trang.")
    for row in rows:
        answer = answers.get(row.pk, Answer())
        if answer.mark not in Mark.values:
            wrong[f"mark-{row.pk}"] = _("Xin chọn mức cho tiêu chuẩn này.")
        elif answer.mark != row.own_mark and not answer.words.strip():
            wrong[f"words-{row.pk}"] = _("Khác với mức đơn vị tự đánh giá thì xin ghi lý do.")
    return wrong
