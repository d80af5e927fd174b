"""A session before an act on it: found, kept by who acts, named on the page that asks."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.faces.kit import acting, figures
from thidua.foundation.core.errors import NotAllowed
from thidua.stages.councils import queries, rules
from thidua.stages.councils.models import Session


def kept(request: HttpRequest, uid: uuid.UUID) -> Session:
    """The session, for who keeps it; raises `Missing` or `NotAllowed` before a form shows."""
    session = queries.find_session(request.actor, uid)
    if why_not := rules.keeps(request.actor, session):
        raise NotAllowed(why_not)
    return session


def at_once(
    request: HttpRequest, uid: uuid.UUID, operation: acting.Operation, sentence: str, *, to: str = "desk:session"
) -> HttpResponse:
    """A button that acts on a session."""
    session = queries.find_session(request.actor, uid)
    return acting.at_once(request, operation, sentence, reverse(to, args=(uid,)), session=session)


def named(session: Session) -> dict[str, str]:
    """Its day and council, for the head of a page that asks."""
    day = _("Phiên họp ngày %(day)s") % {"day": figures.day(session.held_on)}
    return {"about": day, "beside": session.council.name}
