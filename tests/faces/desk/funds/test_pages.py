"""The desk's pages of funds: money as people type it, names that are not told, lists as files."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import NOW, Cast, cast_on_board
from tests.foundation.core.uploads import upload, workbook
from tests.harness.pages import address, enter, receipt, words
from tests.stages.funds.support import MAY, MILLION, closed, day, fund_target, gift, opened, sheet, spent
from thidua.foundation.core.models import TakenList
from thidua.stages.funds.models import Fund, FundEntry, FundMonth, Kind, Manner
from thidua.stages.funds.operations import NewDonor

pytestmark = pytest.mark.django_db
SHY = NewDonor(name="Bà Kín Tiếng", address="Thôn Yên", is_anonymous=True)


@pytest.fixture
def people() -> Cast:
    return cast_on_board()


def typed(fund: Fund, **more: Any) -> dict[str, Any]:
    return {"receipt": receipt(), "kind": "donation", "day": "1/7/2024", "what": "tien", "amount": "30,5 triệu", **more}


@pytest.mark.clause("II.2")
def test_gift_is_written_as_people_type_it_and_printed(people: Cast) -> None:
    fund, client = opened(people), enter(people, "commune_officer")
    answer = client.post(address("fund-income", fund.uid), typed(fund, new_name="Công ty Minh Họa", sort="body"))
    entry = FundEntry.objects.select_related("donor").get()
    assert (answer.status_code, entry.amount, entry.donor.name) == (302, 30_500_000, "Công ty Minh Họa")
    page = client.get(answer.headers["Location"])
    assert "Phiếu thu: Word Phiếu thu · PDF Phiếu thu Giấy ghi nhận: Word" in words(page)
    for name, ending in (("phieu", "docx"), ("thu-cam-on", "docx")):
        file = client.get(address("fund-paper", entry.uid, name, ending))
        assert (file.status_code, file.content[:2]) == (200, b"PK")


@pytest.mark.parametrize("amount", ["1,234,500", "1.234,500.0", "30.5 triệu", "-5", "0", "năm triệu"])
def test_amount_that_is_not_clear_is_refused_and_kept(people: Cast, amount: str) -> None:
    fund = opened(people)
    page = enter(people, "commune_officer").post(address("fund-income", fund.uid), typed(fund, amount=amount))
    assert (page.status_code, FundEntry.objects.count()) == (422, 0)
    assert f'value="{amount}"' in page.content.decode()


def test_spending_more_than_there_is_is_told_in_words(people: Cast) -> None:
    fund = opened(people)
    data = typed(fund, purpose="gifts", household="Hộ ông Y Minh", amount="6 triệu")
    page = enter(people, "commune_officer").post(address("fund-spending", fund.uid), data)
    assert page.status_code == 422
    assert "còn thiếu 1.000.000 đồng. Quỹ không được âm" in words(page)


def of_all(client: Client, fund: Fund, entry: FundEntry) -> str:
    """Everything a reader can open of a gift: pages, files, a search."""
    pages = [
        address("fund", fund.uid), address("fund-entry", entry.uid), address("fund-entries"), address("fund-donors"),
        address("fund-donors") + "?q=kin", address("fund-entries") + f"?nguoi={entry.donor.uid}",
        address("export-csv", "fund-donors"), address("export-csv", "fund-entries"),
    ]  # fmt: skip
    found = ""
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        found += b"".join(answer).decode() if answer.streaming else answer.content.decode()
    return found


@pytest.mark.clause("II.2")
def test_donor_who_asks_for_it_is_named_to_the_units_own_people_alone(people: Cast) -> None:
    fund = opened(people)
    entry = gift(people, fund, 5, donor=SHY)
    for who, is_told in (
        ("commune_officer", True),
        ("commune_leader", True),
        ("district_officer", False),
        ("province_leader", False),
    ):
        found = of_all(enter(people, who), fund, entry)
        assert ("Kín Tiếng" in found, "Thôn Yên" in found) == (is_told, is_told), who
        assert is_told or "Người ủng hộ không nêu tên" in found
    assert enter(people, "district_officer").get(address("fund-paper", entry.uid, "phieu", "docx")).status_code == 403


def test_month_is_brought_given_back_and_closed_at_the_desk(people: Cast) -> None:
    fund = opened(people, "sister_commune", manner=Manner.FIGURES)
    client = enter(people, "sister_officer")
    told = {
        "receipt": receipt(), "received": "20 triệu", "spent": "4.000.000", "closing": "20 triệu", "sheets": sheet(),
    }  # fmt: skip
    wrong = client.post(address("fund-bring", fund.uid), told)
    assert wrong.status_code == 422
    assert "khác số cuối kỳ đã ghi 20.000.000 đồng" in words(wrong)
    told |= {"receipt": receipt(), "closing": "21 triệu", "sheets": sheet()}
    assert client.post(address("fund-bring", fund.uid), told).status_code == 302
    month = FundMonth.objects.get()
    page = words(client.get(address("fund-month", month.uid)))
    assert "Đầu kỳ 5.000.000 đồng Thu tại chỗ 20.000.000 đồng" in page
    client.post(address("fund-close", month.uid), {"receipt": receipt(), "version": month.version})
    assert "Đã chốt sổ" in words(client.get(address("fund", fund.uid)))


@pytest.mark.clause("II.5f")
def test_fund_stands_against_its_amount_and_the_list_tells_who_keeps_none(people: Cast) -> None:
    fund_target(people, minimum=40 * MILLION)
    fund = opened(people)
    gift(people, fund, 30)
    spent(people, fund, 4)
    client = enter(people, "district_officer")
    assert "30.000.000 đồng / 40.000.000 đồng" in words(client.get(address("fund", fund.uid)))
    listed = words(client.get(address("funds")))
    assert (
        "Xã Nam Dong 5 triệu đồng 30 triệu đồng 0 đồng 4 triệu đồng 0 đồng 31 triệu đồng chưa chốt tháng nào" in listed
    )
    assert "Xã Trúc Sơn chưa mở sổ quỹ" in listed
    missing = words(client.get(address("funds") + "?xem=chua-mo-so"))
    assert ("Xã Trúc Sơn" in missing, "Xã Nam Dong" in missing) == (True, False)
    assert client.get(address("funds") + "?xem=khac").status_code == 404


def statements(client: Client, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


@pytest.mark.slow
def test_pages_ask_the_same_however_much_there_is(people: Cast) -> None:
    fund = opened(people)
    client = enter(people, "commune_officer")
    pages = [address("funds"), address("fund-entries"), address("fund-donors"), address("fund", fund.uid)]
    found = []
    for number in (1, 2, 30):
        for n in range(number):
            entry = gift(people, fund, 1, day(5, 20), donor=NewDonor(name=f"Người {number} {n}"))
        found.append([statements(client, page) for page in pages])
    assert entry.kind == Kind.DONATION
    assert found[0] == found[1] == found[2]
    assert max(found[0][:3]) <= 12
    closed(people, fund, MAY)
    assert NOW.date() == day(7, 15)


def test_a_fund_is_offered_to_be_opened_until_it_is_open(people: Cast) -> None:
    client = enter(people, "commune_officer")
    assert address("fund-new") in client.get(address("funds")).content.decode()
    opened(people)
    assert address("fund-new") not in client.get(address("funds")).content.decode()


def test_months_of_a_branch_come_as_one_list_and_each_waits_for_its_own_leader(people: Cast) -> None:
    opened(people, manner=Manner.FIGURES)
    client = enter(people, "district_officer")
    assert "Nhập số liệu tháng từ Excel" in words(client.get(address("funds")))
    assert client.get(address("fund-months-template")).content[:2] == b"PK"
    rows = [["Đơn vị", "Tháng", "Thu", "Cuối kỳ", "Số hộ"], ["Nam Dong", "5/2024", "20 triệu", 20_000_000, 3]]
    sent = {"upload": upload(workbook(rows), "quy.xlsx"), "receipt": receipt()}
    check = client.post(address("fund-months-import"), sent).headers["Location"]
    page = words(client.get(check))
    assert " D2 " in page
    assert "Đầu kỳ 5.000.000 đồng + thu 20.000.000 đồng − chi 0 đồng = 25.000.000 đồng" in page
    assert ("Số hộ" in page, "Ghi và trình chốt tất cả" in page) == (True, False)

    rows[1][3] = 25_000_000
    sent = {"upload": upload(workbook(rows), "quy.xlsx"), "receipt": receipt()}
    check = client.post(address("fund-months-import"), sent).headers["Location"]
    assert "1 tháng sẽ được ghi và trình lãnh đạo đơn vị chốt cùng một lúc." in words(client.get(check))
    done = words(client.post(check, {"receipt": receipt(), "version": "1"}, follow=True))
    assert "Đã ghi số liệu tháng và trình lãnh đạo từng đơn vị chốt." in done
    month = FundMonth.objects.get()
    assert (month.status, month.closing) == ("submitted", 25 * MILLION)
    back = words(client.post(address("import-back", TakenList.objects.get().uid), {"receipt": receipt()}, follow=True))
    month.refresh_from_db()
    assert ("các tháng ấy trở về đang ghi" in back, month.status) == (True, "draft")
