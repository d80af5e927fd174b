"""The papers of a house: the decision that supports it, the minutes of its hand-over; words from the catalogue."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from thidua.foundation.core.quantities import SQUARE_METRE, format_money, format_number
from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.documents.formats import format_near
from thidua.foundation.documents.letterheads import LetterheadForm
from thidua.foundation.documents.model import (
    Align,
    Block,
    Column,
    Heading,
    HeadingLevel,
    OfficialDocument,
    Paragraph,
    ParagraphStyle,
    Run,
    Signature,
    SignatureTable,
    Table,
    item,
    paragraph,
)
from thidua.foundation.documents.wording import Wording, wording
from thidua.foundation.documents.writing import build_symbol, day_text, month_text, short_date
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns import papers
from thidua.stages.campaigns.models import Plan
from thidua.stages.works.evidence import steps_done
from thidua.stages.works.history import money_lines
from thidua.stages.works.kinds import Step, sources, step_with
from thidua.stages.works.models import Household, Work, WorkPaper
from thidua.stages.works.naming import within

SUPPORT, HAND_OVER = "support-decision", "hand-over"
# What each paper is as a document.
KINDS = {SUPPORT: "decision", HAND_OVER: "minutes"}
BLANK = "…………………………"
WIDTHS = {3: (14, 96, 55), 4: (14, 71, 40, 40)}


@dataclass(frozen=True, slots=True)
class Terms:
    """What a paper says beside the record: when, who signs, and of minutes who was there and what was said."""

    on: datetime.date
    name: str = ""
    title: str = ""
    number: int | None = None
    witness: str = ""
    remarks: str = ""


def issuing_unit(work: Work) -> Unit:
    """Who decides on a house and hands it over: what mobilises it; of an area or a department the one above."""
    unit: Unit = work.mobiliser
    while unit.parent is not None and (unit.kind.is_area or unit.kind_id.endswith("department")):
        unit = unit.parent
    return unit


def letterhead_of(work: Work, step: Step, on: datetime.date) -> LetterheadForm | None:
    """The letterhead of the body that signs: the step's own, else the one of the unit's everyday papers."""
    unit = issuing_unit(work)
    return papers.letterhead_form(unit, on, step.body) or papers.letterhead_form(unit, on)


def paper_of(work: Work, step: Step, terms: Terms) -> OfficialDocument:
    """The paper of a step as it would be signed; without a number it is a draft."""
    return (_decision if step.document == SUPPORT else _minutes)(work, step, terms)


def standing_paper(work: Work, step: Step | None) -> WorkPaper | None:
    """The signed paper of a step that was not revoked."""
    if step is None:
        return None
    rows = work.papers.filter(step=step.key, revoked_at=None).select_related("document__unit")
    return rows.order_by("-id").first()


def _decision(work: Work, step: Step, terms: Terms) -> OfficialDocument:
    unit, form = issuing_unit(work), letterhead_of(work, step, terms.on)
    say = wording("decision/house", unit)
    about = _about(work, say)
    return OfficialDocument(
        **_head(work, step, terms, form),
        subject=say.line("subject", **about),
        blocks=(
            Paragraph((Run(_body_words(unit, form).upper(), bold=True),), ParagraphStyle.CENTRED),
            *(paragraph(line, ParagraphStyle.BASIS) for line in _bases(work, say, terms.on)),
            Paragraph((Run(say.line("decides"), bold=True),), ParagraphStyle.CENTRED),
            _article(1, say.line("supported", **about), say),
            _article(2, say.line("estimated", total=format_money(sum(_money(work).values()))), say),
            _estimates(work, say),
            _article(3, say.line("carried_out", lead=work.unit.name, **about), say),
        ),
        signature=_signature(form, terms),
        recipients=tuple(f"- {line}" for line in say.lines("recipients")),
    )


def _minutes(work: Work, step: Step, terms: Terms) -> OfficialDocument:
    unit, form = issuing_unit(work), letterhead_of(work, step, terms.on)
    say = wording("minutes/hand-over", unit)
    writing = format_near(papers.family_of(unit), terms.on).writing
    about, on = _about(work, say), terms.on
    opening = say.line(
        "opening", day=day_text(on.day, writing), month=month_text(on.month, writing), year=on.year, **about
    )
    lines = [say.line("giver", unit=unit.name, name=terms.name or BLANK, title=terms.title or BLANK)]
    lines += [say.line("taker", **about)]
    lines += [say.line("witness", name=terms.witness)] if terms.witness else []
    signers = [Signature(say.line("signs_giver"), terms.name), Signature(say.line("signs_taker"), about["householder"])]
    if terms.witness:
        signers.append(Signature(say.line("signs_witness"), terms.witness.partition(",")[0]))
    return OfficialDocument(
        **_head(work, step, terms, form),
        subject=say.line("subject", **about),
        blocks=(
            paragraph(opening),
            Heading(HeadingLevel.SECTION, "I.", say.line("parties")),
            *(item(f"{number}.", line) for number, line in enumerate(lines, start=1)),
            Heading(HeadingLevel.SECTION, "II.", say.line("house")),
            *(paragraph(line) for line in _house_lines(work, say, about)),
            _spent(work, say),
            Heading(HeadingLevel.SECTION, "III.", say.line("agreed")),
            *(paragraph(line) for line in (terms.remarks or say.line("no_remarks")).splitlines() if line.strip()),
            paragraph(say.line("closing")),
            SignatureTable(tuple(signers)),
        ),
        recipients=tuple(say.lines("recipients")),
    )


def _head(work: Work, step: Step, terms: Terms, form: LetterheadForm | None) -> dict[str, Any]:
    unit, kind = issuing_unit(work), KINDS[step.document]
    return {
        "kind": kind,
        "family": papers.family_of(unit),
        "letterhead": papers.letterhead(unit, terms.on, form.body if form else ""),
        "symbol": build_symbol(kind, form.symbol if form else papers.initials(unit)),
        "number": terms.number,
        "date": terms.on if terms.number is not None else None,
    }


def _signature(form: LetterheadForm | None, terms: Terms) -> Signature:
    title = terms.title or (form.head if form else "")
    return form.sign(title=title, name=terms.name) if form else Signature(title.upper(), terms.name)


def _body_words(unit: Unit, form: LetterheadForm | None) -> str:
    return f"{form.body if form else ''} {unit.short_name if form else unit.name}".strip()


def _about(work: Work, say: Wording) -> dict[str, str]:
    """The house and whose it is; what is not known yet is left open for the pen."""
    details = work.details
    year = details.get("birth-year")
    label = work.kind.label.partition("(")[0].strip()
    about = {
        "house": label[:1].lower() + label[1:],
        "householder": details.get("householder") or BLANK,
        "household": str(Household(work.household).label).lower() if work.household else BLANK,
        "address": details.get("address") or _place_words(work) or BLANK,
        "born": say.line("born", year=year) if year else "",
        "area": say.line("area", area=SQUARE_METRE.format(work.floor_area, with_unit=True)) if work.floor_area else "",
    }
    if say.name == "decision/house":
        about["act"] = say.line("act_new" if work.kind.is_new_build else "act_repair")
    return about


def _place_words(work: Work) -> str:
    row = work.places.select_related("unit__parent").order_by("unit__lft", "id").first()
    if row is None:
        return ""
    above = f", {row.unit.parent.short_name}" if row.unit.parent is not None and row.unit.kind.is_area else ""
    return f"{row.unit.short_name}{above}"


def _bases(work: Work, say: Wording, on: datetime.date) -> list[str]:
    found = []
    plans = Plan.objects.filter(campaign__works=work, parent__isnull=True, document__number__isnull=False)
    plan = plans.select_related("document__unit").order_by("campaign_id", "id").first()
    paper = plan.document if plan is not None else None
    if paper is not None and paper.date is not None and paper.date <= on:
        issuer = f"{paper.body} {paper.unit.name}".strip()
        found.append(say.line("basis_of_plan", number=paper.notation, date=day_words(paper.date), issuer=issuer))
    if survey := steps_done(work).get("survey"):
        found.append(say.line("basis_of_survey", date=day_words(survey.done_date)))
    return [*found, say.line("basis_of_lead", lead=work.unit.name)]


def _article(number: int, text: str, say: Wording) -> Paragraph:
    return Paragraph((Run(say.line("article", number=number), bold=True), Run(text)))


def _money(work: Work) -> dict[str, int]:
    return dict(work.money.order_by("id").values_list("source", "amount"))


def _house_lines(work: Work, say: Wording, about: dict[str, str]) -> list[str]:
    house = about["house"]
    lines = [say.line("what", house=house[:1].upper() + house[1:], area=about["area"], lead=work.unit.name)]
    decision = standing_paper(work, step_with(work.kind, SUPPORT))
    if decision is not None:
        paper = decision.document
        writing = format_near(papers.family_of(paper.unit), decision.signed_on).writing
        issuer = f"{paper.body} {within(paper.unit)}".strip()
        lines.append(
            say.line("supported", number=paper.notation, date=short_date(decision.signed_on, writing), issuer=issuer)
        )
    done = steps_done(work)
    if "start" in done and "complete" in done:
        start, finish = (day_words(done[key].done_date) for key in ("start", "complete"))
        lines.append(say.line("steps", start=start, finish=finish))
    return [*lines, say.line("money", total=format_money(sum(_money(work).values())))]


def _estimates(work: Work, say: Wording) -> Block:
    return _ruled(say, [[label, amount] for label, amount in money_lines(_money(work))])


def _spent(work: Work, say: Wording) -> Block:
    """Estimate beside what was spent, source by source."""
    planned, spent = dict(work.estimates.order_by("id").values_list("source", "amount")), _money(work)
    known = [(key, source) for key, source in sources().items() if key in planned or key in spent]
    return _ruled(say, [[source.label, planned.get(key, 0), spent.get(key, 0)] for key, source in known])


def _ruled(say: Wording, rows: list[list[str | int]]) -> Table:
    titles = say.lines("columns")
    widths = WIDTHS[len(titles)]
    aligned = [Align.CENTER, Align.LEFT, *[Align.RIGHT] * (len(titles) - 2)]
    columns = tuple(map(Column, titles, widths, aligned))
    sums = [sum(int(row[place]) for row in rows) for place in range(1, len(titles) - 1)]
    body = [(str(n), str(row[0]), *(format_number(int(x)) for x in row[1:])) for n, row in enumerate(rows, start=1)]
    total = ("", say.line("total"), *(format_number(amount) for amount in sums))
    return Table(columns, (*body, total), frozenset({len(body)}))
