"""Biểu tổng hợp kết quả thực hiện chỉ tiêu as a paper: one lying page under the unit's letterhead.

It goes with a report, which is what the leader signs; so the page itself carries no signature.
"""

from __future__ import annotations

import dataclasses

from thidua.foundation.core.quantities import format_percent
from thidua.foundation.documents.formats import format_near
from thidua.foundation.documents.model import Align, Column, OfficialDocument, Table, paragraph
from thidua.foundation.documents.wording import wording
from thidua.foundation.documents.writing import short_date
from thidua.stages.campaigns import papers
from thidua.stages.progress import tables
from thidua.stages.progress.queries.summary import Summary, SummaryLine
from thidua.stages.progress.standing import State
from thidua.stages.progress.wording import STATE_WORDS

KIND = "summary-table"
# Widths in millimetres and where each column's text stands; the headings are the catalogue's.
WIDTHS = (13, 70, 30, 34, 14, 20, 50, 45)
CENTRED = frozenset({0, 4})
SIZE_PT = 10
# Two names and these widths keep nine targets of a whole province on one page; more stand on the screen.
MOST_NAMES = 2


def summary_document(found: Summary) -> OfficialDocument:
    """The summary of a place's branch as the unit prints it, dated the day of its figures."""
    unit = found.place.unit
    say = wording("summary-table/progress", unit, found.place.campaign.key)
    family = papers.family_of(unit)
    date = short_date(found.on, format_near(family, found.on).writing)
    body = _table(found, say.lines("columns")) if found.lines else paragraph(say.line("nothing"))
    return OfficialDocument(
        kind=KIND,
        family=family,
        letterhead=papers.letterhead(unit, found.on),
        symbol="",
        date=found.on,
        subject=say.line("subject", campaign=found.place.campaign.short_name, date=date),
        blocks=(paragraph(found.moment.words), body) if found.moment.words else (body,),
        landscape=True,
    )


def draw_summary(found: Summary, ending: str) -> bytes:
    """The summary as a file: `docx`, `pdf` or `html`. Refused with `Invalid` (`format`) for another kind of file."""
    return papers.draw(summary_document(found), ending)


def _table(found: Summary, titles: list[str]) -> Table:
    columns = tuple(
        Column(title, width, Align.CENTER if place in CENTRED else Align.LEFT)
        for place, (title, width) in enumerate(zip(titles, WIDTHS, strict=True))
    )
    return Table(columns, tuple(_row(line) for line in found.lines), size_pt=SIZE_PT)


def _row(line: SummaryLine) -> tuple[str, ...]:
    line = dataclasses.replace(line, names=line.names[:MOST_NAMES])
    return (
        line.target.code,
        line.target.text,
        tables.plan_words(line),
        tables.result_words(line),
        format_percent(*line.share) if line.share else "",
        str(STATE_WORDS[State(line.cell.state)]),
        tables.lacking_words(line),
        "; ".join(tables.notes_of(line)),
    )
