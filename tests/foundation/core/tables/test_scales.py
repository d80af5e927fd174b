"""The unit of an office's figures: in a heading, above the list, over two columns; whose a merged figure is."""

from __future__ import annotations

from typing import Any

import pytest

from tests.foundation.core.tables.test_reading import FULL, HEADING, WORKS, of, told
from tests.foundation.core.uploads import merged_down
from thidua.foundation.core.tables import read


@pytest.mark.parametrize(
    ("heading", "cell", "dong"),
    [
        ("Kinh phí (triệu đồng)", 1250, 1_250_000_000),
        ("Kinh phí (tr.đ)", 30.5, 30_500_000),
        ("Kinh phí (ĐVT: triệu đồng)", "30,5", 30_500_000),
        ("Kinh phí (triệu)", "1.250", 1_250_000_000),
        ("Kinh phí (nghìn đồng)", 500, 500_000),
        ("Kinh phí (1.000 đồng)", 500, 500_000),
        ("Kinh phí (tỷ đồng)", 1.2, 1_200_000_000),
        ("Kinh phí (1.000.000 đồng)", 5, 5_000_000),
        ("Kinh phí (triệu đồng)", "500 nghìn", 500_000),
        ("Kinh phí (đồng)", 500_000, 500_000),
    ],
)
def test_money_is_read_in_the_unit_of_its_heading(heading: str, cell: Any, dong: int) -> None:
    draft = read(
        WORKS, of(["Tên công trình", "Thôn", heading, "Ngày hoàn thành"], ["Nhà", "Thôn 1", cell, "15/7/2024"])
    )

    assert (told(draft), [row.values["money"] for row in draft.rows]) == ([], [dong])


@pytest.mark.parametrize(
    ("above", "dong"),
    [
        ("Đơn vị tính: triệu đồng", 80_000_000),
        ("(ĐVT: Triệu)", 80_000_000),
        ("Đơn vị: nghìn đồng", 80_000),
        ("Đơn vị tính: đồng", 80),
        ("Đơn vị: Tr. Mầm non Hoa Sen", 80),
        ("Đơn vị: Tỷ lệ đạt", 80),
    ],
)
def test_money_is_read_in_the_unit_that_stands_above_the_list(above: str, dong: int) -> None:
    draft = read(WORKS, of(["DANH SÁCH", None, None, above], HEADING, FULL[:3] + [80] + FULL[4:]))

    assert (told(draft), [row.values["money"] for row in draft.rows]) == ([], [dong])


def test_unit_over_two_columns_of_money_is_read() -> None:
    def over(page: Any, row: int, column: int, _book: Any) -> None:
        page.merge_range(row, column, row, column + 1, "Thực hiện (triệu đồng)")

    draft = read(
        WORKS,
        of(
            [merged_down("Tên công trình", 2), merged_down("Thôn", 2), over, None],
            [None, None, "Ngày hoàn thành", "Kinh phí"],
            ["Nhà bà Hoa", "Thôn 1", "15/7/2024", 80],
        ),
    )

    assert (told(draft), [row.values["money"] for row in draft.rows]) == ([], [80_000_000])


@pytest.mark.parametrize("cell", [50_000_000, "50.000.000"])
def test_dong_under_a_heading_of_millions_are_asked_about(cell: Any) -> None:
    draft = read(WORKS, of([*HEADING[:3], "Kinh phí (triệu đồng)", *HEADING[4:]], [*FULL[:3], cell, *FULL[4:]]))

    assert told(draft) == [
        "Trang «Trang 1», ô D2 (Kinh phí): Tiêu đề ghi đơn vị «triệu» mà ô này là 50.000.000. "
        "Xin sửa tiêu đề hoặc số, hoặc ghi rõ như «50 triệu»."
    ]


def test_money_merged_over_several_rows_is_whose_nobody_knows() -> None:
    draft = read(
        WORKS,
        of(
            [*HEADING], [*FULL[:3], merged_down("90 triệu", 2), *FULL[4:]], ["Cổng", "Thôn 1", 1, None, "15/7/2024", ""]
        ),
    )

    assert told(draft) == [
        "Trang «Trang 1», ô D2 (Kinh phí): Một số gộp cho các dòng 2 đến 3. Xin bỏ gộp ô, ghi số của từng dòng."
    ]
