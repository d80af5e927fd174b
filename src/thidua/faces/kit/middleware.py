"""Who acts and what a refusal looks like, once for every page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from thidua.faces.kit import errors
from thidua.foundation.accounts.actors import NOBODY, Actor, actor_of_account
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing, NotAllowed

GetResponse = Callable[[HttpRequest], HttpResponse]


def _resolve(request: HttpRequest) -> Actor:
    user = request.user
    return actor_of_account(user, clock.today()) if user.is_authenticated else NOBODY  # type: ignore[arg-type]


class ActorMiddleware:
    """Puts `request.actor` on every request: resolved when first asked for, once."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _resolve(request))  # type: ignore[attr-defined]
        return self.get_response(request)


class RefusalMiddleware:
    """Answers a refusal no form took up: 404 for what is missing or foreign, 403 naming who may."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Missing):
            return errors.not_found(request, exception)
        if isinstance(exception, NotAllowed):
            return errors.forbidden(request, exception)
        return None
