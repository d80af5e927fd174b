"""What every page of the portal is: open to everybody, read only, without cookies, easy to keep for a moment."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers, set_response_etag
from django.views.decorators.http import require_safe

from thidua.foundation.core import clock
from thidua.stages.publications import queries

# Seconds a shared cache may answer alone; a reader's own browser asks each time and is mostly told «as you have it».
SHARED = 60
LONGEST_SEARCH = 100

View = Callable[..., HttpResponse]


def open_page(view: View) -> View:
    """Wraps a view of the portal. What is taken down is gone from shared caches within a minute."""

    @login_not_required
    @require_safe
    @functools.wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=0, s_maxage=SHARED, must_revalidate=True)
        # The reader's language is kept in a cookie; who has none shares one copy.
        patch_vary_headers(response, ["Cookie"])
        set_response_etag(response)
        return get_conditional_response(request, etag=response.headers.get("ETag"), response=response) or response

    return shown


def draw(request: HttpRequest, template: str, page: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of the portal with its foot: ways to other sites, how many come."""
    return render(request, template, {**page, "foot": queries.foot(at=clock.real_now())}, status=status)


def searched(words: str) -> str:
    """What somebody types into a search, as far as it is read."""
    return "".join(letter for letter in words if letter.isprintable())[:LONGEST_SEARCH].strip()
