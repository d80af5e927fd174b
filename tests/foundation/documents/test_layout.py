"""What is decided before drawing: line breaks and lengths of rules."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.foundation.documents import papers
from thidua.foundation.documents.formats import format_on
from thidua.foundation.documents.layout import head_groups, heading_depths, held_together, lay_out
from thidua.foundation.documents.measure import balanced_lines, text_width_mm, unprintable
from thidua.foundation.documents.model import Column, Heading, HeadingLevel, Table, paragraph

FORM = format_on("front", datetime.date(2023, 10, 26))
SUBJECT = (
    "Phát động đợt thi đua đặc biệt lập thành tích chào mừng Đại hội Mặt trận Tổ quốc Việt Nam các cấp và Đại hội đại "
    "biểu toàn quốc Mặt trận Tổ quốc Việt Nam lần thứ X, nhiệm kỳ 2024 - 2029"
)


@pytest.mark.clause("H.1")
def test_subject_of_the_plan_breaks_into_even_lines() -> None:
    layout = lay_out(papers.plan(subject=SUBJECT), FORM)
    assert layout.subject.lines == (
        "Phát động đợt thi đua đặc biệt lập thành tích chào mừng Đại hội",
        "Mặt trận Tổ quốc Việt Nam các cấp và Đại hội đại biểu toàn quốc",
        "Mặt trận Tổ quốc Việt Nam lần thứ X, nhiệm kỳ 2024 - 2029",
    )


def test_rules_have_the_lengths_of_the_table() -> None:
    layout = lay_out(papers.plan(), FORM)
    motto = text_width_mm("Độc lập - Tự do - Hạnh phúc", 13, bold=True)
    issuer = text_width_mm("BAN THƯỜNG TRỰC", 12, bold=True)
    assert (layout.motto.rule_mm, layout.bodies[0].issuer.rule_mm) == (round(motto, 1), round(issuer * 0.42, 1))


def test_long_line_of_the_letterhead_is_broken() -> None:
    long = "HỘI LIÊN HIỆP CÁC TỔ CHỨC MINH HỌA HUYỆN CƯ JÚT"
    letterhead = dataclasses.replace(papers.plan().letterhead, parent_lines=(long,))
    lines = lay_out(papers.plan(letterhead=letterhead), FORM).bodies[0].parent
    assert lines == ("HỘI LIÊN HIỆP CÁC TỔ", "CHỨC MINH HỌA HUYỆN CƯ JÚT") or len(lines) == 2


@given(st.lists(st.text("abcđêơứ", min_size=1, max_size=12), min_size=1, max_size=30), st.integers(60, 160))
def test_broken_lines_keep_every_word_and_fit(words: list[str], width: int) -> None:
    text = " ".join(words)
    lines = balanced_lines(text, 14, width)
    assert " ".join(lines) == text
    assert all(text_width_mm(line, 14) <= width for line in lines)


def test_years_of_a_term_stay_on_one_line() -> None:
    assert held_together("nhiệm kỳ 2024 - 2029; Chỉ thị") == "nhiệm kỳ 2024\u00a0-\u00a02029; Chỉ thị"
    assert held_together("chính trị - xã hội 05 - 10") == "chính trị - xã hội 05 - 10"


def test_heading_depths_have_no_gaps() -> None:
    levels = [HeadingLevel.SECTION, HeadingLevel.SUBITEM, HeadingLevel.SECTION, HeadingLevel.ITEM, HeadingLevel.SUBITEM]
    blocks = (paragraph("x"), *(Heading(level, "", "y") for level in levels))
    assert heading_depths(blocks) == [0, 2, 3, 2, 3, 4]


def test_neighbours_of_one_group_share_a_head_cell() -> None:
    columns = (Column("a", 1), Column("b", 1, group="G"), Column("c", 1, group="G"), Column("d", 1, group="H"))
    assert head_groups(Table(columns, ())) == [("", 1), ("G", 2), ("H", 1)]


def test_letters_outside_the_face_are_named() -> None:
    assert unprintable("Đắk R'lấp, Nâm N’Jang – “Ngày hội” … 1.234,5 ₫ ☑") == ["☑"]
