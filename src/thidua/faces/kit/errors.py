"""Error pages in plain words: what is wrong, and what to do or who may."""

from __future__ import annotations

import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thidua.faces.kit import queueing
from thidua.foundation.accounts.actors import NOBODY
from thidua.foundation.core.errors import Busy, Refused
from thidua.foundation.core.operations import is_lost_race

# Seconds after which a database that was held is asked again.
SOON = 10
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def page(request: HttpRequest, status: int, exception: Exception | None = None, template: str = "") -> HttpResponse:
    """An error page in the frame of whoever reads it; a refusal's own sentence stands before the general one."""
    signed_in = bool(getattr(request, "actor", NOBODY).person_id)
    sentence = str(exception) if isinstance(exception, Refused) else ""
    queueing.tell(request, queueing.AGAIN if isinstance(exception, Busy) else "", sentence)
    words = {
        "sentence": sentence,
        "error_frame": "kit/base.html" if signed_in else "kit/entrance.html",
        "home": settings.LOGIN_REDIRECT_URL if signed_in else "/",
        "limit": settings.UPLOAD_LIMIT_BYTES // (1024 * 1024),
    }
    return render(request, template or f"{status}.html", words, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request cannot be understood, or is larger than the site takes."""
    return page(request, 413 if isinstance(exception, TOO_MUCH) else 400, exception)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The record may be seen, the act is somebody else's: the sentence names who may."""
    return page(request, 403, exception)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form lay open too long or came from elsewhere."""
    answer = page(request, 403, template="403_csrf.html")
    queueing.tell(request, queueing.AGAIN)
    return answer


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not there, or not this reader's to know of; both read alike."""
    return page(request, 404, exception)


def not_this_way(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """An address that only a button sends to, opened by hand, or the other way round."""
    answer = page(request, 405)
    answer.headers["Allow"] = response.headers.get("Allow", "")
    return answer


def conflict(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The record stands otherwise than the page the reader came from, or could not be had in time."""
    answer = page(request, 409, exception)
    return soon_again(answer) if isinstance(exception, Busy) else answer


def too_large(request: HttpRequest) -> HttpResponse:
    """More was sent at once than the site takes."""
    return page(request, 413)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke, or the database was held longer than a page waits; these pages ask it nothing."""
    if not is_lost_race(sys.exc_info()[1]):
        return render(request, "500.html", {}, status=500)
    queueing.tell(request, queueing.AGAIN)
    return soon_again(render(request, "503.html", {}, status=503))


def soon_again(answer: HttpResponse) -> HttpResponse:
    """The answer as that of a database that was held: it may be asked the same again in a moment."""
    answer.status_code = 503
    answer.headers["Retry-After"] = str(SOON)
    return answer
