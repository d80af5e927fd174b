"""A register of documents as a sheet to print, lying, dated today."""

from __future__ import annotations

import datetime

from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.documents import books
from thidua.foundation.documents.model import Align, Block, Column, OfficialDocument, Table, paragraph
from thidua.foundation.documents.models import Register, RegisterGap
from thidua.foundation.documents.wording import Wording, wording
from thidua.stages.campaigns import papers

KIND = "list"
WIDTHS = (34, 22, 92, 38, 44, 36)
SIZE_PT = 10
LEFT_EMPTY = {RegisterGap.State.EXPLAINED, RegisterGap.State.RELEASED}


def register_paper(register: Register, *, on: datetime.date) -> OfficialDocument:
    """Every number of the register in order, with what became of it, and the sums on top."""
    unit, say = register.unit, wording("list/register")
    lines = books.with_recipients(books.lines_of(register))
    body: tuple[Block, ...] = (paragraph(_summary(lines, say)), _table(lines, say)) if lines else (
        paragraph(say.line("nothing")),
    )  # fmt: skip
    named = f"{register.body} {register.series}".strip()
    return OfficialDocument(
        kind=KIND,
        family=papers.family_of(unit),
        letterhead=papers.letterhead(unit, on, register.body),
        symbol="",
        date=on,
        subject=say.line("subject", year=register.year, body=named, unit=unit.name),
        blocks=body,
        landscape=True,
    )


def _summary(lines: list[books.Line], say: Wording) -> str:
    states = [line.state for line in lines]
    return say.line(
        "summary",
        documents=states.count(books.DOCUMENT),
        reserved=states.count(RegisterGap.State.RESERVED),
        empty=sum(state in LEFT_EMPTY for state in states),
        missing=states.count(books.MISSING),
    )


def _table(lines: list[books.Line], say: Wording) -> Table:
    columns = tuple(Column(title, width, Align.LEFT) for title, width in zip(say.lines("columns"), WIDTHS, strict=True))
    return Table(columns, tuple(_row(line) for line in lines), size_pt=SIZE_PT)


def _row(line: books.Line) -> tuple[str, ...]:
    day = day_words(line.date) if line.date else ""
    return (line.notation or f"{line.number:02d}", day, line.subject, line.signer, line.recipients, line.note)
