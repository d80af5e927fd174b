"""What the pages of reports share: crumbs, rounds and history in words."""

from __future__ import annotations

import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.faces.kit import figures, vocabulary
from thidua.faces.kit.parts import Event, Link
from thidua.foundation.accounts.actors import Actor
from thidua.stages.reports import rules
from thidua.stages.reports.models import Report, ReportRound
from thidua.stages.reports.schedules import ONE_DAY, title_of


def crumbs(report: Report) -> list[Link]:
    """Reports → those of the period → this unit."""
    period = report.period
    return [
        Link(_("Báo cáo"), reverse("desk:reports")),
        Link(title_of(period), f"{reverse('desk:reports-list')}?ky={period.uid}"),
        Link(report.unit.short_name),
    ]


def named(report: Report) -> dict[str, Any]:
    """The way to it, its period and unit, for the head of a page that asks; its button gives something back."""
    beside = f"{title_of(report.period)} · {report.unit.name}"
    return {"crumbs": crumbs(report), "beside": beside, "sign": "back"}


def audience_of(actor: Actor, report: Report) -> str:
    """Who accepts reads the superior's words, everybody else the unit's."""
    return vocabulary.SUPERIOR if not rules.may_accept(actor, report) else vocabulary.UNIT


def rounds_of(report: Report) -> list[ReportRound]:
    """Every time it was sent, the newest first."""
    rows = report.rounds.select_related("submitted_by", "returned_by", "document")
    return list(rows.order_by("-number"))


def told_rounds(rounds: list[ReportRound]) -> list[Event]:
    """The rounds as history: sent, and how each came back."""
    events = []
    for row in rounds:
        if row.returned_at:
            events.append(_returned(row))
        sent = _("Lần %(number)d: %(who)s ký, gửi") % {"number": row.number, "who": name_of(row.submitted_by)}
        notation = f", {row.document.notation}" if row.document else ""
        events.append(Event(figures.moment(row.submitted_at), f"{sent}{notation}."))
    return events


def _returned(row: ReportRound) -> Event:
    """The reason names the fields already, where it is of fields."""
    text = _("%(who)s trả lại") % {"who": name_of(row.returned_by)}
    if row.wanted:
        text = _("%(who)s trả lại %(count)d chỗ") % {"who": name_of(row.returned_by), "count": len(row.wanted)}
    if row.answer_before:
        text += ". " + _("Trả lời đến hết %(day)s") % {"day": figures.day(row.answer_before - ONE_DAY)}
    return Event(figures.moment(row.returned_at), text + ".", row.reason, "ask")


def name_of(person: Any) -> str:
    return person.full_name if person else _("Hệ thống")


def day_after(day: datetime.date | None) -> datetime.date | None:
    """The exclusive end of what lasts to the end of that day."""
    return day + ONE_DAY if day else None
