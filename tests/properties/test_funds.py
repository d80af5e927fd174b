"""Random months of funds, entry by entry and as four figures, against naive models that keep lists and add them up."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from functools import partial

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import NOW, SYSTEM, Cast, cast_on_board
from tests.stages.funds.support import fund_target, sheet
from thidua.foundation.core.errors import Refused
from thidua.stages.campaigns.models import Target
from thidua.stages.funds.balances import figures_of
from thidua.stages.funds.content import Movement
from thidua.stages.funds.models import Fund, FundEntry, FundMonth, Kind, next_month
from thidua.stages.funds.operations import (
    MonthTold,
    close_month,
    correct_entry,
    open_fund,
    receive_transfer,
    record_income,
    record_spending,
    report_month,
    return_month,
    send_transfer,
    submit_month,
)
from thidua.stages.funds.queries import totals
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.prove import prove

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
UNITS = ("district", "commune", "sister_commune")
FIRST, LAST = datetime.date(2024, 5, 1), NOW.date()
SPAN = (LAST - FIRST).days

days = st.integers(0, SPAN)
amounts = st.integers(1, 9)
who = st.integers(0, 2)
acts = st.one_of(
    st.tuples(st.just("gift"), who, days, amounts, st.booleans()),
    st.tuples(st.just("spend"), who, days, amounts, st.booleans()),
    st.tuples(st.just("send"), who, days, amounts, who),
    st.tuples(st.just("take"), who, days, st.integers(0, 9), st.just(0)),
    st.tuples(st.just("correct"), who, st.just(0), st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.just("close"), who, st.just(0), st.just(0), st.just(0)),
)


@dataclass
class Line:
    """A movement of the model; `gone` once a counter-entry stands against it."""

    fund: int
    kind: str
    day: datetime.date
    amount: int
    goods: bool = False
    gone: bool = False
    pk: int = 0

    @property
    def effect(self) -> int:
        return self.amount if self.kind in ("donation", "transfer-in") else -self.amount


@dataclass
class Model:
    """Three lists of movements, and how far each is closed."""

    opening: list[int]
    lines: list[Line] = field(default_factory=list)
    closed: list[datetime.date] = field(default_factory=lambda: [FIRST] * 3)

    def allows(self, *more: Line) -> bool:
        """No day of the months still written ends below zero, money and goods apart."""
        for fund in {line.fund for line in more}:
            moved = [line for line in [*self.lines, *more] if line.fund == fund]
            for goods in (False, True):
                for day in {line.day for line in moved if line.day >= self.closed[fund]}:
                    start = 0 if goods else self.opening[fund]
                    if start + sum(x.effect for x in moved if x.goods == goods and x.day <= day) < 0:
                        return False
        return True

    def writes(self, *more: Line) -> bool:
        """Adds movements whose day is open and that leave nothing below zero."""
        good = all(line.day >= self.closed[line.fund] for line in more) and self.allows(*more)
        if good:
            self.lines += more
        return good


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(openings=st.tuples(*[st.integers(0, 5)] * 3), moves=st.lists(acts, min_size=4, max_size=22))
def test_funds_hold_what_a_naive_model_holds(
    world: tuple[Cast, Target], openings: tuple[int, ...], moves: list[tuple]
) -> None:
    with transaction.atomic():
        _carry(world, Model(list(openings)), moves)
        transaction.set_rollback(True)


@pytest.fixture
def world() -> tuple[Cast, Target]:
    people = cast_on_board()
    return people, fund_target(people, unit_kinds=["front-province"], reading=Target.Reading.SUBTREE)


def _carry(world: tuple[Cast, Target], model: Model, moves: list[tuple]) -> None:
    people, target = world
    funds = [
        open_fund(
            by=SYSTEM, now=NOW, unit=people.units[unit], manner="ledger", opens_on=FIRST, opening=model.opening[n]
        )
        for n, unit in enumerate(UNITS)
    ]
    for move in moves:
        _act(funds, model, move)
        _hold(funds, model)
    subtree = UnitProgress.objects.get(target=target, unit=people.province).subtree
    assert subtree == sum(
        line.amount for line in model.lines if line.kind == "donation" and not line.gone and line.amount > 0
    )
    assert prove(people.campaign) == []


def _act(funds: list[Fund], model: Model, move: tuple) -> None:
    """Carries one act out in both; they agree on whether it may be done."""
    name, n, number, amount, last = move
    day, fund = FIRST + datetime.timedelta(days=number), Fund.objects.select_related("unit").get(pk=funds[n].pk)
    if name in ("gift", "spend"):
        kind = Kind.DONATION if name == "gift" else Kind.SPENDING
        given = Movement(
            kind=kind, day=day, amount=amount, is_goods=last, goods="gạo", purpose="gifts", household="Hộ A"
        )
        act = record_income if name == "gift" else record_spending
        entry = _tried(lambda: act(by=SYSTEM, now=NOW, fund=fund, given=given))
        _agree(model, entry, [Line(n, kind.value, day, amount, last)], move)
    elif name == "send" and last != n:
        given = Movement(kind=Kind.TRANSFER_OUT, day=day, amount=amount, other_fund=funds[last])
        entry = _tried(lambda: send_transfer(by=SYSTEM, now=NOW, fund=fund, given=given))
        _agree(model, entry, [Line(n, "transfer-out", day, amount)], move)
    elif name == "take":
        _take(funds, model, n, day, amount, move)
    elif name == "correct":
        _correct(model, n, amount, last, move)
    elif name == "close":
        _close(fund, model, n, move)


def _take(funds: list[Fund], model: Model, n: int, day: datetime.date, pick: int, move: tuple) -> None:
    rows = FundEntry.objects.filter(kind=Kind.TRANSFER_OUT, other_fund=funds[n], reverses=None).order_by("id")
    sent = rows.select_related("fund__unit", "other_fund__unit").first() if pick < 10 else None
    if sent is None:
        return
    line = next(line for line in model.lines if line.pk == sent.pk)
    free = not line.gone and not FundEntry.objects.filter(answers=sent, reverses=None, reversed_by=None).exists()
    entry = _tried(lambda: receive_transfer(by=SYSTEM, now=NOW, sent=sent, day=day))
    allowed = free and day >= sent.day
    _agree(model, entry, [Line(n, "transfer-in", day, sent.amount)], move, allowed=allowed)


def _correct(model: Model, n: int, pick: int, anew: int, move: tuple) -> None:
    rows = list(FundEntry.objects.filter(fund__unit__isnull=False, reverses=None).order_by("id"))
    mine = [row for row in rows if any(x.pk == row.pk and x.fund == n for x in model.lines)]
    if not mine:
        return
    entry = FundEntry.objects.select_related("fund__unit", "answers__fund").get(pk=mine[pick % len(mine)].pk)
    line = next(x for x in model.lines if x.pk == entry.pk)
    amount = anew or None
    taken = FundEntry.objects.filter(answers=entry, reverses=None, reversed_by=None).exists()
    allowed = not line.gone and not taken and amount != line.amount and not (line.kind == "transfer-in" and amount)
    on = line.day if line.day >= model.closed[n] else LAST
    made = _tried(lambda: correct_entry(by=SYSTEM, now=NOW, entry=entry, reason="Nhầm", amount=amount))
    new = [Line(n, line.kind, on, -line.amount, line.goods)]
    new += [Line(n, line.kind, on, amount, line.goods)] if amount else []
    if _agree(model, made, new, move, allowed=allowed):
        line.gone = new[0].gone = True
        if amount:
            new[1].pk = FundEntry.objects.order_by("-id").values_list("pk", flat=True)[0]


def _close(fund: Fund, model: Model, n: int, move: tuple) -> None:
    start = model.closed[n]
    month = _tried(lambda: submit_month(by=SYSTEM, now=NOW, fund=fund, starts_on=start))
    assert (month is not None) == (next_month(start) <= LAST), move
    if month is not None:
        close_month(by=SYSTEM, now=NOW, month=FundMonth.objects.select_related("fund__unit", "unit").get(pk=month.pk))  # type: ignore[attr-defined]
        model.closed[n] = next_month(start)


def _tried(act) -> object:  # type: ignore[no-untyped-def]
    try:
        return act()
    except Refused:
        return None


def _agree(model: Model, made: object, lines: list[Line], move: tuple, *, allowed: bool = True) -> bool:
    """The operation wrote exactly what the model would have written."""
    good = allowed and model.writes(*lines)
    assert (made is not None) == good, move
    if good:
        lines[0].pk = made.pk  # type: ignore[attr-defined]
    return good


def _hold(funds: list[Fund], model: Model) -> None:
    for n, fund in enumerate(Fund.objects.filter(pk__in=[row.pk for row in funds]).order_by("id")):
        own = [line for line in model.lines if line.fund == n]
        assert fund.balance == model.opening[n] + sum(line.effect for line in own if not line.goods)
        assert fund.goods == sum(line.effect for line in own if line.goods)
        for month in (FIRST, next_month(FIRST), next_month(next_month(FIRST))):
            found = figures_of(fund, month, next_month(month))
            inside = [line for line in own if month <= line.day < next_month(month)]
            assert found.opening == model.opening[n] + sum(line.effect for line in own if line.day < month)
            assert found.opening + found.income - found.outgo == found.closing >= 0
            assert found.closing - found.opening == sum(line.effect for line in inside)
    whole = totals(Fund.objects.filter(pk__in=[row.pk for row in funds]), FIRST, next_month(LAST))
    assert whole.closing == sum(
        row.balance + row.goods for row in Fund.objects.filter(pk__in=[row.pk for row in funds])
    )
    for month in FundMonth.objects.filter(fund__in=funds).order_by("id"):
        assert month.closing >= 0


told_figures = st.tuples(*[st.integers(0, 4)] * 4)
months = st.lists(
    st.one_of(
        st.tuples(st.just("tell"), told_figures, st.sampled_from([0, 0, 0, 1])),
        st.tuples(st.just("back"), told_figures, st.just(0)),
        st.tuples(st.just("close"), told_figures, st.just(0)),
    ),
    min_size=3,
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(opening=st.integers(0, 5), moves=months)
def test_months_of_four_figures_hold_what_a_naive_model_holds(
    world: tuple[Cast, Target], opening: int, moves: list[tuple]
) -> None:
    with transaction.atomic():
        _tell_months(world, opening, moves)
        transaction.set_rollback(True)


def _tell_months(world: tuple[Cast, Target], opening: int, moves: list[tuple]) -> None:
    """Each month told, told anew, given back or closed; figures that do not add up or fall below zero are refused."""
    people, target = world
    unit = people.sister_commune
    fund = open_fund(by=SYSTEM, now=NOW, unit=unit, manner="figures", opens_on=FIRST, opening=opening)
    figures: dict[datetime.date, tuple[int, ...]] = {}
    start, held, status = FIRST, opening, "draft"
    for act, said, off in moves:
        month = FundMonth.objects.select_related("fund__unit", "unit").filter(fund=fund, starts_on=start).first()
        if act == "tell":
            received, came, spent, went = said
            closing = held + received + came - spent - went
            given = MonthTold(
                received=received, transferred_in=came, spent=spent, transferred_out=went, closing=closing + off
            )
            told = _tried(partial(_report, fund, start, given))
            is_over = next_month(start) <= LAST
            assert (told is not None) == (status == "draft" and closing >= 0 and not off and is_over), (act, said, off)
            if told is not None:
                figures[start], status = said, "submitted"
        elif month is not None and act == "back":
            assert (_tried(partial(return_month, by=SYSTEM, now=NOW, month=month, reason="Sai")) is not None) == (
                status == "submitted"
            )
            status = "draft"
        elif month is not None and act == "close":
            assert (_tried(partial(close_month, by=SYSTEM, now=NOW, month=month)) is not None) == (
                status == "submitted"
            )
            if status == "submitted":
                received, came, spent, went = figures[start]
                held, start, status = held + received + came - spent - went, next_month(start), "draft"
        _hold_months(fund, opening, figures)
    subtree = UnitProgress.objects.get(target=target, unit=people.province).subtree
    assert subtree == sum(received for received, _came, _spent, _went in figures.values())
    assert prove(people.campaign) == []


def _report(fund: Fund, start: datetime.date, given: MonthTold) -> FundMonth:
    fresh = Fund.objects.select_related("unit").get(pk=fund.pk)
    return report_month(by=SYSTEM, now=NOW, fund=fresh, starts_on=start, given=given, sheets=[sheet()])


def _hold_months(fund: Fund, opening: int, figures: dict[datetime.date, tuple[int, ...]]) -> None:
    held = opening
    for start, (received, came, spent, went) in sorted(figures.items()):
        found = figures_of(fund, start, next_month(start))
        assert (found.opening, found.received, found.transferred_in, found.spent, found.transferred_out) == (
            held, received, came, spent, went,
        )  # fmt: skip
        held += received + came - spent - went
        assert found.closing == held >= 0
    assert Fund.objects.get(pk=fund.pk).balance == held
