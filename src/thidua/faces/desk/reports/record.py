"""The page of one report: what it is, where it stands, what the reader can do now, content, history; and its paper."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.faces.desk.reports.parts import audience_of, crumbs, name_of, rounds_of, told_rounds
from thidua.faces.kit import figures
from thidua.faces.kit.downloads import PAPERS, download, file_name
from thidua.faces.kit.parts import Button, Event, Step
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import audit
from thidua.foundation.core.errors import Missing, NotNow
from thidua.stages.campaigns import papers as drawing
from thidua.stages.reports import papers, queries, rules
from thidua.stages.reports.checking import by_place, place_of
from thidua.stages.reports.form import Slot, blocks_of_report
from thidua.stages.reports.lateness import late_days
from thidua.stages.reports.models import Report, ReportRound
from thidua.stages.reports.schedules import due_words, title_of
from thidua.stages.reports.states import (
    ACCEPTED,
    DRAFT,
    FOR_SIGNATURE,
    OPEN_TO_EDITS,
    RECEIVED,
    REPORTS,
    RETURNED,
    SUBMITTED,
)
from thidua.stages.reports.tables import late_words

MOST_EVENTS = 30


@dataclass(frozen=True, slots=True)
class Said:
    """One slot as it is read."""

    label: str
    figure: str
    known: str
    text: str
    note: str


@require_GET
def report(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: «where does this report stand, what does it say, what do I do now»."""
    row = queries.report_by_uid(request.actor, uid)
    rounds = rounds_of(row)
    late = late_words(late_days(row.period, row.submitted_at))
    context = {
        "report": row,
        "title": title_of(row.period),
        "audience": audience_of(request.actor, row),
        "late": late,
        "due": due_words(row.period),
        "crumbs": crumbs(row),
        "steps": _steps(row),
        "buttons": _buttons(request.actor, row),
        "back": rounds[0] if row.status == RETURNED and rounds else None,
        "blocks": _blocks(request.actor, row, rounds),
        "facts": _facts(row, late),
        "rounds": told_rounds(rounds),
        "events": _events(row) if rules.is_own(request.actor, row.unit_id) else [],
        "moves_date": row.status in OPEN_TO_EDITS and not row.submitted_at and not rules.may_write(request.actor, row),
        "takes_back": row.status == ACCEPTED and not rules.may_accept(request.actor, row),
    }
    return render(request, "desk/reports/report.html", context)


@require_GET
def paper(request: HttpRequest, uid: uuid.UUID, ending: str) -> HttpResponse:
    """The report as a Word file or PDF: the sent paper, for its own unit also the draft."""
    row = queries.report_by_uid(request.actor, uid)
    if ending not in PAPERS:
        raise Missing(_("Báo cáo tải được ở dạng Word hoặc PDF."))
    if row.status not in RECEIVED and not rules.is_own(request.actor, row.unit_id):
        raise NotNow(_("Đơn vị đang sửa báo cáo này. Bản mới tải được khi đơn vị gửi lại."))
    content = drawing.draw(papers.paper_of(row), ending)
    return download(content, file_name(title_of(row.period), row.unit.short_name, ending=ending))


def _blocks(actor: Actor, row: Report, rounds: list[ReportRound]) -> list[tuple[str, list[Said]]]:
    """What the report says; while the unit mends it, others read what was sent last."""
    mending = row.status not in RECEIVED and not rules.is_own(actor, row.unit_id)
    said = rounds[0].content if mending and rounds else _standing(row)
    return [
        (block.title, [_said(slot, said.get(slot.name, {})) for slot in block.slots]) for block in blocks_of_report(row)
    ]


def _standing(row: Report) -> dict[str, dict[str, Any]]:
    values = by_place(row)
    found = {}
    for block in blocks_of_report(row):
        for slot in block.slots:
            if (value := values.get(place_of(slot))) is not None:
                found[slot.name] = {
                    "figure": value.figure, "known": value.known, "whole": value.denominator, "text": value.text,
                    "note": value.note,
                }  # fmt: skip
    return found


def _said(slot: Slot, told: dict[str, Any]) -> Said:
    figure, known, whole = told.get("figure"), told.get("known"), told.get("whole")
    return Said(
        label=slot.field.label,
        figure=slot.words(figure, whole) or (figures.NOTHING if slot.field.is_figure else ""),
        known=slot.words(known, whole) if known is not None and known != figure else "",
        text=told.get("text", ""),
        note=told.get("note", ""),
    )


def _steps(row: Report) -> list[Step]:
    """Written, signed and sent, accepted; the first not done says who holds it."""
    above = rules.superior_of(row)
    holder = {
        DRAFT: row.unit.short_name, RETURNED: row.unit.short_name, FOR_SIGNATURE: _("Lãnh đạo %(unit)s") % {"unit": row.unit.short_name},
        SUBMITTED: above.short_name if above else row.unit.short_name,
    }.get(row.status, "")  # fmt: skip
    told = _("%(unit)s đang giữ") % {"unit": holder} if holder else ""
    place = {DRAFT: 0, RETURNED: 0, FOR_SIGNATURE: 1, SUBMITTED: 2, ACCEPTED: 3}[row.status]
    labels = [_("Viết"), _("Ký, gửi"), _("Cấp trên nhận")]
    notes = [
        "",
        figures.day(row.submitted_at) if row.submitted_at else "",
        figures.day(row.accepted_at) if row.accepted_at else "",
    ]
    return [
        Step(
            label,
            "done" if number < place else "now" if number == place else "later",
            note if number < place else told if number == place else "",
        )
        for number, (label, note) in enumerate(zip(labels, notes, strict=True))
    ]


def _buttons(actor: Actor, row: Report) -> list[Button]:
    """At most two; one that only somebody else can press stays, with who can."""
    offers = {offer.name: offer for offer in REPORTS.offers(row, by=actor)}

    def made(label: str, route: str, act: str, *, main: bool = False, sign: str = "") -> Button:
        why = offers[act].why_not
        return Button.on(row, label, f"desk:{route}", why, main=main and not why, sign=sign)

    if row.status in OPEN_TO_EDITS:
        label = _("Sửa và gửi lại") if row.status == RETURNED else _("Viết tiếp")
        found = [made(label, "report-edit", "hand", main=True, sign="edit")]
    elif row.status == FOR_SIGNATURE:
        found = [
            made(_("Xem và ký, gửi"), "report-sign", "send", main=True),
            made(_("Chuyển lại cán bộ"), "report-hand-back", "hand_back", sign="back"),
        ]
    elif row.status == SUBMITTED:
        found = [made(_("Xem và nhận"), "report-review", "accept", main=True)]
    else:
        return []
    open_ones = [button for button in found if not button.why_not]
    return open_ones or found[:1]


def _facts(row: Report, late: str) -> list[tuple[Any, Any]]:
    above = rules.superior_of(row)
    pairs: list[tuple[Any, Any]] = [
        (_("Đơn vị"), row.unit.name),
        (_("Gửi"), row.period.schedule.sent_to or (above.name if above else "")),
        (_("Hạn"), due_words(row.period)),
        (_("Văn bản ấn định hạn"), row.period.due_source),
        (_("Số liệu tính đến"), figures.day(row.data_date)),
        (_("Gửi lần đầu"), ", ".join(word for word in (figures.moment(row.submitted_at), late) if word)
         if row.submitted_at else ""),
        (_("Số, ký hiệu"), row.document.notation if row.document else ""),
        (_("Người ký"), name_of(row.signed_by) if row.submitted_at else ""),
        (_("Người nhận"), f"{name_of(row.accepted_by)}, {figures.day(row.accepted_at)}" if row.accepted_at else ""),
        (_("Mẫu báo cáo"), _("%(title)s, bản %(version)d") % {"title": row.form.title, "version": row.form.version}),
    ]  # fmt: skip
    return [(name, value) for name, value in pairs if value]


def _events(row: Report) -> list[Event]:
    """The unit's own history: who wrote, handed, sent; the newest first."""
    found = []
    for entry in audit.history(row)[:MOST_EVENTS]:
        found.append(
            Event(
                figures.moment(audit.site_moment(entry)),
                f"{entry.actor_label}: {_(entry.act)}",
                entry.reason,
                "ask" if entry.reason else "",
            )
        )
    return found
