"""What lies ahead: the way of one figure to its due date, and all that will not be met at this pace."""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.faces.desk.progress.address import board_link, read_address
from thidua.faces.desk.progress.ended import on_its_last_day
from thidua.faces.desk.progress.lines import figure_link
from thidua.faces.desk.progress.moment import moment_part
from thidua.faces.desk.progress.outlook_page import at_risk_line, drawn_series
from thidua.faces.desk.progress.page import crumbs, missing_link
from thidua.faces.desk.progress.views import chosen
from thidua.foundation.core.tables import Page
from thidua.stages.progress.forecast import PACE_DAYS
from thidua.stages.progress.queries.burnup import burn_up
from thidua.stages.progress.queries.places import standpoint
from thidua.stages.progress.queries.risk import at_risk


@require_GET
@on_its_last_day
def burn_up_page(request: HttpRequest, key: str, unit: uuid.UUID, code: str) -> HttpResponse:
    """Whose question: a leader's, «will we make it»; the way on is who has not, and what the figure is made of."""
    stands = standpoint(request.actor, key, unit)
    place, moment = stands.place, read_address(request.GET).moment
    found = burn_up(place=place, code=code, on=moment)
    context = {
        "place": place,
        "target": found.target,
        "found": found,
        "cell": found.cell,
        "series": [drawn_series(found, series) for series in found.series],
        "pace_days": PACE_DAYS,
        "figure": figure_link(place, found.target, key, moment),
        "missing": missing_link(place, found.target, key, moment),
        "when": moment_part(request, moment, [found.cell]),
        "board": board_link(place, moment),
        "crumbs": crumbs(stands, _("%(code)s: tiến độ theo ngày") % {"code": found.target.code}, moment),
    }
    return render(request, "desk/progress/burnup.html", context)


@require_GET
def at_risk_page(request: HttpRequest) -> HttpResponse:
    """Whose question: a leader's, «what will we miss»; the way on is each figure's way to its due date."""
    address = read_address(request.GET)
    stands = chosen(request.actor, address)
    place, asking, moment = stands.place, address.asking, address.moment
    found = at_risk(
        actor=request.actor, place=place, on=moment, number=asking.page,
        level=asking.level,
        code=asking.target, group=asking.group, text=asking.text,
    )  # fmt: skip
    given = {"dot": place.campaign.key, "don-vi": str(place.unit.uid), "cap": found.level.key if found.level else ""}
    given |= {"nhom": asking.group, "chi-tieu": asking.target, "tim": asking.text}
    given |= moment.values
    context = {
        "place": place,
        "found": found,
        "on": moment.on,
        "moment": moment,
        "when": moment_part(request, moment),
        "lines": [at_risk_line(row, place, moment) for row in found.rows],
        "page": Page(rows=[], columns=(), number=found.number, size=found.size, count=found.count),
        "asking": asking,
        "pace_days": PACE_DAYS,
        "query": urlencode({name: value for name, value in given.items() if value}),
        "board": board_link(place, moment),
        "crumbs": crumbs(stands, _("Có nguy cơ không đạt"), moment),
    }
    return render(request, "desk/progress/at_risk.html", context)
