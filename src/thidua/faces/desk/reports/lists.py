"""Lists of reports: how complete each period is, one by one, who has not, what waits; and the days of a period."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.faces.desk.reports.forms import DatesForm
from thidua.faces.desk.reports.parts import day_after
from thidua.faces.kit import notices
from thidua.faces.kit.acting import carried_out
from thidua.faces.kit.addresses import PAGE, page_number
from thidua.faces.kit.parts import Chip, Link
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import clock
from thidua.foundation.core.errors import NotAllowed
from thidua.foundation.core.tables import TABLES, Page
from thidua.stages.reports import filters, operations, queries, rules
from thidua.stages.reports.filters import Narrowing, narrowing
from thidua.stages.reports.models import Report, ReportPeriod
from thidua.stages.reports.owing import period_in, unbegun
from thidua.stages.reports.reminding import reminder
from thidua.stages.reports.schedules import due_words, last_good_day, title_of

MOST_WAITING = 200
MOST_OWN = 10


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Whose question: «which reports are owed, how many have come in, what do I write»; each number is a door."""
    actor = request.actor
    periods = list(queries.periods_of(actor)[: queries.SHOWN_PERIODS])
    lines = [line for line in queries.completeness(actor, periods) if line.expected]
    context = {
        "lines": [OverviewLine(actor, line) for line in lines],
        "own": _own(actor, periods),
        "owed": _owed(actor),
        "accepts": actor.holds_anywhere(Permission.REPORTS_ACCEPT) and any(line.waiting for line in lines),
    }
    return render(request, "desk/reports/overview.html", context)


class OverviewLine:
    """One period with its numbers apart by kind of unit and its doors."""

    def __init__(self, actor: Actor, line: queries.Completeness) -> None:
        self.line, self.period = line, line.period
        self.title, self.due = title_of(line.period), due_words(line.period)
        self.href = f"{reverse('desk:reports-list')}?ky={line.period.uid}"
        self.waiting_href = self._door(filters.STATUS, Report.Status.SUBMITTED.value)
        self.accepted_href = self._door(filters.STATUS, Report.Status.ACCEPTED.value)
        self.mending_href = self._door(filters.SENDING, filters.BEING_MENDED)
        self.kinds = [
            (kind, self._of_kind(kind.kind, filters.SENT), self._of_kind(kind.kind, filters.IN_TIME))
            for kind in line.kinds
        ]
        self.missing_href = reverse("desk:reports-missing", args=[line.period.uid])
        self.sets_days = not rules.why_not_schedule(actor, line.period.schedule)
        last = last_good_day(line.period)
        self.is_overdue = bool(last and clock.today() > last and line.missing)

    def _door(self, name: str, value: str) -> str:
        """The period's list, narrowed to what one number counts."""
        return f"{self.href}&{name}={value}"

    def _of_kind(self, kind: str, sending: str) -> str:
        return f"{self._door(filters.KIND, kind)}&{filters.SENDING}={sending}"


def _own(actor: Actor, periods: list[ReportPeriod]) -> list[Report]:
    """The reports of the units the actor works for, in these periods."""
    own = actor.bodies_with(Permission.READ)
    rows = queries.seen_by(actor).filter(unit__in=own, period__in=[row.pk for row in periods])
    return list(rows.select_related(*queries.WITH_ALL).order_by("-period__starts_on", "id")[:MOST_OWN])


def _owed(actor: Actor) -> list[dict[str, Any]]:
    """What the actor's own units owe of open periods and have not begun, each with the way to write it."""
    units = [] if actor.by_link else actor.bodies_with(Permission.REPORTS_WRITE)
    return [
        {
            "title": title_of(period_in(row)),
            "unit": row["unit__name"],
            "due": due_words(period_in(row)),
            "href": reverse("desk:report-new", args=(row["period_uid"], row["unit__uid"])),
        }
        for row in (unbegun(units, clock.today()) if units else [])
    ]


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Whose question: the level above's, «where does each report stand, which came late»; the way on is each report."""
    chosen = narrowing(request.actor, request.GET)
    given = {name: value for name, value in request.GET.items() if value}
    page = TABLES["reports"].page(request.actor, given, number=page_number(request.GET))
    name = title_of(chosen.period) if chosen.period else _("Danh sách báo cáo")
    context = {
        "chosen": chosen,
        "name": name,
        "due": due_words(chosen.period) if chosen.period else "",
        "page": _with_columns(page, away={"period"} if chosen.period else set()),
        "chips": _chips(chosen, given),
        "narrowed": [(name, given[name]) for name in (filters.KIND, filters.SENDING) if name in given],
        "crumbs": [Link(_("Báo cáo"), reverse("desk:reports")), Link(name)],
        "missing_href": reverse("desk:reports-missing", args=[chosen.period.uid]) if chosen.period else "",
        "query": urlencode({key: value for key, value in given.items() if key != PAGE}),
    }
    return render(request, "desk/reports/list.html", context)


@require_GET
def missing(request: HttpRequest, period: uuid.UUID) -> HttpResponse:
    """Whose question: the level above's, «who has not, and by which phone do I reach them»."""
    of = queries.period_by_uid(request.actor, period)
    text, unit = request.GET.get(filters.TEXT, ""), request.GET.get(filters.UNIT, "")
    kept = {name: value for name in (filters.UNIT, filters.KIND) if (value := request.GET.get(name))}
    given = {filters.PERIOD: str(of.uid), filters.TEXT: text} | kept
    page = TABLES["reports-missing"].page(request.actor, given, number=page_number(request.GET))
    name = title_of(of)
    context = {
        "name": name,
        "text": text,
        "unit": filters.unit_of(request.actor, unit) if unit else None,
        "kept": kept,
        "due": due_words(of),
        "page": page,
        "words": reminder([row.record for row in page.rows], page.count, of, on=clock.today()),
        "crumbs": [
            Link(_("Báo cáo"), reverse("desk:reports")),
            Link(name, f"{reverse('desk:reports-list')}?ky={of.uid}"),
            Link(_("Ai chưa gửi")),
        ],
        "query": urlencode(given),
    }
    return render(request, "desk/reports/missing.html", context)


@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """Whose question: the one's who accepts, «what was sent to me and waits»."""
    rows = queries.waiting_for(request.actor)
    lines = [{"report": row, "title": title_of(row.period)} for row in rows[:MOST_WAITING]]
    return render(request, "desk/reports/waiting.html", {"lines": lines, "count": rows.count()})


@require_http_methods(["GET", "POST"])
def dates(request: HttpRequest, period: uuid.UUID) -> HttpResponse:
    """The body that asks for the reports sets until when they are due, by which document."""
    of = queries.period_by_uid(request.actor, period)
    if why_not := rules.why_not_schedule(request.actor, of.schedule):
        raise NotAllowed(why_not)
    initial = {"last_day": last_good_day(of), "due_source": of.due_source, "closed_on": of.closed_on}
    form = DatesForm(request.POST or None, initial=initial)
    if carried_out(
        request, form, operations.set_period_dates, "due_source", "closed_on", period=of,
        due_before=lambda: day_after(form.cleaned_data["last_day"]),
    ):  # fmt: skip
        notices.done(request, _("Đã ghi ngày của kỳ báo cáo."))
        return redirect(f"{reverse('desk:reports-list')}?ky={of.uid}")
    context = {"name": title_of(of), "form": form, "back": f"{reverse('desk:reports-list')}?ky={of.uid}"}
    return render(request, "desk/reports/dates.html", context, status=422 if form.errors else 200)


def _with_columns(page: Page, *, away: set[str]) -> Page:
    """The page of the screen: what every export holds, less the columns that say nothing here."""
    hidden = away | {"document", "accepted"}
    return page.only(lambda column: column.key not in hidden)


def _chips(chosen: Narrowing, given: dict[str, Any]) -> list[Chip]:
    words = {
        "": _("Tất cả"),
        Report.Status.SUBMITTED.value: _("Chờ nhận"),
        Report.Status.RETURNED.value: _("Bị trả lại"),
        Report.Status.ACCEPTED.value: _("Đã nhận"),
    }
    kept = {name: value for name, value in given.items() if name not in (filters.STATUS, PAGE)}
    return [
        Chip(
            label,
            f"{reverse('desk:reports-list')}?{urlencode(kept | ({filters.STATUS: status} if status else {}))}",
            status == chosen.status,
        )
        for status, label in words.items()
    ]
