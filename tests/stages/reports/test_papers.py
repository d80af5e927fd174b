"""The paper of a report: letterhead, sections, reasons, the list of works; and what the format checker says of it."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from tests.factories import NOW, TODAY, Cast
from tests.stages.reports.support import at, begun, given, handed, period, schedule, sent
from tests.stages.works.support import house, piece, verified
from thidua.foundation.documents.checker import check_document
from thidua.stages.campaigns import papers as drawing
from thidua.stages.reports import papers
from thidua.stages.reports.models import Report, ReportPeriod
from thidua.stages.reports.operations import Given, begin_report, hand_report, send_report

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def text_of(content: bytes) -> str:
    if content.startswith(b"%PDF"):
        return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())
    word = Document(io.BytesIO(content))
    nodes = [each for each in word.element.iter() if each.tag.endswith("}p")]
    paragraphs = ("".join(node.text or "" for node in each.iter() if node.tag.endswith("}t")) for each in nodes)
    return " ".join(" ".join(paragraphs).replace("\u00a0", " ").split())


def deviations(content: bytes) -> list[str]:
    return [each.rule for each in check_document(content, today=TODAY).deviations if not each.notice]


def final(people: Cast, **more: Any) -> ReportPeriod:
    """The final report of districts, with its list of works."""
    of = schedule(
        people,
        key="final",
        name="Báo cáo tổng kết",
        rhythm="once",
        unit_kinds=["front-district"],
        with_works=True,
        **more,
    )
    return ReportPeriod.objects.create(
        schedule=of,
        key="once",
        name="Báo cáo tổng kết",
        starts_on=people.campaign.starts_on,
        due_before=at(8, 20).date(),
    )


def sent_by_district(people: Cast, of: ReportPeriod, **values: Given) -> Report:
    report = begin_report(by=people.actor("district_officer"), now=NOW, period=of, unit=people.district)
    hand_report(by=people.actor("district_officer"), now=NOW, report=report, values=given() | values)
    return send_report(by=people.actor("district_leader"), now=NOW, report=report)


@pytest.mark.parametrize("ending", ["docx", "pdf"])
@pytest.mark.clause("VII.3b")
def test_sent_report_keeps_the_format(people: Cast, quarter: ReportPeriod, ending: str) -> None:
    report = sent(people, quarter)
    content = drawing.draw(papers.paper_of(report), ending)
    text = text_of(content)

    assert deviations(content) == []
    wanted = [
        "XÃ NAM DONG", "BAN THƯỜNG TRỰC", "Số: 01/BC-MTTQ-BTT", "Nam Dong, ngày 15 tháng 7 năm 2024", "BÁO CÁO",
        "Công tác Mặt trận quý II/2024", "Kính gửi:", "(số liệu tính đến ngày 30/6/2024)",
        "I. TÌNH HÌNH", "II. KẾT QUẢ THI ĐUA CHÀO MỪNG ĐẠI HỘI", "Buổi tuyên truyền: 4 buổi.",
        "TM. BAN THƯỜNG TRỰC", "(đã ký)", "Y Hùng Êban", "Lưu: VT.",
    ]  # fmt: skip
    assert [words for words in wanted if words not in text] == []


@pytest.mark.clause("VII.3b")
def test_final_report_carries_the_list_of_works(people: Cast) -> None:
    verified(people)
    verified(people, content=piece(people), by="commune_officer", above="district_officer")
    report = sent_by_district(people, final(people, sent_to="Hội đồng Thi đua - Khen thưởng tỉnh (qua Ban Tổ chức)"))
    # What happens afterwards is not in it.
    verified(people, content=house(people, name="Nhà bàn giao sau"))

    for ending in ("docx", "pdf"):
        content = drawing.draw(papers.paper_of(report), ending)
        text = text_of(content)
        assert deviations(content) == []
        assert "Hội đồng Thi đua - Khen thưởng tỉnh (qua Ban Tổ chức)" in text
        assert "DANH SÁCH CÔNG TRÌNH, DỰ ÁN, PHẦN VIỆC" in text
        assert "Trồng hoa dọc đường liên thôn" in text
        assert "78.500.000" in text
        assert "Tổng cộng (2 công trình, phần việc)" in text
        # The household that got the house is not named.
        assert "H'Duyên" not in text
    assert [row["kind"] for row in report.frozen["works"]["thu"]] == ["Nhà đại đoàn kết (xây mới)", "Phần việc"]


def test_figure_that_differs_prints_its_reason(people: Cast, quarter: ReportPeriod) -> None:
    report = begun(people, quarter)
    values = given() | {"thu.works": Given(figure=2, note="hai việc chưa kịp ghi sổ.")}
    hand_report(by=people.actor("commune_officer"), now=NOW, report=report, values=values)
    text = text_of(drawing.draw(papers.report_document(report), "docx"))

    assert "Công trình đã xác nhận: 2. Ghi chú: hai việc chưa kịp ghi sổ." in text
    assert "sổ theo dõi" not in text


def test_draft_has_blanks_for_number_and_name(people: Cast, quarter: ReportPeriod) -> None:
    paper = papers.paper_of(handed(people, quarter))
    assert (paper.number, paper.date) == (None, None)
    assert paper.signature is not None and paper.signature.name == ""


def test_organization_signs_for_its_own_body(people: Cast) -> None:
    of = period(people, schedule(people, key="organization", unit_kinds=["org-province"]))
    report = begin_report(by=people.actor("women_officer"), now=NOW, period=of, unit=people.women)
    hand_report(by=people.actor("women_officer"), now=NOW, report=report, values=given())
    done = send_report(by=people.actor("women_leader"), now=NOW, report=report)
    content = drawing.draw(papers.paper_of(done), "pdf")

    assert done.document is not None and done.document.notation == "01/BC-BTV"
    assert deviations(content) == []
    assert "TM. BAN THƯỜNG VỤ" in text_of(content)


def test_deputy_signs_for_the_head(people: Cast, quarter: ReportPeriod) -> None:
    person = people.people["commune_leader"]
    person.position = "Phó Chủ tịch"
    person.save()
    document = sent(people, quarter).document
    assert document is not None
    assert (document.signer_capacity, document.signer_title) == (
        "TM. BAN THƯỜNG TRỰC / KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH",
    )  # fmt: skip
