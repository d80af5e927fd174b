"""Vietnamese text: one stored form, one searched form, one order."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.foundation.core.vietnamese import fold, nfc, sort_key, tidy

# Letters of the whole name first (a ă â b … d đ …), then its tones (none, huyền, hỏi, ngã, sắc, nặng).
IN_ORDER = [
    "An", "An Bình", "An Khê", "Ăn", "Ân", "Ân Thi", "Ba", "Bà", "Bả", "Bã", "Bá", "Bạ", "Bà Rịa", "Ba Vì", "Bạc Liêu",
    "Băng", "Buôn 2", "Buôn 10", "Buôn Đăng", "Cư Jút", "Cư Kuin", "Da", "Dương", "Đà", "Đắk Glong", "Đắk Mil",
    "Đắk R'lấp", "Đắk Song", "Gia Nghĩa", "H'Bia", "Krông Nô", "Ma", "Mà", "Mả", "Mã", "Má", "Mạ", "Nam Dong", "Ơn", "Thôn",
    "Thôn 1", "Thôn 2", "Thôn 10", "Tổ dân phố 1", "Tổ dân phố 11", "Tuy Đức", "Ưng", "Y", "Ỷ", "Y Thái", "Zin",
]  # fmt: skip
LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
WORDS = st.text(alphabet=LETTERS + LETTERS.upper() + " -'’12", max_size=30)


def test_names_sort_as_in_the_dictionary() -> None:
    shuffled = random.Random(286).sample(IN_ORDER, len(IN_ORDER))

    assert sorted(shuffled, key=sort_key) == IN_ORDER


def test_sort_key_is_plain_so_that_both_databases_order_alike() -> None:
    assert all(sort_key(name).isascii() for name in IN_ORDER)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đắk R'lấp", "dak rlap"),
        ("ĐẮK R’LẤP", "dak rlap"),
        ("Ban Tổ chức – Tuyên giáo", "ban to chuc tuyen giao"),
        ("Nhà  đại\u00a0đoàn kết\n", "nha dai doan ket"),
        ("Ðắk Mil", "dak mil"),
        ("H'Bia Niê", "hbia nie"),
        ("Ư Ơ Ă Â Ê Ô", "u o a a e o"),
        ("", ""),
    ],
)
def test_folded_form_has_no_marks(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_tidy_name_has_one_form() -> None:
    typed = "  Đắk\u00a0 R’lấp  "
    assert tidy(unicodedata.normalize("NFD", typed)) == tidy(typed) == "Đắk R'lấp"


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40))
def test_stored_form_is_stable(text: str) -> None:
    assert nfc(nfc(text)) == nfc(text)
    assert tidy(tidy(text)) == tidy(text)


@given(WORDS)
def test_composed_and_decomposed_text_are_one(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)

    assert (nfc(apart), fold(apart), sort_key(apart)) == (nfc(text), fold(text), sort_key(text))


@given(WORDS)
def test_folded_vietnamese_is_plain_ascii_in_lower_case(text: str) -> None:
    assert fold(text).isascii()
    assert fold(text) == fold(text.upper()) == fold(text.lower())


@given(WORDS, WORDS)
def test_longer_name_comes_after_what_it_begins_with(name: str, more: str) -> None:
    assert sort_key(name) <= sort_key(f"{name} {more}")
