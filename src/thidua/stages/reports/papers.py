"""A report as an official document: the unit's letterhead, its sections, and the list of works as an annex."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from thidua.foundation.core import clock
from thidua.foundation.core.actors import By
from thidua.foundation.core.quantities import format_number
from thidua.foundation.documents.formats import format_near
from thidua.foundation.documents.model import (
    Align,
    Annex,
    Block,
    Column,
    Heading,
    HeadingLevel,
    OfficialDocument,
    Paragraph,
    Signature,
    Table,
    item,
    paragraph,
)
from thidua.foundation.documents.queries import as_printed
from thidua.foundation.documents.wording import Wording, wording
from thidua.foundation.documents.writing import build_symbol, short_date
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns import papers
from thidua.stages.campaigns.models import Campaign, Plan
from thidua.stages.campaigns.signing import person_behind, title_of
from thidua.stages.reports import rules
from thidua.stages.reports.checking import Filled, filled
from thidua.stages.reports.form import blocks_of_report, campaigns_of
from thidua.stages.reports.models import Report
from thidua.stages.reports.schedules import ONCE, period_words

KIND = "report"
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
WIDTHS = (12, 58, 34, 40, 40, 22, 26, 20, 22)
RIGHT = frozenset({6, 7})
CENTRED = frozenset({0, 8})
SIZE_PT = 11


def report_document(report: Report, *, on: datetime.date | None = None, signer: By | None = None) -> OfficialDocument:
    """The report as it stands, without a number; dated and signed by whoever signs it now."""
    day = on or clock.today()
    unit, say = report.unit, wording("report/unit", report.unit)
    writer = _Writer(report, say, day)
    form = papers.letterhead_form(unit, day)
    return OfficialDocument(
        kind=KIND,
        family=papers.family_of(unit),
        letterhead=papers.letterhead(unit, day),
        symbol=build_symbol(KIND, form.symbol if form else papers.initials(unit)),
        subject=writer.subject(),
        addressees=writer.addressees(),
        blocks=writer.blocks(),
        signature=_signature(unit, day, signer, say),
        recipients=(f"- {say.line('recipient_above')}", f"- {say.line('recipient_archive')}"),
        annexes=writer.annexes(),
    )


def paper_of(report: Report) -> OfficialDocument:
    """The paper of the last round as it was sent; before the first, and while it is mended, the draft."""
    sent = report.status in (Report.Status.SUBMITTED, Report.Status.ACCEPTED)
    return as_printed(report.document) if sent and report.document else report_document(report)


def body_of(unit: Unit, on: datetime.date) -> str:
    """The body of the unit in whose register the report is numbered."""
    form = papers.letterhead_form(unit, on)
    return form.body if form else unit.short_name[:40]


def issuer_of(unit: Unit, on: datetime.date) -> str:
    """Who issues, in words: «Ban Thường trực Ủy ban MTTQ Việt Nam huyện Cư Jút»."""
    form = papers.letterhead_form(unit, on)
    return f"{form.body} {unit.name}" if form and form.body != "Ủy ban" else unit.name


class _Writer:
    """Writes one report; `say` fills the catalogue's sentences."""

    def __init__(self, report: Report, say: Wording, on: datetime.date) -> None:
        self.report, self.say, self.on = report, say, on
        self.writing = format_near(papers.family_of(report.unit), on).writing
        self.is_final = report.period.key == ONCE
        self.campaigns = campaigns_of(report)
        self.rows = {row.slot.name: row for row in filled(report)}
        self.above = rules.superior_of(report)

    def subject(self) -> str:
        if self.is_final:
            campaigns = ", ".join(campaign.short_name for campaign in self.campaigns)
            return self.say.line("subject_final", title=self.report.form.title, campaigns=campaigns)
        return self.say.line("subject_periodic", title=self.report.form.title, period=period_words(self.report.period))

    def addressees(self) -> tuple[str, ...]:
        if sent_to := self.report.period.schedule.sent_to:
            return (self.say.line("addressee_of", body=sent_to),)
        return (self.say.line("addressee", issuer=self._above()),)

    def blocks(self) -> tuple[Block, ...]:
        found: list[Block] = [paragraph(self._preamble())]
        for number, block in enumerate(blocks_of_report(self.report)):
            found.append(Heading(HeadingLevel.SECTION, f"{ROMAN[number]}.", block.title.upper()))
            for slot in block.slots:
                found += self._field(self.rows[slot.name])
        issuer = issuer_of(self.report.unit, self.on)
        return (*found, paragraph(self.say.line("closing", issuer=issuer, above=self._above())))

    def annexes(self) -> tuple[Annex, ...]:
        if not self.report.period.schedule.with_works:
            return ()
        listed = self.report.frozen.get("works", {})
        note = self.say.line(
            "annex_note", issuer=issuer_of(self.report.unit, self.on), date=self._date(self.report.data_date)
        )
        chosen = [campaign for campaign in self.campaigns if campaign.key in listed]
        return tuple(
            Annex(
                title=self.say.line("annex_title") + (f" ({campaign.short_name})" if len(chosen) > 1 else ""),
                blocks=(self._works(listed[campaign.key]),),
                number=ROMAN[place] if len(chosen) > 1 else "",
                note=note,
                landscape=True,
            )
            for place, campaign in enumerate(chosen)
        )

    def _preamble(self) -> str:
        values: dict[str, Any] = {
            "issuer": issuer_of(self.report.unit, self.on), "above": self._above(),
            "period": period_words(self.report.period), "date": self._date(self.report.data_date),
        }  # fmt: skip
        plans = [named for campaign in self.campaigns if (named := self._plan(campaign))]
        if self.is_final and plans:
            return self.say.line("preamble_final", plan=self.say.line("plan_joined").join(plans), **values)
        return self.say.line("preamble", **values)

    def _plan(self, campaign: Campaign) -> str:
        """The plan that orders the campaign, as it is cited; empty while it has no number."""
        plan = Plan.objects.filter(campaign=campaign, parent=None).select_related("document", "unit").first()
        document = plan.document if plan else None
        if plan is None or document is None or document.date is None:
            return ""
        issuer = f"{document.body} {plan.unit.name}"
        return self.say.line("plan", notation=document.notation, date=self._date(document.date), issuer=issuer)

    def _field(self, row: Filled) -> list[Block]:
        """A figure as one dashed line with its reason, words under their label; what is empty is left out."""
        label, words = row.slot.field.label, row.slot.words
        if not row.slot.field.is_figure:
            lines = [line.strip() for line in row.value.text.splitlines() if line.strip()]
            if not lines:
                return []
            return [item("-", self.say.line("words_lead", label=label) + lines[0]), *map(_body, lines[1:])]
        if row.value.figure is None:
            return []
        values: dict[str, Any] = {
            "label": label, "figure": words(row.value.figure, row.value.denominator),
            "note": row.value.note.rstrip(" .;"),
        }  # fmt: skip
        return [item("-", self.say.line("figure_explained" if values["note"] else "figure", **values))]

    def _works(self, rows: Iterable[dict[str, Any]]) -> Block:
        listed = list(rows)
        lines = tuple(self._work(number, row) for number, row in enumerate(listed, start=1))
        if not lines:
            return paragraph(self.say.line("annex_nothing"))
        columns = tuple(
            Column(title, width, _align(place))
            for place, (title, width) in enumerate(zip(self.say.lines("columns"), WIDTHS, strict=True))
        )
        return Table(columns, (*lines, self._total(listed)), frozenset({len(lines)}), size_pt=SIZE_PT)

    def _total(self, rows: list[dict[str, Any]]) -> tuple[str, ...]:
        """How many works, their money and the people they serve; quantities of different kinds are not added."""
        money, people = (sum(row[key] or 0 for row in rows) for key in ("money", "people"))
        total = self.say.line("annex_total", count=len(rows))
        return ("", total, "", "", "", "", format_number(money), format_number(people), "")

    def _work(self, number: int, row: dict[str, Any]) -> tuple[str, ...]:
        done = datetime.date.fromisoformat(row["done"]) if row["done"] else None
        return (
            str(number), row["name"], row["kind"], row["places"], row["lead"], row["quantity"],
            "" if row["money"] is None else format_number(row["money"]),
            "" if row["people"] is None else format_number(row["people"]),
            self._date(done) if done else "",
        )  # fmt: skip

    def _above(self) -> str:
        return issuer_of(self.above, self.on) if self.above else self.report.unit.name

    def _date(self, day: datetime.date) -> str:
        return short_date(day, self.writing)


def _signature(unit: Unit, on: datetime.date, signer: By | None, say: Wording) -> Signature:
    """Who signs: in the title of the letterhead's head where the person has none that says otherwise."""
    form = papers.letterhead_form(unit, on)
    name = signer.label if signer else ""
    if form is None:
        return Signature(say.line("signer_without_head"), name)
    title = title_of(person_behind(signer) if signer else None, form.head)
    acting_for = form.head if title.lower().startswith(say.line("deputy")) else ""
    return form.sign(title=title, name=name, acting_for=acting_for)


def _body(text: str) -> Paragraph:
    return paragraph(text)


def _align(place: int) -> Align:
    if place in RIGHT:
        return Align.RIGHT
    return Align.CENTER if place in CENTRED else Align.LEFT
