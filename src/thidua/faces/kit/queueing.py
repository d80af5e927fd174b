"""What the site answers to a form that a device kept and sends by its script: in figures and words, not in pages.

Such a request names its owner in a header. It is judged like any other; only the answer is put otherwise:
`sent`, `stale` (both sides, who and when), `refused` (each reason at its field), `signed-out`, `other`, `again`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from thidua.faces.kit import figures, keeping
from thidua.foundation.core import audit
from thidua.foundation.core.errors import Busy, Refused, Stale

QUEUED = "X-Kit-Queue"
SENT, STALE, REFUSED, SIGNED_OUT, OTHER, AGAIN = "sent", "stale", "refused", "signed-out", "other", "again"
STATUS = {SENT: 200, STALE: 409, REFUSED: 422, SIGNED_OUT: 401, OTHER: 401, AGAIN: 503}
REDIRECTS, TOO_LARGE, LOCKED_OUT, BROKEN = range(300, 400), 413, 429, 500


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a sent form, as the code that judged it says."""

    state: str
    sentence: str = ""
    form: forms.BaseForm | None = None
    refusal: Refused | None = None


def tell(
    request: HttpRequest,
    state: str,
    sentence: str = "",
    form: forms.BaseForm | None = None,
    refusal: Refused | None = None,
) -> None:
    """Notes what became of the form that the request sent; the latest word holds."""
    request.__dict__["told"] = Told(state, sentence, form, refusal)


def tell_refusal(request: HttpRequest, form: forms.BaseForm, refusal: Refused) -> None:
    """The same of what an operation refused: changed meanwhile, busy for a moment, or wrong."""
    state = STALE if isinstance(refusal, Stale) else AGAIN if isinstance(refusal, Busy) else REFUSED
    tell(request, state, str(refusal), form, refusal)


class QueueMiddleware:
    """Answers who sends from a queue, and says on every page of the desk whose it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and QUEUED in request.headers:
            return _answer(request, response)
        match = request.resolver_match
        # Pages that ask nobody to sign in are nobody's, and reading the session here would bind them to a cookie.
        if match is not None and getattr(match.func, "login_required", True) and request.user.is_authenticated:
            response.headers.setdefault(keeping.OWNER, keeping.owner_of_account(request.user))
        return response

    def process_view(self, request: HttpRequest, view_func: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """What one account filled in is never sent as another's."""
        sender = request.headers.get(QUEUED, "")
        if request.method != "POST" or not sender.startswith(keeping.ACCOUNT):
            return None
        owner = keeping.owner_of_account(request.user)
        if owner == sender:
            return None
        tell(request, OTHER if owner else SIGNED_OUT)
        return HttpResponse(status=STATUS[OTHER])


def _answer(request: HttpRequest, response: HttpResponse) -> JsonResponse:
    told = _told(request, response)
    answer: dict[str, Any] = {"state": told.state, "sentence": told.sentence}
    if told.state == SENT:
        answer["address"] = response.headers.get("Location", "")
    if told.form is not None and told.state == REFUSED:
        answer["fields"] = _wrong(told.form)
    if told.form is not None and isinstance(told.refusal, Stale):
        answer |= {"version": told.refusal.current, "rows": _sides(told.form), **_who(told.refusal)}
    made = JsonResponse(answer, status=STATUS[told.state])
    made.headers["Cache-Control"] = "no-store"
    made.cookies = response.cookies
    return made


def _told(request: HttpRequest, response: HttpResponse) -> Told:
    """A redirect alone proves nothing: only an operation that was carried out counts as sent."""
    told: Told = request.__dict__.get("told") or Told("")
    if told.state and told.state != SENT:
        return told
    if response.status_code in REDIRECTS:
        where = urlsplit(response.headers["Location"]).path
        if where == resolve_url(settings.LOGIN_URL):
            return Told(SIGNED_OUT)
        if told.state == SENT:
            return told
        return Told(REFUSED, _("Biểu mẫu này nay không còn nhận như lúc bạn điền. Xin mở trang để xem."))
    if told.state == SENT and response.status_code < 300:
        return told
    if response.status_code == LOCKED_OUT or response.status_code >= BROKEN:
        return Told(AGAIN, _("Máy chủ chưa nhận được. Bản của bạn vẫn giữ trên máy."))
    if response.status_code == TOO_LARGE:
        return Told(REFUSED, _("Ảnh, tệp gửi kèm quá nặng. Xin mở ra, chọn lại ít ảnh hơn."))
    return Told(REFUSED, told.sentence or _("Máy chủ không nhận biểu mẫu này. Xin mở trang để xem."))


def _wrong(form: forms.BaseForm) -> list[dict[str, str]]:
    return [
        {
            "name": name if name in form.fields else "",
            "label": str(form[name].label) if name in form.fields else "",
            "sentence": " ".join(str(error) for error in errors),
        }
        for name, errors in form.errors.items()
    ]


def _who(refusal: Stale) -> dict[str, str]:
    """Who changed the record last, and when."""
    entry = audit.history(refusal.record).first() if refusal.record is not None else None
    return {"who": entry.actor_label, "when": figures.moment(audit.site_moment(entry))} if entry else {}


def _sides(form: forms.BaseForm) -> list[dict[str, Any]]:
    """Field by field what was sent and what the record holds now, as a reader would write both."""
    rows = []
    for bound in form.visible_fields():
        if isinstance(bound.field, forms.FileField):
            continue
        sent = form.cleaned_data.get(bound.name, bound.data)
        mine = _words(bound.field, sent)
        theirs = _words(bound.field, form.get_initial_for_field(bound.field, bound.name))
        if mine or theirs:
            rows.append(
                {
                    "name": bound.name,
                    "label": str(bound.label),
                    "mine": mine,
                    "theirs": theirs,
                    "differs": mine != theirs,
                }
            )
    return rows


def _words(field: forms.Field, value: Any) -> str:
    if value in (None, "", [], ()):
        return ""
    if isinstance(field, forms.BooleanField):
        return _("có") if value else _("không")
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        labels = {str(key): str(label) for key, label in choices}
        chosen = value if isinstance(value, list | tuple) else [value]
        return ", ".join(labels.get(str(each), str(each)) for each in chosen)
    if isinstance(value, datetime.date):
        return figures.day(value)
    return str(field.prepare_value(value)).strip()
