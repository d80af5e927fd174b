"""Files of records: served one by one to who may open the record, and so that nothing in them can run.

A photo leaves without what the camera wrote into it. Its original leaves to the same readers, after they said what for.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.faces.desk.files.forms import OriginalForm
from thidua.faces.kit.acting import carried_out, form_page
from thidua.foundation.core import content, files
from thidua.foundation.core.content import bare
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.models import StoredFile

# Whatever the file holds: no script, no form, no frame, no request of its own.
SANDBOX = "default-src 'none'; sandbox"
NEVER_KEPT = "private, no-store"


@require_GET
def stored_file(request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
    """A photo's copy to look at; any other file itself, to keep."""
    found = _readable(request, uid)
    if not content.KINDS[found.type].is_picture:
        return _whole(found)
    return _streamed(found, files.copy_of(found), as_attachment=False)


@require_http_methods(["GET", "POST"])
def original(request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
    """The photo as it was sent, with its time, place and device: asked for by a stated choice that the trail keeps."""
    found = _readable(request, uid)
    if not content.KINDS[found.type].is_picture:
        raise Missing(_("Tệp này không có bản gốc riêng."))
    form = OriginalForm(request.POST or None)
    if carried_out(request, form, files.ask_for_original, stored_file=found, why=form.told):
        return _whole(found)
    return _original_page(request, found, form)


@require_GET
def small_picture(request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
    """The small picture of a photo, for lists and pages; a file without one is missing here."""
    found = _readable(request, uid)
    response = FileResponse(files.open_file(found, thumbnail=True), content_type="image/webp")
    return _safe(response, "private, max-age=600")


def _original_page(request: HttpRequest, found: StoredFile, form: OriginalForm) -> HttpResponse:
    owner = files.OWNERS[found.owner_kind]
    back = reverse(owner.address_name, args=(found.owner_uid,)) if owner.address_name else settings.LOGIN_REDIRECT_URL
    return form_page(
        request, form, back, title=_("Bản gốc của ảnh"), about=found.name, button=_("Tải bản gốc"),
        lead=_("Bản gốc có thể mang giờ chụp, nơi chụp, máy chụp. Việc lấy bản gốc được ghi vào nhật ký."),
    )  # fmt: skip


def _readable(request: HttpRequest, uid: uuid.UUID) -> StoredFile:
    """The file, if its record's rule lets the actor read it; otherwise there is none."""
    found = files.live().filter(uid=uid).first()
    if found is None or not files.readable(request.actor, found):
        raise Missing(_("Không tìm thấy tệp này."))
    return found


def _whole(found: StoredFile) -> HttpResponseBase:
    """The file itself, as an attachment."""
    return _streamed(found, files.copy_of(found, original=True), as_attachment=True)


def _streamed(found: StoredFile, copy: bare.Copy, *, as_attachment: bool) -> HttpResponseBase:
    response = StreamingHttpResponse(copy.chunks(), content_type=found.type)
    response.headers["Content-Length"] = str(copy.length)
    disposition = content_disposition_header(as_attachment=as_attachment, filename=found.name)
    response.headers["Content-Disposition"] = disposition or ""
    return _safe(response, NEVER_KEPT)


def _safe(response: HttpResponseBase, caching: str) -> HttpResponseBase:
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = caching
    return response
