"""How a button of this room acts: the operation called once, its refusal told where it belongs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from thidua.faces.desk.awards.forms import ActForm, ReasonForm
from thidua.faces.kit.forms import KitForm
from thidua.faces.kit.notices import done, refused
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing, NotAllowed, Refused

Act = Callable[..., Any]
FILE_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def at_once(request: HttpRequest, operation: Act, sentence: Any, back: str, **named: Any) -> HttpResponse:
    """A button that acts: what is refused for now is told on the page it leads back to."""
    form = ActForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            operation(by=request.actor, now=clock.now(), version=given["version"], receipt=given["receipt"], **named)
        except (NotAllowed, Missing):
            raise
        except Refused as refusal:
            refused(request, refusal.sentence)
        else:
            done(request, sentence)
    return HttpResponseRedirect(back)


def with_reason(
    request: HttpRequest,
    operation: Act,
    words: dict[str, Any],
    back: str,
    obj: Any,
    *,
    versioned: bool = True,
    **named: Any,
) -> HttpResponse:
    """A page that asks why, then acts."""
    form = ReasonForm(request.POST or None, initial={"version": obj.version})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        more = {"version": given["version"]} if versioned else {}
        call = lambda: operation(  # noqa: E731
            by=request.actor, now=clock.now(), reason=given["reason"], receipt=given["receipt"], **more, **named
        )
        if carried_out(form, call):
            done(request, words["done"])
            return HttpResponseRedirect(back)
    return form_page(request, form, back=back, **words)


def carried_out(form: KitForm, operation: Callable[[], Any]) -> Any:
    """What the operation gives, or None with the refusal put into the form."""
    try:
        return operation()
    except (NotAllowed, Missing):
        raise
    except Refused as refusal:
        form.refuse(refusal)
        return None


def form_page(request: HttpRequest, form: KitForm, **words: Any) -> HttpResponse:
    """A page with one form: `title`, `about` (what it is of), `lead`, `button`, `back`; 422 after a refusal."""
    context = {"form": form, "about": "", "lead": "", "notes": [], **words}
    return render(request, "desk/awards/form.html", context, status=422 if form.errors else 200)


def file_answer(content: bytes, ending: str, name: str) -> HttpResponse:
    """A drawn paper as a download."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    return HttpResponse(content, content_type=FILE_TYPES[ending], headers=headers)
