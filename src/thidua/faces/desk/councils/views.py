"""Councils as read: who sits, the sessions, one session, one candidate."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.faces.desk.councils.page import candidate_context, council_context, session_context
from thidua.faces.kit.addresses import page_number
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.errors import NotAllowed
from thidua.foundation.units.models import Unit
from thidua.stages.councils import queries, rules
from thidua.stages.councils.tables import SESSIONS


@require_GET
def council_list(request: HttpRequest) -> HttpResponse:
    """Whose question: «which session is next, what did the last decide»; the way on is each session."""
    given = request.GET.dict()
    page = SESSIONS.page(request.actor, given, number=page_number(given))
    councils = list(queries.list_councils(request.actor)[:50])
    standing = {council.unit_id for council in councils if council.valid_to is None}
    founders = Unit.objects.filter(pk__in=request.actor.bodies_with(Permission.AWARDS_SELECT), kind__is_committee=True)
    context = {
        "page": page,
        "councils": councils,
        "founders": [unit for unit in founders.order_by("lft") if unit.pk not in standing][:3],
    }
    return render(request, "desk/councils/list.html", context)


@require_GET
def council_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: «who sits, by which decision, by which rules»; the way on is a session."""
    council = queries.find_council(request.actor, uid)
    return render(request, "desk/councils/council.html", council_context(request.actor, council))


@require_GET
def session_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: «where does the session stand, what do I do now»."""
    session = queries.find_session(request.actor, uid)
    return render(request, "desk/councils/session.html", session_context(request.actor, session))


@require_GET
def candidate_page(request: HttpRequest, uid: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """Whose question: a member's, «who is this and why»; everything on one page, then the ballot."""
    session = queries.find_session(request.actor, uid)
    found = queries.find_item(request.actor, session, item)
    if why_not := rules.sits(request.actor, session):
        raise NotAllowed(why_not)
    return render(request, "desk/councils/candidate.html", candidate_context(request.actor, session, found))
