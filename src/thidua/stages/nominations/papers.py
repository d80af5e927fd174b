"""The papers of a dossier: letter of submission, summary table, achievement report."""

from __future__ import annotations

import dataclasses
import datetime

from thidua.foundation.core import clock
from thidua.foundation.documents.formats import format_near
from thidua.foundation.documents.model import (
    Align,
    Block,
    Column,
    Heading,
    HeadingLevel,
    OfficialDocument,
    ParagraphStyle,
    Signature,
    Table,
    item,
    paragraph,
)
from thidua.foundation.documents.wording import Wording, wording
from thidua.foundation.documents.writing import build_symbol, short_date
from thidua.stages.campaigns import papers
from thidua.stages.campaigns.models import DossierPart
from thidua.stages.campaigns.signing import signature_of
from thidua.stages.nominations.completeness import MINUTES, files_of
from thidua.stages.nominations.headings import headings
from thidua.stages.nominations.levels import confirmer_of
from thidua.stages.nominations.models import AwardGuidance, Nomination, Submission, SubmissionPaper
from thidua.stages.nominations.naming import subject_words
from thidua.stages.nominations.paper_words import cited, issuer_words, plan_words, round_words, signer

draw = papers.draw
LETTER_WIDTHS = (12, 48, 42, 63)
TABLE_WIDTHS = (12, 46, 46, 92, 40, 24)
SIZE_PT = 11


def submission_letter(submission: Submission) -> OfficialDocument:
    """The one tờ trình of a dossier, with its nominees as a table."""
    unit, on = submission.unit, clock.act_day()
    campaign = submission.form.round.campaign
    say = wording("submission/awards", submission.unit, campaign.key)
    form = papers.letterhead_form(unit, on)
    return OfficialDocument(
        kind="submission",
        family=papers.family_of(unit),
        letterhead=papers.letterhead(unit, on),
        symbol=build_symbol("submission", form.symbol if form else papers.initials(unit)),
        subject=say.line(
            "subject", form=submission.form.name, round=round_words(say, submission.form.round),
            campaign=papers.campaign_words(campaign),
        ),
        addressees=(submission.receiver_name,),
        blocks=tuple(_letter_blocks(submission, say, on)),
        signature=signer(unit, on),
        recipients=(f"- {say.line('recipient_same')}", f"- {say.line('recipient_archive')}"),
    )  # fmt: skip


def summary_table(submission: Submission, on: datetime.date) -> OfficialDocument:
    """Bảng trích ngang: one lying table of all nominees of a dossier, dated the day of its letter."""
    unit = submission.unit
    say = wording("nominee-table/awards", unit, submission.form.round.campaign.key)
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
            "subject", form=submission.form.name, round=round_words(say, submission.form.round),
            campaign=papers.campaign_words(submission.form.round.campaign),
        ),
        blocks=(Table(columns, rows, size_pt=SIZE_PT),),
        landscape=True,
    )  # fmt: skip


def achievement_report(nomination: Nomination) -> OfficialDocument:
    """The achievement report under the nominee's own letterhead, with who confirmed it."""
    subject = nomination.subject
    say = wording("achievement-report/awards", subject, nomination.campaign.key)
    on = clock.day_of(nomination.confirmed_at) if nomination.confirmed_at else clock.act_day()
    return OfficialDocument(
        kind="achievement-report",
        family=papers.family_of(subject),
        letterhead=papers.letterhead(subject, on),
        symbol="",
        date=on,
        subject=say.line(
            "subject", form=nomination.form.name, round=round_words(say, nomination.form.round),
            campaign=papers.campaign_words(nomination.campaign),
        ),
        blocks=tuple(_report_blocks(nomination, say, on)),
        signature=_confirmation(nomination, say, on),
    )  # fmt: skip


def _letter_blocks(submission: Submission, say: Wording, on: datetime.date) -> list[Block]:
    campaign, unit = submission.form.round.campaign, submission.unit
    rows = [row.nomination for row in files_of(submission)]
    terms = {
        "issuer": issuer_words(unit, on), "receiver": submission.receiver_name, "form": submission.form.name,
        "campaign": papers.campaign_words(campaign), "counts": _counts(rows, say),
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
    found = [say.line("basis_plan", plan=plan_words(submission.form.round))]
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
    if is_person:
        blocks.append(paragraph(say.line("reporter", name=nomination)))
    return [*blocks, paragraph(say.line("confirmation", unit=issuer_words(confirmer_of(nomination).unit, on)))]


def _line(text: str) -> Block:
    return item("-", text[1:].strip()) if text.startswith("-") else paragraph(text)


def _confirmation(nomination: Nomination, say: Wording, on: datetime.date) -> Signature:
    """The head who confirms; name and title of whoever did stand there once it is confirmed."""
    unit = confirmer_of(nomination).unit
    if nomination.confirmed_at is None:
        return dataclasses.replace(signer(unit, on), name="")
    person = nomination.confirmed_by
    signed = signature_of(unit, on, person) if person else signer(unit, on)
    writing = format_near(papers.family_of(unit), on).writing
    return dataclasses.replace(signed, note=say.line("confirmed_note", date=short_date(on, writing)))
