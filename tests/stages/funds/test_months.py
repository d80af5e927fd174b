"""Four figures a month with the accountant's sheet: the identity is held, what was told before is answered."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import NOW, Cast, cast
from tests.stages.funds.support import JUNE, MAY, MILLION, day, leader, officer, opened, sheet, told
from thidua.foundation.core import duties, files
from thidua.foundation.core.errors import Invalid, NotNow
from thidua.stages.funds.models import Fund, FundEntry, FundMonth, Kind, Manner
from thidua.stages.funds.operations import (
    MonthTold,
    close_month,
    correct_entry,
    report_month,
    return_month,
    submit_month,
)
from thidua.stages.funds.sheets import OWNER

pytestmark = pytest.mark.django_db
UNIT = "sister_commune"


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def fund(people: Cast) -> Fund:
    return opened(people, UNIT, manner=Manner.FIGURES)


def figures(month: FundMonth) -> tuple[int, ...]:
    names = ("opening", "received", "transferred_in", "spent", "transferred_out", "closing")
    return tuple(getattr(month, name) // MILLION for name in names)


@pytest.mark.clause("II.2")
def test_month_is_told_in_four_figures_with_its_sheet(people: Cast, fund: Fund) -> None:
    month = told(people, fund, MAY, received=20, transferred_in=3, spent=10, transferred_out=2, closing=16)
    assert (figures(month), month.status) == ((5, 20, 3, 10, 2, 16), "submitted")
    assert [row.name for row in files.of_owner(OWNER, month.uid)] == ["bang-ke-toan.pdf"]
    closed = close_month(by=leader(people, UNIT), now=NOW, month=month)
    assert (closed.status, Fund.objects.get().balance) == ("closed", 16 * MILLION)


@pytest.mark.clause("II.2")
def test_figures_that_do_not_add_up_are_refused(people: Cast, fund: Fund) -> None:
    with pytest.raises(Invalid) as refused:
        told(people, fund, MAY, received=20, spent=10, closing=16)
    assert str(refused.value.fields["closing"]) == (
        "Đầu kỳ 5.000.000 đồng + thu 20.000.000 đồng − chi 10.000.000 đồng = 15.000.000 đồng, khác số cuối kỳ đã ghi"
        " 16.000.000 đồng. Xin xem lại."
    )
    with pytest.raises(Invalid) as below:
        told(people, fund, MAY, received=1, spent=10, closing=0)
    assert list(below.value.fields) == ["spent"]
    assert (FundEntry.objects.count(), FundMonth.objects.count(), files.live().count()) == (0, 0, 0)


def test_figures_without_a_sheet_are_refused(people: Cast, fund: Fund) -> None:
    given = MonthTold(received=0, spent=0, closing=5 * MILLION)
    with pytest.raises(Invalid) as refused:
        report_month(by=officer(people, UNIT), now=NOW, fund=fund, starts_on=MAY, given=given)
    assert list(refused.value.fields) == ["sheets"]


def test_what_was_told_before_is_answered_not_changed(people: Cast, fund: Fund) -> None:
    month = told(people, fund, MAY, received=20, spent=10, closing=15)
    back = return_month(by=leader(people, UNIT), now=NOW, month=month, reason="Thiếu khoản thu")
    again = told(people, fund, MAY, received=21, spent=10, closing=16)
    assert (back.pk, figures(again)) == (again.pk, (5, 21, 0, 10, 0, 16))
    rows = FundEntry.objects.filter(kind=Kind.DONATION).order_by("id").values_list("amount", flat=True)
    assert [amount // MILLION for amount in rows] == [20, -20, 21]


def test_mistake_of_a_closed_month_is_answered_in_a_later_one(people: Cast, fund: Fund) -> None:
    month = told(people, fund, MAY, received=20, spent=10, closing=15)
    close_month(by=leader(people, UNIT), now=NOW, month=month)
    entry = FundEntry.objects.get(kind=Kind.DONATION)
    correct_entry(by=officer(people, UNIT), now=NOW, entry=entry, reason="Cộng nhầm", amount=22 * MILLION)
    june = told(people, fund, JUNE, received=1, spent=0, closing=16)
    month.refresh_from_db()
    assert (figures(month), figures(june)) == ((5, 20, 0, 10, 0, 15), (15, 1, 0, 0, 0, 16))
    assert Fund.objects.get().balance == 18 * MILLION


def test_each_manner_has_its_own_way(people: Cast, fund: Fund) -> None:
    with pytest.raises(NotNow, match="số liệu cả tháng"):
        submit_month(by=officer(people, UNIT), now=NOW, fund=fund, starts_on=MAY)
    ledger = opened(people)
    given = MonthTold(received=0, spent=0, closing=5 * MILLION)
    with pytest.raises(NotNow, match="ghi từng khoản"):
        report_month(by=officer(people), now=NOW, fund=ledger, starts_on=MAY, given=given, sheets=[sheet()])


def what(people: Cast, who: str) -> list[tuple[str, Any]]:
    found = duties.SOURCES["funds"](people.actor(who), NOW.date())
    return [(duty.what, duty.due_before) for duty in found]


@pytest.mark.clause("II.2")
def test_open_month_is_owed_then_waits_for_its_leader(people: Cast) -> None:
    fund = opened(people)
    assert what(people, "commune_officer") == [("Tháng 5/2024 chưa chốt sổ Quỹ “Vì người nghèo”", day(6, 11))]
    assert what(people, "commune_leader") == []
    month = submit_month(by=officer(people), now=NOW, fund=fund, starts_on=MAY)
    assert what(people, "commune_officer") == []
    assert what(people, "commune_leader") == [("Chốt sổ Quỹ “Vì người nghèo” tháng 5/2024", day(6, 11))]
    close_month(by=leader(people), now=NOW, month=month)
    assert what(people, "commune_officer") == [("Tháng 6/2024 chưa chốt sổ Quỹ “Vì người nghèo”", day(7, 11))]
    assert what(people, "district_officer") == []
