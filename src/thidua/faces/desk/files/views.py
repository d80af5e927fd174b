"""Files of records: served one by one to who may open the record, and so that nothing in them can run."""

from __future__ import annotations

import uuid

from django.http import FileResponse, HttpRequest
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.foundation.core import content, files
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.models import StoredFile

# Whatever the file holds: no script, no form, no frame, no request of its own.
SANDBOX = "default-src 'none'; sandbox"


@require_GET
def stored_file(request: HttpRequest, uid: uuid.UUID) -> FileResponse:
    """The file itself: a picture to look at, anything else to keep."""
    found = _readable(request, uid)
    is_picture = content.KINDS[found.type].is_picture
    response = FileResponse(
        files.open_file(found), content_type=found.type, filename=found.name, as_attachment=not is_picture
    )
    return _safe(response, "private, no-store")


@require_GET
def small_picture(request: HttpRequest, uid: uuid.UUID) -> FileResponse:
    """The small picture of a photo, for lists and pages; a file without one is missing here."""
    found = _readable(request, uid)
    response = FileResponse(files.open_file(found, thumbnail=True), content_type="image/webp")
    return _safe(response, "private, max-age=600")


def _readable(request: HttpRequest, uid: uuid.UUID) -> StoredFile:
    """The file, if its record's rule lets the actor read it; otherwise there is none."""
    found = files.live().filter(uid=uid).first()
    if found is None or not files.readable(request.actor, found):
        raise Missing(_("Không tìm thấy tệp này."))
    return found


def _safe(response: FileResponse, caching: str) -> FileResponse:
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = caching
    return response
