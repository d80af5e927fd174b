"""How a view of this room carries out an operation: what is refused stands at its field, or on the session's page."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from thidua.faces.desk.councils.forms import ActForm
from thidua.faces.kit.forms import KitForm
from thidua.faces.kit.notices import done, refused
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing, NotAllowed, Refused
from thidua.stages.councils import queries

Act = Callable[..., Any]


def carried_out(form: KitForm, act: Callable[[], Any]) -> Any:
    """What the operation answers; None after a refusal, which the form then shows. Who may not is told by the page."""
    try:
        return act()
    except (NotAllowed, Missing):
        raise
    except Refused as refusal:
        form.refuse(refusal)
        return None


def at_once(
    request: HttpRequest, uid: uuid.UUID, operation: Act, sentence: str, *, to: str = "desk:session"
) -> HttpResponse:
    """A button that acts: what is refused for now is told on the next page."""
    session = queries.find_session(request.actor, uid)
    form = ActForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            operation(
                by=request.actor, now=clock.now(), session=session, version=given["version"], receipt=given["receipt"]
            )
        except (NotAllowed, Missing):
            raise
        except Refused as refusal:
            refused(request, refusal.sentence)
        else:
            done(request, sentence)
    return redirect(to, uid=uid)
