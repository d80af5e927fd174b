"""Months of funds as one list: read cell by cell, brought whole or not at all, taken back by counter-entries."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import NOW, TODAY, Cast, cast
from tests.foundation.core.uploads import upload, workbook
from tests.stages.funds.support import JUNE, MAY, MILLION, fund_target, leader, officer, opened, told
from thidua.foundation.core import files
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed
from thidua.foundation.core.models import TakenList
from thidua.foundation.core.tables import SHEETS, read, template
from thidua.stages.funds.models import Fund, FundEntry, FundMonth, Manner
from thidua.stages.funds.month_planning import plan_months
from thidua.stages.funds.month_rows import rows_due
from thidua.stages.funds.operations import close_month, import_months, keep_book, return_month, take_back_months
from thidua.stages.funds.operations.months import next_month_of
from thidua.stages.funds.sheets import OWNER, keep_sheets
from thidua.stages.progress.models import UnitProgress

pytestmark = pytest.mark.django_db
HEADING = ["STT", "Tên đơn vị", "Tháng", "Tồn đầu kỳ", "Thu trong kỳ", "Chi", "Nộp cấp trên", "Tồn cuối kỳ"]
OURS = [1, "Nam Dong", "5/2024", 5_000_000, 20_000_000, "4 triệu", None, 21_000_000]
SISTERS = [2, "Xã Trúc Sơn", datetime.date(2024, 5, 1), None, 1_000_000, None, None, "6.000.000"]
TOTAL = [None, "Tổng cộng", None, 10_000_000, 21_000_000, 4_000_000, None, 27_000_000]
LATER = NOW + datetime.timedelta(days=2)


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def funds(people: Cast) -> dict[str, Fund]:
    return {unit: opened(people, unit, manner=Manner.FIGURES) for unit in ("commune", "sister_commune")}


def listed(*rows: list[Any], heading: list[Any] = HEADING) -> Any:
    pages = workbook([["TỔNG HỢP QUỸ THÁNG 5/2024"], heading, *rows, TOTAL], names=("Quỹ",))
    return upload(pages, "tong-hop-quy.xlsx")


def dry_run(people: Cast, *rows: list[Any], by: str = "district_officer") -> list[tuple[int, str, str]]:
    plan = plan_months(upload=listed(*rows), by=people.actor(by), today=TODAY)
    return [(problem.row, problem.column, problem.reason) for problem in plan.draft.problems]


def take_over(people: Cast, *rows: list[Any], by: str = "district_officer") -> TakenList:
    actor = people.actor(by)
    return import_months(by=actor, now=NOW, stored_file=keep_book(by=actor, now=NOW, upload=listed(*rows)))


def test_dry_run_takes_the_same_statements_for_one_month_that_was_begun_and_for_many(
    people: Cast, funds: dict[str, Fund]
) -> None:
    for unit, fund in funds.items():
        next_month_of(fund, MAY, by=officer(people, unit), now=NOW)
    taken = []
    for rows in ([OURS], [OURS, SISTERS]):
        with CaptureQueriesContext(connection) as statements:
            assert dry_run(people, *rows) == []
        taken.append(len(statements))
    assert taken[0] == taken[1]


@pytest.mark.clause("II.2")
def test_district_brings_the_months_of_its_communes_and_their_own_leaders_close(
    people: Cast, funds: dict[str, Fund]
) -> None:
    target = fund_target(people)
    take_over(people, OURS, SISTERS)
    months = list(FundMonth.objects.order_by("id"))

    assert [(row.unit, row.status, row.opening, row.received, row.spent, row.closing) for row in months] == [
        (people.commune, "submitted", 5 * MILLION, 20 * MILLION, 4 * MILLION, 21 * MILLION),
        (people.sister_commune, "submitted", 5 * MILLION, MILLION, 0, 6 * MILLION),
    ]
    cells = UnitProgress.objects.filter(target=target, unit__in=[people.commune, people.sister_commune])
    assert list(cells.order_by("unit__lft").values_list("own", flat=True)) == [20 * MILLION, MILLION]
    with pytest.raises(NotAllowed):
        close_month(by=people.actor("district_leader"), now=NOW, month=months[0])
    close_month(by=leader(people), now=NOW, month=months[0])
    funds["commune"].refresh_from_db()
    assert (funds["commune"].closed_before, funds["commune"].closed_balance) == (JUNE, 21 * MILLION)


def test_month_keeps_its_own_row_as_its_sheet_and_no_other_unit_s(people: Cast, funds: dict[str, Fund]) -> None:
    take_over(people, OURS, SISTERS)
    month = FundMonth.objects.get(unit=people.commune)
    (sheet,) = files.of_owner(OWNER, month.uid)
    with files.open_file(sheet) as kept:
        draft = read(SHEETS["fund-months"], upload(kept.read(), "bang.xlsx"))

    assert sheet.name == "tong-hop-quy – dòng 3.xlsx"
    assert [(row.values["unit"], row.values["closing"]) for row in draft.rows] == [("Xã Nam Dong", 21 * MILLION)]


@pytest.mark.parametrize(
    ("place", "value", "column", "reason"),
    [
        (1, "Xã Đắk Lao", "B", "Không có đơn vị «Xã Đắk Lao» mà bạn ghi được số liệu quỹ. Xin xem lại tên."),
        (1, None, "B", "Xã Cư Jút chưa mở sổ quỹ."),
        (1, "Trúc Sơn", "C", "Đơn vị và tháng này đã có ở dòng 3. Xin giữ một dòng."),
        (2, "13/2024", "C", "Không có tháng «13/2024». Xin ghi như 5/2024."),
        (2, "tháng năm", "C", "«tháng năm» không phải là ngày. Xin ghi như 15/7/2024."),
        (2, "6/2024", "C", "Sổ quỹ chốt lần lượt từng tháng. Tháng phải chốt tiếp theo là 5/2024."),
        (3, 4_000_000, "D", "Theo sổ, đầu kỳ là 5.000.000 đồng. Xin xem lại."),
        (4, "1,200,000", "E", None),
        (5, 26_000_000, "F", "Chi nhiều hơn số quỹ có: đầu kỳ 5.000.000 đồng, thu 20.000.000 đồng. Quỹ không được âm."),
        (7, None, "H", "Xin ghi số cuối kỳ theo bảng của kế toán."),
        (7, 20_000_000, "H",
         "Đầu kỳ 5.000.000 đồng + thu 20.000.000 đồng − chi 4.000.000 đồng = 21.000.000 đồng, khác số cuối kỳ đã ghi "
         "20.000.000 đồng. Xin xem lại."),
    ],
)  # fmt: skip
def test_wrong_cell_is_named_and_no_month_is_brought(
    people: Cast, funds: dict[str, Fund], place: int, value: Any, column: str, reason: str | None
) -> None:
    row = [*OURS]
    row[place] = value
    found = dry_run(people, SISTERS, row)

    assert [(line, where) for line, where, _reason in found] == [(4, column)]
    if reason is not None:
        assert found[0][2].replace(people.district.short_name, "Xã Cư Jút") == reason
    with pytest.raises(Invalid):
        take_over(people, SISTERS, row)
    assert (FundMonth.objects.count(), FundEntry.objects.count()) == (0, 0)


def test_unit_tells_its_own_month_without_naming_itself_and_no_other_unit_s(
    people: Cast, funds: dict[str, Fund]
) -> None:
    alone = [*OURS]
    alone[1] = None
    assert dry_run(people, SISTERS, by="commune_officer") == [
        (3, "B", "Không có đơn vị «Xã Trúc Sơn» mà bạn ghi được số liệu quỹ. Xin xem lại tên.")
    ]
    take_over(people, alone, by="commune_officer")
    assert FundMonth.objects.get().unit == people.commune
    with pytest.raises(NotAllowed):
        take_over(people, OURS, by="women_officer")


def test_ledger_is_not_told_by_months_and_a_month_that_runs_is_not_brought(people: Cast) -> None:
    opened(people)
    opened(people, "sister_commune", manner=Manner.FIGURES, opens_on=datetime.date(2024, 7, 1))
    july = [*SISTERS]
    july[2] = "7/2024"
    assert [(row, column) for row, column, _reason in dry_run(people, OURS, july)] == [(3, "B"), (4, "C")]


def test_running_list_of_a_year_is_sent_again_with_one_more_month(people: Cast, funds: dict[str, Fund]) -> None:
    take_over(people, OURS)
    close_month(by=leader(people), now=NOW, month=FundMonth.objects.get())
    june = [2, "Nam Dong", "tháng 06 năm 2024", 21_000_000, None, "1 triệu", None, 20_000_000]
    other = [*OURS]
    other[4], other[7] = 21_000_000, 22_000_000
    assert dry_run(people, other, june) == [
        (3, "C", "Tháng 5/2024 đã chốt với số cuối kỳ 21.000.000 đồng. Xin điều chỉnh ở tháng chưa chốt.")
    ]
    taken = take_over(people, OURS, june)
    assert (taken.total, FundMonth.objects.get(starts_on=JUNE).closing) == (1, 20 * MILLION)


def test_list_is_taken_back_until_a_leader_closes_a_month_of_it(people: Cast, funds: dict[str, Fund]) -> None:
    target = fund_target(people)
    taken = take_over(people, OURS, SISTERS)
    take_back_months(by=people.actor("district_officer"), now=LATER, taken=taken)
    funds["commune"].refresh_from_db()
    months = FundMonth.objects.order_by("id").values_list("status", "closing")
    assert (funds["commune"].balance, list(months)) == (5 * MILLION, [("draft", 5 * MILLION)] * 2)
    cells = UnitProgress.objects.filter(target=target, unit__in=[people.commune, people.sister_commune])
    assert set(cells.values_list("own", flat=True)) == {0}

    again = take_over(people, OURS, SISTERS)
    with pytest.raises(Missing):
        take_back_months(by=people.actor("sister_officer"), now=LATER, taken=again)
    close_month(by=leader(people), now=LATER, month=FundMonth.objects.get(unit=people.commune))
    with pytest.raises(Invalid) as refusal:
        take_back_months(by=people.actor("district_officer"), now=LATER, taken=again)
    assert refusal.value.fields["taken"].startswith("Chưa lấy lại được, vì sau khi nhập đã có người làm tiếp: dòng 3 (")


def test_list_that_is_taken_back_leaves_no_row_of_it_on_a_month(people: Cast, funds: dict[str, Fund]) -> None:
    month = next_month_of(funds["commune"], MAY, by=officer(people), now=NOW)
    by_hand = upload(workbook([["Bảng của kế toán"]]), "ke-toan.xlsx")
    keep_sheets(month, [by_hand], by=officer(people), now=NOW - datetime.timedelta(hours=1))
    taken = take_over(people, OURS, SISTERS)
    take_back_months(by=people.actor("district_officer"), now=LATER, taken=taken)

    sheets = files.by_owner(OWNER, FundMonth.objects.order_by("id").values_list("uid", flat=True)).values()
    assert [[sheet.name for sheet in of_month] for of_month in sheets] == [["ke-toan.xlsx"], []]
    again = take_over(people, OURS, SISTERS)
    assert (again.total, files.live().filter(owner_kind=OWNER).count()) == (2, 3)


def test_month_that_was_given_back_is_told_anew_by_a_list_which_is_not_taken_back(
    people: Cast, funds: dict[str, Fund]
) -> None:
    month = told(people, funds["sister_commune"], MAY, received=2, closing=7)
    return_month(by=leader(people, "sister_commune"), now=NOW, month=month, reason="Thiếu phiếu")
    taken = take_over(people, SISTERS, by="sister_officer")
    assert FundMonth.objects.get().received == MILLION
    with pytest.raises(Invalid) as refusal:
        take_back_months(by=officer(people, "sister_commune"), now=LATER, taken=taken)
    assert "trước đó đã có số liệu" in refusal.value.fields["taken"]


def test_template_holds_the_months_that_wait_and_says_nothing_until_it_is_filled_in(
    people: Cast, funds: dict[str, Fund]
) -> None:
    actor = people.actor("district_officer")
    made = template(SHEETS["fund-months"], filled_rows=rows_due(actor, TODAY))
    plan = plan_months(upload=upload(made, "mau.xlsx"), by=actor, today=TODAY)
    assert [(row.values["unit"], row.values["opening"]) for row in plan.draft.rows] == [
        ("Xã Nam Dong, Huyện Cư Jút", 5 * MILLION), ("Xã Trúc Sơn, Huyện Cư Jút", 5 * MILLION),
    ]  # fmt: skip
    assert [passed.reason for passed in plan.draft.passed_over] == ["Dòng chưa ghi số liệu"] * 2
    assert [problem.reason for problem in plan.draft.problems] == [
        "Không có dòng nào ghi số liệu mới. Xin ghi ít nhất số cuối kỳ của một tháng."
    ]
