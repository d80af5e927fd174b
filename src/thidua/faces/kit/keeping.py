"""What a device may keep of the site for when there is no signal: which pages, and whose they are."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import resolve, reverse
from django.utils.crypto import salted_hmac

P = ParamSpec("P")
KEEP, OWNER = "X-Kit-Keep", "X-Kit-Owner"
# Owners are told apart by their first letter; only an account's has to be signed in when something is sent.
ACCOUNT, LINK = "a", "v"
SALT = "thidua.faces.kit.keeping"
SHELL = (
    "kit/tokens.css", "kit/app.css", "kit/kit.js", "kit/outbox.js", "kit/photos.js", "kit/queue.js", "kit/mark.svg",
    "kit/fonts/be-vietnam-pro-400.woff2", "kit/fonts/be-vietnam-pro-600.woff2", "kit/fonts/thidua-figures-400.woff2",
    "kit/fonts/thidua-figures-600.woff2", "django_htmx/htmx-2.min.js",
)  # fmt: skip
SCRIPTS = ("kit/outbox.js", "kit/worker.js")


def owner_of_account(user: Any) -> str:
    """The key under which a device keeps what is this account's; nothing for who has not signed in."""
    return _key(ACCOUNT, str(user.pk)) if user.is_authenticated else ""


def owner_of_link(token: str) -> str:
    """The same for the holder of a personal link."""
    return _key(LINK, token)


def kept(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Lets a device keep what a look at this page answers. No other page is ever kept."""

    @wraps(view)
    def marked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method == "GET" and response.status_code == 200:
            response.headers[KEEP] = "1"
        return response

    marked.__dict__["is_kept"] = True
    return marked


def is_kept(address: str) -> bool:
    """Whether the page of an address of this site may be kept."""
    return bool(getattr(resolve(address).func, "is_kept", False))


def worker_script() -> str:
    """The service worker: what it needs to know of the site, and the scripts it consists of.

    A new version of the site names other files, so the browser sees another script and fetches the shell anew.
    """
    shell = [staticfiles_storage.url(name) for name in SHELL]
    scripts = [staticfiles_storage.url(name) for name in SCRIPTS]
    site = {
        "version": hashlib.sha256(repr((settings.VERSION, shell, scripts)).encode()).hexdigest()[:12],
        "files": settings.STATIC_URL,
        "shell": shell,
        "away": reverse("away"),
        "who": reverse("sender"),
        "leave": resolve_url("account_logout"),
    }
    return f"self.kitSite = {json.dumps(site)};\nimportScripts({', '.join(json.dumps(one) for one in scripts)});\n"


def _key(kind: str, of: str) -> str:
    return kind + salted_hmac(SALT + kind, of).hexdigest()[:24]
