"""An outside authority's decision, name by name, as its paper says; never drafted here."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import audit, clock, files
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import operation
from thidua.foundation.core.vietnamese import tidy
from thidua.stages.campaigns.days import before_start
from thidua.stages.campaigns.models import AwardForm
from thidua.stages.decisions import rules
from thidua.stages.decisions.models import Decision, DecisionEntry
from thidua.stages.decisions.operations import giving
from thidua.stages.decisions.operations.records import entry_of, in_order, new_decision
from thidua.stages.decisions.queries import awaiting_decision, sent_to_decider
from thidua.stages.decisions.scans import OWNER
from thidua.stages.decisions.states import DECISION
from thidua.stages.nominations.models import Nomination

Result = DecisionEntry.Result


@dataclass(frozen=True, slots=True)
class Answer:
    """What the paper says of one nomination."""

    nomination: uuid.UUID
    result: str
    given_form: str = ""
    reason: str = ""


@operation
def record_outside_decision(
    *,
    by: By,
    now: datetime.datetime,
    form: AwardForm,
    number: str,
    date: datetime.date,
    answers: Sequence[Answer],
    decider: str = "",
    scan: File | None = None,
    receipt: uuid.UUID | None = None,
) -> Decision:
    """Writes down a decision of an outside authority on the names sent to it; who is not in it goes on waiting.

    Each name: given, not given, or a lower form, which is named. Refused with `Missing`, `NotAllowed`; `NotNow` for a
    form of our own; `Invalid`: `number` without one or recorded before, `date` for a day to come or before the
    campaign, `answers` where no name is answered, one does not wait or its dossier was not sent, `form-…` for a lower
    form without its name, `reason-…` for a name that is given nothing without saying why.
    """
    form, owner = lock(form), form.round.unit
    _may(by, form)
    waiting = {row.uid: row for row in awaiting_decision(form)}
    number = tidy(number)
    _check(form, number, date, answers, waiting=waiting)
    chosen = {answer.nomination: answer for answer in answers}
    decision = new_decision(
        by=by, now=now, unit=owner, campaign=form.round.campaign, form=form, is_ours=False, number=number,
        decided_on=date, decider=tidy(decider) or form.decider,
    )  # fmt: skip
    rows = in_order(row for uid, row in waiting.items() if uid in chosen)
    entries = [_entry(decision, row, chosen[row.uid], place) for place, row in enumerate(rows, start=1)]
    DecisionEntry.objects.bulk_create(entries)
    giving.answer_nominations(entries, by=by, now=now)
    DECISION.step(decision, "record", by=by, now=now, changes={"issued_at": now})
    if scan is not None:
        files.store(upload=scan, field="scan", owner_kind=OWNER, owner_uid=decision.uid, by=by, now=now)
    giving.enter_honours(decision, entries, by=by, now=now)
    audit.record(
        by=by, act=gettext_noop("ghi kết quả từng tên"), obj=decision, after={row.name: row.result for row in entries}
    )
    return decision


def _may(by: By, form: AwardForm) -> None:
    owner = form.round.unit
    if isinstance(by, Actor) and not by.sees(owner):
        raise Missing(_("Không có hình thức khen thưởng này, hoặc hình thức thuộc đơn vị khác."))
    if why_not := rules.may_write_for(by, owner):
        raise NotAllowed(why_not)
    if form.is_ours:
        raise NotNow(_("«%(form)s» do chính đơn vị quyết định. Xin soạn quyết định.") % {"form": form.name})


def _check(
    form: AwardForm,
    number: str,
    date: datetime.date,
    answers: Sequence[Answer],
    *,
    waiting: dict[uuid.UUID, Nomination],
) -> None:
    wrong: dict[str, str] = {}
    if not number:
        wrong["number"] = _("Xin ghi số, ký hiệu trên quyết định.")
    elif Decision.objects.filter(form=form, is_ours=False, number=number).exists():
        wrong["number"] = _("Quyết định số %(number)s về hình thức này đã được ghi.") % {"number": number}
    if date > clock.act_day():
        wrong["date"] = _("Ngày quyết định không được sau ngày hôm nay.")
    elif too_early := before_start(form.round.campaign, date):
        wrong["date"] = too_early
    if not answers:
        wrong["answers"] = _("Chưa ghi kết quả của tên nào. Xin chọn cho ít nhất một tên.")
    elif not {answer.nomination for answer in answers} <= waiting.keys():
        wrong["answers"] = _("Có tên không còn chờ quyết định. Xin tải lại trang.")
    elif unsent := _unsent(form, [waiting[answer.nomination] for answer in answers]):
        wrong["answers"] = _("Hồ sơ chưa gửi nơi quyết định: %(names)s. Xin gửi hồ sơ trước.") % {"names": unsent}
    for answer in answers:
        wrong |= wrong_answer(answer, f"-{answer.nomination}")
    if wrong:
        raise Invalid(wrong)


def _unsent(form: AwardForm, rows: Sequence[Nomination]) -> str:
    sent = sent_to_decider(form)
    return ", ".join(str(row) for row in rows if row.pk not in sent)


def wrong_answer(answer: Answer, of: str = "") -> dict[str, str]:
    """What is missing of one answer, by field; `of` ends the name of the field."""
    if answer.result == Result.LOWERED and not answer.given_form.strip():
        return {f"form{of}": _("Xin ghi hình thức được tặng.")}
    if answer.result == Result.REFUSED and not answer.reason.strip():
        return {f"reason{of}": _("Xin ghi lý do không tặng, theo văn bản của nơi quyết định.")}
    return {}


def _entry(decision: Decision, nomination: object, answer: Answer, place: int) -> DecisionEntry:
    entry = entry_of(decision, nomination, place)  # type: ignore[arg-type]
    entry.result = Result(answer.result)
    entry.given_form = tidy(answer.given_form) if answer.result == Result.LOWERED else ""
    entry.reason = answer.reason.strip()[:500]
    return entry
