"""The address of a personal link is a key: it is told once, kept nowhere, and written down nowhere."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.scope import answers
from tests.scope.world import World, receipt
from thidua.foundation.accounts.models import PersonalLink
from thidua.foundation.accounts.operations import digest

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
TOKEN = re.compile(r"/v/([\w-]{20,})/")


def pages(site: World) -> dict[str, Any]:
    """The three screens of a link."""
    token, client = site.tokens["own"], Client()
    return {
        "start": client.get(reverse("link-start", args=[token])),
        "report": client.get(reverse("link-report", args=[token, site.campaign, "conference", 0])),
        "sent": client.get(reverse("link-sent", args=[token, site.milestones["festival"].uid])),
        "nothing there": client.get(reverse("link-sent", args=[token, site.milestones["launch"].uid])),
    }


def test_a_token_is_told_once_and_only_its_digest_is_kept(site: World) -> None:
    address = reverse("desk:area-link", args=[site.cast.area.uid])
    form = {"full_name": "Trưởng ban mới", "phone": "", "receipt": receipt()}
    client = site.client("own officer")
    given = client.post(address, form)
    token = TOKEN.search(given.content.decode()).group(1)
    assert PersonalLink.objects.filter(token_hash=digest(token), revoked_at=None).count() == 1
    assert "no-store" in given.headers["Cache-Control"]
    for again in (client.post(address, form, follow=True), client.get(address), client.get(reverse("desk:area-links"))):
        assert token not in again.content.decode()


def test_no_table_holds_a_token(site: World) -> None:
    """Neither the audit trail nor a receipt nor a message: a copy of the database opens no link."""
    living = [site.tokens[name] for name in ("own", "sister's", "expired", "revoked")]
    found = [
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        for row in model._default_manager.order_by("pk").values_list()
        if any(token in repr(row) for token in living)
    ]
    assert found == []


def test_pages_of_a_link_tell_its_address_to_nobody(site: World) -> None:
    for name, response in pages(site).items():
        assert response.headers["Referrer-Policy"] == "no-referrer", name
        assert "no-store" in response.headers["Cache-Control"], name
        assert "noindex" in response.headers["X-Robots-Tag"], name
        assert re.findall(r'(?:src|href|action)="((?:https?:)?//[^"]*)"', response.content.decode()) == [], name


def test_no_log_holds_a_token(site: World, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    """What goes wrong on a link's page is logged without the key."""
    token, client = site.tokens["own"], Client(raise_request_exception=False)
    report = reverse("link-report", args=[token, site.campaign, "conference", 0])
    with caplog.at_level(logging.DEBUG):
        pages(site)
        assert client.post(report, {"done_date": "31/2/2024"}).status_code == 422
        assert client.post(reverse("link-start", args=[token])).status_code == 405
        assert client.get(reverse("link-report", args=[token, "khong-co", "conference", 0])).status_code == 404
    written = capfd.readouterr()
    assert token not in written.out + written.err
    assert [record.getMessage() for record in caplog.records if token in record.getMessage()] == []


def test_guessing_tokens_is_slowed_down(site: World) -> None:
    cache.clear()
    client = Client(REMOTE_ADDR="203.0.113.9")
    guesses = [client.get(reverse("link-start", args=[f"doan-{number}"])).status_code for number in range(25)]
    assert guesses[0] == 404
    assert guesses[-1] == 429
    # The guesser alone waits.
    assert Client().get(reverse("link-start", args=[site.tokens["own"]])).status_code == 200


@pytest.mark.parametrize("name", ["expired", "revoked"])
def test_dead_links_are_all_alike(site: World, name: str) -> None:
    """Nobody learns from the answer that a token once was good."""
    first, other = (
        answers.same_page(Client().get(reverse("link-start", args=[token]))).replace(token, "…")
        for token in (site.tokens["wrong"], site.tokens[name])
    )
    assert first == other


def test_a_link_opens_no_desk(site: World) -> None:
    client = Client()
    client.get(reverse("link-start", args=[site.tokens["own"]]))
    assert client.get(reverse("desk:home")).status_code == 302
    assert "sessionid" not in client.cookies
