"""Money goes from one fund to another: sent by one unit, taken in by the other, counted where it first came in."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import replace

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow
from thidua.foundation.core.operations import operation
from thidua.stages.funds import rules
from thidua.stages.funds.content import Movement, checked
from thidua.stages.funds.models import Fund, FundEntry, Kind
from thidua.stages.funds.operations.records import balance, held, hold, movement_of, require_ledger, write_entry
from thidua.stages.funds.posting import post_fund


@operation
def send_transfer(
    *, by: By, now: datetime.datetime, fund: Fund, given: Movement, receipt: uuid.UUID | None = None
) -> FundEntry:
    """Sends money or goods to another fund of the site, or to one outside it by name. It counts as nobody's spending.

    Refused with `Missing`, `NotAllowed`, `NotNow` for a fund kept as figures, `Invalid` for wrong fields, for no other
    fund or the same one, and where the fund would fall below zero.
    """
    fund = held(fund, by=by)
    require_ledger(fund)
    given = checked(fund, replace(given, kind=Kind.TRANSFER_OUT), today=clock.day_of(now))
    _require_other(fund, given)
    entry = write_entry(fund, given, by=by, now=now)
    balance(fund, by=by, now=now)
    post_fund(fund, [entry.uid], now=now)
    return entry


@operation
def receive_transfer(
    *,
    by: By,
    now: datetime.datetime,
    sent: FundEntry,
    day: datetime.date,
    receipt: uuid.UUID | None = None,
) -> FundEntry:
    """Takes in what another fund of the site sent, on a day not before it was sent.

    Refused with `Missing` for what was not sent to a fund the actor sees, `NotAllowed` for one it does not keep,
    `NotNow` for a fund kept as figures and for what was taken in or taken back already, `Invalid` for a wrong day.
    """
    other = sent.other_fund
    if other is None or sent.kind != Kind.TRANSFER_OUT or (isinstance(by, Actor) and not by.sees(other.unit)):
        raise Missing(_("Không tìm thấy khoản điều chuyển này."))
    fund, _sender = hold(other, sent.fund)
    if why_not := rules.may_enter_for(by, fund.unit):
        raise NotAllowed(why_not)
    require_ledger(fund)
    if is_answered(sent):
        raise NotNow(_("Khoản điều chuyển này đã được nhận, hoặc nơi gửi đã điều chỉnh. Xin tải lại trang."))
    if day < sent.day:
        raise Invalid({"day": _("Ngày nhận không được trước ngày gửi.")})
    same = replace(movement_of(sent, day=day), kind=Kind.TRANSFER_IN, other_fund=sent.fund)
    entry = write_entry(fund, checked(fund, same, today=clock.day_of(now)), by=by, now=now, answers=sent)
    balance(fund, by=by, now=now)
    post_fund(fund, [entry.uid], now=now)
    return entry


@operation
def record_outside_transfer(
    *, by: By, now: datetime.datetime, fund: Fund, given: Movement, receipt: uuid.UUID | None = None
) -> FundEntry:
    """Writes what came from a fund outside the site (the central one, another province's), by its name.

    Refused as `send_transfer`; `Invalid` without the other fund's name.
    """
    fund = held(fund, by=by)
    require_ledger(fund)
    given = checked(fund, replace(given, kind=Kind.TRANSFER_IN, other_fund=None), today=clock.day_of(now))
    if not given.counterpart:
        raise Invalid({"counterpart": _("Xin ghi quỹ nào chuyển đến.")})
    entry = write_entry(fund, given, by=by, now=now)
    balance(fund, by=by, now=now)
    post_fund(fund, [entry.uid], now=now)
    return entry


def is_answered(sent: FundEntry) -> bool:
    """Whether a transfer was taken in by the other fund, or taken back by its own."""
    taken = FundEntry.objects.filter(answers=sent, reverses__isnull=True, reversed_by__isnull=True)
    return taken.exists() or FundEntry.objects.filter(reverses=sent).exists()


def _require_other(fund: Fund, given: Movement) -> None:
    if given.other_fund is None and not given.counterpart:
        raise Invalid({"other_fund": _("Xin chọn quỹ nhận, hoặc ghi tên quỹ ngoài hệ thống.")})
    if given.other_fund is not None and given.counterpart:
        raise Invalid({"counterpart": _("Đã chọn quỹ trên hệ thống thì bỏ trống ô này.")})
    if given.other_fund is not None and given.other_fund.pk == fund.pk:
        raise Invalid({"other_fund": _("Quỹ không điều chuyển cho chính mình. Xin chọn quỹ khác.")})
