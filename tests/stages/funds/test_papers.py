"""Phiếu thu, phiếu chi, giấy ghi nhận, thư cảm ơn: drawn as Word and PDF, in the form of official papers."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests.factories import NOW, Cast, cast
from tests.stages.campaigns.test_papers import deviations, text_of
from tests.stages.funds.support import gift, officer, opened, spent
from thidua.foundation.core.errors import Missing, NotNow
from thidua.foundation.documents.model import Table
from thidua.foundation.documents.rewording import save_wording
from thidua.stages.campaigns.papers import draw
from thidua.stages.funds.amount_words import amount_words
from thidua.stages.funds.models import Fund, FundEntry
from thidua.stages.funds.operations import NewDonor, correct_entry
from thidua.stages.funds.papers import ACKNOWLEDGEMENT, THANKS, VOUCHER, paper_of
from thidua.stages.funds.queries import find_entry


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (5_000_000, "Năm triệu đồng"),
        (12_345_000, "Mười hai triệu ba trăm bốn mươi lăm nghìn đồng"),
        (1_005_015, "Một triệu không trăm linh năm nghìn không trăm mười lăm đồng"),
        (21_000_104, "Hai mươi mốt triệu một trăm linh bốn đồng"),
        (2_000_000_024, "Hai tỷ không trăm hai mươi tư đồng"),
        (10**15, "Một triệu tỷ đồng"),
    ],
)
def test_amounts_are_read_out(amount: int, words: str) -> None:
    assert amount_words(amount) == words


@pytest.fixture
def given(db: None) -> tuple[Cast, FundEntry]:
    people = cast()
    who = NewDonor(name="Công ty TNHH Minh Họa", sort="body", address="Thị trấn Ea T'ling")
    entry = gift(people, opened(people), 20, donor=who)
    return people, find_entry(officer(people), entry.uid)


def table_of(entry: FundEntry) -> tuple[tuple[str, ...], ...]:
    table = paper_of(entry, VOUCHER).blocks[0]
    assert isinstance(table, Table)
    return table.rows


WORDS = {
    VOUCHER: ["PHIẾU THU", "Số phiếu PT 01/2024", "Họ và tên người nộp Công ty TNHH Minh Họa", "Số tiền 20.000.000 đồng",
              "Viết bằng chữ Hai mươi triệu đồng", "THỦ QUỸ"],
    ACKNOWLEDGEMENT: ["GIẤY GHI NHẬN", "Công ty TNHH Minh Họa", "số tiền 20.000.000 đồng (hai mươi triệu đồng)", "Y Hùng Êban"],
    THANKS: ["THƯ CẢM ƠN", "Gửi Công ty TNHH Minh Họa", "trân trọng cảm ơn", "Y Hùng Êban"],
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.clause("II.2")
@pytest.mark.parametrize("name", list(WORDS))
def test_papers_of_a_gift_are_drawn(given: tuple[Cast, FundEntry], name: str) -> None:
    for ending in ("docx", "pdf"):
        content = draw(paper_of(given[1], name), ending)
        text = " ".join(text_of(content).split())
        assert deviations(content) == []
        assert [words for words in WORDS[name] if words not in text] == []


def test_spending_has_its_voucher_and_no_thanks(given: tuple[Cast, FundEntry]) -> None:
    people, gifted = given
    entry = find_entry(officer(people), spent(people, gifted.fund, 4, is_goods=False).uid)
    document = paper_of(entry, VOUCHER)
    rows = dict(table_of(entry))
    assert (document.kind, rows["Số phiếu"], rows["Nơi nhận"], rows["Nội dung thu, chi"]) == (
        "fund-payment", "PC 01/2024", "Hộ ông Y Minh", "hỗ trợ sinh kế, vốn sản xuất",
    )  # fmt: skip
    for name in (ACKNOWLEDGEMENT, THANKS, "khac"):
        with pytest.raises(Missing):
            paper_of(entry, name)


def test_gift_that_was_taken_back_is_thanked_no_more(given: tuple[Cast, FundEntry]) -> None:
    people, entry = given
    counter = correct_entry(by=officer(people), now=NOW, entry=entry, reason="Ghi trùng")
    with pytest.raises(NotNow):
        paper_of(entry, THANKS)
    assert dict(table_of(entry))["Đã điều chỉnh bằng"] == "phiếu DC 01/2024 ngày 01/7/2024"
    with pytest.raises(Missing):
        paper_of(find_entry(officer(people), counter.uid), VOUCHER)


def test_paper_of_an_entry_keeps_the_words_of_its_day(given: tuple[Cast, FundEntry]) -> None:
    people, gifted = given
    later = NOW + datetime.timedelta(hours=2)
    save_wording(
        by=officer(people),
        now=later,
        unit=people.commune,
        name="fund/thanks",
        sentences={"use": "Xin dùng vào việc chung."},
    )
    next_gift = gift(people, Fund.objects.get(), 20, donor=NewDonor(name="Bà Minh Họa"))
    FundEntry.objects.filter(pk=next_gift.pk).update(made_at=later + datetime.timedelta(hours=1))
    next_gift.refresh_from_db()

    used = [[_words(block) for block in paper_of(entry, THANKS).blocks][1] for entry in (gifted, next_gift)]
    assert used[0].startswith("Sự ủng hộ ấy được dùng")
    assert used[1] == "Xin dùng vào việc chung."


def _words(block: Any) -> str:
    return "".join(run.text for run in block.runs)
