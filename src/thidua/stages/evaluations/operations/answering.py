"""The subject's side: marks and words, saved as they come; sent when every statement is answered."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import audit, clock
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.operations import check_version, operation, touch
from thidua.stages.evaluations import rules
from thidua.stages.evaluations.known import Subject, facts_of
from thidua.stages.evaluations.models import Evaluation, Judgement, Mark
from thidua.stages.evaluations.operations.records import Answer, held, judgements_of, whole
from thidua.stages.evaluations.states import EVALUATION, OPEN_TO_WORDS, RETURNED

LONGEST = 4000


@operation
def save_evaluation(
    *,
    by: By,
    now: datetime.datetime,
    evaluation: Evaluation,
    answers: Mapping[int, Answer],
    summary: str = "",
    send: bool = False,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Evaluation:
    """Keeps what the subject says of each statement (by the judgement's id) and, with `send`, sends it.

    Refused with `Missing`, `NotAllowed`, `NotNow` once it is sent, `Stale`; `Invalid` for an unknown statement or mark
    and, when sending, for a statement without a mark and for «nổi bật» without words.
    """
    evaluation = held(evaluation, by=by)
    if why := rules.unit_writes(by, evaluation):
        raise NotAllowed(why)
    if evaluation.status not in OPEN_TO_WORDS:
        raise NotNow(_("Bản tự đánh giá đã gửi nên không sửa được nữa. Nếu cần sửa, xin nhờ cấp trên trả lại."))
    check_version(evaluation, version)
    rows = judgements_of(evaluation)
    _check(answers, {row.pk for row in rows})
    before = whole(evaluation)
    for row in rows:
        answer = answers.get(row.pk)
        if answer is not None:
            _take(row, answer)
    evaluation.summary = summary.strip()
    evaluation.changed_by_id = person_of(by)
    touch(evaluation, now=now)
    evaluation.save()
    audit.record(by=by, act=gettext_noop("viết tự đánh giá"), obj=evaluation, before=before, after=whole(evaluation))
    if send:
        submit(evaluation, by=by, now=now)
    return evaluation


@operation
def send_evaluation(
    *,
    by: By,
    now: datetime.datetime,
    evaluation: Evaluation,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Evaluation:
    """Sends what was saved to the level above; what the data knows is filled in and stays as it was on this day.

    Refused with `Missing`, `NotAllowed`, `NotNow`, `Stale`; `Invalid` as when saving and sending at once.
    """
    evaluation = held(evaluation, by=by)
    check_version(evaluation, version)
    submit(evaluation, by=by, now=now)
    return evaluation


def submit(evaluation: Evaluation, *, by: By, now: datetime.datetime) -> None:
    """Sends a locked evaluation: all answered, the data's own facts frozen beside the words."""
    act = "send_again" if evaluation.status == RETURNED else "send"
    EVALUATION.check(evaluation, act, by=by)
    rows = judgements_of(evaluation)
    wrong: dict[str, str] = {}
    for row in rows:
        if not row.own_mark:
            wrong[f"mark-{row.pk}"] = _("Xin chọn mức cho tiêu chuẩn này.")
        elif row.own_mark == Mark.OUTSTANDING and not row.own_words:
            wrong[f"words-{row.pk}"] = _("Chọn «nổi bật» thì xin ghi nổi bật ở điểm nào.")
    if wrong:
        raise Invalid(wrong)
    subject = Subject.of(evaluation, on=clock.day_of(now))
    for row in rows:
        row.known = [fact.plain() for fact in facts_of(row.criterion.known, subject)]
        row.save(update_fields=["known"])
    changes = {"sent_at": now, "sent_by_id": person_of(by), "return_reason": "", "changed_by_id": person_of(by)}
    EVALUATION.step(evaluation, act, by=by, now=now, changes=changes)


def _take(row: Judgement, answer: Answer) -> None:
    """Another mark than before is judged anew: what the level above said was said of the old one."""
    if row.own_mark != answer.mark:
        row.official_mark = row.official_words = ""
    row.own_mark, row.own_words = answer.mark, answer.words.strip()
    row.save(update_fields=["own_mark", "own_words", "official_mark", "official_words"])


def _check(answers: Mapping[int, Answer], known: set[int]) -> None:
    wrong: dict[str, str] = {}
    for key, answer in answers.items():
        if key not in known:
            wrong["answers"] = _("Có tiêu chuẩn không thuộc bản đánh giá này. Xin tải lại trang.")
        elif answer.mark and answer.mark not in Mark.values:
            wrong[f"mark-{key}"] = _("Xin chọn một mức trong danh sách.")
        elif len(answer.words) > LONGEST:
            wrong[f"words-{key}"] = _("Dài quá %(longest)d chữ. Xin viết gọn lại.") % {"longest": LONGEST}
    if wrong:
        raise Invalid(wrong)
