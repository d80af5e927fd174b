"""The minutes of a session as an official document, its sentences from the catalogue."""

from __future__ import annotations

import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext_noop

from thidua.foundation.core import clock
from thidua.foundation.core.quantities import format_percent
from thidua.foundation.documents.formats import format_near
from thidua.foundation.documents.model import (
    Align,
    Block,
    Column,
    Heading,
    HeadingLevel,
    OfficialDocument,
    Signature,
    SignatureTable,
    Table,
    item,
    paragraph,
)
from thidua.foundation.documents.queries import as_printed
from thidua.foundation.documents.wording import Wording, wording
from thidua.foundation.documents.writing import build_symbol, day_text, month_text, short_date
from thidua.stages.campaigns import papers
from thidua.stages.councils.models import Attendance, Conflict, CouncilMember, Session, SessionItem
from thidua.stages.councils.rules import presiding
from thidua.stages.nominations.models import Nomination
from thidua.stages.works.naming import full_name

KIND = "minutes"
# The name of the letterhead and of the book in the catalogue.
BODY = gettext_noop("Hội đồng Thi đua - Khen thưởng")
NUMERALS = ("I.", "II.", "III.", "IV.", "V.")
# Millimetres; headings are the catalogue's.
WIDTHS = (11, 44, 32, 15, 16, 16, 18, 18)
SIZE_PT = 11
Presence = Attendance.Presence


def minutes_document(session: Session, *, number: int | None = None) -> OfficialDocument:
    """The minutes as they will be signed; without a number they are a draft. Signed ones keep their frozen words."""
    return as_printed(session.minutes) if session.minutes is not None else minutes_draft(session, number=number)


def minutes_draft(session: Session, *, number: int | None = None) -> OfficialDocument:
    """The minutes written from the session as it stands, whatever was signed."""
    unit, on, say = session.council.unit, session.held_on, _say(session)
    form = papers.letterhead_form(unit, on, BODY)
    chair = presiding(session)
    secretary = session.drawn_up_by.full_name if session.drawn_up_by else ""
    return OfficialDocument(
        kind=KIND,
        family=papers.family_of(unit),
        letterhead=papers.letterhead(unit, on, BODY),
        symbol=build_symbol(KIND, form.symbol if form else papers.initials(unit)),
        number=number,
        date=on if number else None,
        subject=say.line("subject", **_about(session)),
        blocks=(
            *_opening(session, say),
            *_attendance(session, say, chair),
            *_discussion(session, say),
            *_results(session, say),
            Heading(HeadingLevel.SECTION, NUMERALS[4], say.line("conclusion")),
            *(
                paragraph(line)
                for line in (session.conclusion or conclusion_draft(session)).splitlines()
                if line.strip()
            ),
            paragraph(say.line("closing")),
            SignatureTable(
                (
                    Signature(say.line("secretary"), secretary),
                    Signature(say.line("chair"), chair.person.full_name if chair else ""),
                )
            ),
        ),
        recipients=tuple(say.lines("recipients")),
    )


def draw_minutes(session: Session, ending: str) -> bytes:
    """The minutes as a file: `docx`, `pdf` or `html`. Refused with `Invalid` (`format`) for another kind of file."""
    return papers.draw(minutes_document(session), ending)


def conclusion_draft(session: Session) -> str:
    """What the secretary begins from: so many of so many passed."""
    passed = session.items.filter(passed=True).count()
    return _say(session).line("conclusion_draft", passed=passed, items=session.items.count())


def _say(session: Session) -> Wording:
    return wording("minutes/council", session.council.unit, session.round.campaign.key)


def _about(session: Session) -> dict[str, str]:
    say = _say(session)
    return {
        "round": say.line("round", number=session.round.number),
        "campaign": papers.campaign_words(session.round.campaign),
    }


def _opening(session: Session, say: Wording) -> list[Block]:
    council, on = session.council, session.held_on
    writing = format_near(papers.family_of(council.unit), on).writing
    text = say.line(
        "opening", **_about(session), place=session.place, council=council.name, decision=council.decision,
        decision_date=short_date(council.decision_date, writing), day=day_text(on.day, writing),
        month=month_text(on.month, writing), year=on.year, membership=council.members.filter(votes=True).count(),
    )  # fmt: skip
    if session.began is None or session.ended is None:
        return [paragraph(text)]
    hours = say.line("hours", began=_hour(session.began, say), ended=_hour(session.ended, say))
    return [paragraph(text), paragraph(hours)]


def began_at(session: Session) -> datetime.time | None:
    """The hour at which the session was opened here, where that was on its day."""
    return _entered(session.opened_at, session.held_on)


def ended_at(session: Session) -> datetime.time | None:
    """The hour at which the vote ended here, where that was on the session's day and after it was opened."""
    began, ended = began_at(session), _entered(session.closed_at, session.held_on)
    return None if began and ended and ended < began else ended


def _entered(moment: datetime.datetime | None, on: datetime.date) -> datetime.time | None:
    if moment is None or clock.day_of(moment) != on:
        return None
    return localtime(moment).time().replace(second=0, microsecond=0)


def _hour(time: datetime.time, say: Wording) -> str:
    key = "hour" if time.minute else "hour_sharp"
    return say.line(key, hour=time.hour, minute=f"{time.minute:02}")


def _attendance(session: Session, say: Wording, chair: CouncilMember | None) -> list[Block]:
    rows = list(session.attendances.select_related("member__person").order_by("member__position", "id"))
    there = [row for row in rows if row.presence == Presence.PRESENT]
    voting = sum(row.member.votes for row in there)
    of = sum(row.member.votes for row in rows)
    gone = [row for row in rows if row.presence != Presence.PRESENT]
    blocks: list[Block] = [
        Heading(HeadingLevel.SECTION, NUMERALS[0], say.line("attendance")),
        Heading(HeadingLevel.ITEM, "1.", say.line("present", present=voting, membership=of)),
        *(item("-", _member(row, say, chair)) for row in there),
        Heading(HeadingLevel.ITEM, "2.", say.line("absent")),
        *(item("-", _absent(row, say)) for row in gone),
    ]
    if not gone:
        blocks.append(paragraph(say.line("nobody_absent")))
    return [*blocks, paragraph(say.line("quorum", quorum=session.council.quorum))]


def _member(row: Attendance, say: Wording, chair: CouncilMember | None) -> str:
    member = row.member
    key = "member" if member.votes else "member_no_vote"
    if chair is not None and member.pk == chair.pk:
        key = "member_presiding"
    return say.line(key, name=member.person.full_name, duty=member.get_duty_display())


def _absent(row: Attendance, say: Wording) -> str:
    key = (
        "written_member"
        if row.presence == Presence.WRITTEN
        else "absent_member_reason"
        if row.note
        else "absent_member"
    )
    member = row.member
    return say.line(key, name=member.person.full_name, duty=member.get_duty_display(), reason=row.note.rstrip(".;"))


def _discussion(session: Session, say: Wording) -> list[Block]:
    out = Conflict.objects.filter(item__session=session).select_related(
        "member__person",
        "item__nomination__subject__kind",
        "item__nomination__subject__parent",
        "item__nomination__person",
    )
    lines = [line for line in session.discussion.splitlines() if line.strip()] or [say.line("no_discussion")]
    return [
        Heading(HeadingLevel.SECTION, NUMERALS[1], say.line("dossiers")),
        paragraph(say.line("dossiers_text", items=session.items.count())),
        Heading(HeadingLevel.SECTION, NUMERALS[2], say.line("discussion")),
        *(paragraph(line) for line in lines),
        *(item("-", _stepped_out(row, say)) for row in out.order_by("item__position", "member__position", "id")),
    ]


def _stepped_out(row: Conflict, say: Wording) -> str:
    nominee = _named(row.item.nomination, say)
    return say.line("stepped_out", name=row.member.person.full_name, nominee=nominee, reason=row.reason)


def _results(session: Session, say: Wording) -> list[Block]:
    council = session.council
    rule = say.line(
        "results_text", mode=say.line(f"mode_{session.mode}"), threshold=council.threshold,
        counting=say.line(f"counting_{council.counting}"),
    )  # fmt: skip
    centred = (Align.CENTER, Align.LEFT, Align.LEFT, *[Align.CENTER] * 5)
    columns = tuple(
        Column(title, width, align) for title, width, align in zip(say.lines("columns"), WIDTHS, centred, strict=True)
    )
    rows = session.items.select_related(
        "nomination__subject__kind", "nomination__subject__parent", "nomination__person", "nomination__form",
        "nomination__pool",
    )  # fmt: skip
    lines = tuple(
        _row(place, row, say, council.threshold) for place, row in enumerate(rows.order_by("position", "id"), start=1)
    )
    return [
        Heading(HeadingLevel.SECTION, NUMERALS[3], say.line("results")),
        paragraph(rule),
        *_cast(session, say),
        Table(columns, lines, size_pt=SIZE_PT),
    ]


def _cast(session: Session, say: Wording) -> list[Block]:
    """Ballots out and back, who did not vote and why it ended, and whether opinions in writing are among the votes.

    How many did not vote is told, never who: of few ballots the names would tell too much.
    """
    blocks: list[Block] = []
    out, back = session.ballots_out, session.ballots_back
    if out is not None and back is not None:
        blocks.append(paragraph(say.line("ballots", out=out, back=back)))
        if session.closing_reason and out > back:
            reason = session.closing_reason.rstrip(".;")
            blocks.append(paragraph(say.line("not_voted", count=out - back, reason=reason)))
    written = session.attendances.filter(presence=Presence.WRITTEN, member__votes=True).count()
    if written:
        key = "written_not_counted" if session.mode == Session.Mode.SECRET else "written_counted"
        blocks.append(paragraph(say.line(key, count=written)))
    return blocks


def _row(place: int, row: SessionItem, say: Wording, threshold: int) -> tuple[str, ...]:
    nomination = row.nomination
    numbers = ["" if number is None else str(number) for number in (row.yes, row.no, row.invalid)]
    share = format_percent(row.yes, row.of, threshold) if row.yes is not None and row.of else ""
    pool, form = nomination.pool, nomination.form.name
    if pool is not None:
        form = say.line("form_of_class", form=form, pool=pool.name)
    result = "" if row.passed is None else say.line("passed" if row.passed else "failed")
    return (str(place), _named(nomination, say), form, *numbers, share, result)


def _named(nomination: Nomination, say: Wording) -> str:
    """As an official paper names it: bodies by their whole name, a residential area with what it lies in."""
    subject, person = nomination.subject, nomination.person
    unit = full_name(subject) if subject.kind.is_area else subject.name
    if person is None:
        return unit
    if not person.position:
        return say.line("person", name=person.full_name, unit=unit)
    return say.line("person_with_position", name=person.full_name, position=person.position, unit=unit)
