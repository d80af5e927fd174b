"""Letters a paper can bear: names of the province's peoples print, what does not is refused, no drawing fails."""

from __future__ import annotations

import io

import pytest
from docx import Document
from pypdf import PdfReader

from tests.foundation.documents import papers
from thidua.foundation.core.errors import Invalid
from thidua.foundation.documents.docx import draw_docx
from thidua.foundation.documents.formats import format_on
from thidua.foundation.documents.letters import require_printable, require_printable_texts
from thidua.foundation.documents.measure import unprintable
from thidua.foundation.documents.model import OfficialDocument, paragraph
from thidua.foundation.documents.pdf import draw_pdf

FORM = format_on("front", papers.DAY)
NAMES = "Y Ƀhem Êƀan, H'Ñuêñ Mlô, Y Blŏ Niê̆, Bon Bu N'Đơr ơ̆ ư̆ ô̆, ĕ ĭ ŭ č ƀ Č"


def bearing(text: str) -> OfficialDocument:
    return papers.plan(blocks=(paragraph(text),))


def pdf_text(document: OfficialDocument) -> str:
    reader = PdfReader(io.BytesIO(draw_pdf(document, FORM)))
    return "\n".join(page.extract_text() for page in reader.pages)


def test_names_of_the_peoples_of_the_province_print() -> None:
    assert unprintable(NAMES) == []
    require_printable(bearing(NAMES))
    assert "Y Ƀhem Êƀan" in pdf_text(bearing(NAMES))


def test_letter_without_a_shape_is_drawn_as_a_box_and_stops_nothing() -> None:
    text = pdf_text(bearing("Mô hình ① ☎ 😀️ tốt\ufeff \x01nhé"))
    assert "Mô hình □ □ □ tốt □nhé" in text


def test_letter_without_a_shape_is_refused_by_name_and_place() -> None:
    with pytest.raises(Invalid) as refusal:
        require_printable(bearing("Vận động Nhân dân làm ① đường giao thông"))
    assert refusal.value.fields == {
        "letters": "Chữ «①» trong «Nhân dân làm ① đường giao thông» không in được lên văn bản. Xin thay bằng chữ khác."
    }
    with pytest.raises(Invalid, match="«☎»"):
        require_printable_texts("Tốt", "☎ 0987")


def test_marks_nobody_sees_are_no_reason_to_refuse() -> None:
    require_printable_texts("Đắk\u200b Nông\ufeff", "hai\ndòng\tcột", "a\u00a0b")


def test_word_file_leaves_control_characters_out() -> None:
    file = Document(io.BytesIO(draw_docx(bearing("Mô\x0b hình ① tốt\x01"), FORM)))
    assert "Mô hình ① tốt" in [each.text for each in file.paragraphs]
