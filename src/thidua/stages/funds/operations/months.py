"""A month is brought to the leader and closed: from the ledger, or as four figures with the accountant's sheet."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import audit, clock, files
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import check_version, operation
from thidua.foundation.core.periods import ONE_DAY
from thidua.stages.funds.balances import figures_of, held_before
from thidua.stages.funds.content import Movement
from thidua.stages.funds.models import Fund, FundEntry, FundMonth
from thidua.stages.funds.operations.records import answer, balance, held, hold, require_ledger, write_entry
from thidua.stages.funds.posting import post_fund
from thidua.stages.funds.sheets import OWNER, keep_sheets
from thidua.stages.funds.states import MONTH
from thidua.stages.funds.telling import KINDS, MonthTold, amounts_wrong, expected, sum_wrong
from thidua.stages.funds.visibility import require_seen


@operation
def submit_month(
    *,
    by: By,
    now: datetime.datetime,
    fund: Fund,
    starts_on: datetime.date,
    sheets: Sequence[File] = (),
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> FundMonth:
    """Brings a month of a full ledger to the leader, its figures frozen; it takes no more entries.

    Refused with `Missing`, `NotAllowed`, `Stale`, `NotNow` for a fund kept as figures, a month that is not over or not
    the next to be closed; `Invalid` for a sheet that cannot be kept.
    """
    fund = held(fund, by=by)
    require_ledger(fund)
    month = next_month_of(fund, starts_on, by=by, now=now)
    check_version(month, version)
    keep_sheets(month, sheets, by=by, now=now)
    bring(fund, month, by=by, now=now)
    return month


@operation
def report_month(
    *,
    by: By,
    now: datetime.datetime,
    fund: Fund,
    starts_on: datetime.date,
    given: MonthTold,
    sheets: Sequence[File] = (),
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> FundMonth:
    """Writes a month's figures with the accountant's sheet and brings them to the leader; the board follows.

    Figures that were written before are answered by counter-entries. Refused with `Missing`, `NotAllowed`, `Stale`,
    `NotNow` for a full ledger and as `submit_month`; `Invalid` without a sheet, for an amount that is none, where
    opening + in − out is not the closing that was given, or is below zero.
    """
    fund = held(fund, by=by)
    if fund.keeps_ledger:
        raise NotNow(_("Quỹ này ghi từng khoản. Xin ghi các khoản thu, chi rồi trình chốt sổ tháng."))
    month = next_month_of(fund, starts_on, by=by, now=now)
    MONTH.check(month, "submit", by=by)
    check_version(month, version)
    keep_sheets(month, sheets, by=by, now=now)
    _check_told(fund, month, given)
    moved = rewrite(fund, month, given, by=by, now=now)
    balance(fund, by=by, now=now)
    bring(fund, month, by=by, now=now)
    post_fund(fund, [entry.uid for entry in moved], now=now)
    return month


@operation
def return_month(
    *,
    by: By,
    now: datetime.datetime,
    month: FundMonth,
    reason: str,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> FundMonth:
    """The leader gives a month back to be mended.

    Refused with `Missing`, `NotAllowed`, `NotNow`, `Stale`, `Invalid` without a reason.
    """
    require_seen(by, month.fund)
    hold(month.fund)
    month = lock(month)
    MONTH.step(
        month, "return", by=by, now=now, version=version, reason=reason, changes={"return_reason": reason.strip()}
    )
    return month


@operation
def close_month(
    *, by: By, now: datetime.datetime, month: FundMonth, version: int | None = None, receipt: uuid.UUID | None = None
) -> FundMonth:
    """The leader closes a month for good; what proves wrong later is answered in a later month.

    Refused with `Missing`, `NotAllowed` (names who closes), `NotNow`, `Stale`.
    """
    require_seen(by, month.fund)
    fund = hold(month.fund)[0]
    month = lock(month)
    person = person_of(by)
    MONTH.step(month, "close", by=by, now=now, version=version, changes={"closed_at": now, "closed_by_id": person})
    money, goods = held_before(fund, month.ends_before)
    fund.closed_before, fund.closed_balance, fund.closed_goods = month.ends_before, money, goods
    fund.save()
    entries = FundEntry.objects.filter(fund=fund, day__gte=month.starts_on, day__lt=month.ends_before)
    post_fund(fund, list(entries.order_by("id").values_list("uid", flat=True)), now=now)
    return month


def next_month_of(fund: Fund, starts_on: datetime.date, *, by: By, now: datetime.datetime) -> FundMonth:
    """The row of the next month to be closed, locked; made when it is first asked for."""
    if starts_on != fund.closed_before:
        due = f"{fund.closed_before.month}/{fund.closed_before.year}"
        raise NotNow(_("Sổ quỹ chốt lần lượt từng tháng. Tháng phải chốt tiếp theo là %(month)s.") % {"month": due})
    found = FundMonth.objects.filter(fund=fund, starts_on=starts_on).first()
    if found is None:
        person = person_of(by)
        found = FundMonth.objects.create(
            fund=fund, unit=fund.unit, starts_on=starts_on, made_by_id=person, changed_by_id=person, made_at=now,
            changed_at=now,
        )  # fmt: skip
    if clock.day_of(now) < found.ends_before:
        raise NotNow(_("%(month)s chưa hết nên chưa chốt sổ được.") % {"month": found})
    return lock(found)


def bring(fund: Fund, month: FundMonth, *, by: By, now: datetime.datetime) -> None:
    """Brings a locked month to the leader with the figures its entries come to. Posts nothing."""
    found = figures_of(fund, month.starts_on, month.ends_before)
    changes = {name: getattr(found, name) for name in ("opening", *KINDS, "closing")}
    said = {"submitted_at": now, "submitted_by_id": person_of(by), "return_reason": ""}
    MONTH.step(month, "submit", by=by, now=now, changes={**changes, **said})


def _check_told(fund: Fund, month: FundMonth, given: MonthTold) -> None:
    wrong = amounts_wrong(given)
    if not files.of_owner(OWNER, month.uid).exists():
        wrong["sheets"] = _("Xin đính kèm bảng của kế toán: số liệu cả tháng phải có bảng đi kèm.")
    if wrong := wrong or sum_wrong(given, expected(fund, month, given)):
        raise Invalid(wrong)


def rewrite(fund: Fund, month: FundMonth, given: MonthTold, *, by: By, now: datetime.datetime) -> list[FundEntry]:
    """Makes the month's entries say what is told: what differs is answered and written anew."""
    day, moved = month.ends_before - ONE_DAY, []
    standing = FundEntry.objects.filter(whole_month=month, reverses__isnull=True, reversed_by__isnull=True)
    known = {row.kind: row for row in standing.select_related("fund__unit").order_by("id")}
    for name, kind in KINDS.items():
        row, amount = known.get(kind), getattr(given, name)
        if row is not None and row.amount != amount:
            row.fund = fund
            moved += [row, answer(row, day=day, by=by, now=now, reason=_("Ghi lại số liệu của tháng"))]
        if amount and (row is None or row.amount != amount):
            told = Movement(kind=kind, day=day, amount=amount)
            moved.append(write_entry(fund, told, by=by, now=now, whole_month=month))
    audit.record(by=by, act=gettext_noop("ghi số liệu tháng của quỹ"), obj=month, after={"closing": given.closing})
    return moved
