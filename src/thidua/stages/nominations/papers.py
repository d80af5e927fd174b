"""The papers of a round: guidance, letter of submission, summary table, achievement report."""

from __future__ import annotations

import datetime

from thidua.foundation.accounts.models import Membership
from thidua.foundation.accounts.roles import Leader
from thidua.foundation.core import clock
from thidua.foundation.documents.formats import format_on
from thidua.foundation.documents.kinds import kind
from thidua.foundation.documents.model import (
    Align,
    Block,
    Column,
    Heading,
    HeadingLevel,
    OfficialDocument,
    ParagraphStyle,
    Signature,
    SignatureTable,
    Table,
    item,
    paragraph,
)
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.documents.wording import Wording, wording
from thidua.foundation.documents.writing import build_symbol, short_date
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns import papers
from thidua.stages.campaigns.child_papers import root_plan
from thidua.stages.campaigns.models import Campaign, DossierPart
from thidua.stages.nominations.completeness import MINUTES, files_of
from thidua.stages.nominations.headings import headings
from thidua.stages.nominations.levels import confirmer_of
from thidua.stages.nominations.models import AwardGuidance, Nomination, Submission, SubmissionPaper
from thidua.stages.nominations.naming import subject_words

draw = papers.draw
LETTER_WIDTHS = (12, 48, 42, 63)
TABLE_WIDTHS = (12, 46, 46, 92, 40, 24)
SIZE_PT = 11


def signer(unit: Unit, on: datetime.date) -> Signature:
    """The unit's leader as the signer: capacity of the letterhead, own title where it is known."""
    rows = Membership.objects.on(on).filter(unit=unit, role=Leader.key).select_related("person").order_by("id")
    person = next((row.person for row in rows[:1]), None)
    form = papers.letterhead_form(unit, on)
    name = person.full_name if person else ""
    title = (person.position if person else "") or (form.head if form else "")
    return form.sign(title=title, name=name) if form else Signature(title.upper(), name)


def issuer_words(unit: Unit, on: datetime.date) -> str:
    """«Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh Đắk Nông»."""
    form = papers.letterhead_form(unit, on)
    return f"{form.body} {unit.name}" if form else unit.name


def plan_words(campaign: Campaign) -> str:
    """The plan as papers cite it: «Kế hoạch số 286/KH-MTTQ-BTT ngày 26/10/2023»."""
    document = root_plan(campaign).document
    return cited(document) if document else campaign.name


def cited(document: IssuedDocument) -> str:
    """«Hướng dẫn số 12/HD-MTTQ-BTT ngày 20/6/2024»."""
    label = kind(document.kind).label
    writing = format_on(papers.family_of(document.unit), document.date or clock.today()).writing
    day = short_date(document.date, writing) if document.date else ""
    return wording("submission/awards").line(
        "cited", kind=label[:1].upper() + label[1:], number=document.notation, date=day
    )


def guidance_document(guidance: AwardGuidance) -> OfficialDocument:
    """The guidance of a round as it goes before the leader."""
    unit, on = guidance.unit, clock.act_day()
    say, campaign = wording("guidance/awards"), guidance.round.campaign
    form = papers.letterhead_form(unit, on)
    return OfficialDocument(
        kind="guidance",
        family=papers.family_of(unit),
        letterhead=papers.letterhead(unit, on),
        symbol=build_symbol("guidance", form.symbol if form else papers.initials(unit)),
        subject=say.line("subject", round=_round(say, guidance.round.number), campaign=campaign.short_name),
        blocks=tuple(_guidance_blocks(guidance, say, on)),
        signature=signer(unit, on),
        recipients=tuple(_guidance_recipients(guidance, say)),
    )


def submission_letter(submission: Submission) -> OfficialDocument:
    """The one tờ trình of a dossier, with its nominees as a table."""
    unit, on = submission.unit, clock.act_day()
    say, campaign = wording("submission/awards"), submission.form.round.campaign
    form = papers.letterhead_form(unit, on)
    return OfficialDocument(
        kind="submission",
        family=papers.family_of(unit),
        letterhead=papers.letterhead(unit, on),
        symbol=build_symbol("submission", form.symbol if form else papers.initials(unit)),
        subject=say.line(
            "subject", form=submission.form.name, round=_round(say, submission.form.round.number),
            campaign=campaign.short_name,
        ),
        addressees=(submission.receiver_name,),
        blocks=tuple(_letter_blocks(submission, say, on)),
        signature=signer(unit, on),
        recipients=(f"- {say.line('recipient_same')}", f"- {say.line('recipient_archive')}"),
    )  # fmt: skip


def summary_table(submission: Submission, on: datetime.date) -> OfficialDocument:
    """Bảng trích ngang: one lying table of all nominees of a dossier, dated the day of its letter."""
    unit, say = submission.unit, wording("nominee-table/awards")
    titles = say.lines("columns")
    columns = tuple(
        Column(title, width, Align.CENTER if place == 0 else Align.LEFT)
        for place, (title, width) in enumerate(zip(titles, TABLE_WIDTHS, strict=True))
    )
    rows = tuple(_summary_row(place, row.nomination, say) for place, row in enumerate(files_of(submission), 1))
    return OfficialDocument(
        kind="nominee-table",
        family=papers.family_of(unit),
        letterhead=papers.letterhead(unit, on),
        symbol="",
        date=on,
        subject=say.line(
            "subject", form=submission.form.name, round=_round(say, submission.form.round.number),
            campaign=submission.form.round.campaign.short_name,
        ),
        blocks=(Table(columns, rows, size_pt=SIZE_PT),),
        landscape=True,
    )  # fmt: skip


def achievement_report(nomination: Nomination) -> OfficialDocument:
    """The achievement report under the nominee's own letterhead, with who confirmed it."""
    subject, say = nomination.subject, wording("achievement-report/awards")
    on = clock.day_of(nomination.confirmed_at) if nomination.confirmed_at else clock.act_day()
    return OfficialDocument(
        kind="achievement-report",
        family=papers.family_of(subject),
        letterhead=papers.letterhead(subject, on),
        symbol="",
        date=on,
        subject=say.line(
            "subject", form=nomination.form.name, round=_round(say, nomination.form.round.number),
            campaign=nomination.campaign.short_name,
        ),
        blocks=tuple(_report_blocks(nomination, say, on)),
    )  # fmt: skip


def _round(say: Wording, number: int) -> str:
    return say.line("round", number=number)


def _guidance_blocks(guidance: AwardGuidance, say: Wording, on: datetime.date) -> list[Block]:
    campaign = guidance.round.campaign
    plan, issuer = plan_words(campaign), issuer_words(guidance.unit, on)
    terms = {"plan": plan, "issuer": issuer, "round": _round(say, guidance.round.number).lower()}
    sections: list[tuple[str, list[Block]]] = [
        ("forms", _form_blocks(guidance, say)),
        ("conditions", [
            item("-", say.line("conditions_criteria", works=guidance.works_needed, **terms)),
            item("-", say.line("conditions_once")),
            item("-", say.line("conditions_comment", days=guidance.comment_days)),
        ]),
        ("dossier", _dossier_blocks(guidance, say)),
        ("allotments", _allotment_blocks(guidance, say)),
        ("schedule", _schedule_blocks(guidance, say, issuer)),
    ]  # fmt: skip
    blocks: list[Block] = [paragraph(say.line("preamble", **terms))]
    filled = [(key, rows) for key, rows in sections if rows]
    for numeral, (key, rows) in zip(("I.", "II.", "III.", "IV.", "V."), filled, strict=False):
        blocks += [Heading(HeadingLevel.SECTION, numeral, say.line(key)), *rows]
    return [*blocks, paragraph(say.line("closing", **terms))]


def _form_blocks(guidance: AwardGuidance, say: Wording) -> list[Block]:
    blocks: list[Block] = []
    for number, form in enumerate(guidance.round.forms.order_by("clause", "id"), 1):
        blocks.append(Heading(HeadingLevel.ITEM, f"{number}.", say.line("form", name=form.name)))
        blocks.append(paragraph(say.line("form_decider", decider=form.decider, appraiser=form.appraiser)))
        pools = list(form.pools.order_by("position", "id"))
        for pool in pools:
            quota = say.line("quota", count=f"{pool.quota:02d}") if pool.quota else say.line("quota_unknown")
            blocks.append(item("-", say.line("pool", name=pool.name, quota=quota)))
        if not pools:
            blocks.append(paragraph(say.line("pool_unknown")))
    return blocks


def _dossier_blocks(guidance: AwardGuidance, say: Wording) -> list[Block]:
    parts = DossierPart.objects.filter(campaign=guidance.round.campaign).order_by("position", "id")
    keys = {True: "dossier_part_nominee", False: "dossier_part"}
    blocks: list[Block] = [item("-", say.line(keys[part.per_nominee], name=part.name)) for part in parts]
    for row in guidance.forms.select_related("form").order_by("form__clause", "id"):
        key = "dossier_sets" if row.original_sets else "dossier_sets_unknown"
        blocks.append(item("-", say.line(key, form=row.form.name, sets=f"{row.original_sets or 0:02d}")))
    return blocks


def _allotment_blocks(guidance: AwardGuidance, say: Wording) -> list[Block]:
    rows = guidance.allotments.select_related("unit", "pool").order_by("pool__position", "unit__sort_key", "id")
    return [item("-", say.line("allotment", unit=row.unit.name, most=row.most, pool=row.pool.name)) for row in rows]


def _schedule_blocks(guidance: AwardGuidance, say: Wording, issuer: str) -> list[Block]:
    family = papers.family_of(guidance.unit)
    appraisers = [form.appraiser for form in guidance.round.forms.order_by("clause", "id") if form.is_ours]
    days = [
        ("schedule_proposals", guidance.proposals_before),
        ("schedule_dossiers", guidance.dossiers_before),
        ("schedule_council", guidance.council_on),
    ]
    blocks: list[Block] = []
    for key, day in days:
        if day is not None:
            date = short_date(day, format_on(family, day).writing)
            blocks.append(item("-", say.line(key, date=date, issuer=issuer, appraiser=(appraisers or [issuer])[0])))
    if guidance.contact:
        blocks.append(item("-", say.line("contact", contact=guidance.contact)))
    return blocks


def _guidance_recipients(guidance: AwardGuidance, say: Wording) -> list[str]:
    campaign = guidance.round.campaign
    places = campaign.participations.standing().filter(parent=campaign.owner_id)
    labels = dict.fromkeys(
        places.select_related("kind").order_by("kind__rank", "kind_id", "id").values_list("kind__label", flat=True)
    )
    lines = [say.line("recipient_beneath", units=label[:1].upper() + label[1:]) for label in labels]
    return [*(f"- {line}" for line in lines), f"- {say.line('recipient_archive')}"]


def _letter_blocks(submission: Submission, say: Wording, on: datetime.date) -> list[Block]:
    campaign, unit = submission.form.round.campaign, submission.unit
    rows = [row.nomination for row in files_of(submission)]
    terms = {
        "issuer": issuer_words(unit, on), "receiver": submission.receiver_name, "form": submission.form.name,
        "campaign": campaign.short_name, "counts": _counts(rows, say),
    }  # fmt: skip
    parts = DossierPart.objects.filter(campaign=campaign).order_by("position", "id").values_list("name", flat=True)
    return [
        *(paragraph(text, ParagraphStyle.BASIS) for text in _bases(submission, say)),
        paragraph(say.line("request", **terms)),
        _nominee_table(rows, say),
        paragraph(say.line("attached", papers="; ".join(parts[1:]))),
        paragraph(say.line("closing", **terms)),
    ]


def _bases(submission: Submission, say: Wording) -> list[str]:
    found = [say.line("basis_plan", plan=plan_words(submission.form.round.campaign))]
    guidance = AwardGuidance.objects.filter(round=submission.form.round_id).select_related("document__unit").first()
    if guidance is not None and guidance.document is not None:
        found.append(say.line("basis_guidance", guidance=cited(guidance.document)))
    papers_there = SubmissionPaper.objects.filter(submission=submission, part__key=MINUTES)
    minutes = papers_there.select_related("document__unit").order_by("id").first()
    if minutes is not None:
        words = cited(minutes.document) if minutes.document else minutes.title
        return [*found, say.line("basis_minutes", minutes=words)]
    return [*found, say.line("basis_council", unit=submission.unit.name)]


def _counts(rows: list[Nomination], say: Wording) -> str:
    people = sum(row.person_id is not None for row in rows)
    words = [("bodies", len(rows) - people), ("people", people)]
    return say.line("and").join(say.line(key, count=f"{count:02d}") for key, count in words if count)


def _nominee_table(rows: list[Nomination], say: Wording) -> Table:
    columns = tuple(
        Column(title, width, Align.CENTER if place == 0 else Align.LEFT)
        for place, (title, width) in enumerate(zip(say.lines("columns"), LETTER_WIDTHS, strict=True))
    )
    cells = tuple((str(place), str(row), subject_words(row), row.achievement) for place, row in enumerate(rows, 1))
    return Table(columns, cells, size_pt=SIZE_PT)


def _summary_row(place: int, row: Nomination, say: Wording) -> tuple[str, ...]:
    notes = []
    if row.votes_of:
        notes.append(say.line("votes", votes_for=row.votes_for, votes_of=row.votes_of))
    if row.earlier_award_reason:
        notes.append(say.line("earlier", reason=row.earlier_award_reason))
    return (str(place), str(row), subject_words(row), row.achievement, row.form.name, "; ".join(notes))


def _report_blocks(nomination: Nomination, say: Wording, on: datetime.date) -> list[Block]:
    is_person = nomination.person_id is not None
    blocks: list[Block] = [paragraph(say.line("person" if is_person else "name", name=nomination))]
    if is_person:
        blocks.append(paragraph(say.line("position", words=subject_words(nomination))))
    for part in headings(is_person=is_person):
        blocks.append(Heading(HeadingLevel.SECTION, part.number, part.title))
        text = nomination.report.get(part.key) or say.line("nothing")
        blocks += [_line(line.strip()) for line in text.splitlines() if line.strip()]
    return [*blocks, SignatureTable(_report_signatures(nomination, say, on))]


def _line(text: str) -> Block:
    return item("-", text[1:].strip()) if text.startswith("-") else paragraph(text)


def _report_signatures(nomination: Nomination, say: Wording, on: datetime.date) -> tuple[Signature, ...]:
    who = confirmer_of(nomination)
    date = short_date(on, format_on(papers.family_of(who.unit), on).writing)
    by, note = "", ""
    if nomination.confirmed_at is not None:
        by = nomination.confirmed_by.full_name if nomination.confirmed_by else signer(who.unit, on).name
        note = say.line("confirmed_note", date=date)
    confirmer = Signature(say.line("confirmer_title", unit=who.unit.name.upper()), by, (), note)
    if nomination.person_id is not None:
        return (confirmer, Signature(say.line("reporter_title"), str(nomination.person)))
    return (
        (confirmer,) if who.is_own else (confirmer, Signature(say.line("body_title"), nomination.subject.contact_name))
    )


__all__ = ["achievement_report", "cited", "draw", "guidance_document", "submission_letter", "summary_table"]
