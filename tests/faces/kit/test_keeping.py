"""What a device may keep: the worker and its headers, which pages are marked, whose they are."""

from __future__ import annotations

import json
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, Cast, cast
from tests.harness.pages import address, enter
from tests.scope.collecting import patterns
from thidua.faces.kit import keeping

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def site_of(script: str) -> dict[str, object]:
    """What the worker is told of the site."""
    found = re.match(r"self\.kitSite = (.+);\n", script)
    assert found
    told: dict[str, object] = json.loads(found[1])
    return told


def test_worker_rules_the_whole_site_and_is_asked_for_at_each_visit() -> None:
    answer = Client().get("/khi-mat-song.js")
    told = site_of(answer.content.decode())
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert (answer.headers["Service-Worker-Allowed"], answer.headers["Cache-Control"]) == ("/", "no-cache")
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]
    assert (told["away"], told["who"], told["leave"]) == (
        "/khi-mat-song/",
        "/khi-mat-song/ai-gui/",
        "/tai-khoan/dang-xuat/",
    )


def test_every_file_of_the_shell_is_there() -> None:
    assert [name for name in (*keeping.SHELL, *keeping.SCRIPTS) if finders.find(name) is None] == []


def test_worker_of_another_version_is_another_script(settings: object) -> None:
    before = keeping.worker_script()
    assert keeping.worker_script() == before
    settings.VERSION = "another"
    assert site_of(keeping.worker_script())["version"] != site_of(before)["version"]


def test_only_pages_one_needs_to_fill_something_in_are_kept(people: Cast) -> None:
    found = {name for name, pattern in patterns() if getattr(pattern.callback, "is_kept", False)}
    assert found == {
        "desk:home", "desk:away-forms", "desk:milestone-report", "desk:work", "desk:work-step", "desk:work-complete", "desk:work-photos",
        "link-start", "link-report",
    }  # fmt: skip
    assert (keeping.is_kept(address("home")), keeping.is_kept(address("works"))) == (True, False)


def test_page_says_that_it_may_be_kept_and_whose_it_is(people: Cast) -> None:
    officer, leader = enter(people, "commune_officer"), enter(people, "commune_leader")
    pages = [client.get(address("home")) for client in (officer, officer, leader)]
    owners = [page.headers[keeping.OWNER] for page in pages]
    assert [page.headers[keeping.KEEP] for page in pages] == ["1", "1", "1"]
    assert owners[0] == owners[1] == keeping.owner_of_account(people.account("commune_officer"))
    assert owners[2] == keeping.owner_of_account(people.account("commune_leader")) != owners[0]
    listed = officer.get(address("works"))
    assert (listed.headers[keeping.OWNER], keeping.KEEP in listed.headers) == (owners[0], False)


def test_page_that_asks_nobody_to_sign_in_is_nobody_s(people: Cast) -> None:
    answer = enter(people, "commune_officer").get(reverse("away"))
    assert answer.status_code == 200
    assert {keeping.OWNER, keeping.KEEP} & set(answer.headers) == set()


def test_home_names_the_forms_of_what_is_owed(people: Cast) -> None:
    page = enter(people, "commune_officer").get(address("home")).content.decode()
    found = re.search(r'data-kit-next="([^"]+)"', page)
    assert found
    addresses = found[1].split()
    assert addresses and all(keeping.is_kept(one) for one in addresses)
    assert f'data-owner="{keeping.owner_of_account(people.account("commune_officer"))}"' in page


def test_sender_tells_who_is_signed_in_and_gives_a_token_that_holds(people: Cast) -> None:
    client, officer = Client(enforce_csrf_checks=True), people.account("commune_officer")
    nobody = client.get(reverse("sender"))
    assert nobody.json()["owner"] == "" == keeping.owner_of_account(AnonymousUser())
    assert "no-store" in nobody.headers["Cache-Control"]
    words = {"login": officer.username, "password": PASSWORD, "csrfmiddlewaretoken": nobody.json()["token"]}
    assert client.post(reverse("account_login"), words).status_code == 302
    assert client.get(reverse("sender")).json()["owner"] == keeping.owner_of_account(officer)


def test_page_shown_without_a_network_names_nobody(people: Cast) -> None:
    answers = [client.get(reverse("away")) for client in (Client(), enter(people, "commune_officer"))]
    assert answers[0].content == answers[1].content
    assert people.actor("commune_officer").label not in answers[1].content.decode()
