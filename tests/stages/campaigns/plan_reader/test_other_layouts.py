"""Layouts that no text of the set has: each a short plan, with the one place that is hard to read."""

from __future__ import annotations

from typing import Any

import pytest

from thidua.stages.campaigns.plan_reader import read_plan_text

HEAD = """HỘI LIÊN HIỆP PHỤ NỮ TỈNH LÂM SƠN
BAN THƯỜNG VỤ
Số: 07/KH-BTV
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lâm Sơn, ngày 08 tháng 5 năm 2025
"""
TAIL = """
Nơi nhận:
- UBND tỉnh;
- Lưu: VT.
TM. BAN THƯỜNG VỤ
CHỦ TỊCH
Nguyễn Thị Ánh
"""
PAPERS = ["Tờ trình đề nghị tặng Bằng khen", "Biên bản họp xét", "Báo cáo thành tích"]


def values(body: str, *, title: str = "KẾ HOẠCH\nTổ chức phong trào thi đua") -> dict[str, Any]:
    return read_plan_text(f"{HEAD}\n{title}\n\nCăn cứ Luật Thi đua, khen thưởng;\n\n{body}\n{TAIL}").values


def quotas(award: dict[str, Any]) -> list[tuple[int, str]]:
    return [(quota["count"], quota["subject"]) for quota in award["quotas"]]


@pytest.mark.parametrize("marks", [("1.", "2.", "3."), ("a)", "b)", "c)"), ("-", "-", "-")])
def test_dossier_list_under_a_plain_line_is_no_award(marks: tuple[str, ...]) -> None:
    listed = "\n".join(f"{mark} {paper};" for mark, paper in zip(marks, PAPERS, strict=True))
    read = values(
        "D. HÌNH THỨC KHEN THƯỞNG\n1. Bằng khen của Ủy ban nhân dân tỉnh: 05 tập thể, 10 cá nhân.\n"
        "2. Giấy khen của Hội Liên hiệp Phụ nữ tỉnh: 08 tập thể.\n"
        f"Hồ sơ đề nghị khen thưởng (02 bộ) gồm:\n{listed}\n\nE. TỔ CHỨC THỰC HIỆN\n1. Văn phòng theo dõi."
    )
    assert read["dossier_parts"] == PAPERS
    assert [(award["no"], award["copies"]) for award in read["awards"]] == [("1", 2), ("2", 2)]


def test_award_after_a_dossier_list_stays_an_award() -> None:
    read = values(
        "D. HÌNH THỨC KHEN THƯỞNG\n1. Bằng khen của Ủy ban nhân dân tỉnh: 05 tập thể.\nHồ sơ gồm:\n- Tờ trình;\n"
        "- Danh sách.\n2. Giấy khen của Hội Liên hiệp Phụ nữ tỉnh: 08 tập thể."
    )
    assert read["dossier_parts"] == ["Tờ trình", "Danh sách"]
    assert [quotas(award) for award in read["awards"]] == [[(5, "tập thể")], [(8, "tập thể")]]


@pytest.mark.parametrize(
    ("parts", "differs"),
    [
        ("gồm 04 xã, 05 thôn", True),
        ("gồm 04 xã, 06 thôn", False),
        ("trong đó có 04 xã", False),
        ("trong đó 06 xã, 05 thôn", True),
    ],
)
def test_parts_in_a_bracket_are_no_places_of_their_own(parts: str, differs: bool) -> None:
    read = values(f"D. KHEN THƯỞNG\n1. Giấy khen của Hội cấp huyện: 10 tập thể ({parts}) và 20 cá nhân.")
    assert quotas(read["awards"][0]) == [(10, "tập thể"), (20, "cá nhân")]
    assert ("total_mismatch" in read["warnings"]) is differs


def test_who_reports_regularly_is_named_whole() -> None:
    read = values(
        "E. TỔ CHỨC THỰC HIỆN\n1. Các xã, thị trấn định kỳ báo cáo kết quả về Hội cấp huyện trước ngày 20 tháng cuối quý."
    )
    [deadline] = read["deadlines"]
    assert (deadline["who"], deadline["what"]) == ("Các xã, thị trấn", "báo cáo kết quả")
    assert (deadline["relation"], deadline["date"]) == ("quarterly", "20")


@pytest.mark.parametrize("title", ["Triển khai phong trào thi đua “Xóa nhà tạm” năm 2025", "Hưởng ứng phong trào xanh"])
def test_title_without_type_line_may_begin_like_a_preamble(title: str) -> None:
    read = values("I. MỤC ĐÍCH\n- Động viên hội viên.", title=title)
    assert read["document"]["title"] == title
    assert "missing_title" not in read["warnings"]
    assert [basis["type"] for basis in read["legal_bases"]] == ["luật"]
