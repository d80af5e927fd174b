"""The papers of a decision: the tờ trình to who decides, the decision with its list, the sheet signed at hand-over."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.documents.formats import format_near
from thidua.foundation.documents.model import (
    Align,
    Annex,
    Block,
    Column,
    OfficialDocument,
    Paragraph,
    ParagraphStyle,
    Run,
    Table,
    paragraph,
)
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.documents.wording import Wording, wording
from thidua.foundation.documents.writing import build_symbol, short_date
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns import papers
from thidua.stages.councils.models import Session, SessionItem
from thidua.stages.decisions.bases import bases_on
from thidua.stages.decisions.bodies import Body, Signers, deciding_body, proposing_body
from thidua.stages.decisions.lists import SIZE_PT, names_table, of_pools, subjects
from thidua.stages.decisions.models import Decision, DecisionEntry
from thidua.stages.decisions.queries import Name, plan_of

DECISION, PROPOSAL, LIST = "decision", "submission", "list"
DECISION_WORDS, PROPOSAL_WORDS, LIST_WORDS = "decision/award", "submission/decision", "list/hand-over"
HAND_OVER_WIDTHS = (20, 58, 70, 50, 26, 30)


def decision_paper(
    decision: Decision,
    entries: Sequence[DecisionEntry],
    *,
    on: datetime.date,
    signers: Signers,
    proposal: IssuedDocument | None = None,
    number: int | None = None,
) -> OfficialDocument:
    """The decision; without a number while it waits for its signature."""
    say, body, unit = said(DECISION_WORDS, decision), deciding_body(decision.unit, on), decision.unit
    subject = "subject_of_prompt" if decision.is_prompt else "subject"
    form = decision.form.name
    return OfficialDocument(
        kind=DECISION,
        family=papers.family_of(unit),
        letterhead=papers.letterhead(unit, on, body.key),
        symbol=build_symbol(DECISION, body.symbol),
        number=number,
        date=on if number is not None else None,
        subject=say.line(subject, form=form),
        blocks=(
            Paragraph((Run(say.line("authority", issuer=body.name).upper(), bold=True),), ParagraphStyle.CENTRED),
            *(paragraph(line, ParagraphStyle.BASIS) for line in _bases(decision, body, say, proposal)),
            Paragraph((Run(say.line("decides"), bold=True),), ParagraphStyle.CENTRED),
            *_articles(decision, entries, say),
        ),
        signature=body.sign(signers.title, signers.name),
        recipients=tuple(f"- {line}" for line in say.lines("recipients")),
        annexes=(
            Annex(
                title=say.line("annex_title", form=form),
                note=say.line("annex_note"),
                blocks=(names_table(entries, say),),
                landscape=True,
            ),
        ),
    )


def proposal_paper(
    decision: Decision, entries: Sequence[DecisionEntry], *, on: datetime.date, signers: Signers
) -> OfficialDocument:
    """The tờ trình that brings the list before who decides."""
    say, body, unit = said(PROPOSAL_WORDS, decision), proposing_body(decision.unit, on), decision.unit
    issuer, form = deciding_body(unit, on).name, decision.form.name
    voted = any(entry.nomination and entry.nomination.votes_of for entry in entries)
    opening = "opening_of_prompt" if decision.is_prompt else "opening"
    terms = {"issuer": issuer, "proposer": body.name, "campaign": lower(decision.campaign.name)}
    return OfficialDocument(
        kind=PROPOSAL,
        family=papers.family_of(unit),
        letterhead=papers.letterhead(unit, on, body.key),
        symbol=build_symbol(PROPOSAL, body.symbol),
        subject=say.line("subject", form=form),
        addressees=(issuer,),
        blocks=(
            paragraph(say.line(opening, plan=_plan_words(decision, say), **terms)),
            paragraph(say.line("asked", form=form, subjects=subjects(entries))),
            *of_pools(entries, say),
            *([paragraph(say.line("voted"))] if voted else []),
            paragraph(say.line("closing", issuer=issuer)),
        ),
        signature=body.sign(signers.proposal_title, signers.proposal_name),
        recipients=tuple(f"- {line}" for line in say.lines("recipients")),
        annexes=(
            Annex(
                title=say.line("annex_title", form=form),
                note=say.line("annex_note"),
                blocks=(names_table(entries, say, voted=voted),),
                landscape=True,
            ),
        ),
    )


def hand_over_paper(decision: Decision, names: Sequence[Name], *, on: datetime.date) -> OfficialDocument:
    """The sheet on which each certificate is signed for; who took one before stands in it."""
    say, unit = said(LIST_WORDS, decision), decision.unit
    given = [name for name in names if name.honour is not None and not name.honour.revoked_on]
    columns = tuple(
        Column(title, width, Align.CENTER if place == 0 else Align.LEFT)
        for place, (title, width) in enumerate(zip(say.lines("columns"), HAND_OVER_WIDTHS, strict=True))
    )
    rows = tuple(_handed(name) for name in given)
    body: Block = Table(columns, rows, size_pt=SIZE_PT) if rows else paragraph(say.line("nobody"))
    return OfficialDocument(
        kind=LIST,
        family=papers.family_of(unit),
        letterhead=papers.letterhead(unit, on),
        symbol="",
        date=on,
        subject=say.line(
            "subject", form=decision.form.name, number=decision.notation, date=day_words(decision.day or on)
        ),
        blocks=(body,),
        landscape=True,
    )


def said(name: str, decision: Decision) -> Wording:
    """The sentences of a paper of this decision, as its unit prints them in the campaign."""
    return wording(name, decision.unit, decision.campaign.key)


def lower(text: str) -> str:
    """A title in the middle of a sentence."""
    return text[:1].lower() + text[1:]


def _handed(name: Name) -> tuple[str, ...]:
    entry, honour = name.entry, name.honour
    day = day_words(honour.handed_over_on) if honour and honour.handed_over_on else ""
    return (str(entry.golden_number or ""), entry.name, entry.words, honour.handed_over_to if honour else "", day, "")


def _bases(decision: Decision, body: Body, say: Wording, proposal: IssuedDocument | None) -> list[str]:
    lines = [say.line("basis", text=text) for text in bases_on(body.on)]
    if (plan := plan_of(decision)) and plan.number and plan.date:
        day = _short(plan.date, decision.unit)
        issuer = f"{plan.body} {plan.unit.name}".strip()
        lines.append(
            say.line("basis_of_plan", number=plan.notation, date=day, issuer=issuer, title=lower(plan.subject))
        )
    lines += [
        say.line("basis_of_minutes", number=row.notation, council=row.body, date=_short(row.date, decision.unit))
        for row in _minutes(decision)
        if row.date is not None
    ]
    if proposal is not None and proposal.date is not None:
        day, proposer = _short(proposal.date, decision.unit), proposing_body(decision.unit, body.on).name
        lines.append(say.line("basis_of_proposal", number=proposal.notation, date=day, proposer=proposer))
    return lines


def _minutes(decision: Decision) -> list[IssuedDocument]:
    """The signed minutes of the council's sessions on the names of the decision, no others of the round."""
    named = decision.entries.filter(nomination__isnull=False).order_by("id").values("nomination")
    voted = SessionItem.objects.filter(nomination__in=named).order_by("id").values("session")
    rows = Session.objects.filter(pk__in=voted, council__unit=decision.unit_id, minutes__number__gte=1)
    return [row.minutes for row in rows.select_related("minutes").order_by("held_on", "id") if row.minutes]


def _articles(decision: Decision, entries: Sequence[DecisionEntry], say: Wording) -> list[Paragraph]:
    given = say.line(
        "given_of_prompt" if decision.is_prompt else "given", form=decision.form.name, subjects=subjects(entries),
        campaign=lower(decision.campaign.name),
    )  # fmt: skip
    focal = say.line("focal", unit=decision.unit.name)
    texts = (given, say.line("money"), say.line("carried_out", focal=focal))
    return [
        Paragraph((Run(say.line("article", number=number), bold=True), Run(text)))
        for number, text in enumerate(texts, start=1)
    ]


def _plan_words(decision: Decision, say: Wording) -> str:
    plan = plan_of(decision)
    if plan is None or plan.date is None:
        return say.line("campaign_itself", campaign=lower(decision.campaign.name))
    issuer = f"{plan.body} {plan.unit.name}".strip()
    return say.line("plan", number=plan.notation, date=_short(plan.date, decision.unit), issuer=issuer)


def _short(on: datetime.date, unit: Unit) -> str:
    return short_date(on, format_near(papers.family_of(unit), on).writing)
