"""What is done with a sent document: acknowledged, its sending outside written down, its signed paper kept."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.faces.desk.documents.forms import LogForm, ScanForm
from thidua.faces.kit.acting import at_once, carried_out, with_form
from thidua.faces.kit.notices import done
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing, NotAllowed, NotNow, Unreadable
from thidua.foundation.core.models import StoredFile
from thidua.foundation.documents import rules, scans, sending, sent
from thidua.foundation.documents.models import IssuedDocument


@require_POST
def acknowledge(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """A recipient says that the document is there."""
    document = sent.document_for(request.actor, uid)
    dispatch = sent.own_dispatch(request.actor, document)
    if dispatch is None:
        raise Missing(_("Văn bản này không gửi tới đơn vị của bạn."))
    back = reverse("desk:document", args=[uid])
    words = _("Đã xác nhận là đơn vị nhận được văn bản.")
    return at_once(request, _acknowledge, words, back, dispatch=dispatch)


def _acknowledge(*, version: int | None = None, **given: object) -> object:
    """A sending has no version: of two who press, the second changes nothing."""
    return sending.acknowledge_dispatch(**given)


@require_http_methods(["GET", "POST"])
def log(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Writes down one sending to a body outside; lines of «Nơi nhận» outside are offered as they stand."""
    document = _kept(request, uid)
    rows = document.dispatches.filter(unit__isnull=True, way="").order_by("id")
    names = list(rows.values_list("recipient", flat=True))
    form = LogForm(request.POST or None, initial={"recipient": names[0] if names else "", "sent_on": clock.today()})
    words = {
        "title": _("Ghi việc gửi ra ngoài"), "button": _("Ghi việc gửi"), "done": _("Đã ghi việc gửi."),
        "about": document.notation, "beside": document.subject,
        "notes": names, "notes_title": _("Nơi nhận ngoài hệ thống chưa ghi cách gửi") if names else "",
    }  # fmt: skip
    back = reverse("desk:document", args=[uid])
    return with_form(request, form, sending.log_sending, words, back, document=document)


@require_http_methods(["GET", "POST"])
def scan(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Keeps the signed paper; the figures of the latest one stand beside those of the original where they differ."""
    document = _kept(request, uid)
    form = ScanForm(request.POST or None, request.FILES or None)
    if carried_out(request, form, scans.keep_scan, "scan", document=document):
        done(request, _("Đã lưu bản ký. Xin xem con số của hai bản ở dưới."))
        return redirect("desk:document-scan", uid=uid)
    kept = scans.scans_of(document)
    context = {"document": document, "form": form, "scans": kept, **_compared(document, kept)}
    return render(request, "desk/documents/scan.html", context, status=422 if form.errors else 200)


def _compared(document: IssuedDocument, kept: list[StoredFile]) -> dict[str, object]:
    told: dict[str, object] = {"compared": None, "differences": [], "why_not": ""}
    if kept:
        told["compared"] = kept[-1]
        try:
            told["differences"] = scans.differences(document, kept[-1])
        except (Unreadable, NotNow) as why_not:
            told["why_not"] = str(why_not)
    return told


def _kept(request: HttpRequest, uid: uuid.UUID) -> IssuedDocument:
    """The document, for who keeps its book; told before a form shows."""
    document = sent.document_for(request.actor, uid)
    if why_not := rules.may_keep_the_book(request.actor, document):
        raise NotAllowed(why_not)
    return document
