"""One milestone of one unit: what it is, where it stands, what I can do now, its proof, its history."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from thidua.faces.desk.files.forms import LinkForm
from thidua.faces.desk.milestones import addresses, proofs
from thidua.faces.desk.milestones.forms import ConfirmForm, ProofForm
from thidua.faces.kit import figures
from thidua.faces.kit.acting import ActForm
from thidua.faces.kit.forms import KitForm
from thidua.faces.kit.parts import Event, Link, Step
from thidua.foundation.core import audit, clock
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.core.states import Offer
from thidua.stages.milestones import queries
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.particulars import last_day, particulars, title
from thidua.stages.milestones.rules import may_enter
from thidua.stages.milestones.shown import shown_state
from thidua.stages.milestones.states import DONE, MILESTONES, VERIFIED

MOST_EVENTS = 30
ACTS = ("confirm", "return", "report", "withdraw")
# What the history tells of a change, in words.
DAYS = {
    "done_date": gettext_lazy("ngày làm"),
    "planned_date": gettext_lazy("ngày dự kiến"),
    "prescribed_date": gettext_lazy("ngày quy định"),
}
NOT_OFFERED = Offer("", "", allowed=False)


@require_GET
def page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: the unit's, «is it settled»; the level above's, «is this right, and do I confirm it»."""
    return show(request, queries.milestone_by_uid(request.actor, uid))


def show(
    request: HttpRequest,
    row: Milestone,
    *,
    confirm: KitForm | None = None,
    proof: KitForm | None = None,
    link: KitForm | None = None,
) -> HttpResponse:
    """The page; with a form that was refused, as the answer to it."""
    asked = particulars(row.kind)
    offers = {offer.name: offer for offer in MILESTONES.offers(row, by=request.actor)}
    may_confirm = "confirm" in offers and offers["confirm"].allowed and asked.is_verified_above
    refused = any(form is not None and form.is_bound and bool(form.errors) for form in (confirm, proof, link))
    enters = may_enter(request.actor, row) is None
    shown = _buttons(offers, asks_confirmation=asked.is_verified_above)
    context = {
        "row": row,
        "name": title(row.kind, row.year),
        "state": shown_state(row.kind, row, clock.today()),
        "audience": "superior" if may_confirm else "unit",
        "steps": _steps(row),
        "facts": _facts(row),
        "confirm": confirm
        or (ConfirmForm(quality=asked.quality, initial={"version": row.version}) if may_confirm else None),
        "act": ActForm(initial={"version": row.version}),
        "proof": proof or (ProofForm() if enters else None),
        "link_form": link or (LinkForm() if enters else None),
        "offers": shown,
        "acts": {name: next((offer for offer in shown if offer.name == name), NOT_OFFERED) for name in ACTS},
        "report_href": addresses.report(row.kind, row.year, row.unit),
        "plan_href": addresses.plan(row.kind, row.year, row.unit),
        **proofs.proofs_of(request.actor, row, accepts=may_confirm, enters=enters),
        "partners": list(row.partners.order_by("sort_key", "id")),
        "events": _events(row),
        "crumbs": _crumbs(row),
    }
    return render(request, "desk/milestones/record.html", context, status=422 if refused else 200)


def _buttons(offers: dict[str, Offer], *, asks_confirmation: bool) -> list[Offer]:
    """At most two: those of who decides before those of who reported; disabled ones only where nothing else is open."""
    decide = [
        offers[name] for name in ("confirm", "return") if name in offers and (name != "confirm" or asks_confirmation)
    ]
    report = [offers[name] for name in ("report", "withdraw") if name in offers]
    for group in (decide, report):
        if open_ones := [offer for offer in group if offer.allowed]:
            return open_ones[:2]
    return (decide or report)[:1]


def _steps(row: Milestone) -> list[Step]:
    """Planned, done, confirmed; the present one says who holds it."""
    done, verified = row.status in (DONE, VERIFIED), row.status == VERIFIED
    planned = figures.day(row.planned_date) if row.planned_date else ""
    found = [
        Step(_("Dự kiến"), "done" if done or row.planned_date else "later", planned),
        Step(
            _("Đã làm, đã báo"),
            "done" if done else "now",
            figures.day(row.done_date) if done else row.unit.short_name,
        ),
    ]
    if particulars(row.kind).is_verified_above:
        note = figures.moment(row.verified_at) if verified else _("Cấp trên trực tiếp xem và xác nhận")
        found.append(Step(_("Được xác nhận"), "done" if verified else "now" if done else "later", note))
    return found


def _facts(row: Milestone) -> list[tuple[Any, Any]]:
    """What is known; what is not is left out."""
    asked = particulars(row.kind)
    last = row.prescribed_date or last_day(row.kind)
    pairs: list[tuple[Any, Any]] = [
        (_("Đơn vị"), row.unit.name),
        (_("Đợt thi đua"), row.kind.campaign.short_name),
        (_("Hạn"), _("hết ngày %(day)s") % {"day": figures.day(last)} if last else ""),
        (_("Văn bản quy định"), row.prescribed_by),
        (_("Ngày làm"), figures.day(row.done_date) if row.done_date else ""),
        (_("Cách làm"), row.get_way_display() if row.way else ""),
        (_("Văn bản"), row.document_number),
        (_("Ngày văn bản"), figures.day(row.document_date) if row.document_date else ""),
        (_("Trích yếu"), row.document_subject),
        (_("Kết quả"), asked.answer_label(row.answer)),
        (_("Nơi xếp loại"), row.answered_by),
        *(
            (figure.label, figures.number(row.figures[figure.key]))
            for figure in asked.figures
            if figure.key in row.figures
        ),
        (_("Cấp trên đánh giá"), asked.quality if row.was_held_well else ""),
        (_("Trưởng ban mới"), " · ".join(word for word in (row.new_head_name, row.new_head_phone) if word)),
        (_("Người báo"), row.reported_by.full_name if row.reported_by else ""),
        (_("Nhập thay"), _entered(row)),
        (_("Người xác nhận"), row.verified_by.full_name if row.verified_by else ""),
        (_("Ghi chú"), row.note),
    ]
    return [(name, value) for name, value in pairs if value]


def _entered(row: Milestone) -> str:
    """Who entered it in the unit's place, and on whose word."""
    if row.entered_by is None:
        return ""
    return _("%(unit)s nhập theo lời báo của Ban công tác Mặt trận") % {"unit": row.entered_by.name}


def _events(row: Milestone) -> list[Event]:
    return [
        Event(
            figures.moment(audit.site_moment(entry)),
            " · ".join([audit.told(entry.actor_label, entry.act), *_days_of(entry)]),
            entry.reason,
            "ask" if entry.reason else "",
        )
        for entry in audit.history(row)[:MOST_EVENTS]
    ]


def _days_of(entry: AuditEntry) -> list[str]:
    """The days an act changed, from what to what: a day put right does not hide the one before."""
    found = []
    for field, name in DAYS.items():
        old, new = (_day(values.get(field)) for values in (entry.before, entry.after))
        if old and new:
            found.append(_("%(field)s từ %(old)s thành %(new)s") % {"field": name, "old": old, "new": new})
        elif old or new:
            found.append(f"{name}: {new or old}")
    return found


def _day(value: str | None) -> str:
    return figures.day(datetime.date.fromisoformat(value)) if value else ""


def _crumbs(row: Milestone) -> list[Link]:
    campaign = row.kind.campaign
    return [
        Link(_("Mốc việc"), addresses.listed(campaign)),
        Link(title(row.kind, row.year), addresses.listed(campaign, row.kind, row.year)),
        Link(row.unit.short_name, reverse("desk:milestones-unit", args=[row.unit.uid])),
    ]
