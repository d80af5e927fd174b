"""What later rooms write on a nomination: the council's vote and the answer of who decides.

Plain calls within the caller's transaction; the caller has checked that the session or the decision is its actor's.
"""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.core import audit
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import touch
from thidua.stages.nominations.models import Nomination
from thidua.stages.nominations.states import ANSWERS, CORRECTIONS, IN_CHOICE, NOMINATION


def record_vote(
    *, by: By, now: datetime.datetime, nomination: Nomination, votes_for: int, votes_of: int, passed: bool
) -> Nomination:
    """Writes the council's numbers on a nomination that waits to be chosen; a later session's replace an earlier's.

    Refused with `NotNow` once it is selected, answered, returned or withdrawn, with `Invalid` for impossible numbers.
    """
    nomination = lock(nomination)
    if nomination.status not in IN_CHOICE:
        raise NotNow(
            _("%(name)s đang ở tình trạng «%(status)s» nên không ghi kết quả biểu quyết được.")
            % {"name": nomination, "status": nomination.get_status_display()}
        )
    if not 0 <= votes_for <= votes_of:
        raise Invalid({"votes_for": _("Số phiếu đồng ý không được lớn hơn tổng số.")})
    before = audit.snapshot(nomination)
    nomination.votes_for, nomination.votes_of = votes_for, votes_of
    nomination.vote = Nomination.Vote.PASSED if passed else Nomination.Vote.FAILED
    touch(nomination, now=now)
    nomination.save()
    audit.record(by=by, act=gettext_noop("ghi kết quả biểu quyết"), obj=nomination, before=before)
    return nomination


def record_answer(*, by: By, now: datetime.datetime, nomination: Nomination, result: str) -> Nomination:
    """Writes what was decided: `given`, `lowered` or `refused`; the seat stays taken, the list was what was decided.

    Refused with `NotAllowed`, with `NotNow` unless the nomination is selected, with `Invalid` for another word.
    """
    nomination = lock(nomination)
    if result not in ANSWERS:
        raise Invalid({"result": _("Xin chọn: tặng, không tặng hoặc hạ hình thức.")})
    NOMINATION.step(nomination, ANSWERS[result], by=by, now=now)
    return nomination


def correct_answer(*, by: By, now: datetime.datetime, nomination: Nomination, result: str, reason: str) -> Nomination:
    """Puts right what was written down of a decision, with the reason.

    Refused with `NotAllowed`, with `NotNow` unless the nomination bears another answer, without a reason `Invalid`.
    """
    nomination = lock(nomination)
    NOMINATION.step(nomination, CORRECTIONS[result], by=by, now=now, reason=reason)
    return nomination
