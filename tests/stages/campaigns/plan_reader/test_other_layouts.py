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
YOUTH = """II- CHỈ TIÊU
1- Mỗi Đoàn xã đảm nhận ít nhất một công trình thanh niên; kết nạp 15 đoàn viên mới trước ngày 26/3.
2- 80% đoàn viên tham gia tình nguyện.
IV- KHEN THƯỞNG
- Ban Thường vụ tặng Giấy khen cho 10 tập thể.
- Hồ sơ gồm (01 bộ): Tờ trình; Danh sách trích ngang.
V- TỔ CHỨC THỰC HIỆN
1- Các Đoàn xã, phường: báo cáo kết quả trước ngày 05/6 về Văn phòng Tỉnh đoàn."""
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


def test_numbers_with_a_hyphen_and_days_without_a_year_are_read() -> None:
    read = values(YOUTH)
    rows = [(row["id"], row["value"], row["subject"], row["due"]) for row in read["targets"]]
    assert rows == [
        ("II.1a", 1, "Đoàn xã", None),
        ("II.1b", 15, "Đoàn xã", "2026-03-26"),
        ("II.2", 80, "đoàn viên", None),
    ]
    assert read["targets"][0]["what"] == "đảm nhận công trình thanh niên"
    assert read["dossier_parts"] == ["Tờ trình", "Danh sách trích ngang"]
    assert [(row["who"], row["date"]) for row in read["deadlines"]] == [("Các Đoàn xã, phường", "2025-06-05")]
    assert "date_without_year" in read["warnings"]


def targets(sentences: str) -> list[tuple[Any, ...]]:
    rows = values(f"II. CHỈ TIÊU\n{sentences}\nIII. TỔ CHỨC THỰC HIỆN\n1. Các xã thực hiện.")["targets"]
    return [(row["value"], row["unit"], row["subject"], row["due"]) for row in rows]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("1. Toàn huyện xây dựng 30 km đường (gồm 12 xã).", [(30, "km", "Toàn huyện", None)]),
        ("1. Mỗi xã trao 100 suất quà, trị giá 50 triệu đồng.", [(100, "suất quà", "xã", None)]),
        ("1. Mỗi xã trao 100 suất quà trị giá từ 50 đến 70 triệu đồng.", [(100, "suất quà", "xã", None)]),
        ("1. Mỗi xã tặng quà trị giá 50 triệu đồng.", [(50_000_000, "đồng", "xã", None)]),
        ("1. Mỗi huyện xây dựng 03 mái ấm tình thương.", [(3, "mái ấm", "huyện", None)]),
        ("1. Cấp xã: mỗi Đoàn xã trồng 200 cây.", [(200, "cây", "Đoàn xã", None)]),
        ("1. Cấp xã: mỗi chi đoàn trồng 200 cây.", [(200, "cây", "chi đoàn", None)]),
        ("1. Cấp tỉnh: tổ chức 02 hội nghị.", [(2, "hội nghị", "Cấp tỉnh", None)]),
        ("1. Mỗi xã xây dựng 02 nhà trước 31/12.", [(2, "nhà", "xã", "2025-12-31")]),
        ("1. Mỗi xã trồng rừng đạt trước 1/3 số cây là 200 cây.", [(200, "cây", "xã", None)]),
    ],
)
def test_what_an_amount_is_made_of_or_worth_is_no_target(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert targets(sentence) == expected


def test_summing_up_within_a_month_is_a_deadline() -> None:
    read = values("E. TỔ CHỨC THỰC HIỆN\n1. Giao Ban Phong trào theo dõi, tham mưu tổng kết trong tháng 4/2026.")
    [deadline] = read["deadlines"]
    assert (deadline["date"], deadline["relation"], deadline["what"]) == ("2026-04", "on", "tham mưu tổng kết")
