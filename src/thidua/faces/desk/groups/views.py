"""Groups of units: which there are, who belongs, who heads them this year, what they signed."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.foundation.core import clock
from thidua.stages.campaigns import groups
from thidua.stages.campaigns.queries import campaigns_of
from thidua.stages.campaigns.rules import runs, why_not_run


@require_GET
def group_list(request: HttpRequest) -> HttpResponse:
    """Whose question: a commune officer's, «in which group are we, who heads it this year, what did we sign»."""
    on = clock.today()
    context = {
        "rows": groups.listed(request.actor, on.year, on=on),
        "year": str(on.year),
        "run_here": [campaign for campaign in campaigns_of(request.actor) if runs(request.actor, campaign)],
    }
    return render(request, "desk/groups/list.html", context)


@require_GET
def group_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One group: its members on this day, year by year its head and the pact with the signed paper."""
    group = groups.group_read_by(request.actor, uid)
    context = {
        "group": group,
        "members": groups.members(group),
        "years": groups.years_of(group),
        "runs": not why_not_run(request.actor, group.campaign),
    }
    return render(request, "desk/groups/group.html", context)
