"""A unit reports and plans."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.faces.desk.milestones import addresses
from thidua.faces.desk.milestones.forms import PlanForm, ReportForm, known
from thidua.faces.kit import keeping, notices
from thidua.faces.kit.acting import carried_out
from thidua.faces.kit.parts import Link
from thidua.stages.milestones import filters, operations
from thidua.stages.milestones.entries import Entry, entry_for
from thidua.stages.milestones.particulars import last_day, title, window_words
from thidua.stages.milestones.states import VERIFIED


@keeping.kept
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, campaign: str, kind: str, year: int, unit: uuid.UUID) -> HttpResponse:
    """A unit says that it did the thing, with its proof."""
    entry = _entry(request, campaign, kind, year, unit)
    if request.method == "GET" and entry.milestone and entry.milestone.status == VERIFIED:
        return redirect("desk:milestone", uid=entry.milestone.uid)
    version = entry.milestone.version if entry.milestone else None
    form = ReportForm(
        request.POST or None, request.FILES or None, entry=entry, initial={**known(entry), "version": version}
    )
    if row := carried_out(
        request, form, operations.report_milestone, kind=entry.kind, unit=entry.unit, year=entry.year,
        report=form.report, uploads=lambda: form.cleaned_data["upload"],
    ):  # fmt: skip
        notices.done(request, _told(entry, row.status))
        return redirect("desk:milestone", uid=row.uid)
    context = {"form": form, "window": window_words(entry.kind), "last_day": last_day(entry.kind), **_about(entry)}
    return render(request, "desk/milestones/report.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, campaign: str, kind: str, year: int, unit: uuid.UUID) -> HttpResponse:
    """A unit writes down for which day it plans the thing."""
    entry = _entry(request, campaign, kind, year, unit)
    row = entry.milestone
    initial = {"planned_date": row.planned_date, "version": row.version} if row else {}
    form = PlanForm(request.POST or None, initial=initial)
    if carried_out(
        request, form, operations.plan_milestone, "planned_date", kind=entry.kind, unit=entry.unit, year=entry.year
    ):
        notices.done(request, _("Đã ghi ngày dự kiến."))
        return redirect("desk:milestones-unit", unit=entry.unit.uid)
    context = {"form": form, "last_day": last_day(entry.kind), **_about(entry)}
    return render(request, "desk/milestones/plan.html", context, status=422 if form.is_bound else 200)


def _entry(request: HttpRequest, campaign: str, kind: str, year: int, unit: uuid.UUID) -> Entry:
    of = filters.kind_of(filters.campaign_of(request.actor, campaign), kind)
    return entry_for(request.actor, of, filters.unit_of(request.actor, unit), filters.year_of(of, str(year)))


def _about(entry: Entry) -> dict[str, Any]:
    name = title(entry.kind, entry.year)
    unit = reverse("desk:milestones-unit", args=[entry.unit.uid])
    return {
        "entry": entry,
        "name": name,
        "back": reverse("desk:milestone", args=[entry.milestone.uid]) if entry.milestone else unit,
        "crumbs": [
            Link(_("Mốc việc"), addresses.listed(entry.kind.campaign)),
            Link(entry.unit.short_name, unit),
            Link(name),
        ],
    }


def _told(entry: Entry, status: str) -> str:
    if status == VERIFIED:
        return _("Đã ghi và xác nhận: %(name)s.") % {"name": title(entry.kind, entry.year)}
    if entry.asked.is_verified_above:
        return _("Đã báo: %(name)s. Cấp trên trực tiếp sẽ xem và xác nhận.") % {"name": title(entry.kind, entry.year)}
    return _("Đã báo: %(name)s.") % {"name": title(entry.kind, entry.year)}
