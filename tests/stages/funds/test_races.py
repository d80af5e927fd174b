"""Two who spend at the same moment: what the fund holds is given out once."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial

import pytest

from tests.factories import NOW, Cast, cast
from tests.stages.decisions.test_races import at_once
from tests.stages.funds.support import MILLION, day, gift, leader, officer, opened, spent
from thidua.foundation.core.errors import Invalid, Refused
from thidua.stages.funds.content import Movement
from thidua.stages.funds.models import Fund, FundEntry, Kind
from thidua.stages.funds.operations import (
    close_month,
    correct_entry,
    receive_transfer,
    send_transfer,
    submit_month,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def people() -> Cast:
    return cast()


def test_two_who_spend_at_once_never_take_the_fund_below_zero(people: Cast) -> None:
    fund = opened(people, opening=10)
    answers = at_once(*(lambda: spent(people, fund, 4) for _press in range(4)))
    assert sorted(type(answer).__name__ for answer in answers) == ["FundEntry", "FundEntry", "Invalid", "Invalid"]
    assert all("không đủ" in str(answer) for answer in answers if isinstance(answer, Invalid))
    assert (Fund.objects.get().balance, sorted(FundEntry.objects.values_list("number", flat=True))) == (
        2 * MILLION,
        [1, 2],
    )


def test_funds_that_send_to_each_other_at_once_do_not_wait_for_ever(people: Cast) -> None:
    above, fund = opened(people, "district", opening=50), opened(people, opening=50)

    def sent(unit: str, from_fund: Fund, to: Fund) -> FundEntry:
        given = Movement(kind=Kind.TRANSFER_OUT, day=day(7, 3), amount=10 * MILLION, other_fund=to)
        return send_transfer(by=officer(people, unit), now=NOW, fund=from_fund, given=given)

    down, up = sent("district", above, fund), sent("commune", fund, above)
    answers = at_once(
        lambda: receive_transfer(by=officer(people), now=NOW, sent=down, day=day(7, 4)),
        lambda: receive_transfer(by=officer(people, "district"), now=NOW, sent=up, day=day(7, 4)),
        lambda: receive_transfer(by=officer(people), now=NOW, sent=down, day=day(7, 4)),
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["FundEntry", "FundEntry", "NotNow"]
    assert [row.balance // MILLION for row in Fund.objects.order_by("id")] == [50, 50]


def test_month_closes_with_what_was_written_or_without_it(people: Cast) -> None:
    fund = opened(people, opening=10)
    month = submit_month(by=officer(people), now=NOW, fund=fund, starts_on=fund.opens_on)
    answers = at_once(
        lambda: close_month(by=leader(people), now=NOW, month=month), lambda: gift(people, fund, 3, day(5, 9))
    )
    assert [type(answer).__name__ for answer in answers] == ["FundMonth", "Invalid"]
    found = Fund.objects.get()
    assert (found.closed_balance, found.balance) == (10 * MILLION, 10 * MILLION)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_several_do_at_once_opening_in_and_out_are_closing(people: Cast, seed: int) -> None:
    chance = random.Random(seed)
    funds = {"district": opened(people, "district", opening=9), "commune": opened(people, opening=6)}

    def written(name: str, act: str, millions: int) -> FundEntry:
        fund, other = funds[name], next(row for key, row in funds.items() if key != name)
        if act == "gift":
            return gift(people, fund, millions, unit=name)
        if act == "spend":
            return spent(people, fund, millions, unit=name)
        given = Movement(kind=Kind.TRANSFER_OUT, day=day(7, 3), amount=millions * MILLION, other_fund=other)
        return send_transfer(by=officer(people, name), now=NOW, fund=fund, given=given)

    def put_right(entry: FundEntry) -> FundEntry:
        by = officer(people, next(key for key, row in funds.items() if row.pk == entry.fund_id))
        return correct_entry(by=by, now=NOW, entry=entry, reason="Nhầm")

    acts = [
        partial(written, name, act, chance.randint(2, 7))
        for name in funds
        for act in ("gift", "spend", "spend", "send")
    ]
    at_once(*chance.sample(acts, len(acts)))
    further: list[Callable[[], FundEntry]] = []
    for entry in FundEntry.objects.select_related("fund__unit", "other_fund__unit").order_by("id"):
        further.append(partial(put_right, entry))
        if entry.kind == Kind.TRANSFER_OUT:
            to = "commune" if entry.other_fund_id == funds["commune"].pk else "district"
            further += [partial(receive_transfer, by=officer(people, to), now=NOW, sent=entry, day=day(7, 4))] * 2
    answers = at_once(*chance.sample(further, len(further)))

    assert not [answer for answer in answers if not isinstance(answer, (FundEntry, Refused))], answers
    for fund in Fund.objects.order_by("id"):
        entries = list(FundEntry.objects.filter(fund=fund).order_by("day", "id"))
        assert fund.balance == fund.opening + sum(entry.effect for entry in entries)
        for entry in entries:
            assert fund.opening + sum(row.effect for row in entries if row.day <= entry.day) >= 0
    sent = FundEntry.objects.filter(kind=Kind.TRANSFER_OUT, reverses=None, reversed_by=None)
    for entry in FundEntry.objects.filter(kind=Kind.TRANSFER_IN, reverses=None, reversed_by=None).order_by("id"):
        assert sent.filter(pk=entry.answers_id, amount=entry.amount).exists(), "what was taken in was sent, and stands"
    assert FundEntry.objects.filter(answers__isnull=False, reverses=None, reversed_by=None).count() == (
        FundEntry.objects.filter(answers__isnull=False, reverses=None, reversed_by=None)
        .values("answers")
        .distinct()
        .count()
    )
