"""Opening, in, out, closing: every figure of a fund is added up from its entries, whatever the period."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.quantities import format_money
from thidua.foundation.core.tables.lists import day_words
from thidua.stages.funds.models import Fund, FundEntry, Kind


@dataclass(frozen=True, slots=True)
class Figures:
    """One period of one fund, or of several together. What came from other funds stands apart."""

    opening: int = 0
    received: int = 0
    transferred_in: int = 0
    spent: int = 0
    transferred_out: int = 0

    @property
    def income(self) -> int:
        return self.received + self.transferred_in

    @property
    def outgo(self) -> int:
        return self.spent + self.transferred_out

    @property
    def closing(self) -> int:
        return self.opening + self.income - self.outgo

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.opening + other.opening, self.received + other.received, self.transferred_in + other.transferred_in,
            self.spent + other.spent, self.transferred_out + other.transferred_out,
        )  # fmt: skip


def figures_of(fund: Fund, first: datetime.date, before: datetime.date) -> Figures:
    """The figures of a fund from a day to the day before another; one statement."""
    return figures_of_many([fund], first, before)[fund.pk]


def figures_of_many(funds: Collection[Fund], first: datetime.date, before: datetime.date) -> dict[int, Figures]:
    """The same for many funds at once, by their ids; one statement."""
    inside = Q(day__gte=first)
    kinds = {"received": (Kind.DONATION, Kind.OTHER), "transferred_in": (Kind.TRANSFER_IN,), "spent": (Kind.SPENDING,)}
    sums: dict[str, Any] = {
        name: Sum("amount", filter=inside & Q(kind__in=of), default=0) for name, of in kinds.items()
    }
    rows = FundEntry.objects.filter(fund__in=[fund.pk for fund in funds], day__lt=before).order_by().values("fund")
    found = {
        row["fund"]: row
        for row in rows.annotate(
            earlier=Sum("effect", filter=~inside, default=0),
            transferred_out=Sum("amount", filter=inside & Q(kind=Kind.TRANSFER_OUT), default=0),
            **sums,
        )
    }
    return {fund.pk: _figures(fund, found.get(fund.pk), before) for fund in funds}


def settle(fund: Fund) -> None:
    """Sets what a locked fund holds, day by day from what was closed; the caller saves.

    Raises `Invalid` (`amount`) for a day at whose end there would be less than nothing, of money or of goods.
    """
    rows = FundEntry.objects.filter(fund=fund, day__gte=fund.closed_before).order_by("day", "is_goods")
    left = {False: fund.closed_balance, True: fund.closed_goods}
    for day, is_goods, effect in rows.values_list("day", "is_goods").annotate(moved=Sum("effect")):
        left[is_goods] += effect
        if left[is_goods] < 0:
            raise Invalid({"amount": _below(day, left[is_goods], is_goods=is_goods)})
    fund.balance, fund.goods = left[False], left[True]


def held_before(fund: Fund, before: datetime.date) -> tuple[int, int]:
    """Money and goods left at the end of the day before another."""
    rows = FundEntry.objects.filter(fund=fund, day__gte=fund.closed_before, day__lt=before).order_by()
    moved = dict(rows.values_list("is_goods").annotate(moved=Sum("effect")))
    return fund.closed_balance + moved.get(False, 0), fund.closed_goods + moved.get(True, 0)


def _figures(fund: Fund, row: dict[str, Any] | None, before: datetime.date) -> Figures:
    if before <= fund.opens_on:
        return Figures()
    opening = fund.opening + fund.opening_goods
    if row is None:
        return Figures(opening)
    return Figures(
        opening + row["earlier"], row["received"], row["transferred_in"], row["spent"], row["transferred_out"]
    )


def _below(day: datetime.date, left: int, *, is_goods: bool) -> str:
    if is_goods:
        return _(
            "Đến hết ngày %(day)s hiện vật trong quỹ không đủ: còn thiếu %(lack)s. Xin xem lại giá trị, hoặc ghi khoản thu trước."
        ) % {"day": day_words(day), "lack": format_money(-left)}
    return _(
        "Đến hết ngày %(day)s tiền trong quỹ không đủ: còn thiếu %(lack)s. Quỹ không được âm; xin xem lại số tiền, ngày chi."
    ) % {"day": day_words(day), "lack": format_money(-left)}
