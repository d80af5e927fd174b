"""The checker finds nothing in what we print, and each deviation planted in it, in Word and in PDF."""

from __future__ import annotations

import dataclasses
import datetime
import io
import unicodedata
from collections.abc import Callable

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from tests.foundation.documents import papers
from thidua.foundation.documents import layout, pdf
from thidua.foundation.documents.checker import NotADocument, check_document
from thidua.foundation.documents.docx import draw_docx
from thidua.foundation.documents.formats import Format, Span, format_on
from thidua.foundation.documents.formats import words as true_words
from thidua.foundation.documents.model import OfficialDocument, Signature, paragraph
from thidua.foundation.documents.pdf import draw_pdf

FORM = format_on("front", papers.DAY)
TODAY = datetime.date(2024, 7, 15)
Draw = Callable[[OfficialDocument, Format], bytes]
DRAWINGS = {"docx": draw_docx, "pdf": draw_pdf}
change = dataclasses.replace


def found(content: bytes) -> set[str]:
    return {each.rule for each in check_document(content, today=TODAY).deviations if not each.notice}


def with_page(**values: object) -> Callable[[Format], Format]:
    return lambda form: change(form, page=change(form.page, **values))  # type: ignore[arg-type]


def with_part(key: str, **values: object) -> Callable[[Format], Format]:
    def spoil(form: Format) -> Format:
        return change(form, components=form.components | {key: change(form.components[key], **values)})  # type: ignore[arg-type]

    return spoil


def with_text(**values: object) -> Callable[[Format], Format]:
    return lambda form: change(form, text=change(form.text, **values))  # type: ignore[arg-type]


def with_writing(**values: object) -> Callable[[Format], Format]:
    return lambda form: change(form, writing=change(form.writing, **values))  # type: ignore[arg-type]


def span(size: float) -> Span:
    return Span(size, size, size)


def as_is(document: OfficialDocument) -> OfficialDocument:
    return document


def given(**values: object) -> Callable[[OfficialDocument], OfficialDocument]:
    return lambda document: change(document, **values)  # type: ignore[arg-type]


def letterhead(**values: object) -> Callable[[OfficialDocument], OfficialDocument]:
    return lambda document: change(document, letterhead=change(document.letterhead, **values))  # type: ignore[arg-type]


# What only a document of more than one page can show.
ON_LATER_PAGES = {"number.size", "number.style"}
SPOILED_FORMATS = {
    "left margin 25 mm": (with_page(left_mm=span(25)), {"page.margin.left"}),
    "right margin 10 mm": (with_page(right_mm=span(10)), {"page.margin.right"}),
    "top margin 12 mm": (with_page(top_mm=span(12)), {"page.margin.top"}),
    "letter paper": (with_page(width_mm=216, height_mm=279), {"page.size"}),
    "motto without its rule": (with_part("motto", rule=None), {"rule.missing"}),
    "rule as long as the issuer": (with_part("issuer", rule=span(1)), {"rule.length"}),
    "subject without its rule": (with_part("subject", rule=None), {"rule.missing"}),
    "national name 11 pt": (with_part("national_name", size=span(11)), {"component.size", "component.size_step"}),
    "motto 14 pt beside 12": (with_part("motto", size=span(14)), {"component.size_step"}),
    "national name not bold": (with_part("national_name", bold=False), {"component.bold"}),
    "kind not bold": (with_part("kind", bold=False), {"component.bold"}),
    "subject in italics": (with_part("subject", italic=True), {"component.italic"}),
    "date upright": (with_part("place_date", italic=False), {"component.italic"}),
    "parent in bold": (with_part("parent", bold=True), {"component.bold"}),
    "number in bold": (with_part("number", bold=True), {"component.bold"}),
    "body 12 pt": (with_part("body", size=span(12)), {"component.size"}),
    "basis upright": (with_part("basis", italic=False), {"component.italic"}),
    "section not bold": (with_part("section", bold=False), {"component.bold"}),
    "capacity not bold": (with_part("capacity", bold=False), {"component.bold"}),
    "signer 11 pt": (with_part("signer", size=span(11)), {"component.size"}),
    "recipients' word not italic": (with_part("recipients_label", italic=False), {"component.italic"}),
    "recipients 13 pt": (with_part("recipients", size=span(13)), {"component.size"}),
    "first line 20 mm": (with_text(first_line_use_mm=20.0), {"text.indent"}),
    "lines two apart": (with_text(line_spacing=span(2)), {"text.line_spacing"}),
    "page number 10 pt": (
        lambda form: change(form, page_number=change(form.page_number, size=span(10))),
        {"number.size"},
    ),
    "page number in bold": (
        lambda form: change(form, page_number=change(form.page_number, bold=True)),
        {"number.style"},
    ),
    "number without zero": (with_writing(number_zero_below=0), {"number.zero"}),
    "day without zero": (with_writing(day_zero_below=0), {"date.day"}),
    "month without zero": (with_writing(month_zero_below=0), {"date.month"}),
}  # fmt: skip

SPOILED_WORDS = {
    "March with a zero": (given(date=datetime.date(2024, 3, 15)), with_writing(month_zero_below=10), {"date.month"}),
    "symbol with a space": (given(symbol="KH- MTTQ-BTT"), as_is, {"number.form"}),
    "symbol of another kind": (given(symbol="BC-MTTQ-BTT"), as_is, {"symbol.kind"}),
    "symbol in small letters": (given(symbol="KH-mttq-btt"), as_is, {"symbol.form"}),
    "no signature": (given(signature=None), as_is, {"component.missing"}),
    "role in the title's place": (
        given(signature=Signature("LÃNH ĐẠO", "Nguyễn Thị Hòa", ("TM. BAN THƯỜNG TRỰC",))), as_is, {"signer.title"}),
    "no recipients": (given(recipients=()), as_is, {"component.missing"}),
    "recipient without its dash": (
        given(recipients=("BTT Ủy ban MTTQ tỉnh;", "- Lưu: VT.")), as_is, {"recipients.start"}),
    "recipient without its end": (
        given(recipients=("- BTT Ủy ban MTTQ tỉnh", "- Lưu: VT.")), as_is, {"recipients.end"}),
    "last recipient is not the archive": (
        given(recipients=("- BTT Ủy ban MTTQ tỉnh;", "- Các ban.")), as_is, {"recipients.archive"}),
    "issuer in small letters": (letterhead(issuer_lines=("Ban Thường trực",)), as_is, {"component.caps"}),
    "date in figures only": (letterhead(place="Cư Jút 5/2/2024"), as_is, set()),
    "basis without its end": (
        lambda d: change(d, blocks=(paragraph("Căn cứ một", papers.ParagraphStyle.BASIS), *d.blocks)),
        as_is, {"basis.end"}),
}  # fmt: skip


@pytest.mark.parametrize("kind", DRAWINGS)
@pytest.mark.parametrize(
    "document",
    [
        papers.plan(),
        papers.page(),
        papers.letter(),
        papers.report(),
        papers.minutes(),
        papers.plan(number=None, date=None),
    ],
    ids=["plan", "page", "letter", "report", "minutes", "draft"],
)
def test_what_we_print_has_no_deviation(document: OfficialDocument, kind: str) -> None:
    outcome = check_document(DRAWINGS[kind](document, FORM), today=TODAY)
    assert [each for each in outcome.deviations if not each.notice] == []
    assert (outcome.passed, outcome.format_key) == (True, "hd-91-2013")


@pytest.mark.parametrize("kind", DRAWINGS)
@pytest.mark.parametrize("name", SPOILED_FORMATS)
def test_planted_look_is_caught(name: str, kind: str) -> None:
    spoil, rules = SPOILED_FORMATS[name]
    document = papers.plan() if rules & ON_LATER_PAGES else papers.page()
    assert found(DRAWINGS[kind](document, spoil(FORM))) == rules


@pytest.mark.parametrize("kind", DRAWINGS)
@pytest.mark.parametrize("name", [name for name, row in SPOILED_WORDS.items() if row[2]])
def test_planted_words_are_caught(name: str, kind: str) -> None:
    spoil, spoil_format, rules = SPOILED_WORDS[name]
    form = FORM if spoil_format is as_is else spoil_format(FORM)  # type: ignore[arg-type]
    assert found(DRAWINGS[kind](spoil(papers.page()), form)) == rules


@pytest.mark.parametrize("kind", DRAWINGS)
def test_national_name_in_another_spelling_is_caught(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    other = true_words() | {"national_name": "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"}
    monkeypatch.setattr(layout, "words", lambda: other)
    assert found(DRAWINGS[kind](papers.page(), FORM)) == {"words.national_name"}


def test_ragged_text_is_caught_in_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(pdf._ALIGN, papers.ParagraphStyle.BODY, "left")
    document = papers.plan(blocks=tuple(paragraph(papers.LONG) for _ in range(4)))
    assert found(draw_pdf(document, FORM)) == {"component.align"}


@pytest.mark.parametrize(
    ("spoil", "rules"),
    [
        (with_part("body", align=("left",)), {"component.align"}),
        (with_part("kind", align=("left",)), {"component.align"}),
        (with_page(font="Arial"), {"page.font"}),
        (with_page(bottom_mm=span(10)), {"page.margin.bottom"}),
        (with_text(space_pt=span(0)), {"text.gap"}),
        (lambda form: change(form, page_number=change(form.page_number, first_page=True)), {"number.first_page"}),
        (lambda form: change(form, page_number=change(form.page_number, align="right")), {"number.place"}),
    ],
    ids=["ragged", "title left", "Arial", "bottom", "gap", "number on page 1", "number at the right"],
)
def test_planted_look_is_caught_in_word(spoil: Callable[[Format], Format], rules: set[str]) -> None:
    assert found(draw_docx(papers.plan(), spoil(FORM))) == rules


def edited(edit: Callable[[object], None]) -> set[str]:
    """What is found after somebody worked on the file in Word."""
    word = Document(io.BytesIO(draw_docx(papers.plan(), FORM)))
    edit(word)
    file = io.BytesIO()
    word.save(file)
    return found(file.getvalue())


def test_page_number_moved_to_the_foot_is_caught() -> None:
    def edit(word: object) -> None:
        section = word.sections[0]  # type: ignore[attr-defined]
        section.footer.is_linked_to_previous = False
        source, target = section.header.paragraphs[0], section.footer.paragraphs[0]
        target._p.getparent().replace(target._p, source._p)
        section.header._element.append(section.header._element.makeelement(qn("w:p"), {}))

    assert edited(edit) == {"number.place"}


def test_lost_page_number_is_caught() -> None:
    def edit(word: object) -> None:
        for run in list(word.sections[0].header.paragraphs[0].runs):  # type: ignore[attr-defined]
            run._r.getparent().remove(run._r)

    assert edited(edit) == {"number.missing"}


def test_direct_formatting_over_a_style_is_caught() -> None:
    def edit(word: object) -> None:
        prose = next(each for each in word.paragraphs if each.text.startswith("- Ban"))  # type: ignore[attr-defined]
        prose.runs[-1].font.name = "Calibri"
        prose.paragraph_format.first_line_indent = Mm(5)

    assert edited(edit) == {"page.font", "text.indent"}


def test_lost_head_is_caught() -> None:
    def edit(word: object) -> None:
        table = word.tables[0]._tbl  # type: ignore[attr-defined]
        table.getparent().remove(table)

    assert edited(edit) == {"component.missing"}


def test_letters_taken_apart_and_unknown_letters_are_caught() -> None:
    apart = papers.plan(blocks=(paragraph(unicodedata.normalize("NFD", papers.LONG)),))
    strange = papers.plan(blocks=(paragraph(papers.LONG + " ☑"),))
    assert found(draw_docx(apart, FORM)) == {"letters.composed"}
    assert found(draw_docx(strange, FORM)) == {"letters.printable"}


def test_letter_with_a_kind_in_its_symbol_is_caught() -> None:
    assert found(draw_pdf(papers.letter(symbol="KH-MTTQ-BTT"), FORM)) == {"symbol.kind"}


@pytest.mark.parametrize("kind", DRAWINGS)
def test_slips_of_signed_words_are_told_but_do_not_fail(kind: str) -> None:
    slip = papers.plan(blocks=(paragraph("Gửi báo cáo (qua Ban Tổ chức - Tuyên giáo trước ngày 20/8/2024."),))
    outcome = check_document(DRAWINGS[kind](slip, FORM), today=TODAY)
    assert [(each.rule, each.expected, each.notice) for each in outcome.deviations] == [("words.pairs", "(…)", True)]
    assert outcome.passed


def test_deviation_names_rule_place_expected_and_found() -> None:
    outcome = check_document(draw_docx(papers.plan(), with_page(left_mm=span(25))(FORM)), today=TODAY)
    assert [each.as_json() for each in outcome.deviations] == [
        {
            "rule": "page.margin.left",
            "place": "phần 1, lề trái",
            "expected": "30–35 mm",
            "found": "25 mm",
            "notice": False,
            "says": "Lề trái đúng khoảng cho phép.",
            "source": "Nghị định 30/2020/NĐ-CP, Phụ lục I, định lề trang",
        }
    ]


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04 broken", b"%PDF-1.7 broken"])
def test_other_files_are_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(NotADocument, match=r"\.$"):
        check_document(content, today=TODAY)
