"""Faults planted one by one: each is found by its own name and no other; every rule the checker knows is planted."""

from __future__ import annotations

import copy
import dataclasses
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader, PdfWriter

from tests.foundation.documents import papers
from thidua.foundation.documents import checker, layout
from thidua.foundation.documents.checker import check_document
from thidua.foundation.documents.checker.bundle import first_document
from thidua.foundation.documents.checker.known_rules import known_rules
from thidua.foundation.documents.checker.opening import open_file
from thidua.foundation.documents.docx import draw_docx
from thidua.foundation.documents.formats import format_on
from thidua.foundation.documents.formats import words as true_words
from thidua.foundation.documents.model import Annex, OfficialDocument, Signature, paragraph
from thidua.foundation.documents.pdf import draw_pdf

DRAWINGS = {"docx": draw_docx, "pdf": draw_pdf}
BOARD = ("TM. BAN THƯỜNG TRỰC",)
NAME = "Nguyễn Văn Minh Họa"
alone = dataclasses.replace


def signed(title: str, *capacity: str, name: str = NAME) -> OfficialDocument:
    return papers.page(signature=Signature(title, name, capacity))


def annexes(*numbers: str) -> OfficialDocument:
    made = (Annex(f"Danh sách {place}", (paragraph(papers.LONG),), number) for place, number in enumerate(numbers))
    return papers.page(annexes=tuple(made))


# What is wrong with the document itself, whatever file it becomes.
IN_BOTH: dict[str, tuple[OfficialDocument, set[str]]] = {
    "capacity in the Party's way": (signed("CHỦ TỊCH", "T/M BAN THƯỜNG TRỰC"), {"signer.capacity"}),
    "capacity without its full stop": (signed("PHÓ CHỦ TỊCH", *BOARD, "KT CHỦ TỊCH"), {"signer.capacity"}),
    "by order in the Party's way": (signed("CHÁNH VĂN PHÒNG", "T/L CHỦ TỊCH"), {"signer.capacity"}),
    "no office of the signer's own": (signed("KT. CHỦ TỊCH", *BOARD), {"signer.own_title"}),
    "degree before the name": (signed("CHỦ TỊCH", *BOARD, name=f"TS. {NAME}"), {"signer.degree"}),
    "degree in words": (signed("CHỦ TỊCH", *BOARD, name=f"Thạc sĩ {NAME}"), {"signer.degree"}),
    "one signer of a joint document": (
        papers.joint(partners=(alone(papers.joint().partners[0], signature=None),)), {"signer.joint"}),
    "second symbol of another kind": (
        papers.joint(partners=(alone(papers.joint().partners[0], symbol="KH-UBND"),)), {"symbol.kind"}),
    "symbol nobody knows": (papers.page(symbol="XYZ-MTTQ-BTT"), {"symbol.unknown"}),
    "the Party's number joined as the state's": (papers.party(symbol="KH-BTGTU"), {"symbol.form", "symbol.unknown"}),
    "the state's capacity in a Party document": (
        papers.party(signature=Signature("TRƯỞNG BAN", NAME, ("TM. BAN TUYÊN GIÁO",))), {"signer.capacity"}),
    "annexes in Arabic figures": (annexes("1", "2"), {"annex.number"}),
    "annexes out of order": (annexes("II", "I"), {"annex.number"}),
    "two annexes without number": (annexes("", ""), {"annex.number"}),
}  # fmt: skip
RIGHT = {
    "who acts in an office": signed("Q. CHỦ TỊCH", *BOARD),
    "by order": signed("CHÁNH VĂN PHÒNG", "TL. CHỦ TỊCH"),
    "by authority": signed("TRƯỞNG BAN", "TUQ. BAN THƯỜNG TRỰC"),
    "a name that begins like a degree": signed("CHỦ TỊCH", *BOARD, name="Thái Sơn Cư"),
    "two annexes": annexes("I", "II"),
    "a single annex without number": annexes(""),
}
# Other fixed words than the table's.
WORDS: dict[str, tuple[dict[str, str], set[str]]] = {
    "motto without spaces": ({"motto": "Độc lập-Tự do-Hạnh phúc"}, {"words.motto"}),
    "recipients' word without its colon": ({"recipients_label": "Nơi nhận"}, {"recipients.label"}),
    "a date that is none": ({"place_date": "{place}, ngày 31 tháng 02 năm {year}"}, {"date.real"}),
    "a date in figures": ({"place_date": "{place}, ngày {day} tháng {month}/{year}"}, {"date.form"}),
}


def rules(content: bytes, *, notices: bool = False) -> set[str]:
    return {each.rule for each in check_document(content, today=papers.DAY).deviations if notices or not each.notice}


def drawn(document: OfficialDocument, ending: str) -> bytes:
    return DRAWINGS[ending](document, format_on(document.family, papers.DAY))


@pytest.mark.parametrize("ending", DRAWINGS)
@pytest.mark.parametrize("fault", IN_BOTH)
def test_planted_fault_is_found_by_its_name(fault: str, ending: str) -> None:
    document, wanted = IN_BOTH[fault]
    assert rules(drawn(document, ending)) == wanted


@pytest.mark.parametrize("ending", DRAWINGS)
@pytest.mark.parametrize("case", RIGHT)
def test_what_only_looks_like_a_fault_is_none(case: str, ending: str) -> None:
    assert rules(drawn(RIGHT[case], ending)) == set()


@pytest.mark.parametrize("ending", DRAWINGS)
@pytest.mark.parametrize("fault", WORDS)
def test_other_fixed_words_are_found(fault: str, ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    changed, wanted = WORDS[fault]
    for place in (layout, layout.writing):
        monkeypatch.setattr(place, "words", lambda: true_words() | changed)
    content = drawn(papers.page(), ending)
    monkeypatch.undo()
    assert rules(content) == wanted


def test_draft_has_neither_number_nor_day() -> None:
    draft = papers.page(number=None, date=None)
    assert rules(drawn(draft, "pdf"), notices=True) == {"number.blank", "date.blank"}


def edited(edit: Callable[[Any], Any], document: OfficialDocument | None = None) -> set[str]:
    """What is found after somebody worked on the Word file."""
    word = Document(io.BytesIO(drawn(document or papers.page(), "docx")))
    edit(word)
    file = io.BytesIO()
    word.save(file)
    return rules(file.getvalue())


def swap(row: Any) -> None:
    """Left and right change places, each as wide as before."""
    row._tr.append(row.cells[0]._tc)


def test_halves_of_the_head_in_each_others_place_are_found() -> None:
    assert edited(lambda word: [swap(row) for row in word.tables[0].rows]) == {"position.side"}


def test_kind_with_other_marks_is_found() -> None:
    def edit(word: Any) -> None:
        next(each for each in word.paragraphs if each.text == "KẾ HOẠCH").runs[0].text = "KẾ HOÁCH"

    assert edited(edit) == {"words.kind"}


def test_recipients_at_the_right_are_found() -> None:
    assert edited(lambda word: swap(word.tables[-1].rows[0])) == {"position.side"}


def test_date_in_a_line_of_its_own_is_found() -> None:
    def edit(word: Any) -> None:
        table = word.tables[0]
        row = copy.deepcopy(table.rows[1]._tr)
        for side, keep in ((table.rows[1]._tr, 0), (row, 1)):
            for place, cell in enumerate(side.findall(qn("w:tc"))):
                for text in cell.iter(qn("w:t")) if place != keep else ():
                    text.text = ""
        table._tbl.append(row)

    assert edited(edit) == {"position.line"}


def test_annex_that_counts_on_is_found_in_word() -> None:
    def edit(word: Any) -> None:
        for found in list(word.element.iter(qn("w:pgNumType"))):
            found.getparent().remove(found)

    assert edited(edit, annexes("")) == {"number.restart"}


def test_pages_that_count_on_are_found_in_pdf() -> None:
    """The second page of an annex of two bears «2», not what the page before would go on to."""
    long = papers.plan().blocks
    first, second = (PdfReader(io.BytesIO(drawn(papers.plan(blocks=long * times), "pdf"))) for times in (1, 2))
    writer = PdfWriter()
    writer.add_page(first.pages[0])
    writer.add_page(second.pages[2])
    file = io.BytesIO()
    writer.write(file)
    assert "number.sequence" in rules(file.getvalue())


def test_two_documents_in_one_pdf_are_told_and_the_first_is_checked() -> None:
    writer = PdfWriter()
    for document in (signed("CHỦ TỊCH", *BOARD, name=f"TS. {NAME}"), papers.report(), papers.letter()):
        writer.append(io.BytesIO(drawn(document, "pdf")))
    file = io.BytesIO()
    writer.write(file)
    told = [(each.rule, each.place) for each in check_document(file.getvalue(), today=papers.DAY).deviations]
    assert told == [
        ("file.documents", "trang 2"), ("file.documents", "trang 11"), ("signer.degree", "Họ tên người ký"),
    ]  # fmt: skip


def test_two_documents_on_one_page_are_told_apart_at_the_height_of_the_second_head() -> None:
    seen = open_file(drawn(papers.letter(), "pdf"))
    below = tuple(dataclasses.replace(part, level_mm=(part.level_mm or 0) + 200) for part in seen.parts)
    first, told = first_document(dataclasses.replace(seen, parts=seen.parts + below))
    assert (first, [each.place for each in told]) == (seen, ["trang 1"])


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_name_of_the_state_within_a_sentence_begins_no_document(ending: str) -> None:
    cited = paragraph(
        "Thực hiện Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam và Kế hoạch Số: 12/KH-MTTQ của tỉnh."
    )
    plan = papers.plan()
    content = drawn(dataclasses.replace(plan, blocks=(*plan.blocks[:3], cited, *plan.blocks[3:])), ending)
    assert "file.documents" not in rules(content)


def test_two_documents_in_one_word_file_are_told() -> None:
    def edit(word: Any) -> None:
        for child in list(Document(io.BytesIO(drawn(papers.letter(), "docx"))).element.body)[:-1]:
            word.element.body.insert(len(word.element.body) - 1, child)

    assert edited(edit) == {"file.documents"}


def test_every_rule_is_planted_and_every_planted_rule_is_known() -> None:
    said = "".join(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in PLANTED)
    used = "".join(path.read_text(encoding="utf-8") for path in Path(checker.__file__).parent.glob("*.py"))
    assert [key for key in known_rules() if f'"{key}"' not in said] == []
    # Rules whose last word is a side, a style or a component are put together where they are told.
    together = ("page.margin.", "component.bold", "component.italic", "words.national_name", "words.motto")
    assert [key for key in known_rules() if f'"{key}"' not in used and not key.startswith(together)] == []


PLANTED = ("test_checker.py", "test_faults.py")
