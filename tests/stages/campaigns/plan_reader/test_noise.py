"""What surrounds plan 286 or breaks its lines changes nothing of what is read."""

from __future__ import annotations

import textwrap
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stages.campaigns.plan_reader import plan_286
from thidua.stages.campaigns.plan_reader import read_plan_text

ABOVE = (
    "Trang chủ", "2023-10-31T02:16:00.000Z Tin nổi bật", "Admin 5 lần xem | 0 bình luận", "Thứ Ba, 31/10/2023 08:15",
    "Kế hoạch phát động đợt thi đua đặc biệt", "Ngày đăng: 31/10/2023",
)  # fmt: skip
BELOW = (
    "Liên kết website", "Thống kê truy cập", "Đang truy cập: 3", "Tổng lượt truy cập: 541172", "Chia sẻ", "Hôm nay: 185",
    "Kỷ niệm 94 năm Ngày truyền thống MTTQ Việt Nam", "Các tin khác",
)  # fmt: skip
PAGES = ("{n}", "- {n} -", "Trang {n}/9", "{n}/9")
STAMPS = ("Ký bởi: Y Thái", "Thời gian ký: 26/10/2023 09:12:44 +07:00", "Email: mttq@daknong.gov.vn")


def broken(paragraph: str, width: int, indent: str) -> list[str]:
    """A paragraph in lines of a width, its first set in."""
    return textwrap.wrap(paragraph, width, initial_indent=indent, break_long_words=False, break_on_hyphens=False)


@st.composite
def noises(draw: st.DrawFn) -> str:
    """Plan 286 with furniture around, lines broken at a width, page numbers between them, other letters and spaces."""
    width = draw(st.sampled_from([0, 72, 78, 84, 90, 99, 110]))
    gap, indent = draw(st.sampled_from([("\n", "    "), ("\n\n", "")]))
    lines = []
    for paragraph in plan_286.paragraphs():
        lines += broken(paragraph, width, indent) if width else [paragraph]
        if gap == "\n\n":
            lines.append("")
    start, end = lines.index(next(line for line in lines if line.strip().startswith("I."))), len(lines) - 40
    for number in range(draw(st.integers(0, 8)), 0, -1):
        lines.insert(draw(st.integers(start, end)), draw(st.sampled_from(PAGES)).format(n=number + 1))
    if draw(st.booleans()):
        lines[-1:-1] = STAMPS
    above, below = draw(st.lists(st.sampled_from(ABOVE))), draw(st.lists(st.sampled_from(BELOW)))
    text = "\n".join([*above, "", *lines, "", *below])
    if draw(st.booleans()):
        text = unicodedata.normalize("NFD", text)
    if draw(st.booleans()):
        text = text.replace("Đ", "Ð")
    if draw(st.booleans()):
        text = text.replace("Tổ quốc", "Tổ\u00a0quốc").replace("ngày ", "ngày\u00a0")
    return text


@settings(max_examples=60)
@given(noises())
def test_reading_noise_around_and_inside_leaves_it_equal(noisy: str) -> None:
    plain, read = read_plan_text(plan_286.text()), read_plan_text(noisy)
    assert read.values == plain.values
    assert read.text == plain.text
