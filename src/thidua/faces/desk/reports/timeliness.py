"""How complete and punctual reports are: the level above's table, with the way to who lacks and to each report."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.faces.kit.addresses import PAGE, page_number
from thidua.faces.kit.parts import Link
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock
from thidua.foundation.core.quantities import format_percent
from thidua.foundation.core.tables import TABLES, Page
from thidua.foundation.units.models import Unit
from thidua.stages.reports.filters import KIND, PERIOD, UNIT, Narrowing, narrowing
from thidua.stages.reports.models import ReportPeriod
from thidua.stages.reports.schedules import due_words, title_of
from thidua.stages.reports.timeliness import Timeliness, by_unit, overdue_on, shown_periods, timeliness, totals

# Lines of units above on one page; of more the address of one of them, or the file, has the rest.
MOST_LINES = 100


@require_GET
def timeliness_page(request: HttpRequest) -> HttpResponse:
    """Whose question: the level above's, «who sends and who sends in time»; the way on is who has not, by phone."""
    actor, chosen = request.actor, narrowing(request.actor, request.GET)
    periods = shown_periods(actor)
    period = chosen.period or _due_last(periods)
    lines = timeliness(actor, [period], chosen.unit, chosen.kind) if period else []
    given = {PERIOD: str(period.uid)} if period else {}
    if chosen.unit:
        given[UNIT] = str(chosen.unit.uid)
    if chosen.kind:
        given[KIND] = chosen.kind.pk
    page = _units(request, period, chosen) if chosen.unit and period else None
    context = {
        "period": period,
        "periods": [(each, title_of(each)) for each in periods],
        "name": title_of(period) if period else "",
        "due": due_words(period) if period else "",
        "unit": chosen.unit,
        "lines": [_line(actor, line, given) for line in lines[:MOST_LINES]],
        "more": max(0, len(lines) - MOST_LINES),
        "totals": [_line(actor, line, given) for line in totals(lines)],
        "page": _without_period(page) if page else None,
        "query": urlencode(given),
        "every": "?" + urlencode({name: value for name, value in given.items() if name == PERIOD}),
        "kept": [(name, value) for name, value in given.items() if name not in (PERIOD, PAGE)],
        "crumbs": _crumbs(chosen.unit, period),
    }
    return render(request, "desk/reports/timeliness.html", context)


def _due_last(periods: list[ReportPeriod]) -> ReportPeriod | None:
    """The newest period whose last good day has passed, else the newest there is."""
    today = clock.today()
    return next((each for each in periods if overdue_on(each, today)), periods[0] if periods else None)


def _units(request: HttpRequest, period: ReportPeriod, chosen: Narrowing) -> Page:
    """One page of the branch's units, as the list of files has them; what the address means is known already."""
    listed = replace(
        TABLES["reports-units"], rows=lambda actor, _given: by_unit(actor, [period], chosen.unit, chosen.kind)
    )
    return listed.page(request.actor, number=page_number(request.GET))


def _crumbs(unit: Unit | None, period: ReportPeriod | None) -> list[Link]:
    here = reverse("desk:reports-timeliness") + (f"?{PERIOD}={period.uid}" if period else "")
    links = [Link(_("Báo cáo"), reverse("desk:reports")), Link(_("Đủ và đúng hạn"), here if unit else "")]
    return [*links, Link(unit.short_name)] if unit else links


def _line(actor: Actor, line: Timeliness, given: dict[str, str]) -> dict[str, Any]:
    """One line with its rates and its doors: the branch, the reports that came, who has not.

    Of a unit above the reader's own there is no branch to open: the doors lead to what the reader sees of it.
    """
    seen = {UNIT: str(line.parent.uid)} if line.parent and actor.sees(line.parent) else {}
    branch = urlencode(given | seen | {KIND: line.kind.pk})
    return {
        "line": line,
        "rate": format_percent(*line.rate),
        "on_time_rate": format_percent(*line.on_time_rate) if line.on_time_rate else "",
        "href": f"{reverse('desk:reports-timeliness')}?{branch}",
        "received": f"{reverse('desk:reports-list')}?{branch}",
        "missing": f"{reverse('desk:reports-missing', args=[line.period.uid])}?{branch}",
    }


def _without_period(page: Page) -> Page:
    """The page of one period: its column would say the same in each row."""
    hidden = {"period", "kind"}
    return page.only(lambda column: column.key not in hidden)
