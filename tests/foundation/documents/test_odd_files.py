"""Files as other programs write them: lengths with units, fields without runs, tiny letters; told or refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, RectangleObject

from tests.foundation.documents import papers
from thidua.foundation.documents.checker import NotADocument, Outcome, check_document, read_docx, read_pdf
from thidua.foundation.documents.checker.opening import open_file
from thidua.foundation.documents.checker.pdf_weight import Marks
from thidua.foundation.documents.checker.word_styles import MOST_BASES, Styles, measure
from thidua.foundation.documents.docx import draw_docx
from thidua.foundation.documents.formats import format_on
from thidua.foundation.documents.pdf import draw_pdf

FORM = format_on("front", papers.DAY)
DOCX = draw_docx(papers.plan(), FORM)
DAY_TEXT = "ngày 05 tháng 02 năm 2024"


def rewritten(old: str, new: str, part: str = "word/document.xml") -> bytes:
    """The plan with each `old` in one part of its package replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(DOCX)) as package, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in package.namelist():
            text = package.read(name)
            if name == part:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode())
            target.writestr(name, text)
    return made.getvalue()


def checked(content: bytes) -> Outcome:
    return check_document(content, today=papers.DAY)


@pytest.mark.parametrize(
    ("told", "length"),
    [("567", 567), ("-20", -20), ("1cm", 566.929), ("28pt", 560), ("50%", 7), ("", 7), (None, 7), ("9" * 400, 7)],
)
def test_length_of_a_word_file_is_read_with_its_unit_or_not_at_all(told: str | None, length: float) -> None:
    assert measure(told, 7) == pytest.approx(length, abs=0.001)


ODD = {
    "cell as a share": ('<w:tcW w:type="dxa" w:w="5272"/>', '<w:tcW w:type="pct" w:w="50%"/>', "word/document.xml"),
    "cell without width": ('<w:tcW w:type="dxa" w:w="5272"/>', '<w:tcW w:type="auto"/>', "word/document.xml"),
    "indent in points": ('w:left="3487"', 'w:left="174.35pt"', "word/document.xml"),
}


@pytest.mark.parametrize("case", ODD)
def test_lengths_of_other_programs_are_read(case: str) -> None:
    wrong = {each.rule for each in checked(rewritten(*ODD[case])).deviations}
    # The rule under the head is as long as the cell lets it.
    assert wrong <= {"rule.length"}


def test_page_number_without_a_run_looks_as_its_paragraph() -> None:
    with zipfile.ZipFile(io.BytesIO(DOCX)) as package:
        header = package.read("word/header1.xml").decode()
    runs = header[header.index("<w:r>") : header.index("</w:p>")]
    seen = open_file(rewritten(runs, '<w:fldSimple w:instr=" PAGE "/>', "word/header1.xml"))
    assert [(each.place, each.align) for each in seen.numbers] == [("top", "center")]


@pytest.mark.parametrize("digits", ["99999999999", "9" * 5000])
def test_day_with_too_many_digits_is_told(digits: str) -> None:
    outcome = checked(rewritten(DAY_TEXT, f"ngày {digits} tháng 02 năm 2024"))
    assert "date.form" in {each.rule for each in outcome.deviations}


def test_number_with_too_many_digits_is_told() -> None:
    outcome = checked(rewritten("Số: 05/", f"Số: {'9' * 5000}/"))
    assert "number.form" in {each.rule for each in outcome.deviations}


def redrawn(change: Callable[[bytes], bytes], draw_form: bytes = b"") -> bytes:
    """The plan as PDF with what each page draws changed, packed as programs do; with a form that it may draw."""
    writer = PdfWriter(PdfReader(io.BytesIO(draw_pdf(papers.plan(), FORM))))
    for page in writer.pages:
        content, form = DecodedStreamObject(), DecodedStreamObject()
        content.set_data(change(page.get_contents().get_data()))
        page[NameObject("/Contents")] = writer._add_object(content.flate_encode())
        form.set_data(draw_form)
        form |= {NameObject("/Subtype"): NameObject("/Form"), NameObject("/BBox"): RectangleObject((0, 0, 9, 9))}
        page["/Resources"][NameObject("/XObject")] = DictionaryObject(
            {NameObject("/Fm"): writer._add_object(form.flate_encode())}
        )
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_letters_too_small_to_have_a_size_are_told() -> None:
    assert not checked(redrawn(lambda drawn: drawn.replace(b"1 0 0 -1 0 0 Tm", b"1 0 0 -0.01 0 0 Tm"))).passed


HEAVY = {
    "pages that unpack to much": lambda: redrawn(lambda drawn: drawn + b" " * 11_000_000),
    "a form that unpacks to much": lambda: redrawn(lambda drawn: drawn, b" " * 11_000_000),
    "a form with much drawn often": lambda: redrawn(lambda drawn: drawn + b"/Fm Do " * 500, b"0 0 9 9 re f " * 500),
}


@pytest.mark.parametrize("case", HEAVY)
def test_pdf_that_grows_without_bound_is_refused_before_it_is_read(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = HEAVY[case]()
    assert len(content) < 1024 * 1024
    monkeypatch.setattr(read_pdf, "_Page", lambda page, number: pytest.fail("read before it was weighed"))
    if "often" in case:
        monkeypatch.setattr(Marks, "left", 10_000)
    with pytest.raises(NotADocument, match="phình ra quá lớn"):
        checked(content)


@pytest.mark.parametrize(("limit", "before"), [("MOST_XML", "Document"), ("MOST_PIECES", "_body")])
def test_word_file_that_is_a_book_is_refused_before_it_is_worked_out(
    limit: str, before: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_docx, limit, 20)
    monkeypatch.setattr(read_docx, before, lambda *_given: pytest.fail("worked out before it was weighed"))
    with pytest.raises(NotADocument, match="Văn bản dài quá"):
        checked(DOCX)


def test_style_based_on_thousands_is_not_followed_to_its_end() -> None:
    named = [f'<w:style w:type="paragraph" w:styleId="S{n}"><w:basedOn w:val="S{n + 1}"/></w:style>' for n in range(99)]
    styles = parse_xml(f"<w:styles {nsdecls('w')}>{''.join(named)}</w:styles>")
    assert len(list(Styles(styles, None)._chain("S0"))) == MOST_BASES


def test_broken_part_in_a_sound_package_is_refused_with_a_sentence() -> None:
    with pytest.raises(NotADocument, match="Xin mở trên máy, lưu lại rồi gửi lại"):
        checked(rewritten("</w:body>", "</w:bod"))


def test_head_and_foot_whose_lines_end_with_a_line_break_are_read_line_by_line() -> None:
    document = docx.Document()
    head = document.add_table(2, 2)
    head.cell(0, 0).text = "ỦY BAN MTTQ VIỆT NAM\nXÃ NAM DONG"  # python-docx writes a line break
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập-Tự do-Hạnh phúc"
    head.cell(1, 0).text, head.cell(1, 1).text = "Số: 05/KH-MTTQ", "Nam Dong, ngày 05 tháng 3 năm 2024"
    document.add_paragraph("KẾ HOẠCH")
    foot = document.add_table(1, 2)
    foot.cell(0, 0).text = "Nơi nhận:\n- UBND xã;\n- Lưu: VT."
    foot.cell(0, 1).text = "TM. BAN THƯỜNG TRỰC\nCHỦ TỊCH\nTS. Nguyễn Văn An"
    made = io.BytesIO()
    document.save(made)
    found = {(row.rule, row.place) for row in checked(made.getvalue()).deviations}
    assert {"words.motto", "signer.degree"} <= {rule for rule, _place in found}
    assert [
        place for rule, place in found if rule == "component.missing" and place in ("Tiêu ngữ", "Danh sách nơi nhận")
    ] == []
    assert "recipients.label" not in {rule for rule, _place in found}
