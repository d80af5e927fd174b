"""The office's book of a fund: read cell by cell, taken over whole or not at all, taken back by counter-entries."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests.factories import NOW, TODAY, Cast, cast
from tests.foundation.core.uploads import upload, workbook
from tests.stages.funds.support import opened
from thidua.foundation.core.errors import Invalid, Missing, NotNow
from thidua.foundation.core.models import TakenList
from thidua.foundation.core.tables import TABLES, excel
from thidua.stages.funds.models import Donor, Fund, FundEntry
from thidua.stages.funds.operations import correct_entry, import_entries, keep_book, take_back_entries
from thidua.stages.funds.planning import plan_entries
from thidua.stages.funds.repeats import repeated, repeated_words

pytestmark = pytest.mark.django_db
HEADING = ["STT", "Ngày tháng", "Đơn vị, cá nhân ủng hộ", "Địa chỉ", "Thu", "Chi", "Hình thức", "Diễn giải"]
GIFT = [1, "5/3/2024", "Công ty Minh Tâm", "Cư Jút", "5.000.000", None, "Chuyển khoản", "Ủng hộ đợt 1"]
RICE = [2, datetime.date(2024, 4, 2), "Chùa Pháp Hoa", None, 3_000_000, None, "Hiện vật", "20 bao gạo 10 kg"]
HELP = [3, "10/5/2024", "Bà H'Duyên", None, None, "2 triệu", "Tiền mặt", "Quà Tết, thăm hỏi hộ nghèo; thăm hỏi"]
TOTAL = [None, "Tổng cộng", None, None, 8_000_000, 2_000_000]
LATER = NOW + datetime.timedelta(days=2)


@pytest.fixture
def people() -> Cast:
    return cast()


def fund_of(people: Cast) -> Fund:
    return opened(people, opening=0, opens_on=datetime.date(2024, 1, 1))


def book(*rows: list[Any]) -> Any:
    return upload(workbook([["SỔ THU, CHI QUỸ NĂM 2024"], HEADING, *rows, TOTAL], names=("2024",)), "so-quy.xlsx")


def dry_run(fund: Fund, *rows: list[Any]) -> list[tuple[int, str, str]]:
    plan = plan_entries(upload=book(*rows), fund=fund, today=TODAY)
    return [(problem.row, problem.column, problem.reason) for problem in plan.draft.problems]


def take_over(people: Cast, fund: Fund, *rows: list[Any]) -> TakenList:
    officer = people.actor("commune_officer")
    stored = keep_book(by=officer, now=NOW, upload=book(*rows))
    return import_entries(by=officer, now=NOW, fund=fund, stored_file=stored)


def test_book_is_written_as_the_office_kept_it(people: Cast) -> None:
    fund = fund_of(people)
    take_over(people, fund, GIFT, RICE, HELP)
    rows = FundEntry.objects.order_by("id")

    assert [(row.notation, row.kind, row.day.isoformat(), row.amount, row.goods or row.note) for row in rows] == [
        ("PT 01/2024", "donation", "2024-03-05", 5_000_000, "Ủng hộ đợt 1"),
        ("PT 02/2024", "donation", "2024-04-02", 3_000_000, "20 bao gạo 10 kg"),
        ("PC 01/2024", "spending", "2024-05-10", 2_000_000, "thăm hỏi"),
    ]  # fmt: skip
    assert [(row.donor.name if row.donor else "", row.household, row.purpose) for row in rows] == [
        ("Công ty Minh Tâm", "", ""), ("Chùa Pháp Hoa", "", ""), ("", "Bà H'Duyên", "gifts"),
    ]  # fmt: skip
    fund.refresh_from_db()
    assert (fund.balance, fund.goods) == (3_000_000, 3_000_000)


@pytest.mark.parametrize(
    ("place", "value", "column", "reason"),
    [
        (1, "31/2/2024", "B", "Không có ngày 31/2/2024. Xin ghi ngày trước, tháng sau: 15/7/2024."),
        (1, "1/1/2025", "B", "Ngày 1/1/2025 chưa đến. Chỉ ghi khoản đã thu, đã chi."),
        (4, 1_000, "E", "Mỗi dòng ghi một số tiền: ở cột thu hoặc ở cột chi."),
        (5, "-2.000.000", "F", "Số này phải từ 1 trở lên."),
        (5, "6.000.000", "F",
         "Đến hết ngày 10/5/2024 quỹ còn thiếu 1.000.000 đồng. Quỹ không được âm; xin xem lại số tiền, ngày chi."),
        (7, "thăm hỏi", "H", "Xin chọn chi vào việc gì."),
        (2, None, "C", "Xin chọn công trình, căn nhà được chi, hoặc ghi hộ được giúp."),
    ],
)  # fmt: skip
def test_wrong_cell_is_named_and_nothing_is_written(
    people: Cast, place: int, value: Any, column: str, reason: str
) -> None:
    row = [*HELP]
    row[place] = value
    fund = fund_of(people)

    assert dry_run(fund, GIFT, RICE, row) == [(5, column, reason)]
    with pytest.raises(Invalid):
        take_over(people, fund, GIFT, RICE, row)
    assert (FundEntry.objects.count(), Donor.objects.count()) == (0, 0)


def test_row_said_twice_is_told(people: Cast) -> None:
    assert [(row, column) for row, column, _reason in dry_run(fund_of(people), GIFT, RICE, GIFT)] == [(5, "B")]


def test_book_is_taken_back_by_counter_entries(people: Cast) -> None:
    fund = fund_of(people)
    taken = take_over(people, fund, GIFT, RICE, HELP)
    take_back_entries(by=people.actor("commune_officer"), now=LATER, taken=taken)

    fund.refresh_from_db()
    assert (fund.balance, fund.goods, FundEntry.objects.count()) == (0, 0, 6)
    assert set(FundEntry.objects.filter(reverses__isnull=False).values_list("reason", flat=True)) == {
        "Lấy lại danh sách «so-quy.xlsx» nhập ngày 15/7/2024"
    }
    with pytest.raises(NotNow):
        take_back_entries(by=people.actor("commune_officer"), now=LATER, taken=taken)


def test_book_with_a_corrected_entry_stands_and_says_which(people: Cast) -> None:
    fund = fund_of(people)
    taken = take_over(people, fund, GIFT, RICE)
    entry = FundEntry.objects.get(amount=5_000_000)
    correct_entry(by=people.actor("commune_officer"), now=LATER, entry=entry, reason="Ghi nhầm", amount=500_000)
    with pytest.raises(Invalid) as refusal:
        take_back_entries(by=people.actor("commune_officer"), now=LATER, taken=taken)
    assert refusal.value.fields["taken"] == (
        "Chưa lấy lại được, vì sau khi nhập đã có người làm tiếp: dòng 3 (đã điều chỉnh bằng phiếu DC 01/2024)."
    )
    with pytest.raises(Missing):
        take_back_entries(by=people.actor("sister_officer"), now=LATER, taken=taken)


def test_same_book_is_not_taken_over_twice(people: Cast) -> None:
    fund = fund_of(people)
    take_over(people, fund, GIFT)
    with pytest.raises(Invalid) as refusal:
        take_over(people, fund, GIFT)

    assert refusal.value.fields["upload"].startswith("Tệp này đã nhập ngày 15/7/2024")
    assert FundEntry.objects.count() == 1


def test_exported_book_is_read_in_again_as_it_is(people: Cast) -> None:
    fund = fund_of(people)
    take_over(people, fund, GIFT, RICE, HELP)
    data = excel(TABLES["fund-entries"], people.actor("commune_officer"), {}, as_of=NOW)
    again = plan_entries(upload=upload(data, "so.xlsx"), fund=fund, today=TODAY)

    assert again.draft.problems == []
    assert [(line.given.kind, line.given.day, line.given.amount, line.given.is_goods) for line in again.lines] == [
        (row.kind, row.day, row.amount, row.is_goods) for row in FundEntry.objects.order_by("-day", "-id")
    ]


def test_rows_that_stand_in_the_book_already_are_told(people: Cast) -> None:
    fund = fund_of(people)
    take_over(people, fund, GIFT, RICE, HELP)
    more = [4, "1/6/2024", "Công ty Minh Tâm", "Cư Jút", "5.000.000", None, "Chuyển khoản", "Ủng hộ đợt 2"]
    sent_again = plan_entries(upload=book(GIFT, RICE, HELP, more), fund=fund, today=TODAY)

    assert (sent_again.draft.problems, repeated(sent_again.lines, fund)) == ([], [3, 4, 5])

    spent = FundEntry.objects.get(kind="spending")
    correct_entry(by=people.actor("commune_officer"), now=LATER, entry=spent, reason="Ghi nhầm")
    assert repeated(sent_again.lines, fund) == [3, 4]
    assert repeated_words([3, 4]).startswith("2 dòng giống hệt khoản đã có trong sổ (dòng 3, 4).")
