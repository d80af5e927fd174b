"""Every kind of document, in every style, as Word file and as PDF: nothing departs from its format."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from tests.foundation.documents import papers
from thidua.foundation.documents.checker import check_document
from thidua.foundation.documents.docx import draw_docx
from thidua.foundation.documents.formats import format_on
from thidua.foundation.documents.kinds import kind, kinds
from thidua.foundation.documents.model import OfficialDocument, SignatureTable, paragraph
from thidua.foundation.documents.pdf import draw_pdf
from thidua.foundation.documents.writing import build_symbol

DRAWINGS = {"docx": draw_docx, "pdf": draw_pdf}
STYLES = {
    "hd-91-2013": ("front", datetime.date(2024, 2, 5)),
    "qd-207-2025": ("front", datetime.date(2026, 1, 9)),
    "nd-30-2020": ("organization", datetime.date(2024, 3, 15)),
}


def of_kind(key: str) -> OfficialDocument:
    """A document of this kind with the components its model has."""
    what = kind(key)
    made = papers.page(kind=key, symbol=build_symbol(key, "MTTQ-BTT"))
    changes: dict[str, object] = {}
    if key in ("submission", "letter", "public-letter"):
        changes["addressees"] = ("Ban Thường trực Ủy ban MTTQ tỉnh.",)
    if "subject" in what.omits and "kind" not in what.omits:
        changes["subject"] = ""
    if key == "minutes":
        changes |= {"blocks": (paragraph(papers.LONG), SignatureTable(papers.SIGNERS)), "signature": None}
    if "recipients" in what.omits:
        changes["recipients"] = ()
    if "signer" in what.omits:
        changes["signature"] = None
    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]


def departures(document: OfficialDocument, ending: str, style: str) -> tuple[str, list[str]]:
    family, day = STYLES[style]
    form = format_on(family, day)
    made = dataclasses.replace(document, family=family, date=day)
    outcome = check_document(DRAWINGS[ending](made, form), today=day, family="" if family == "front" else family)
    return outcome.format_key, [f"{each.rule}: {each.place}" for each in outcome.deviations]


@pytest.mark.clause("H.1")
@pytest.mark.parametrize("ending", DRAWINGS)
@pytest.mark.parametrize("key", kinds())
def test_every_kind_has_no_deviation(key: str, ending: str) -> None:
    assert departures(of_kind(key), ending, "hd-91-2013") == ("hd-91-2013", [])


@pytest.mark.parametrize("ending", DRAWINGS)
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("document", [papers.plan(), papers.letter(), papers.report()], ids=lambda made: made.kind)
def test_every_style_has_no_deviation(document: OfficialDocument, style: str, ending: str) -> None:
    assert departures(document, ending, style) == (style, [])


@pytest.mark.clause("II.2")
@pytest.mark.parametrize("ending", DRAWINGS)
@pytest.mark.parametrize(
    "document", [papers.joint(), papers.led_by_an_organization(), papers.party()], ids=["joint", "union", "party"]
)
def test_joint_documents_and_the_partys_have_no_deviation(document: OfficialDocument, ending: str) -> None:
    form = format_on(document.family, papers.DAY)
    outcome = check_document(DRAWINGS[ending](document, form), today=papers.DAY)
    assert (outcome.format_key, outcome.deviations) == (form.key, ())
