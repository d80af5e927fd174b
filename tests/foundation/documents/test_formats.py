"""Which format table holds when, and what the kinds table knows."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest

from thidua.foundation.documents.formats import FormatMissing, all_formats, first_day, format_near, format_on
from thidua.foundation.documents.kinds import KindMissing, kind, kinds
from thidua.foundation.documents.letterheads import LetterheadMissing, is_parent_line, letterhead_on, letterheads


@pytest.mark.parametrize(
    ("family", "day", "key"),
    [
        ("front", datetime.date(2023, 10, 26), "hd-91-2013"),
        ("front", datetime.date(2025, 8, 28), "hd-91-2013"),
        ("front", datetime.date(2025, 8, 29), "qd-207-2025"),
        ("state", datetime.date(2023, 10, 26), "nd-30-2020"),
        ("organization", datetime.date(2026, 1, 1), "nd-30-2020"),
    ],
)
def test_table_follows_family_and_day(family: str, day: datetime.date, key: str) -> None:
    assert format_on(family, day).key == key


def test_day_before_the_first_table_is_refused() -> None:
    with pytest.raises(FormatMissing, match="no format table for state on 2020-03-04"):
        format_on("state", datetime.date(2020, 3, 4))


def test_tables_of_one_family_never_overlap() -> None:
    spans = sorted(
        (family, table.valid_from, table.valid_to or datetime.date.max)
        for table in all_formats()
        for family in table.families
    )
    overlaps = [(a, b) for a, b in pairwise(spans) if a[0] == b[0] and a[2] >= b[1]]
    assert overlaps == []


def test_sizes_in_use_lie_inside_what_is_allowed() -> None:
    outside = [
        (table.key, part.key)
        for table in all_formats()
        for part in table.components.values()
        if not part.size.allows(part.size.use)
    ]
    assert outside == []


def test_every_table_names_its_source_and_whether_it_was_read() -> None:
    known = {table.key: table.read_in_full for table in all_formats()}
    assert known == {"hd-36-2018": False, "hd-91-2013": False, "nd-30-2020": True, "qd-207-2025": False}
    assert all(table.source for table in all_formats())


def test_kinds_are_the_twenty_nine_of_the_decree() -> None:
    official = [each for each in kinds().values() if each.official]
    abbreviations = [each.abbreviation for each in official if each.abbreviation]
    assert (len(official), len(abbreviations), len(set(abbreviations))) == (29, 27, 27)
    assert [each.key for each in official if not each.abbreviation] == ["letter", "public-letter"]


def test_unknown_kind_is_refused() -> None:
    with pytest.raises(KindMissing, match="no-such-kind"):
        kind("no-such-kind")


@pytest.mark.clause("H.1")
def test_letterhead_of_the_provincial_standing_board() -> None:
    form = letterhead_on("Ban Thường trực", "front-province", datetime.date(2023, 10, 26))
    made = form.fill(unit="tỉnh Đắk Nông", place="Đắk Nông")
    assert made.parent_lines == ("ỦY BAN MTTQ VIỆT NAM", "TỈNH ĐẮK NÔNG")
    assert (made.issuer_lines, made.place, form.symbol) == (("BAN THƯỜNG TRỰC",), "Đắk Nông", "MTTQ-BTT")


@pytest.mark.clause("N.2")
def test_signature_names_capacity_and_title() -> None:
    form = letterhead_on("Ban Thường trực", "front-province", datetime.date(2023, 10, 26))
    signed = form.sign(title="Phó Chủ tịch Thường trực", name="Y Thái", note="(đã ký)")
    assert (signed.capacity, signed.title, signed.name) == (
        ("TM. BAN THƯỜNG TRỰC",),
        "PHÓ CHỦ TỊCH THƯỜNG TRỰC",
        "Y Thái",
    )
    acting = form.sign(title="Phó Chủ tịch", name="Người Ký Minh Họa", acting_for="Chủ tịch")
    assert acting.capacity == ("TM. BAN THƯỜNG TRỰC", "KT. CHỦ TỊCH")


def test_letterhead_of_an_unknown_body_is_refused() -> None:
    with pytest.raises(LetterheadMissing):
        letterhead_on("Ban không có", "front-province", datetime.date(2023, 10, 26))


def test_parent_lines_are_known_from_the_letterheads() -> None:
    lines = ("ỦY BAN MTTQ VIỆT NAM", "HUYỆN CƯ JÚT", "BAN THƯỜNG TRỰC")
    assert [is_parent_line(line) for line in lines] == [True, True, False]
    assert all(form.source for form in letterheads())


def test_body_of_everyday_documents_needs_no_name() -> None:
    day = datetime.date(2023, 10, 26)
    found = [letterhead_on("", kind, day).body for kind in ("front-commune", "residential-area", "org-district")]
    assert found == ["Ban Thường trực", "Ban Công tác Mặt trận", "Ban Thường vụ"]


def test_paper_dated_before_every_table_is_drawn_by_the_first() -> None:
    assert format_near("front", datetime.date(1900, 1, 1)).key == "hd-91-2013"
    assert format_near("state", datetime.date(2013, 1, 1)).key == "nd-30-2020"
    assert format_near("front", datetime.date(2025, 8, 29)).key == "qd-207-2025"
    assert first_day("front") == datetime.date(2013, 4, 8)
    with pytest.raises(FormatMissing):
        format_near("nobody", datetime.date(2024, 1, 1))
