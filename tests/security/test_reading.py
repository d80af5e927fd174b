"""Whoever looks at everything he is offered changes nothing by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.harness import crawling
from tests.harness.crawling import Crawl
from tests.scope import answers
from tests.scope.people import ANONYMOUS
from tests.scope.world import World

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

# Those whose pages differ most; the journeys crawl the demonstration as every sample account (test_every_link).
ROLES = (ANONYMOUS, "own officer", "province leader", "child", "administrator")


@dataclass
class Answer:
    """An answer of the test client as the crawl of the journeys reads it."""

    response: Any

    def __post_init__(self) -> None:
        self.status = self.response.status_code
        self.headers = {name.lower(): value for name, value in self.response.headers.items()}
        self.content = answers.body(self.response)

    def text(self) -> str:
        return self.content.decode()

    def body(self) -> bytes:
        return self.content


@dataclass
class Browser:
    """The part of a browser that the crawl uses."""

    client: Client

    @property
    def request(self) -> Browser:
        return self

    def get(self, path: str) -> Answer:
        return Answer(self.client.get(path, follow=True))


@pytest.mark.parametrize("who", ROLES)
def test_looking_at_everything_changes_nothing(site: World, monkeypatch: pytest.MonkeyPatch, who: str) -> None:
    """And every link leads somewhere: a door that is shown opens for its reader."""
    monkeypatch.setattr(crawling, "PAGES_OF_A_KIND", 1)
    crawl = Crawl(Browser(site.client(who)), "")  # type: ignore[arg-type]
    with answers.watched(site.fingerprint) as watch:
        crawl.walk(reverse("portal-front") if who == ANONYMOUS else reverse("desk:home"))
    assert crawl.faults == []
    assert len(crawl.examples) >= 5
    assert watch.changed() == []
