"""Certificates: one lying A4 page each, in the lines of the decree; only of our own, standing awards."""

from __future__ import annotations

import io

import pdfplumber
import pytest
from pypdf import PdfReader

from tests.factories import NOW
from tests.stages.decisions.support import (
    DAY,
    WORDS,
    Awards,
    cast_with_awards,
    issued,
    leader,
    officer,
    prompt,
    recorded,
    submitted,
)
from thidua.foundation.core.errors import NotNow
from thidua.stages.decisions import certificates
from thidua.stages.decisions.models import Decision
from thidua.stages.decisions.operations import issue_decision, revoke_award, submit_decision
from thidua.stages.decisions.queries import names_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def found() -> Awards:
    return cast_with_awards()


def pages(decision: Decision) -> list[str]:
    content = certificates.draw(decision, certificates.printable(names_of(decision)))
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


def words_of(content: bytes) -> list[tuple[str, float]]:
    """The words of the first page, each with how far it stands below the upper edge, in points."""
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return [(word["text"], float(word["top"])) for word in pdf.pages[0].extract_words()]


def test_every_name_has_its_page_with_the_decrees_lines(found: Awards) -> None:
    texts = pages(issued(found))
    assert len(texts) == 3
    lines = [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "BAN THƯỜNG TRỰC",
        "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM", "TỈNH ĐẮK NÔNG", "TẶNG", "BẰNG KHEN",
        "Ủy ban Mặt trận Tổ quốc Việt Nam xã Đắk Lao, huyện Đắk Mil Đã có thành tích xuất sắc trong đợt thi đua chào mừng"
        f" Đại hội: {WORDS[0].lower()}{WORDS[1:]}",
        "Quyết định số: 01/QĐ-MTTQ-BTT ngày 15/7/2024", "Số sổ vàng: 01", "Đắk Nông, ngày 15 tháng 7 năm 2024",
        "TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH", "Trần Văn Bình",
    ]  # fmt: skip
    assert [line for line in lines if line not in texts[0]] == []
    assert ("Số sổ vàng: 03" in texts[2], "Nguyễn Văn Minh Họa" in texts[2]) == (True, True)


def test_page_is_a_lying_a4_and_the_emblems_place_is_empty(found: Awards) -> None:
    decision = issued(found)
    page = PdfReader(io.BytesIO(certificates.draw(decision, certificates.printable(names_of(decision))))).pages[0]
    millimetres = [round(float(side) / 72 * 25.4) for side in (page.mediabox.width, page.mediabox.height)]
    assert millimetres == [297, 210]
    content = certificates.draw(decision, certificates.printable(names_of(decision)))
    tops = [top / 72 * 25.4 for _word, top in words_of(content)]
    assert (min(tops) < 30, [mm for mm in tops if 37 < mm < 61]) == (True, [])


def test_longest_achievement_stays_on_one_page_above_the_foot(found: Awards) -> None:
    decision = prompt(found, found.cast.commune)
    decision.entries.update(achievement=("Vận động Nhân dân làm đường giao thông nông thôn; " * 20)[:600])
    submit_decision(by=officer(found), now=NOW, decision=decision)
    decision.refresh_from_db()
    decision = issue_decision(by=leader(found), now=NOW, decision=decision)
    content = certificates.draw(decision, certificates.printable(names_of(decision)))
    places = words_of(content)
    lowest = max(top for word, top in places if word == "mừng")
    foot = min(top for word, top in places if word == "tháng")
    assert (len(PdfReader(io.BytesIO(content)).pages), lowest < foot - 10) == (1, True)


def test_revoked_award_has_no_certificate(found: Awards) -> None:
    decision = issued(found)
    first = decision.entries.get(position=1)
    revoke_award(
        by=leader(found),
        now=NOW,
        decision=decision,
        entry=first.uid,
        by_decision="09/QĐ-MTTQ-BTT",
        on=DAY,
        reason="Sai",
    )
    texts = pages(decision)
    assert (len(texts), [text for text in texts if "Đắk Lao" in text]) == (2, [])
    with pytest.raises(NotNow, match="không còn"):
        certificates.draw(decision, [])


def test_no_certificate_before_the_signature_or_of_another_authority(found: Awards) -> None:
    decision = submitted(found)
    with pytest.raises(NotNow, match="sau khi đã ký"):
        certificates.draw(decision, list(decision.entries.all()))
    other = recorded(found)
    with pytest.raises(NotNow, match="do đơn vị mình ban hành"):
        certificates.draw(other, list(other.entries.all()))


def test_same_words_make_the_same_bytes(found: Awards) -> None:
    decision = issued(found)
    names = certificates.printable(names_of(decision))
    assert certificates.draw(decision, names) == certificates.draw(decision, names)


def test_certificate_given_at_once_says_so_in_one_sentence(found: Awards) -> None:
    decision = prompt(found, found.cast.area)
    decision.entries.update(achievement="Hiến 1.200 m² đất mở rộng đường.")
    submit_decision(by=officer(found), now=NOW, decision=decision)
    decision.refresh_from_db()
    text = pages(issue_decision(by=leader(found), now=NOW, decision=decision))[0]
    assert (
        "Thôn 1, xã Nam Dong Đã có thành tích: hiến 1.200 m² đất mở rộng đường,"
        " khen thưởng kịp thời trong đợt thi đua chào mừng Đại hội" in text
    )
    assert "xuất sắc" not in text
