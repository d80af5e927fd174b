"""A signed paper's figures against the document's own: what differs is told, how it is written is not."""

from __future__ import annotations

import dataclasses
import datetime
import io
import zipfile

import pytest

from tests.foundation.documents import papers
from thidua.foundation.core.errors import Unreadable
from thidua.foundation.documents.comparing import differing, figures_of, text_of
from thidua.foundation.documents.docx import draw_docx
from thidua.foundation.documents.formats import format_near
from thidua.foundation.documents.model import item
from thidua.foundation.documents.pdf import draw_pdf
from thidua.foundation.documents.scans import _pdf_text, _word_text

WORDS = "Tặng 05 Giấy khen: 03 tập thể, 02 cá nhân; gửi trước ngày 20/8/2024."


@pytest.mark.parametrize(
    "signed",
    [
        WORDS,
        "Tặng 5 Giấy khen: 3 tập thể, 2 cá nhân; gửi trước\nngày 20/08/2024.",
        "- 2 -\nTặng 05 Giấy khen: 03 tập thể,\n\n3\n02 cá nhân; gửi trước ngày 20/8/2024.",
    ],
)
def test_same_figures_are_no_difference_however_they_are_written(signed: str) -> None:
    assert differing(WORDS, signed) == []


@pytest.mark.parametrize(
    ("signed", "told"),
    [
        (WORDS.replace("05", "06"), [(["5"], ["6"])]),
        (WORDS.replace("20/8", "21/8"), [(["20/8/2024"], ["21/8/2024"])]),
        (WORDS.replace("; gửi trước ngày 20/8/2024", ""), [(["20/8/2024"], [])]),
        (WORDS + " Kinh phí 1.500.000 đồng.", [([], ["1.500.000"])]),
    ],
)
def test_other_figures_are_told_with_both_sides(signed: str, told: list[tuple[list[str], list[str]]]) -> None:
    found = differing(WORDS, signed)
    assert [([row.value for row in one.original], [row.value for row in one.signed]) for one in found] == told


def test_figure_is_told_among_its_words() -> None:
    assert figures_of("tặng năm nay có 07 tập thể và 8 cá nhân")[0].around == "tặng năm nay có 07 tập thể và 8"


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_drawn_file_has_the_figures_of_its_document(ending: str) -> None:
    """What the product itself prints is never told to differ: number, day, words, tables."""
    plan = papers.plan(number=7, date=datetime.date(2024, 2, 5))
    plan = dataclasses.replace(plan, blocks=(*plan.blocks, item("-", WORDS)))
    draw, read = {"docx": (draw_docx, _word_text), "pdf": (draw_pdf, _pdf_text)}[ending]
    text = read(io.BytesIO(draw(plan, format_near(plan.family, plan.date))))
    assert differing(text_of(plan), text) == []


@pytest.mark.slow
def test_damaged_word_file_is_told_to_be_unreadable() -> None:
    """Its parts are all there, the XML of its text ends in the middle."""
    plan = papers.plan(number=7, date=datetime.date(2024, 2, 5))
    sound = zipfile.ZipFile(io.BytesIO(draw_docx(plan, format_near(plan.family, plan.date))))
    damaged = io.BytesIO()
    with zipfile.ZipFile(damaged, "w") as out:
        for name in sound.namelist():
            data = sound.read(name)
            out.writestr(name, data[: len(data) // 2] if name == "word/document.xml" else data)
    damaged.seek(0)
    with pytest.raises(Unreadable, match="Word"):
        _word_text(damaged)
