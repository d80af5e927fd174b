"""Word, PDF and HTML of one document."""

from __future__ import annotations

import datetime
import io
import zipfile

import pytest
from docx import Document
from pypdf import PdfReader

from tests.foundation.documents import papers
from thidua.foundation.documents.checker import check_document
from thidua.foundation.documents.checker.read_pdf import read_pdf
from thidua.foundation.documents.docx import draw_docx
from thidua.foundation.documents.formats import format_on
from thidua.foundation.documents.html import draw_html, draw_page
from thidua.foundation.documents.model import Annex, OfficialDocument, paragraph
from thidua.foundation.documents.pdf import draw_pdf

FORM = format_on("front", papers.DAY)
ALL = [papers.plan(), papers.letter(), papers.report(), papers.minutes()]


@pytest.mark.slow
@pytest.mark.parametrize("document", ALL, ids=lambda document: document.kind)
@pytest.mark.parametrize("draw", [draw_docx, draw_pdf])
def test_same_document_gives_the_same_bytes(draw: object, document: OfficialDocument) -> None:
    assert draw(document, FORM) == draw(document, FORM)  # type: ignore[operator]


def test_dates_inside_the_word_file_are_the_documents() -> None:
    content = draw_docx(papers.plan(), FORM)
    days = {info.date_time[:3] for info in zipfile.ZipFile(io.BytesIO(content)).infolist()}
    facts = Document(io.BytesIO(content)).core_properties
    assert days == {(2024, 2, 5)}
    assert (facts.created, facts.modified) == (datetime.datetime(2024, 2, 5, tzinfo=datetime.UTC),) * 2
    assert facts.author == "ỦY BAN MTTQ VIỆT NAM HUYỆN CƯ JÚT BAN THƯỜNG TRỰC"


def test_pdf_is_tagged_dated_archived_and_of_one_face() -> None:
    reader = PdfReader(io.BytesIO(draw_pdf(papers.report(), FORM)))
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[1].split("-")[0]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    meta = reader.xmp_metadata
    assert fonts == {"Tinos"}
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"] is True or bool(
        reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    )
    assert str(reader.trailer["/Root"]["/Lang"]) == "vi-VN"
    assert reader.metadata is not None and reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == papers.DAY
    assert meta is not None


def test_pdf_pages_of_the_annex_count_anew() -> None:
    seen = read_pdf(draw_pdf(papers.report(), FORM))
    assert {number.page: number.text for number in seen.numbers} == {2: "2", 3: "3", 4: "4", 5: "5", 7: "2", 9: "2"}
    assert [page.width_mm for page in seen.pages] == [210, 210, 297, 297, 210, 210, 210, 297, 297]


def test_annex_bears_its_documents_number_and_day_once_it_has_them() -> None:
    annex = Annex("Danh sách", (paragraph(papers.LONG),), note="(Kèm theo Kế hoạch số {number} ngày {date})")
    issued, draft = papers.plan(annexes=(annex,)), papers.plan(annexes=(annex,), number=None, date=None)
    for content in (
        draw_html(issued, FORM),
        text_of_pdf(draw_pdf(issued, FORM)),
        Document(io.BytesIO(draw_docx(issued, FORM))).element.xml,
    ):
        assert "(Kèm theo Kế hoạch số 05/KH-MTTQ-BTT ngày 05/02/2024)" in content
    assert "05/KH" not in draw_html(draft, FORM)
    assert "{" not in text_of_pdf(draw_pdf(draft, FORM))


def test_single_pages_need_no_number() -> None:
    """A document of one page with an annex of one page shows no page number, and that is right."""
    annex = Annex("Danh sách", (paragraph(papers.LONG),), note="(Kèm theo Kế hoạch số {number} ngày {date})")
    short = papers.plan(blocks=(paragraph(papers.LONG + "/."),), annexes=(annex,))
    content = draw_pdf(short, FORM)
    assert len(PdfReader(io.BytesIO(content)).pages) == 2
    assert [each.rule for each in check_document(content, today=papers.DAY).deviations if not each.notice] == []


def text_of_pdf(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def test_word_file_has_named_styles_and_one_head_row_on_every_page() -> None:
    word = Document(io.BytesIO(draw_docx(papers.report(), FORM)))
    names = [paragraph.style.name for paragraph in word.paragraphs if paragraph.text][:3]
    xml = word.element.xml
    assert names == ["Tên loại văn bản", "Trích yếu nội dung", "Trích yếu nội dung"]
    assert xml.count("<w:tblHeader/>") == 2 * 4
    assert [section.orientation for section in word.sections] == [0, 1, 0, 0, 1]


def test_markup_in_words_is_only_words() -> None:
    sly = papers.plan(subject='#eval("1") <script>x</script> $a$ *b*', blocks=(paragraph('<b>#panic("x")</b> [y]'),))
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(draw_pdf(sly, FORM))).pages)
    assert '<b>#panic("x")</b> [y]' in text
    html = draw_html(sly, FORM)
    assert "&lt;script&gt;x&lt;/script&gt;" in html and "<script" not in html and "<b>" not in html


def test_html_carries_no_inline_style_and_one_title() -> None:
    html = draw_html(papers.report(), FORM)
    assert " style=" not in html
    assert html.count("<h2") == 3
    assert html.count("<h1") == 0
    assert draw_page(papers.plan(), FORM).count("<h1") == 1


@pytest.mark.clause("N.2")
def test_head_and_foot_stand_in_every_drawing() -> None:
    document = papers.plan()
    wanted = [
        "ỦY BAN MTTQ VIỆT NAM", "HUYỆN CƯ JÚT", "BAN THƯỜNG TRỰC", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "Số: 05/KH-MTTQ-BTT", "Cư Jút, ngày 05 tháng 02 năm 2024", "TM. BAN THƯỜNG TRỰC",
        "CHỦ TỊCH", "(đã ký)", "Nguyễn Văn Minh Họa", "Nơi nhận:", "- Lưu: VT.",
    ]  # fmt: skip
    word = Document(io.BytesIO(draw_docx(document, FORM)))
    docx_text = "\n".join(node.text or "" for node in word.element.iter() if node.tag.endswith("}t"))
    pdf_text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(draw_pdf(document, FORM))).pages)
    html = draw_html(document, FORM)
    texts = {"docx": docx_text, "pdf": pdf_text, "html": html}
    missing = [(line, name) for line in wanted for name, text in texts.items() if line not in text]
    assert missing == []
