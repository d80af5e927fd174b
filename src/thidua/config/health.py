"""What a supervisor asks: does the site answer, does its database, does its worker, which version is it."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thidua.foundation.core import clock, rhythm

SILENT_AFTER = datetime.timedelta(seconds=90)


@require_safe
@never_cache
@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """JSON with database, worker and version; 503 when the database does not answer. A silent worker stops no page."""
    try:
        seen = rhythm.worker_seen_at()
    except DatabaseError:
        return JsonResponse({"database": "down", "worker": "unknown", "version": settings.VERSION}, status=503)
    alive = seen is not None and clock.real_now() - seen < SILENT_AFTER
    return JsonResponse({"database": "ok", "worker": "ok" if alive else "silent", "version": settings.VERSION})
