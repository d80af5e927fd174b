"""The ledger of a fund: what comes in, what goes out, what is refused, what is answered by a counter-entry."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest

from tests.factories import NOW, Cast, cast
from tests.stages.funds.support import (
    JULY,
    JUNE,
    MAY,
    MILLION,
    closed,
    day,
    gift,
    leader,
    officer,
    opened,
    spent,
)
from tests.stages.works.support import house, piece, registered
from thidua.foundation.core import audit
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow
from thidua.stages.funds.balances import figures_of
from thidua.stages.funds.content import Movement
from thidua.stages.funds.models import Donor, Fund, FundEntry, Kind, Manner
from thidua.stages.funds.operations import (
    NewDonor,
    change_manner,
    close_month,
    correct_entry,
    edit_donor,
    open_fund,
    receive_transfer,
    record_income,
    record_outside_transfer,
    record_spending,
    return_month,
    send_transfer,
    submit_month,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def fields(error: pytest.ExceptionInfo[Any]) -> dict[str, str]:
    return {name: str(sentence) for name, sentence in error.value.fields.items()}


def of_july(fund: Fund) -> tuple[int, int, int, int]:
    """Opening, in, out, closing of July, in millions."""
    found = figures_of(fund, JULY, day(8, 1))
    return tuple(number // MILLION for number in (found.opening, found.income, found.outgo, found.closing))  # type: ignore[return-value]


@pytest.mark.clause("II.2")
def test_what_comes_in_and_goes_out_moves_the_fund(people: Cast) -> None:
    fund = opened(people)
    gift(people, fund, 20, donor=NewDonor(name="Công ty Minh Họa", sort="body"))
    spent(people, fund, 15)
    fund.refresh_from_db()
    assert (of_july(fund), fund.balance, fund.goods) == ((5, 20, 15, 10), 10 * MILLION, 0)
    assert list(fund.entries.order_by("id").values_list("book", "number")) == [("PT", 1), ("PC", 1)]
    assert audit.history(fund.entries.get(kind=Kind.DONATION))[0].act == "ghi sổ quỹ"


@pytest.mark.clause("II.2")
def test_fund_never_falls_below_zero_at_the_end_of_any_day(people: Cast) -> None:
    fund = opened(people)
    gift(people, fund, 20, day(7, 10))
    # By now there would be enough; on the fifth there was not.
    with pytest.raises(Invalid) as refused:
        spent(people, fund, 6, day(7, 5))
    assert fields(refused) == {
        "amount": "Đến hết ngày 5/7/2024 tiền trong quỹ không đủ: còn thiếu 1.000.000 đồng."
        " Quỹ không được âm; xin xem lại số tiền, ngày chi."
    }
    assert FundEntry.objects.count() == 1
    spent(people, fund, 25, day(7, 10))
    assert Fund.objects.get().balance == 0


def test_goods_are_kept_apart_from_money(people: Cast) -> None:
    fund = opened(people)
    gift(people, fund, 6, is_goods=True, goods="30 bao gạo 10 kg")
    with pytest.raises(Invalid) as refused:
        spent(people, fund, 7, is_goods=True, goods="35 bao gạo 10 kg")
    assert fields(refused)["amount"].startswith("Đến hết ngày 2/7/2024 hiện vật trong quỹ không đủ")
    with pytest.raises(Invalid) as money:
        spent(people, fund, 6)
    assert fields(money)["amount"].startswith("Đến hết ngày 2/7/2024 tiền trong quỹ không đủ")
    spent(people, fund, 4, is_goods=True, goods="20 bao gạo 10 kg")
    found = Fund.objects.get()
    assert (found.balance, found.goods, of_july(found)) == (5 * MILLION, 2 * MILLION, (5, 6, 4, 7))


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"amount": 0}, "amount"),
        ({"amount": -5}, "amount"),
        ({"amount": 10**16}, "amount"),
        ({"day": day(7, 16)}, "day"),
        ({"day": day(4, 30)}, "day"),
        ({"is_goods": True}, "goods"),
        ({"purpose": ""}, "purpose"),
        ({"purpose": "house-new", "household": " "}, "household"),
    ],
)
def test_wrong_entry_is_refused_at_its_field(people: Cast, more: dict[str, Any], field: str) -> None:
    fund = opened(people)
    values = {
        "kind": Kind.SPENDING,
        "day": day(7, 1),
        "amount": MILLION,
        "purpose": "gifts",
        "household": "Hộ A",
        **more,
    }
    with pytest.raises(Invalid) as refused:
        record_spending(by=officer(people), now=NOW, fund=fund, given=Movement(**values))
    assert list(fields(refused)) == [field]
    assert FundEntry.objects.count() == 0


def test_spending_is_tied_to_a_work_of_the_branch(people: Cast) -> None:
    fund = opened(people)
    own = registered(people, officer(people), piece(people))
    far = registered(people, people.actor("far_commune_officer"), piece(people, unit=people.far_commune))
    entry = spent(people, fund, 3, work=own, household="", purpose="public-work", place=people.area)
    assert (entry.work, entry.place) == (own, people.area)
    with pytest.raises(Invalid) as refused:
        spent(people, fund, 1, work=far)
    with pytest.raises(Invalid) as elsewhere:
        spent(people, fund, 1, place=people.far_area)
    assert (list(fields(refused)), list(fields(elsewhere))) == (["work"], ["place"])
    # A house the district leads in one of the commune's areas is paid from the commune's fund too.
    spent(people, fund, 1, work=registered(people, people.actor("district_officer"), house(people)))


def test_only_the_units_own_people_write(people: Cast) -> None:
    fund = opened(people)
    for who, error in (
        ("commune_leader", NotAllowed),
        ("district_officer", NotAllowed),
        ("far_district_officer", Missing),
    ):
        with pytest.raises(error):
            record_income(
                by=people.actor(who), now=NOW, fund=fund, given=Movement(kind=Kind.DONATION, day=JULY, amount=1)
            )
    with pytest.raises(NotNow):
        opened(people)
    with pytest.raises(Invalid) as refused:
        open_fund(by=people.actor("women_officer"), now=NOW, unit=people.women, manner="ledger", opens_on=MAY)
    assert list(fields(refused)) == ["unit"]


def test_donor_is_written_down_once(people: Cast) -> None:
    fund, who = opened(people), NewDonor(name="Ông  Nguyễn Văn A", address="Thôn 1")
    gift(people, fund, 1, donor=who)
    entry = gift(people, fund, 2, donor=NewDonor(name="ông nguyễn văn a", address="Thôn 1"))
    other = gift(people, fund, 2, donor=NewDonor(name="Ông Nguyễn Văn A", address="Thôn 2"))
    assert (Donor.objects.count(), entry.donor.name) == (2, "Ông Nguyễn Văn A")
    with pytest.raises(Invalid):
        edit_donor(by=officer(people), now=NOW, donor=other.donor, given=who)
    mended = edit_donor(by=officer(people), now=NOW, donor=other.donor, given=NewDonor(name="Bà B", is_anonymous=True))
    assert (mended.is_anonymous, str(mended)) == (True, "Người ủng hộ không nêu tên")


def test_same_receipt_writes_once(people: Cast) -> None:
    fund, receipt = opened(people), uuid.uuid4()
    given = Movement(kind=Kind.DONATION, day=JULY, amount=MILLION)
    first, second = (
        record_income(by=officer(people), now=NOW, fund=fund, given=given, receipt=receipt) for _press in range(2)
    )
    assert (first.pk == second.pk, FundEntry.objects.count()) == (True, 1)


def test_entry_is_answered_never_changed(people: Cast) -> None:
    fund = opened(people)
    wrong = gift(people, fund, 20)
    counter = correct_entry(by=officer(people), now=NOW, entry=wrong, reason="Ghi nhầm số", amount=2 * MILLION)
    wrong.refresh_from_db()
    assert (wrong.amount, counter.amount, counter.reverses, counter.reason, counter.notation) == (
        20 * MILLION, -20 * MILLION, wrong, "Ghi nhầm số", "DC 01/2024",
    )  # fmt: skip
    fund = Fund.objects.get()
    assert (fund.balance, of_july(fund), fund.entries.count()) == (7 * MILLION, (5, 2, 0, 7), 3)
    for again in (wrong, counter):
        with pytest.raises(NotNow):
            correct_entry(by=officer(people), now=NOW, entry=again, reason="Lần nữa")


def test_correction_needs_a_reason_and_never_leaves_less_than_nothing(people: Cast) -> None:
    fund = opened(people)
    given = gift(people, fund, 20)
    spent(people, fund, 22)
    for more, field in (
        ({"reason": " "}, "reason"), ({"reason": "x", "amount": 0}, "amount"),
        ({"reason": "x", "amount": 20 * MILLION}, "amount"), ({"reason": "x"}, "amount"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as refused:
            correct_entry(by=officer(people), now=NOW, entry=given, **more)  # type: ignore[arg-type]
        assert list(fields(refused)) == [field]
    assert FundEntry.objects.count() == 2


@pytest.mark.clause("II.2")
def test_closed_month_takes_no_entry_and_its_mistake_is_answered_today(people: Cast) -> None:
    fund = opened(people)
    wrong = gift(people, fund, 20, day(5, 20))
    month = closed(people, fund, MAY)
    assert (month.opening, month.received, month.spent, month.closing) == (5 * MILLION, 20 * MILLION, 0, 25 * MILLION)
    with pytest.raises(Invalid) as refused:
        gift(people, fund, 1, day(5, 31))
    assert fields(refused)["day"].startswith("Sổ đã chốt đến trước ngày 1/6/2024.")
    counter = correct_entry(by=officer(people), now=NOW, entry=wrong, reason="Ghi trùng")
    month.refresh_from_db()
    assert (counter.day, month.closing, Fund.objects.get().balance) == (NOW.date(), 25 * MILLION, 5 * MILLION)
    assert of_july(Fund.objects.get()) == (25, -20, 0, 5)


def test_months_are_closed_in_order_by_the_leader(people: Cast) -> None:
    fund = opened(people)
    with pytest.raises(NotNow, match="Tháng phải chốt tiếp theo là 5/2024"):
        submit_month(by=officer(people), now=NOW, fund=fund, starts_on=JUNE)
    brought = submit_month(by=officer(people), now=NOW, fund=fund, starts_on=MAY)
    with pytest.raises(Invalid, match="đã trình chốt"):
        gift(people, fund, 1, day(5, 20))
    with pytest.raises(NotAllowed):
        close_month(by=officer(people), now=NOW, month=brought)
    back = return_month(by=leader(people), now=NOW, month=brought, reason="Thiếu phiếu")
    gift(people, fund, 1, day(5, 20))
    again = submit_month(by=officer(people), now=NOW, fund=fund, starts_on=MAY, version=back.version)
    assert (again.closing, again.return_reason) == (6 * MILLION, "")
    close_month(by=leader(people), now=NOW, month=again)
    closed(people, fund, JUNE)
    with pytest.raises(NotNow, match="chưa hết"):
        submit_month(by=officer(people), now=NOW, fund=fund, starts_on=JULY)
    fund.refresh_from_db()
    assert (fund.closed_before, fund.closed_balance) == (JULY, 6 * MILLION)


def test_transfer_is_sent_taken_in_and_answered_from_the_end(people: Cast) -> None:
    fund, other = opened(people, "district", opening=50), opened(people)
    given = Movement(kind=Kind.TRANSFER_OUT, day=day(7, 3), amount=10 * MILLION, other_fund=other)
    sent = send_transfer(by=officer(people, "district"), now=NOW, fund=fund, given=given)
    with pytest.raises(Invalid):
        receive_transfer(by=officer(people), now=NOW, sent=sent, day=day(7, 2))
    with pytest.raises(Missing):
        receive_transfer(by=officer(people, "sister_commune"), now=NOW, sent=sent, day=day(7, 4))
    taken = receive_transfer(by=officer(people), now=NOW, sent=sent, day=day(7, 4))
    assert (taken.amount, taken.other_fund, taken.fund) == (10 * MILLION, fund, other)
    with pytest.raises(NotNow):
        receive_transfer(by=officer(people), now=NOW, sent=sent, day=day(7, 4))
    with pytest.raises(NotNow, match="bên nhận điều chỉnh trước"):
        correct_entry(by=officer(people, "district"), now=NOW, entry=sent, reason="Nhầm")
    correct_entry(by=officer(people), now=NOW, entry=taken, reason="Chưa nhận được")
    correct_entry(by=officer(people, "district"), now=NOW, entry=sent, reason="Nhầm")
    assert [row.balance for row in Fund.objects.order_by("id")] == [50 * MILLION, 5 * MILLION]
    with pytest.raises(NotNow):
        receive_transfer(by=officer(people), now=NOW, sent=sent, day=day(7, 4))


def test_transfer_names_the_other_fund(people: Cast) -> None:
    fund = opened(people)
    empty = Movement(kind=Kind.TRANSFER_OUT, day=JULY, amount=MILLION)
    for given in (empty, Movement(kind=Kind.TRANSFER_OUT, day=JULY, amount=MILLION, other_fund=fund)):
        with pytest.raises(Invalid):
            send_transfer(by=officer(people), now=NOW, fund=fund, given=given)
    with pytest.raises(Invalid):
        record_outside_transfer(by=officer(people), now=NOW, fund=fund, given=empty)
    from_above = Movement(kind=Kind.TRANSFER_IN, day=JULY, amount=MILLION, counterpart="Quỹ trung ương")
    assert record_outside_transfer(by=officer(people), now=NOW, fund=fund, given=from_above).kind == Kind.TRANSFER_IN


def test_manner_changes_between_closed_months_only(people: Cast) -> None:
    fund = opened(people)
    gift(people, fund, 1, day(5, 3))
    with pytest.raises(NotNow):
        change_manner(by=officer(people), now=NOW, fund=fund, manner=Manner.FIGURES)
    closed(people, fund, MAY)
    changed = change_manner(by=officer(people), now=NOW, fund=fund, manner=Manner.FIGURES)
    with pytest.raises(NotNow, match="số liệu cả tháng"):
        gift(people, changed, 1)
    assert datetime.date(2024, 6, 1) == changed.closed_before
