"""Error pages in plain words."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thidua.foundation.core.errors import Refused


def _sentence(exception: Exception | None) -> str:
    return str(exception) if isinstance(exception, Refused) else ""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", {"sentence": _sentence(exception)}, status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The record may be seen, the act is somebody else's: the sentence names who may."""
    return render(request, "403.html", {"sentence": _sentence(exception)}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form lay open too long or came from elsewhere."""
    return render(request, "403_csrf.html", {}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", {"sentence": _sentence(exception)}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", {}, status=500)
