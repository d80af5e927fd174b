"""Who acts, in which language, and what a refusal looks like, once for every page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from thidua.faces.kit import addresses, errors, languages, refusals, signin
from thidua.foundation.accounts.actors import NOBODY, Actor, actor_of_account
from thidua.foundation.accounts.site import settings_of_page
from thidua.foundation.core import audit, clock, site_settings
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, Refused

GetResponse = Callable[[HttpRequest], HttpResponse]
# A page of photos holds several files; more than this at once is refused unread.
FILES_AT_ONCE = 12
UNPROCESSABLE, NOT_THIS_WAY = 422, 405


def _resolve(request: HttpRequest) -> Actor:
    user = request.user
    return actor_of_account(user, clock.today()) if user.is_authenticated else NOBODY


class ActorMiddleware:
    """Puts `request.actor` on every request: resolved when first asked for, once."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.__dict__["actor"] = SimpleLazyObject(lambda: _resolve(request))
        with site_settings.one_reading(settings_of_page):
            return self.get_response(request)


class SignInMiddleware(LoginRequiredMiddleware):
    """Asks a visitor to sign in and leads on to the page asked for.

    A press whose session ended meanwhile was not carried out: its address answers no look, so the way on is the page
    the press was made on, and a short cookie has the first page after signing in say so.
    """

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> HttpResponseRedirect:
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return super().handle_no_permission(request, view_func)
        page = addresses.page_of_press(request)
        query = f"?{urlencode({self.get_redirect_field_name(view_func): page})}" if page else ""
        answer = HttpResponseRedirect(resolve_url(self.get_login_url(view_func)) + query)
        answer.set_cookie(
            signin.LOST_PRESS,
            "1",
            max_age=signin.LOST_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=settings.BEHIND_HTTPS,
        )
        return answer


class LanguageMiddleware:
    """Vietnamese unless the reader chose another language by the switch.

    The browser's own wish is not followed: many offices run an English system and want Vietnamese pages.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in languages.offered() else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class RefusalMiddleware:
    """Answers a refusal no form took up: 404 for what is missing or foreign, 403 naming who may, 409 for not now.

    What a signed-in reader pressed and was refused is in the audit trail afterwards, whoever refused it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # No name holds a zero byte, and PostgreSQL takes none: such an address was made by hand.
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return errors.bad_request(request)
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) > FILES_AT_ONCE * settings.UPLOAD_LIMIT_BYTES:
            return errors.too_large(request)
        with audit.noting():
            response = self.get_response(request)
            if response.status_code == UNPROCESSABLE:
                # A form that its page judged by itself.
                refusals.note(request, refusals.wrong_form())
        return errors.not_this_way(request, response) if response.status_code == NOT_THIS_WAY else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            refusals.note_refusal(request, exception)
        if isinstance(exception, Missing):
            return errors.not_found(request, exception)
        if isinstance(exception, NotAllowed):
            return errors.forbidden(request, exception)
        if isinstance(exception, Invalid):
            return errors.bad_request(request, exception)
        if isinstance(exception, Refused):
            return errors.conflict(request, exception)
        return None
