"""Numbers, symbols and dates as the office writes them."""

from __future__ import annotations

import datetime

import pytest

from tests.foundation.documents import papers
from thidua.foundation.documents import writing
from thidua.foundation.documents.formats import format_on

FORM = format_on("front", datetime.date(2023, 10, 26))


@pytest.mark.parametrize(("number", "text"), [(1, "01"), (9, "09"), (10, "10"), (286, "286")])
def test_number_below_ten_carries_a_zero(number: int, text: str) -> None:
    assert writing.number_text(number, FORM.writing) == text


@pytest.mark.parametrize(("month", "text"), [(1, "01"), (2, "02"), (3, "3"), (9, "9"), (10, "10"), (12, "12")])
def test_only_the_first_two_months_carry_a_zero(month: int, text: str) -> None:
    assert writing.month_text(month, FORM.writing) == text


@pytest.mark.parametrize(
    ("kind", "body", "symbol"),
    [
        ("plan", "MTTQ-BTT", "KH-MTTQ-BTT"),
        ("submission", "MTTQ-BTT", "TTr-MTTQ-BTT"),
        ("decision", "MTTW", "QĐ-MTTW"),
        ("letter", "MTTQ-BTT", "MTTQ-BTT"),
    ],
)
def test_symbol_begins_with_the_kind_except_of_a_letter(kind: str, body: str, symbol: str) -> None:
    assert writing.build_symbol(kind, body) == symbol


@pytest.mark.clause("H.1")
def test_number_and_date_lines_of_the_plan() -> None:
    plan = papers.plan(number=286, date=datetime.date(2023, 10, 26))
    lines = (writing.number_lines(plan, FORM)[0], writing.date_line(plan, FORM))
    assert lines == ("Số: 286/KH-MTTQ-BTT", "Cư Jút, ngày 26 tháng 10 năm 2023")


def test_draft_leaves_room_for_number_and_date() -> None:
    draft = papers.plan(number=None, date=None)
    room, wide = "\u00a0" * 5, "\u00a0" * 8
    assert writing.number_lines(draft, FORM) == (f"Số: {wide}/KH-MTTQ-BTT",)
    assert writing.date_line(draft, FORM) == f"Cư Jút, ngày {room} tháng {room} năm {room}"


def test_kinds_leave_out_what_their_model_has_not() -> None:
    minutes, letter = papers.minutes(), papers.letter()
    assert writing.date_line(minutes, FORM) == ""
    assert writing.subject_text(letter) == "V/v đăng ký công trình, phần việc chào mừng Đại hội"
    assert writing.number_lines(papers.plan(kind="public-letter"), FORM) == ("",)


def test_short_date_is_the_one_documents_are_cited_by() -> None:
    assert writing.short_date(datetime.date(2023, 5, 25), FORM.writing) == "25/5/2023"
    assert writing.short_date(datetime.date(2018, 2, 2), FORM.writing) == "02/02/2018"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Đợt thi đua chào mừng Đại hội", "đợt thi đua chào mừng Đại hội"),
        ("Vận động Nhân dân", "vận động Nhân dân"),
        ("Đắk Nông đoàn kết", "Đắk Nông đoàn kết"),
        ("H'Nga hiến đất", "H'Nga hiến đất"),
        ("MTTQ vận động", "MTTQ vận động"),
        ("Y Thái", "Y Thái"),
        ("", ""),
    ],
)
def test_text_in_a_sentence_keeps_its_names(text: str, said: str) -> None:
    assert writing.in_sentence(text) == said
