"""Carrying an operation out from a page: refusals that belong to a form stay in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from thidua.faces.desk.decisions.forms import ActForm
from thidua.faces.kit.forms import KitForm
from thidua.faces.kit.notices import done, refused
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing, NotAllowed, Refused
from thidua.stages.decisions.models import Decision


def carried_out(form: KitForm, act: Callable[[], Any]) -> Any:
    """What the operation gives, or None with the refusal put into the form."""
    try:
        return act()
    except (NotAllowed, Missing):
        raise
    except Refused as refusal:
        form.refuse(refusal)
        return None


def at_once(
    request: HttpRequest, decision: Decision, operation: Callable[..., Any], sentence: str, **more: Any
) -> HttpResponse:
    """A button that acts: what is refused for now is told on the decision's page."""
    form = ActForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            operation(
                by=request.actor, now=clock.now(), decision=decision, version=given["version"],
                receipt=given["receipt"], **more,
            )  # fmt: skip
        except (NotAllowed, Missing):
            raise
        except Refused as refusal:
            refused(request, refusal.sentence)
        else:
            done(request, sentence)
    return redirect("desk:decision", uid=decision.uid)
