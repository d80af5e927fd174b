"""Sending a file in pieces, as the page's script does it; the protocol stands in docs/explanation/evidence.md.

Answers are a status, `Upload-Offset` (how much is there) and, where something is refused, the sentence as plain text.
"""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.faces.kit.forms import typed_in
from thidua.foundation.core import clock, sending
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.models import Sending

OFFSET = "Upload-Offset"
CREATED, NO_CONTENT, BAD, CONFLICT, TOO_LARGE = 201, 204, 400, 409, 413


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Opens a sending of so many bytes; its address is in `Location`."""
    length = _number(request.POST.get("length", ""))
    if length is None:
        return _told(BAD, _("Xin báo trước độ dài của tệp."))
    try:
        row = sending.begin(by=request.actor, now=clock.now(), name=typed_in(request.POST, "name"), length=length)
    except Invalid as refusal:
        return _told(TOO_LARGE if length else BAD, str(refusal))
    response = _at(row, CREATED)
    response.headers["Location"] = reverse("desk:file-send-on", args=(row.uid,))
    return response


@require_http_methods(["HEAD", "PATCH"])
def go_on(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """HEAD tells how much is there; PATCH brings the next piece, which begins where that ends."""
    row = sending.find(request.actor, uid)
    if request.method == "HEAD":
        return _at(row, 200)
    offset, length = _number(request.headers.get(OFFSET, "")), _number(request.META.get("CONTENT_LENGTH") or "")
    if offset is None or not length:
        return _told(BAD, _("Xin báo phần này bắt đầu từ đâu và dài bao nhiêu."))
    if length > sending.LONGEST_PIECE:
        return _told(TOO_LARGE, _("Mỗi lần chỉ gửi một phần nhỏ của tệp."))
    piece = request.body
    try:
        row = sending.add(by=request.actor, now=clock.now(), sending=row, offset=offset, piece=piece)
    except sending.WrongOffset as refusal:
        response = _told(CONFLICT, str(refusal))
        response.headers[OFFSET] = str(refusal.received)
        return response
    except Invalid as refusal:
        return _told(TOO_LARGE, str(refusal))
    return _at(row, NO_CONTENT)


def _at(row: Sending, status: int) -> HttpResponse:
    headers = {OFFSET: str(row.received), "Upload-Length": str(row.length), "Cache-Control": "no-store"}
    return HttpResponse(status=status, headers=headers)


def _told(status: int, sentence: str) -> HttpResponse:
    return HttpResponse(sentence, content_type="text/plain; charset=utf-8", status=status)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
