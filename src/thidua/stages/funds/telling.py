"""A month told as four figures: what is told, what the month comes to with it, and what is wrong of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.foundation.core.quantities import format_money
from thidua.stages.funds.balances import Figures, figures_of
from thidua.stages.funds.content import Wrong, amount_wrong
from thidua.stages.funds.models import Fund, FundEntry, FundMonth, Kind

# Of a month told as figures: which of them is an entry of which kind.
KINDS = {
    "received": Kind.DONATION, "transferred_in": Kind.TRANSFER_IN, "spent": Kind.SPENDING,
    "transferred_out": Kind.TRANSFER_OUT,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthTold:
    """A month as the accountant's sheet tells it, in đồng. `closing` is the sheet's own, held against the sum."""

    received: int
    spent: int
    closing: int
    transferred_in: int = 0
    transferred_out: int = 0


def expected(
    fund: Fund,
    month: FundMonth | None,
    given: MonthTold,
    *,
    stands: Figures | None = None,
    told: Collection[FundEntry] | None = None,
) -> Figures:
    """The month as it will stand: what is told, and corrections of closed months that were written in it.

    `stands` are its figures by the entries, `told` its entries of the whole month, where they are known; `month` is
    needed where they are not.
    """
    if told is None:
        told = list(FundEntry.objects.filter(whole_month=month).order_by("id")) if month is not None else ()
    if stands is None:
        assert month is not None, "a month that was not begun has its figures given"
        stands = figures_of(fund, month.starts_on, month.ends_before)
    left = Figures(**{name: -sum(row.amount for row in told if row.kind == kind) for name, kind in KINDS.items()})
    return stands + left + Figures(**{name: getattr(given, name) for name in KINDS})


def amounts_wrong(given: MonthTold) -> Wrong:
    """The figures that are no amount of đồng."""
    wrong: Wrong = {}
    for name in (*KINDS, "closing"):
        wrong |= amount_wrong(name, getattr(given, name), least=0)
    return wrong


def sum_wrong(given: MonthTold, found: Figures) -> Wrong:
    """Whether opening + in − out, as `expected`, is below zero or not the closing that was told."""
    if found.closing < 0:
        told = _("Chi nhiều hơn số quỹ có: đầu kỳ %(opening)s, thu %(income)s. Quỹ không được âm.")
        return {"spent": told % {"opening": format_money(found.opening), "income": format_money(found.income)}}
    if found.closing == given.closing:
        return {}
    told = _(
        "Đầu kỳ %(opening)s + thu %(income)s − chi %(outgo)s = %(closing)s, khác số cuối kỳ đã ghi %(told)s. Xin xem lại."
    )
    return {
        "closing": told
        % {
            "opening": format_money(found.opening), "income": format_money(found.income),
            "outgo": format_money(found.outgo), "closing": format_money(found.closing),
            "told": format_money(given.closing),
        }
    }  # fmt: skip
