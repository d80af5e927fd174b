"""What was written wrong is answered by a counter-entry with its reason; nothing is changed, nothing erased."""

from __future__ import annotations

import datetime
import uuid

from django.utils.translation import gettext as _

from thidua.foundation.core import clock
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.operations import operation
from thidua.foundation.core.vietnamese import tidy
from thidua.stages.funds import rules
from thidua.stages.funds.content import amount_wrong, day_wrong, too_long
from thidua.stages.funds.models import FundEntry, Kind
from thidua.stages.funds.operations.records import answer, balance, hold, movement_of, uids, write_entry
from thidua.stages.funds.posting import post_fund
from thidua.stages.funds.visibility import require_seen


@operation
def correct_entry(
    *,
    by: By,
    now: datetime.datetime,
    entry: FundEntry,
    reason: str,
    amount: int | None = None,
    receipt: uuid.UUID | None = None,
) -> FundEntry:
    """Takes an entry back by a counter-entry and, with `amount`, writes it anew with the right one.

    In a month that is still written both bear the entry's own day, of a closed one today's. Answers the former.
    Refused with `Missing`, `NotAllowed`; with `NotNow` for a counter-entry, for what was taken back already and for a
    transfer the other fund has taken in; with `Invalid` without a reason, for an amount that is none, that equals the
    old one or would leave the fund below zero, and for a transfer's other amount than was sent.
    """
    require_seen(by, entry.fund)
    _rest, fund = hold(entry.answers.fund if entry.answers else entry.fund, entry.fund)
    entry = FundEntry.objects.select_related("fund", "donor", "work", "place", "other_fund", "answers").get(pk=entry.pk)
    entry.fund = fund
    if why_not := rules.may_enter_for(by, fund.unit):
        raise NotAllowed(why_not)
    _require_open(entry)
    why = tidy(reason)
    _check(entry, why, amount)
    today = clock.day_of(now)
    day = today if day_wrong(fund, entry.day, today=today) else entry.day
    counter = answer(entry, day=day, by=by, now=now, reason=why)
    anew = None
    if amount is not None:
        month = entry.whole_month if day == entry.day else None
        anew = write_entry(
            fund, movement_of(entry, day=day, amount=amount), by=by, now=now, reason=why, whole_month=month
        )
    balance(fund, by=by, now=now)
    post_fund(fund, uids([entry, counter, anew]), now=now)
    return counter


def _require_open(entry: FundEntry) -> None:
    if entry.reverses_id is not None:
        raise NotNow(_("Đây là phiếu điều chỉnh nên không điều chỉnh tiếp. Xin ghi một khoản mới."))
    if FundEntry.objects.filter(reverses=entry).exists():
        raise NotNow(_("Khoản này đã được điều chỉnh. Xin tải lại trang."))
    taken = FundEntry.objects.filter(answers=entry, reverses__isnull=True, reversed_by__isnull=True)
    if entry.kind == Kind.TRANSFER_OUT and taken.exists():
        raise NotNow(_("Quỹ bên kia đã nhận khoản này. Xin đề nghị bên nhận điều chỉnh trước."))


def _check(entry: FundEntry, why: str, amount: int | None) -> None:
    wrong: dict[str, str] = {}
    if not why:
        wrong["reason"] = _("Xin ghi lý do điều chỉnh.")
    elif len(why) > 500:
        wrong["reason"] = too_long(500)
    if amount is not None:
        wrong |= amount_wrong("amount", amount)
        if amount == entry.amount:
            wrong["amount"] = _("Số tiền này bằng số đã ghi. Xin ghi số đúng, hoặc bỏ trống để bỏ hẳn khoản này.")
        elif entry.answers_id is not None:
            wrong["amount"] = _(
                "Số nhận phải bằng số bên kia chuyển. Xin bỏ trống, rồi nhận lại khoản bên kia ghi đúng."
            )
    if wrong:
        raise Invalid(wrong)
