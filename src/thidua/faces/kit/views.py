"""The kit's own pages: one's account, the language switch, the gallery of components."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from thidua.faces.kit import keeping, languages
from thidua.faces.kit.gallery import samples
from thidua.foundation.accounts.actors import NOBODY
from thidua.foundation.accounts.roles import Permission

YEAR = 365 * 24 * 3600


@require_safe
def my_account(request: HttpRequest) -> HttpResponse:
    """Who am I here, and how do I change my password or leave."""
    return render(request, "account/mine.html")


@login_not_required
@never_cache
@require_GET
def language(request: HttpRequest, code: str) -> HttpResponse:
    """Remembers the reader's language in a cookie and goes back; nothing of the site changes."""
    if code not in languages.offered():
        raise Http404
    back = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    answer = HttpResponseRedirect(back)
    answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, code, max_age=YEAR, samesite="Lax", secure=settings.BEHIND_HTTPS)
    return answer


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of the whole site: asked for anew at each visit, so that a new version is seen at once."""
    answer = HttpResponse(keeping.worker_script(), content_type="text/javascript; charset=utf-8")
    answer.headers["Service-Worker-Allowed"] = "/"
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@login_not_required
@require_safe
def away(request: HttpRequest) -> HttpResponse:
    """What a device shows in place of a page that it could not fetch and has not kept; the same for everybody."""
    return render(request, "kit/away.html", {"home": settings.LOGIN_REDIRECT_URL})


@login_not_required
@never_cache
@require_safe
def sender(request: HttpRequest) -> JsonResponse:
    """Who is signed in now, and a fresh token: asked before what was kept is sent."""
    return JsonResponse({"owner": keeping.owner_of_account(request.user), "token": get_token(request)})


@login_not_required
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every form, for those who build pages and for the accessibility check."""
    actor = getattr(request, "actor", NOBODY)
    if not (settings.DEBUG or actor.holds_anywhere(Permission.SITE)):
        raise Http404
    return render(request, "kit/gallery.html", samples(request))
