"""Biểu tổng hợp as a paper: the page's figures, one lying page, by the format."""

from __future__ import annotations

import datetime

import pytest

from tests.factories import COMMITTEES, COMMUNE, PROVINCE, TODAY, Cast
from tests.stages.progress.conftest import Stage, ask
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.documents.checker import check_document
from thidua.foundation.documents.checker.read_pdf import read_pdf
from thidua.foundation.documents.model import Table
from thidua.stages.progress.papers import draw_summary, summary_document
from thidua.stages.progress.queries.places import home_place
from thidua.stages.progress.queries.summary import Summary, summary


def found(site: Cast) -> Summary:
    actor: Actor = site.actor("province_officer")
    return summary(actor=actor, place=home_place(actor), on=TODAY)


@pytest.fixture
def filled(site: Cast, stage: Stage) -> Cast:
    ask(site, "III.1", unit_kinds=COMMITTEES, share=100, position=1)
    ask(site, "III.4", unit_kinds=[COMMUNE], share=100, position=2, due_before=datetime.date(2024, 3, 1))
    ask(site, "III.3b", unit_kinds=[PROVINCE], minimum=5, measure_unit="house", position=3)
    stage.does(site.commune)
    stage.does(site.province, quantity=3)
    return site


def test_summary_is_a_paper_of_the_unit_that_prints_it(filled: Cast) -> None:
    paper = summary_document(found(filled))
    assert (paper.kind, paper.date, paper.landscape, paper.number) == ("summary-table", TODAY, True, None)
    assert paper.letterhead.parent_lines == ("ỦY BAN MTTQ VIỆT NAM", "TỈNH ĐẮK NÔNG")
    assert paper.signature is None
    table = paper.blocks[0]
    assert isinstance(table, Table)
    assert [row[0] for row in table.rows] == ["III.1", "III.4", "III.3b"]
    assert table.rows[1][3:6] == ("1/3 xã", "33,3%", "Không đạt (hết hạn)")


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_paper_passes_the_check_on_one_lying_page(filled: Cast, ending: str) -> None:
    content = draw_summary(found(filled), ending)
    outcome = check_document(content, today=TODAY)
    assert [each for each in outcome.deviations if not each.notice] == []
    if ending == "pdf":
        assert [(page.width_mm, page.height_mm) for page in read_pdf(content).pages] == [(297, 210)]


def test_summary_of_nothing_says_so(site: Cast) -> None:
    text = draw_summary(found(site), "html").decode()
    assert "Chưa có chỉ tiêu nào giao cho đơn vị này." in text
