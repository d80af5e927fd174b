"""What was written down wrongly of an outside decision, put right with a reason."""

from __future__ import annotations

import datetime
import uuid

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import audit
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, Missing, NotNow
from thidua.foundation.core.operations import check_version, operation, touch
from thidua.foundation.core.vietnamese import tidy
from thidua.stages.decisions.models import Decision, DecisionEntry
from thidua.stages.decisions.operations import giving
from thidua.stages.decisions.operations.recording import Answer, wrong_answer
from thidua.stages.decisions.operations.records import held, require_writer
from thidua.stages.honours.models import Honour
from thidua.stages.honours.operations import correct_honour, strike_honour
from thidua.stages.nominations.operations import correct_answer

Result = DecisionEntry.Result


@operation
def correct_outside_answer(
    *,
    by: By,
    now: datetime.datetime,
    decision: Decision,
    entry: uuid.UUID,
    answer: Answer,
    why: str,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Decision:
    """Puts right what was written down of one name of an outside decision: entry, nomination and golden book follow.

    Refused with `Missing`, `NotAllowed`, `Stale`; `NotNow` for a decision of our own, for an award revoked since and
    once the certificate is handed over; `Invalid`: `why` without a reason, `result` for what stands already, `form`
    and `reason` as in recording.
    """
    row = held(decision, by=by)
    require_writer(by, row)
    if row.is_ours or row.status != Decision.Status.ISSUED:
        raise NotNow(_("Chỉ sửa được kết quả đã ghi theo quyết định của cấp trên."))
    check_version(row, version)
    found = row.entries.select_related("nomination", "unit__kind", "unit__parent", "person").filter(uid=entry).first()
    if found is None or found.nomination is None:
        raise Missing(_("Quyết định này không có tên đó."))
    _check_correction(found, answer, why)
    _strike_or_enter(row, found, answer, by=by, now=now, why=why.strip())
    row.changed_by_id = person_of(by)
    touch(row, now=now)
    row.save()
    after = {"name": found.name, "result": found.result}
    audit.record(by=by, act=gettext_noop("sửa kết quả đã ghi"), obj=row, after=after, reason=why.strip())
    return row


def _check_correction(entry: DecisionEntry, answer: Answer, why: str) -> None:
    wrong = wrong_answer(answer)
    if not why.strip():
        wrong["why"] = _("Xin ghi vì sao sửa.")
    if answer.result == entry.result and tidy(answer.given_form) == entry.given_form:
        wrong["result"] = _("Kết quả này đang được ghi. Xin chọn kết quả đúng theo quyết định.")
    if wrong:
        raise Invalid(wrong)


def _strike_or_enter(
    decision: Decision, entry: DecisionEntry, answer: Answer, *, by: By, now: datetime.datetime, why: str
) -> None:
    """The entry, the answer on its nomination, and the line in the golden book."""
    honour = Honour.objects.filter(source_uid=entry.source_uid).first()
    if honour is not None and honour.revoked_on and entry.result != Result.REFUSED:
        raise NotNow(_("Khen thưởng này đã bị hủy theo %(decision)s.") % {"decision": honour.revoked_by})
    before, nomination = entry.result, entry.nomination
    assert nomination is not None, "an outside decision answers nominations"
    entry.result, entry.reason = Result(answer.result), answer.reason.strip()[:500]
    entry.given_form = tidy(answer.given_form) if answer.result == Result.LOWERED else ""
    entry.save(update_fields=["result", "reason", "given_form"])
    if before != entry.result:
        correct_answer(by=by, now=now, nomination=nomination, result=entry.result, reason=why)
    lowered = entry.result == Result.LOWERED
    if entry.result == Result.REFUSED and honour is not None:
        strike_honour(by=by, now=now, honour=honour, reason=why)
    elif entry.result != Result.REFUSED and honour is None:
        giving.enter_honours(decision, [entry], by=by, now=now)
    elif entry.result != Result.REFUSED and honour is not None:
        correct_honour(
            by=by, now=now, honour=honour, form_key="" if lowered else decision.form.key,
            form_name=entry.given_form if lowered else decision.form.name, reason=why,
        )  # fmt: skip
