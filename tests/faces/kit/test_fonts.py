"""The faces and sheets every page loads: whole, tabular, light."""

import brotli
import pytest
from fontTools.ttLib import TTFont

from thidua.faces.kit import icons

STATIC = icons.SHEET.parent / "static" / "kit"
VIETNAMESE = "ÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬĐÈẺẼÉẸÊỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢÙỦŨÚỤƯỪỬỮỨỰỲỶỸÝỴ"


@pytest.mark.parametrize("weight", [400, 600])
def test_text_face_has_every_vietnamese_letter(weight: int) -> None:
    letters = TTFont(STATIC / "fonts" / f"be-vietnam-pro-{weight}.woff2").getBestCmap()
    assert [letter for letter in VIETNAMESE + VIETNAMESE.lower() if ord(letter) not in letters] == []


@pytest.mark.parametrize("weight", [400, 600])
def test_figures_are_all_of_one_width(weight: int) -> None:
    font = TTFont(STATIC / "fonts" / f"thidua-figures-{weight}.woff2")
    names = font.getBestCmap()
    assert {font["hmtx"][names[ord(digit)]][0] for digit in "0123456789"} == {650}
    assert font["name"].getDebugName(1) == "Thidua Figures"


def test_faces_come_with_their_licence() -> None:
    assert "SIL Open Font License, Version 1.1" in (STATIC / "fonts" / "OFL.txt").read_text(encoding="utf-8")


def test_first_visit_of_style_and_faces_is_under_120_kb() -> None:
    sheets = sum(len(brotli.compress(path.read_bytes(), quality=5)) for path in STATIC.glob("*.css"))
    faces = sum(path.stat().st_size for path in (STATIC / "fonts").glob("*.woff2"))
    assert sheets + faces < 120 * 1024


def test_own_script_stays_small() -> None:
    lines = (STATIC / "kit.js").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 300
