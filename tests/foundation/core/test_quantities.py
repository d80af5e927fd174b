"""Quantities: whole numbers inside, the Vietnamese way of writing them outside, and back again."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.foundation.core import quantities as q
from thidua.foundation.core.errors import Unreadable

COUNTS = st.integers(min_value=0, max_value=q.LARGEST)


@pytest.mark.parametrize(
    ("value", "scale", "written"),
    [
        (0, 1, "0"),
        (999, 1, "999"),
        (1_234_500, 1, "1.234.500"),
        (-1_234, 1, "-1.234"),
        (1_234, 1_000, "1,234"),
        (1_500, 1_000, "1,5"),
        (50, 1_000, "0,05"),
        (12_345_000, 1_000, "12.345"),
        (3, 2, "1,5"),
        (-3, 2, "-1,5"),
        (1, 4, "0,25"),
    ],
)
def test_number_is_grouped_by_dots_with_a_decimal_comma(value: int, scale: int, written: str) -> None:
    assert q.format_number(value, scale=scale) == written


@pytest.mark.parametrize(
    ("value", "short"),
    [
        (0, "0 đồng"),
        (994_999, "994.999 đồng"),
        (1_000_000, "1 triệu đồng"),
        (30_500_000, "30,5 triệu đồng"),
        (1_234_500, "1,23 triệu đồng"),
        (1_235_000, "1,24 triệu đồng"),
        (999_994_999, "999,99 triệu đồng"),
        (999_999_999, "1 tỷ đồng"),
        (1_234_567_890_000, "1.234,57 tỷ đồng"),
        (-2_500_000_000, "-2,5 tỷ đồng"),
    ],
)
def test_money_is_short_in_millions_and_billions(value: int, short: str) -> None:
    assert q.format_money(value, short=True) == short


def test_money_in_full_rounds_nothing() -> None:
    assert q.format_money(1_234_567) == "1.234.567 đồng"


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [(45, 60, "45/60 (75%)"), (999, 1_000, "999/1.000 (99,9%)"), (9_999, 10_000, "9.999/10.000 (99,9%)"),
     (3, 3, "3/3 (100%)"), (1, 3, "1/3 (33,3%)"), (7, 9, "7/9 (77,8%)"),
     (4, 6, "4/6 (66,7%)"), (2, 7, "2/7 (28,6%)"), (0, 0, "0/0 (–)"), (5, 4, "5/4 (125%)")],
)  # fmt: skip
def test_share_keeps_both_numbers_and_is_rounded_half_up_but_never_to_all(part: int, whole: int, written: str) -> None:
    assert q.format_share(part, whole) == written


@pytest.mark.parametrize(
    ("part", "asked", "written"),
    [(8_996, 90, "89,9%"), (9_000, 90, "90%"), (9_997, 90, "99,9%"), (8_996, 80, "90%"), (7_996, 80, "79,9%")],
)  # fmt: skip
def test_share_below_the_asked_one_is_never_shown_as_reached(part: int, asked: int, written: str) -> None:
    assert q.format_percent(part, 10_000, asked) == written


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(1, 100))
def test_shown_share_is_the_nearest_tenth_that_tells_no_lie(part: int, whole: int, asked: int) -> None:
    shown = Fraction(q.share_tenths(part, whole, asked), 10)
    true = Fraction(100 * part, whole)
    for bound in (asked, 100):
        assert (shown >= bound) == (true >= bound)
    assert abs(shown - true) <= Fraction(1, 20) or any(
        shown == bound - Fraction(1, 10) < true < bound for bound in (asked, 100)
    )


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1234", 1234), ("1.234", 1234), ("1 234 500", 1_234_500), ("1\u00a0234", 1234), (" 12 ", 12), (12, 12), (12.0, 12),
     ("12,0", 12), ("0", 0), ("007", 7)],
)  # fmt: skip
def test_whole_number_is_read(typed: Any, number: int) -> None:
    assert q.parse_whole(typed) == number


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1,5", "lẻ quá mức"),
        (1.5, "lẻ quá mức"),
        ("1.23", "Không rõ"),
        ("1,234.5", "Không rõ"),
        ("1.234,5.6", "Không rõ"),
        ("1,234,500", "Không rõ"),
        ("12.3456", "Không rõ"),
        ("-3", "không được âm"),
        (-3, "không được âm"),
        ("−3", "không được âm"),
        ("năm", "không phải là số"),
        ("5 căn", "chữ lẫn trong số"),
        ("1e5", "chữ lẫn trong số"),
        ("", "không phải là số"),
        (None, "phải là số"),
        (True, "phải là số"),
        (float("nan"), "phải là số"),
        (float("inf"), "phải là số"),
        ("9" * 30, "quá lớn"),
    ],
)
def test_whole_number_that_is_unclear_is_refused_with_a_sentence(typed: Any, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        q.parse_whole(typed)


def test_whole_number_keeps_to_its_bounds() -> None:
    assert q.parse_whole("-5", smallest=-10) == -5
    with pytest.raises(Unreadable, match=r"từ 5 trở lên"):
        q.parse_whole(4, smallest=5)
    with pytest.raises(Unreadable, match=r"trên 1\.000"):
        q.parse_whole(1_001, largest=1_000)


@pytest.mark.parametrize(
    ("typed", "dong"),
    [
        ("1.234.500", 1_234_500),
        ("1.234.500 đồng", 1_234_500),
        ("1.234.500đ", 1_234_500),
        ("1.234.500 VNĐ.", 1_234_500),
        ("30,5 triệu", 30_500_000),
        ("30,5 triệu đồng", 30_500_000),
        ("30,5tr", 30_500_000),
        ("1,2 tỷ", 1_200_000_000),
        ("1,2 tỉ đồng", 1_200_000_000),
        ("500 nghìn", 500_000),
        ("500 ngàn đồng", 500_000),
        ("500k", 500_000),
        ("1.500 triệu", 1_500_000_000),
        (80_000_000, 80_000_000),
        (80_000_000.0, 80_000_000),
    ],
)
def test_money_is_read_as_offices_write_it(typed: Any, dong: int) -> None:
    assert q.parse_money(typed) == dong


@pytest.mark.parametrize(
    ("typed", "words"),
    [("1.5 triệu", "dấu phẩy cho phần lẻ"), ("0,0000001 tỷ đồng 5", "Không hiểu"), ("5 đô la", "Không hiểu"),
     ("1,2345678 triệu", "lẻ quá mức"), ("30.500.00", "Không rõ"), ("10 căn", "Không hiểu"), (30.5, "lẻ quá mức"),
     ("1.500,000", "Xin tách hàng nghìn"), ("1,500 triệu", "Xin tách hàng nghìn"), ("50,000 nghìn", "Xin tách hàng nghìn")],
)  # fmt: skip
def test_unclear_money_is_refused_with_a_sentence(typed: Any, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        q.parse_money(typed)


@pytest.mark.parametrize(
    ("unit", "typed", "smallest_units"),
    [
        (q.METRE, "1,2", 1_200),
        (q.METRE, "1,2 km", 1_200),
        (q.METRE, "1.200 m", 1_200),
        (q.METRE, "350 mét", 350),
        (q.METRE, 1.2, 1_200),
        (q.METRE, 0.1, 100),
        (q.HALF_DAY, "1,5", 3),
        (q.HALF_DAY, "2 công", 4),
        (q.HOUSE, "3 căn", 3),
        (q.SQUARE_METRE, "2 ha", 20_000),
        (q.SQUARE_METRE, "120 m²", 120),
        (q.SQUARE_METRE, "120m2", 120),
        (q.PERSON, "15 người", 15),
        (q.HOUSEHOLD, "15 hộ", 15),
        (q.PLAIN, "15", 15),
        (q.DONG, "2 triệu", 2_000_000),
    ],
)
def test_quantity_is_read_in_its_unit(unit: q.QuantityUnit, typed: Any, smallest_units: int) -> None:
    assert unit.parse(typed) == smallest_units


@pytest.mark.parametrize(
    ("unit", "typed", "words"),
    [(q.METRE, "1,2345", "lẻ quá mức"), (q.METRE, "5 căn", "Không hiểu.*12 km"), (q.HALF_DAY, "1,3", "lẻ quá mức"),
     (q.HOUSE, "1,5", "lẻ quá mức"), (q.PLAIN, "5 km", "Không hiểu")],
)  # fmt: skip
def test_quantity_of_another_unit_is_refused(unit: q.QuantityUnit, typed: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        unit.parse(typed)


@pytest.mark.parametrize(
    ("unit", "value", "written"),
    [(q.METRE, 1_234, "1,234 km"), (q.METRE, 350, "0,35 km"), (q.HOUSE, 5, "5 căn"), (q.PLAIN, 5, "5"),
     (q.HALF_DAY, 3, "1,5 ngày công"), (q.DONG, 5_000, "5.000 đồng")],
)  # fmt: skip
def test_quantity_is_written_in_its_shown_unit(unit: q.QuantityUnit, value: int, written: str) -> None:
    assert unit.format(value, with_unit=True) == written


@pytest.mark.parametrize("unit", list(q.UNITS), ids=lambda unit: unit.key)
@given(value=COUNTS)
def test_what_is_written_is_read_back(unit: q.QuantityUnit, value: int) -> None:
    assert q.parse_quantity(unit.format(value, with_unit=True), unit) == value
    assert q.parse_quantity(unit.format(value), unit) == value


@given(value=COUNTS)
def test_full_money_is_read_back(value: int) -> None:
    assert q.parse_money(q.format_money(value)) == value


@given(value=COUNTS)
def test_short_money_is_within_half_a_hundredth(value: int) -> None:
    size = 10**9 if "tỷ" in q.format_money(value, short=True) else 10**6
    assert abs(q.parse_money(q.format_money(value, short=True)) - value) * 200 <= size


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_a_sentence(typed: str) -> None:
    for parse in (q.parse_whole, q.parse_money, q.METRE.parse):
        try:
            assert parse(typed) >= 0
        except Unreadable as refusal:
            assert str(refusal).endswith((".", "…"))
