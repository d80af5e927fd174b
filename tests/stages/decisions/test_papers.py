"""The papers of a decision pass the format checker, drawn as Word and PDF, in every season of the law."""

from __future__ import annotations

import datetime

import pytest

from tests.factories import NOW
from tests.stages.campaigns.test_papers import deviations, text_of
from tests.stages.decisions.support import (
    SIGNERS,
    Awards,
    cast_with_awards,
    drafted,
    issued,
    many_names,
    officer,
    on_paper,
    prompt,
    submitted,
)
from tests.stages.publications.support import plan
from thidua.foundation.core.errors import Invalid
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.documents.queries import as_printed
from thidua.stages.campaigns.papers import draw
from thidua.stages.councils.models import Council, Session, SessionItem
from thidua.stages.decisions.bases import bases_on
from thidua.stages.decisions.models import Decision
from thidua.stages.decisions.operations import hand_over, submit_decision
from thidua.stages.decisions.papers import decision_paper, hand_over_paper, proposal_paper
from thidua.stages.decisions.queries import names_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = NOW.date()


@pytest.fixture
def found() -> Awards:
    return cast_with_awards()


def signed(decision: Decision, name: str) -> dict[str, bytes]:
    document = getattr(decision, name)
    return {ending: draw(as_printed(document), ending) for ending in ("docx", "pdf")}


@pytest.mark.clause("VI.3a")
def test_decision_is_printed_as_decisions_are(found: Awards) -> None:
    plan(found.cast)
    for content in signed(issued(found), "document").values():
        text = text_of(content)
        assert deviations(content) == []
        assert [words for words in DECISION_WORDS if words not in text] == []


DECISION_WORDS = [
    "Số: 06/QĐ-MTTQ-BTT",
    "Đắk Nông, ngày 15 tháng 7 năm 2024",
    "QUYẾT ĐỊNH",
    "Về việc tặng Bằng khen của Ủy ban MTTQ Việt Nam tỉnh",
    "BAN THƯỜNG TRỰC ỦY BAN MTTQ VIỆT NAM TỈNH ĐẮK NÔNG",
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
    "Căn cứ Kế hoạch số 05/KH-MTTQ-BTT",
    "Xét Tờ trình số 01/TTr-HĐTĐKT ngày 15/7/2024 của Hội đồng Thi đua - Khen thưởng",
    "Điều 1. Tặng Bằng khen của Ủy ban MTTQ Việt Nam tỉnh cho 02 tập thể và 01 cá nhân",
    "Điều 3.",
    "TM. BAN THƯỜNG TRỰC",
    "(đã ký)",
    "Trần Văn Bình",
    "DANH SÁCH ĐƯỢC TẶNG BẰNG KHEN",
    "(Kèm theo Quyết định số 06/QĐ-MTTQ-BTT ngày 15/7/2024)",
    "Ủy ban MTTQ Việt Nam xã Đắk Lao",
    "Nguyễn Văn Minh Họa",
]


def test_proposal_tells_votes_and_quota(found: Awards) -> None:
    for content in signed(issued(found), "proposal").values():
        text = text_of(content)
        assert deviations(content) == []
        assert [words for words in PROPOSAL_WORDS if words not in text] == []


PROPOSAL_WORDS = [
    "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG",
    "TỜ TRÌNH",
    "Kính gửi: Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh Đắk Nông",
    "Huyện, xã, khu dân cư: đề nghị 2, số lượng theo kế hoạch 5.",
    "Cá nhân: đề nghị 1, số lượng theo kế hoạch 5.",
    "6/7",
    "TM. HỘI ĐỒNG",
    "CHỦ TỊCH HỘI ĐỒNG",
    "(Kèm theo Tờ trình số 01/TTr-HĐTĐKT ngày 15/7/2024",
]


def test_draft_leaves_number_and_day_to_be_filled_in(found: Awards) -> None:
    decision = submitted(found)
    for content in signed(decision, "document").values():
        assert deviations(content) == []
        assert "01/QĐ" not in text_of(content)
    assert "{number}" not in text_of(signed(decision, "document")["pdf"])


def test_minutes_are_cited_with_their_day(found: Awards) -> None:
    decision = drafted(found)
    people, chosen = found.cast, decision.entries.get(position=1).nomination
    council = Council.objects.create(
        unit=people.province, name="Hội đồng", decision="01/QĐ", decision_date=DAY, valid_from=DAY, made_at=NOW,
        changed_at=NOW,
    )  # fmt: skip
    minutes = IssuedDocument.objects.create(
        unit=people.province, kind="minutes", body="Hội đồng Thi đua - Khen thưởng", symbol="BB-HĐTĐKT", number=3,
        year=2024, date=datetime.date(2024, 7, 12), made_at=NOW, changed_at=NOW,
    )  # fmt: skip
    session = Session.objects.create(
        unit=people.province, council=council, round=found.own.round, mode="hands", held_on=datetime.date(2024, 7, 12),
        status="minuted", closed_at=NOW, minutes=minutes, made_at=NOW, changed_at=NOW,
    )  # fmt: skip
    SessionItem.objects.create(session=session, nomination=chosen, position=1)
    entries = list(decision.entries.select_related("unit__kind", "unit__parent"))
    text = text_of(draw(decision_paper(decision, entries, on=DAY, signers=SIGNERS), "docx"))
    assert "Căn cứ Biên bản họp Hội đồng Thi đua - Khen thưởng số 03/BB-HĐTĐKT ngày 12/7/2024;" in text
    assert "được tặng tiền thưởng theo quy định" in text
    with pytest.raises(Invalid, match=r"không được trước ngày Hội đồng họp \(12/7/2024\)"):
        on_paper(found, decision, date=datetime.date(2024, 7, 11))


def test_long_list_runs_over_its_pages(found: Awards) -> None:
    decision = prompt(found, found.cast.commune)
    many_names(found, decision, 60)
    decision = submit_decision(by=officer(found), now=NOW, decision=decision)
    content = signed(decision, "document")["pdf"]
    assert (deviations(content), "Tập thể số 60" in text_of(content)) == ([], True)


def test_commendation_at_once_says_so(found: Awards) -> None:
    decision = prompt(found, found.cast.commune)
    entries = list(decision.entries.select_related("unit__kind", "unit__parent"))
    paper = decision_paper(decision, entries, on=DAY, signers=SIGNERS)
    letter = proposal_paper(decision, entries, on=DAY, signers=SIGNERS)
    text = text_of(draw(paper, "pdf"))
    assert "(khen thưởng kịp thời)" in text
    assert "cho 01 tập thể, đã có thành tích" in text
    assert "Số phiếu đồng ý" not in text_of(draw(letter, "docx"))
    assert deviations(draw(paper, "pdf")) == []


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (datetime.date(2023, 12, 31), "Nghị định số 91/2017/NĐ-CP"),
        (datetime.date(2024, 1, 1), "Nghị định số 98/2023/NĐ-CP"),
        (datetime.date(2025, 6, 30), "Nghị định số 98/2023/NĐ-CP"),
        (datetime.date(2025, 7, 1), "Nghị định số 152/2025/NĐ-CP"),
    ],
)
def test_bases_are_those_in_force_on_the_day(on: datetime.date, words: str) -> None:
    laws = bases_on(on)
    assert len(laws) == 2
    assert [words in law for law in laws].count(True) == 1


def test_sheet_for_signatures_lists_who_is_given_a_certificate(found: Awards) -> None:
    decision = issued(found)
    first = decision.entries.get(position=1)
    hand_over(by=officer(found), now=NOW, decision=decision, on=DAY, takers={first.uid: "Người Nhận Minh Họa"})
    paper = hand_over_paper(decision, names_of(decision), on=DAY)
    for ending in ("docx", "pdf"):
        content = draw(paper, ending)
        text = text_of(content)
        assert deviations(content) == []
        assert ("Người Nhận Minh Họa" in text, "theo Quyết định số 01/QĐ-MTTQ-BTT" in text) == (True, True)


def test_same_words_make_the_same_bytes(found: Awards) -> None:
    decision = drafted(found)
    entries = list(decision.entries.select_related("unit", "nomination__pool").order_by("position"))
    papers = [decision_paper(decision, entries, on=DAY, signers=SIGNERS) for _time in range(2)]
    assert draw(papers[0], "pdf") == draw(papers[1], "pdf")
