"""Every change is a POST that proves where it comes from."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.scope import answers
from tests.scope.collecting import patterns
from tests.scope.matrix import Row
from tests.scope.rows import ROWS
from tests.scope.world import World

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
# The address itself is the key there and no cookie is read: a forger would have to know it.
KEYED_BY_ADDRESS = {"link-start", "link-report", "link-sent"}
POSTS = list(
    {row.route: row for row in ROWS if row.act and row.act.acts and row.route not in KEYED_BY_ADDRESS}.values()
)
FORM = re.compile(r"<form\b[^>]*\bmethod=\"post\".*?</form>", re.IGNORECASE | re.DOTALL)
ELSEWHERE = re.compile(r'action="((?:https?:)?//[^"]*)"')
PAGES = [row for row in ROWS if row.look and row.look.sees and row.look.status == 200]


def strict(site: World, who: str) -> Client:
    """A browser whose forms are checked as a site checks them."""
    client = Client(enforce_csrf_checks=True)
    client.cookies.load(site.clients[who].cookies.output(header="", sep=";"))
    return client


def test_only_the_links_of_areas_do_without_a_token() -> None:
    found = {name for name, pattern in patterns() if getattr(pattern.callback, "csrf_exempt", False)}
    assert found == KEYED_BY_ADDRESS


@pytest.mark.parametrize("row", POSTS, ids=lambda row: row.route)
def test_a_forged_form_changes_nothing(site: World, row: Row) -> None:
    """What the officer may do does not happen when another site has his browser send it."""
    assert row.act
    before = answers.fingerprint()
    response = strict(site, min(row.act.acts)).post(row.address(site), row.act.data(site))
    assert response.status_code == 403
    assert "Biểu mẫu để mở quá lâu" in response.content.decode()
    assert answers.changed(before, answers.fingerprint()) == []


def test_every_form_carries_its_token_and_sends_to_this_site(site: World) -> None:
    """No form of any page would be refused as forged, and none takes what was typed elsewhere."""
    without, away = [], []
    for row in PAGES:
        assert row.look
        response = site.client(min(row.look.sees)).get(row.address(site))
        page = answers.body(response).decode(errors="replace")
        if "text/html" not in response.headers.get("Content-Type", ""):
            continue
        away += [f"{row.name}: {address}" for address in ELSEWHERE.findall(page)]
        if row.route not in KEYED_BY_ADDRESS:
            without += [row.name for form in FORM.findall(page) if "csrfmiddlewaretoken" not in form]
    assert (without, away) == ([], [])
