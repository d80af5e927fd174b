"""The list of decisions and the page of one."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.faces.desk.decisions.page import offers_of, page_of
from thidua.faces.kit.addresses import page_number
from thidua.stages.decisions import queries
from thidua.stages.decisions.tables import DECISIONS, status_of


@require_GET
def decision_list(request: HttpRequest) -> HttpResponse:
    """Whose question: «which decisions are there and which is still missing»; the way on is one decision's page."""
    given = request.GET.dict()
    status = status_of(given)
    context = {
        "page": DECISIONS.page(request.actor, given, number=page_number(given)),
        "table": DECISIONS,
        "status": status,
        "statuses": queries.Decision.Status.choices,
        "export": f"tinh-trang={status}" if status else "",
        "offers": offers_of(request.actor),
    }
    return render(request, "desk/decisions/list.html", context)


@require_GET
def decision_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One decision: where it stands, what the reader can do, its names, its papers, its history."""
    decision = queries.find_decision(request.actor, uid)
    context = page_of(request.actor, decision, number=page_number(request.GET))
    return render(request, "desk/decisions/decision.html", context)
