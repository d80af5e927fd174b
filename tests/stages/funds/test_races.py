"""Two who spend at the same moment: what the fund holds is given out once."""

from __future__ import annotations

import pytest

from tests.factories import NOW, Cast, cast
from tests.stages.decisions.test_races import at_once
from tests.stages.funds.support import MILLION, day, gift, leader, officer, opened, spent
from thidua.foundation.core.errors import Invalid
from thidua.stages.funds.content import Movement
from thidua.stages.funds.models import Fund, FundEntry, Kind
from thidua.stages.funds.operations import close_month, receive_transfer, send_transfer, submit_month

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
