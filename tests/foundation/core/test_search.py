"""Search without accents: the same answers on both databases."""

from __future__ import annotations

import pytest

from tests.foundation.core.papers import Paper, make
from thidua.foundation.core.search import match
from thidua.foundation.core.vietnamese import fold

TITLES = ["Huyện Đắk R'lấp", "Xã Đắk Ru", "Nhà bà Nguyễn Thị Hoa", "Giảm 100% hộ nghèo", "Ban Tổ chức - Tuyên giáo"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("dak", [0, 1]),
        ("ĐẮK R’LẤP", [0]),
        ("đắc", []),
        ("hoa nguyễn", [2]),
        ("  ", [0, 1, 2, 3, 4]),
        ("100%", [3]),
        ("%", [3]),
        ("_", []),
        ("to chuc–tuyen", [4]),
        ("xa ru dak", [1]),
    ],
)
@pytest.mark.usefixtures("papers")
@pytest.mark.django_db
def test_every_word_stands_in_the_folded_column(asked: str, found: list[int]) -> None:
    made = [make(title, folded=fold(title)) for title in TITLES]

    assert list(match(Paper.objects.order_by("id"), asked)) == [made[place] for place in found]


@pytest.mark.usefixtures("papers")
@pytest.mark.django_db
def test_other_column_is_searched_when_asked() -> None:
    paper = make("hoa", folded="khac")

    assert list(match(Paper.objects.order_by("id"), "Hoa", column="title")) == [paper]
