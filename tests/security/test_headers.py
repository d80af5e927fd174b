"""What every answer carries, and what no page holds: scripts of its own, styles of its own, anything from elsewhere."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.scope import answers
from tests.scope.matrix import Row
from tests.scope.rows import ROWS
from tests.scope.world import World
from thidua.config import settings as shipped
from thidua.faces.kit import errors

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>\s*\S", re.IGNORECASE)
HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE)
STYLE = re.compile(r"<style\b|<[^>]*\sstyle\s*=", re.IGNORECASE)
FOREIGN = re.compile(
    r"<(?:script|link|img|iframe|object|embed|video|audio|source)\b[^>]*\s(?:src|href|data)=\"(?:https?:)?//"
)
PAGES = list({row.route: row for row in ROWS if row.look and row.look.sees and row.look.status == 200}.values())


def visitor(site: World, row: Row) -> Client:
    assert row.look
    return site.client(min(row.look.sees))


def broken_headers(response: Any) -> list[str]:
    """What an answer lacks."""
    policy = response.headers.get("Content-Security-Policy", "")
    found = [] if "default-src 'self'" in policy or "default-src 'none'" in policy else [f"policy {policy!r}"]
    found += [
        f"policy allows {word}" for word in ("unsafe-inline", "unsafe-eval", " * ", "http:", "https:") if word in policy
    ]
    wanted = {
        "X-Content-Type-Options": {"nosniff"},
        "X-Frame-Options": {"DENY"},
        "Referrer-Policy": {"same-origin", "no-referrer"},
        "Cross-Origin-Opener-Policy": {"same-origin"},
    }
    found += [
        f"{name}: {response.headers.get(name)!r}"
        for name, good in wanted.items()
        if response.headers.get(name) not in good
    ]
    return found + ([] if "Permissions-Policy" in response.headers else ["no Permissions-Policy"])


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.route)
def test_every_page_is_sealed(site: World, row: Row) -> None:
    response = visitor(site, row).get(row.address(site))
    assert response.status_code == 200
    assert broken_headers(response) == []
    page = answers.body(response).decode(errors="replace")
    if "text/html" in response.headers["Content-Type"]:
        marks = {"script": SCRIPT, "handler": HANDLER, "style": STYLE, "foreign": FOREIGN}
        assert {name: mark.search(page).group()[:80] for name, mark in marks.items() if mark.search(page)} == {}


def test_error_pages_are_sealed_too(site: World, client: Client) -> None:
    officer = site.client("own officer")
    forged = Client(enforce_csrf_checks=True)
    found = {
        404: officer.get("/khong-co-trang-nay/"),
        403: officer.get(reverse("desk:administration")),
        405: officer.post(reverse("desk:home")),
        302: client.get(reverse("desk:home")),
    }
    assert {status: response.status_code for status, response in found.items()} == {status: status for status in found}
    found[429] = forged.post("/tai-khoan/dang-nhap/", {})
    assert {status: broken_headers(response) for status, response in found.items() if broken_headers(response)} == {}


def test_broken_page_tells_nothing_of_itself(site: World) -> None:
    response = errors.server_error(site.client("own officer").get("/").wsgi_request)
    assert response.status_code == 500
    assert not re.search(r"Traceback|Exception|thidua\.|settings", response.content.decode())


def test_pages_of_the_desk_are_kept_by_nobody_between(site: World) -> None:
    """Shared machines: the back key after signing out shows nothing from a shared cache."""
    for name in ("home", "works", "milestones", "progress"):
        caching = site.client("own officer").get(reverse(f"desk:{name}")).headers.get("Cache-Control", "")
        assert "public" not in caching and "s-maxage" not in caching


def test_file_answers_cannot_run(site: World) -> None:
    for name in ("registered photo", "paper", "document"):
        response = site.client("own officer").get(reverse("desk:file", args=[site.files[name].uid]))
        assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert answers.body(response)


def test_shipped_settings_seal_the_site_behind_https() -> None:
    assert shipped.DEBUG is False
    assert (shipped.SESSION_COOKIE_HTTPONLY, shipped.SESSION_COOKIE_SAMESITE) == (True, "Lax")
    directives = shipped.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert directives["default-src"] == ["'self'"]
    assert all("unsafe" not in word for words in directives.values() for word in words)
    assert shipped.SESSION_COOKIE_SECURE is shipped.BEHIND_HTTPS is shipped.CSRF_COOKIE_SECURE
