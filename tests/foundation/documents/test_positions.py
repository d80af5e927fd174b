"""Where components stand, how large they are and where pages end, measured on the PDF in millimetres and points."""

from __future__ import annotations

import dataclasses
import io
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pdfplumber
import pytest

from tests.foundation.documents import papers
from thidua.foundation.documents.formats import format_on
from thidua.foundation.documents.layout import FOOT_SHARE, LEFT_SHARE
from thidua.foundation.documents.model import Annex, OfficialDocument, Table
from thidua.foundation.documents.pdf import draw_pdf

MM = 25.4 / 72
FORM = format_on("front", papers.DAY)
LEFT, RIGHT, TOP = 30.0, 195.0, 20.0
WIDTH = RIGHT - LEFT
HEAD_MIDDLE = LEFT + WIDTH * LEFT_SHARE
FOOT_MIDDLE = LEFT + WIDTH * FOOT_SHARE
COLUMN_PT = 14
INK = 1.5  # letters stand a little within their line


@dataclass(frozen=True)
class Line:
    """One line of letters as printed."""

    text: str
    x0: float
    x1: float
    top: float
    base: float
    sizes: frozenset[float]
    faces: frozenset[str]

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


@cache
def pages(document: OfficialDocument) -> list[list[Line]]:
    with pdfplumber.open(io.BytesIO(draw_pdf(document, FORM))) as pdf:
        return [list(_lines(page)) for page in pdf.pages]


@cache
def rules(document: OfficialDocument) -> list[tuple[float, float, float]]:
    """Left, right and height of each line drawn on the first page."""
    with pdfplumber.open(io.BytesIO(draw_pdf(document, FORM))) as pdf:
        return [(each["x0"] * MM, each["x1"] * MM, each["top"] * MM) for each in pdf.pages[0].lines]


def _lines(page: Any) -> Iterator[Line]:
    """Letters of one base line from left to right; a gap wider than that of two words begins another column."""
    chars = sorted(page.chars, key=lambda char: (-char["matrix"][5], char["x0"]))
    for _base, row in itertools.groupby(chars, key=lambda char: round(char["matrix"][5], 1)):
        piece: list[Any] = []
        for char in (each for each in row if not each["text"].isspace()):
            gap = char["x0"] - piece[-1]["x1"] if piece else 0.0
            if gap > COLUMN_PT:
                yield _line(piece)
                piece = []
            elif gap > char["size"] / 8:
                piece.append({**piece[-1], "text": " "})
            piece.append(char)
        if piece:
            yield _line(piece)


def _line(chars: list[Any]) -> Line:
    inked = [char for char in chars if not char["text"].isspace()]
    return Line(
        " ".join("".join(char["text"] for char in chars).split()), inked[0]["x0"] * MM, inked[-1]["x1"] * MM,
        min(char["top"] for char in inked) * MM, max(char["bottom"] for char in inked) * MM,
        frozenset(round(char["size"], 1) for char in inked), frozenset(char["fontname"].partition("-")[2] or "Regular" for char in inked),
    )  # fmt: skip


def line(document: OfficialDocument, text: str, page: int = 0) -> Line:
    return next(each for each in pages(document)[page] if each.text.startswith(text))


def test_head_stands_in_two_halves_at_the_upper_margin() -> None:
    plan = papers.plan()
    state, motto, parent = (line(plan, text) for text in ("CỘNG HÒA", "Độc lập", "ỦY BAN MTTQ"))
    assert [abs(each.top - TOP) < INK for each in (state, parent)] == [True, True]
    assert state.base == pytest.approx(parent.base, abs=0.2)
    assert (motto.top > state.top, state.x0 > HEAD_MIDDLE, parent.x1 < HEAD_MIDDLE) == (True, True, True)
    for each in (state, motto):
        assert each.middle == pytest.approx((HEAD_MIDDLE + RIGHT) / 2, abs=0.5)
    for text in ("ỦY BAN MTTQ", "HUYỆN CƯ JÚT", "BAN THƯỜNG TRỰC", "Số: 05/KH"):
        assert line(plan, text).middle == pytest.approx((LEFT + HEAD_MIDDLE) / 2, abs=0.5)


def test_rules_stand_under_motto_issuer_and_subject_and_are_as_long_as_asked() -> None:
    plan = papers.plan()
    motto, issuer = line(plan, "Độc lập"), line(plan, "BAN THƯỜNG TRỰC")
    subject = [each for each in pages(plan)[0] if each.text.startswith(("Hưởng ứng", "Mặt trận Tổ quốc Việt Nam các"))][
        -1
    ]
    found = rules(plan)
    assert len(found) == 3
    for above, share in ((motto, (0.98, 1.02)), (issuer, (1 / 3, 1 / 2)), (subject, (1 / 3, 1 / 2))):
        x0, x1, height = min(found, key=lambda rule: (abs((rule[0] + rule[1]) / 2 - above.middle), rule[2]))
        assert (x0 + x1) / 2 == pytest.approx(above.middle, abs=0.5)
        assert share[0] <= (x1 - x0) / (above.x1 - above.x0) <= share[1]
        assert 0 < height - above.base < 3


def test_number_and_date_share_a_line() -> None:
    for document in (papers.plan(), papers.letter(), papers.joint()):
        number, date = line(document, "Số: "), line(document, "Cư Jút, ngày 05 tháng 02")
        assert number.base == pytest.approx(date.base, abs=0.3)
    first, second = line(papers.joint(), "Số: 05/CTr-MTTQ-BTT"), line(papers.joint(), "Số: 12/CTr-UBND")
    assert 4 < second.base - first.base < 7


def test_text_fills_the_width_between_the_margins() -> None:
    plan = papers.plan()
    assert line(plan, "KẾ HOẠCH").middle == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)
    first = next(each for each in pages(plan)[0] if each.text.startswith("Ban Thường trực Ủy ban"))
    place = pages(plan)[0].index(first)
    second = pages(plan)[0][place + 1]
    assert (first.x0, first.x1) == (pytest.approx(LEFT + 12.7, abs=0.3), pytest.approx(RIGHT, abs=0.3))
    assert (second.x0, second.x1) == (pytest.approx(LEFT, abs=0.3), pytest.approx(RIGHT, abs=0.3))


def test_foot_stands_in_two_halves() -> None:
    plan = papers.plan()
    label, capacity, name = (line(plan, text, 1) for text in ("Nơi nhận:", "TM. BAN", "Nguyễn Văn Minh Họa"))
    assert label.x0 == pytest.approx(LEFT, abs=0.5)
    assert abs(label.top - capacity.top) < 1
    for each in (capacity, name):
        assert each.middle == pytest.approx((FOOT_MIDDLE + RIGHT) / 2, abs=0.5)
    assert name.top - capacity.base > 20


def test_signers_of_a_joint_document_stand_side_by_side_the_leading_body_at_the_right() -> None:
    joint = papers.joint()
    own, other = line(joint, "Nguyễn Văn Minh Họa", 1), line(joint, "Trần Thị Minh Họa", 1)
    assert (other.x1 < own.x0, own.base == pytest.approx(other.base, abs=0.3)) == (True, True)
    assert line(joint, "TM. BAN THƯỜNG TRỰC", 1).base == pytest.approx(line(joint, "TM. ỦY BAN", 1).base, abs=0.3)


SIZES = {
    "CỘNG HÒA": ("national_name", "Bold"), "Độc lập": ("motto", "Bold"), "ỦY BAN MTTQ": ("parent", "Regular"),
    "BAN THƯỜNG": ("issuer", "Bold"), "Số: 05": ("number", "Regular"), "Cư Jút, ngày": ("place_date", "Italic"),
    "KẾ HOẠCH": ("kind", "Bold"), "Hưởng ứng": ("subject", "Bold"), "Căn cứ": ("basis", "Italic"),
    "I. MỤC ĐÍCH": ("section", "Bold"), "Nơi nhận": ("recipients_label", "BoldItalic"),
    "- Lưu": ("recipients", "Regular"), "TM. BAN": ("capacity", "Bold"), "Nguyễn Văn": ("signer", "Bold"),
}  # fmt: skip


@pytest.mark.parametrize("text", SIZES)
def test_each_component_has_the_size_and_face_of_the_table(text: str) -> None:
    component, face = SIZES[text]
    every = [each for page in pages(papers.plan()) for each in page if each.text.startswith(text)]
    assert {(each.sizes, each.faces) for each in every} == {
        (frozenset({float(FORM.components[component].size.use)}), frozenset({face}))
    }


def test_pages_break_with_a_number_in_the_upper_margin_and_annexes_count_anew() -> None:
    first = [page[0] for page in pages(papers.report())]
    shown = [each.text if each.text.isdigit() and each.base < TOP else "" for each in first]
    assert shown == ["", "2", "3", "4", "5", "", "2", "", "2"]
    for each, width in zip(first, (210, 210, 297, 297, 210, 210, 210, 297, 297), strict=True):
        if each.text.isdigit():
            assert each.middle == pytest.approx((LEFT + width - 15) / 2, abs=0.5)
            assert each.sizes == {float(FORM.page_number.size.use)}


def test_head_of_a_long_lying_table_is_on_every_page_of_it() -> None:
    table = Table(papers.COLUMNS, papers.ROWS * 5, landscape=True)
    annex = Annex("Danh sách", (table,), note="(Kèm theo Kế hoạch số {number} ngày {date})", landscape=True)
    document = dataclasses.replace(papers.page(), annexes=(annex,))
    lying = pages(document)[1:]
    heads = [[each.text for each in page if each.text in {"TT", "Số công trình", "Đăng ký"}] for page in lying]
    assert len(lying) > 3
    assert all(sorted(head) == ["Số công trình", "TT", "Đăng ký"] for head in heads)
    rows = [each.text for page in lying for each in page if each.text.startswith("Xã minh họa số")]
    assert rows == [f"Xã minh họa số {n}" for n in range(1, 41)] * 5
