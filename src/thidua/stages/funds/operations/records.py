"""The row of a fund, held; one more entry written into its ledger."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import audit
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import NotAllowed, NotNow
from thidua.foundation.core.locking import Rank, lock_rows
from thidua.foundation.core.operations import touch
from thidua.stages.funds import rules
from thidua.stages.funds.balances import settle
from thidua.stages.funds.content import Movement
from thidua.stages.funds.models import INCOME, Book, Fund, FundEntry, FundMonth
from thidua.stages.funds.visibility import require_seen

# What the trail says of one that is new.
ENTRY_WRITTEN, DONOR_WRITTEN = gettext_noop("ghi sổ quỹ"), gettext_noop("ghi người ủng hộ")


def held(fund: Fund, *, by: By) -> Fund:
    """The fund, locked, for an actor who keeps it; raises `Missing` or `NotAllowed` otherwise."""
    require_seen(by, fund)
    found = hold(fund)[0]
    if why_not := rules.may_enter_for(by, found.unit):
        raise NotAllowed(why_not)
    return found


def hold(*funds: Fund) -> list[Fund]:
    """Funds locked in the order of their ids, answered in the order given: two transfers never cross."""
    rows = Fund.objects.filter(pk__in={fund.pk for fund in funds}).select_related("unit").order_by("pk")
    found = {row.pk: row for row in lock_rows(rows, rank=Rank.RECORD)}
    return [found[fund.pk] for fund in funds]


def require_ledger(fund: Fund) -> None:
    """Raises `NotNow` for a fund that is kept as figures of whole months."""
    if not fund.keeps_ledger:
        raise NotNow(_("Quỹ này ghi số liệu cả tháng. Xin ghi ở trang của tháng, hoặc đổi sang ghi từng khoản."))


def write_entry(
    fund: Fund,
    given: Movement,
    *,
    by: By,
    now: datetime.datetime,
    reason: str = "",
    reverses: FundEntry | None = None,
    answers: FundEntry | None = None,
    whole_month: FundMonth | None = None,
) -> FundEntry:
    """One more entry of a locked fund, with the next number of its book; the caller settles the fund."""
    number = _next_number(fund, book_of(given, reverses), given.day.year)
    entry = new_entry(
        fund,
        given,
        number=number,
        by=by,
        now=now,
        reason=reason,
        reverses=reverses,
        answers=answers,
        whole_month=whole_month,
    )
    entry.save(force_insert=True)
    audit.record(by=by, act=ENTRY_WRITTEN, obj=entry, reason=reason)
    return entry


def new_entry(
    fund: Fund,
    given: Movement,
    *,
    number: int,
    by: By,
    now: datetime.datetime,
    reason: str = "",
    reverses: FundEntry | None = None,
    answers: FundEntry | None = None,
    whole_month: FundMonth | None = None,
) -> FundEntry:
    """The row of an entry with its number, not written yet."""
    person, amount = person_of(by), -given.amount if reverses else given.amount
    said: dict[str, Any] = {field.name: getattr(given, field.name) for field in fields(given) if field.name != "amount"}
    return FundEntry(
        fund=fund, unit=fund.unit, amount=amount, effect=amount if given.kind in INCOME else -amount,
        book=book_of(given, reverses), year=given.day.year, number=number, reason=reason, reverses=reverses,
        answers=answers, whole_month=whole_month, made_by_id=person, changed_by_id=person, made_at=now, changed_at=now,
        **said,
    )  # fmt: skip


def book_of(given: Movement, reverses: FundEntry | None = None) -> str:
    """Which book numbers a movement."""
    return (Book.COUNTER if reverses else Book.INCOME if given.kind in INCOME else Book.OUTGO).value


def answer(entry: FundEntry, *, day: datetime.date, by: By, now: datetime.datetime, reason: str) -> FundEntry:
    """The counter-entry of an entry, on a day."""
    month = entry.whole_month if entry.whole_month and entry.day == day else None
    return write_entry(
        entry.fund, movement_of(entry, day=day), by=by, now=now, reason=reason, reverses=entry, answers=entry.answers,
        whole_month=month,
    )  # fmt: skip


def movement_of(entry: FundEntry, *, day: datetime.date, amount: int | None = None) -> Movement:
    """What an entry says, on another day and perhaps of another amount."""
    same = {field.name: getattr(entry, field.name) for field in fields(Movement)}
    return Movement(**{**same, "day": day, "amount": amount or entry.amount})


def balance(fund: Fund, *, by: By, now: datetime.datetime) -> None:
    """Sets what a locked fund holds after its entries changed, and saves it; raises `Invalid` below zero."""
    settle(fund)
    fund.changed_by_id = person_of(by)
    touch(fund, now=now)
    fund.save()


def uids(entries: Sequence[FundEntry | None]) -> list[Any]:
    """What progress knows entries by."""
    return [entry.uid for entry in entries if entry is not None]


def _next_number(fund: Fund, book: str, year: int) -> int:
    given = FundEntry.objects.filter(fund=fund, book=book, year=year).aggregate(last=Max("number"))["last"]
    return (given or 0) + 1
