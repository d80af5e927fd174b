"""The Bản đăng ký and the Danh sách công trình as papers that a leader signs."""

from __future__ import annotations

import datetime

from thidua.foundation.core.quantities import format_number
from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.documents.model import Align, Block, Column, OfficialDocument, Paragraph, Run, Table, paragraph
from thidua.foundation.documents.wording import Wording, wording
from thidua.stages.campaigns import papers
from thidua.stages.campaigns.signing import leaders_on, signature_of
from thidua.stages.works.kinds import sources, unit_of
from thidua.stages.works.listing import Group, KindSum, Listing
from thidua.stages.works.tables import Line

REGISTRATION, LIST = "work-registration", "work-list"
# Which state each paper tells of.
STATES = {REGISTRATION: "registered", LIST: "verified"}
WIDTHS = (10, 62, 34, 24, 44, 42, 28, 30)
ALIGNED = {0: Align.CENTER, 3: Align.RIGHT, 7: Align.RIGHT}
KIND_WIDTHS = (9, 46, 17, 26)
KINDS_TOGETHER_MM = 274.0
SIZE_PT = KINDS_SIZE_PT = 10


def list_paper(kind: str, found: Listing, *, on: datetime.date) -> OfficialDocument:
    """The paper of a kind (`work-registration`, `work-list`), dated and with its signing block."""
    unit = found.unit
    say = wording(f"{kind}/campaign", unit, found.campaign.key)
    leader = next(iter(leaders_on(unit, on)), None)
    campaign, works = papers.campaign_words(found.campaign), format_number(found.works)
    body: tuple[Block, ...] = (paragraph(say.line("nothing", unit=unit.name)),)
    if found.works:
        body = (
            paragraph(say.line("opening", unit=unit.name, campaign=campaign, works=works)),
            _works(found, say),
            Paragraph((Run(say.line("kinds_title"), bold=True),)),
            _kinds(found, say),
        )
    return OfficialDocument(
        kind=kind,
        family=papers.family_of(unit),
        letterhead=papers.letterhead(unit, on),
        symbol="",
        date=on,
        subject=say.line("subject", campaign=campaign),
        blocks=body,
        signature=signature_of(unit, on, leader),
        landscape=True,
    )


def _works(found: Listing, say: Wording) -> Table:
    """Each body's works under its name, then their sum; the sum of all at the end."""
    columns = tuple(
        Column(title, width, ALIGNED.get(place, Align.LEFT))
        for place, (title, width) in enumerate(zip(say.lines("columns"), WIDTHS, strict=True))
    )
    rows: list[tuple[str, ...]] = []
    strong: set[int] = set()
    number = 0
    for group in found.groups:
        strong.add(len(rows))
        rows.append(_spanning(_heading(group, say)))
        for line in group.lines:
            number += 1
            rows.append(_row(number, line, say))
        strong.add(len(rows))
        subtotal = say.line("subtotal", unit=group.unit.short_name, works=format_number(len(group.lines)))
        rows.append(_spanning(subtotal, group.money))
    strong.add(len(rows))
    total = say.line("total", works=format_number(found.works))
    rows.append(_spanning(total, sum(group.money for group in found.groups)))
    return Table(columns, tuple(rows), frozenset(strong), size_pt=SIZE_PT)


def _heading(group: Group, say: Wording) -> str:
    return say.line("own" if group.is_own else "beneath", unit=group.unit.short_name)


def _spanning(text: str, money: int | None = None) -> tuple[str, ...]:
    return ("", text, "", "", "", "", "", "" if money is None else format_number(money))


def _row(number: int, line: Line, say: Wording) -> tuple[str, ...]:
    work = line.work
    # A family that got a house is not named on a paper that goes round.
    name = work.kind.label if work.kind.is_house else work.name
    days = [day_words(day) for day in (work.planned_start, work.done_date or work.planned_finish) if day is not None]
    late = say.line("late") if work.registered_late else ""
    return (
        str(number), name + late, work.kind.label, line.quantity, line.places_shown, line.lead, " – ".join(days),
        format_number(line.money) if line.money else "",
    )  # fmt: skip


def _kinds(found: Listing, say: Wording) -> Table:
    """One line a kind, one column a source that gave anything."""
    known = [(key, source.label) for key, source in sources().items() if key in found.sources]
    wide = (KINDS_TOGETHER_MM - sum(KIND_WIDTHS)) / (len(known) + 1)
    aligned = (Align.CENTER, Align.LEFT, Align.RIGHT, Align.RIGHT)
    columns = [*map(Column, say.lines("kinds_columns"), KIND_WIDTHS, aligned)]
    columns += [Column(label, wide, Align.RIGHT) for _key, label in known]
    columns.append(Column(say.line("kinds_sum"), wide, Align.RIGHT))
    keys = [key for key, _label in known]
    rows = [_kind_row(number, row, keys) for number, row in enumerate(found.kinds, start=1)]
    sums = [sum(row.money[key] for row in found.kinds) for key in keys]
    total = ("", say.line("kinds_total"), format_number(found.works), "", *map(format_number, [*sums, sum(sums)]))
    return Table(tuple(columns), (*rows, total), frozenset({len(rows)}), size_pt=KINDS_SIZE_PT)


def _kind_row(number: int, row: KindSum, keys: list[str]) -> tuple[str, ...]:
    amounts = [row.money[key] for key in keys]
    quantity = unit_of(row.kind).format(row.quantity, with_unit=True)
    words = (format_number(amount) if amount else "" for amount in [*amounts, sum(amounts)])
    return (str(number), row.kind.label, format_number(row.works), quantity, *words)
