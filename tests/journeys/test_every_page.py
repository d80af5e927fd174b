"""Every page that somebody is offered: it opens, it is light, it fits a phone, and it can be read by everybody."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page

from tests.harness.browsing import Visitor, broken_rules, sign_in
from tests.harness.crawling import Crawl
from tests.harness.sites import Site

pytestmark = pytest.mark.slow
HOME = "/ban-lam-viec/"
Who = tuple[str, str] | None


@dataclass
class Offered:
    """What the crawl of every role came upon: what is wrong, and one example of each kind of page with its reader."""

    faults: list[str] = field(default_factory=list)
    examples: dict[str, tuple[Who, str]] = field(default_factory=dict)


def people(site: Site) -> list[Who]:
    """Nobody, then the name and password of the sample account of each role."""
    return [None, *site.passwords().items()]


@pytest.fixture(scope="module")
def offered(shared_site: Site, browser: Browser) -> Offered:
    visitor, found = Visitor(browser), Offered()
    for who in people(shared_site):
        page = window(visitor, shared_site, who)
        crawl = Crawl(page, shared_site.address)
        crawl.walk(HOME if who else "/")
        found.faults += [f"{who[0] if who else 'nobody'}: {fault}" for fault in crawl.faults]
        for kind, path in crawl.examples.items():
            found.examples.setdefault(kind, (who, path))
        page.context.close()
    return found


def window(visitor: Visitor, site: Site, who: Who, *, size: str = "desk", dark: bool = False) -> Page:
    page = visitor.window(site, size=size, dark=dark)
    if who:
        sign_in(page, *who)
    return page


def test_every_link_leads_to_a_page(offered: Offered) -> None:
    assert not offered.faults, "\n".join(offered.faults)


def test_the_crawl_comes_far(offered: Offered) -> None:
    """A crawl that finds little proves little: the kinds of page that must be reachable by links alone."""
    assert {"account_login", "desk:home"} <= offered.examples.keys()


@pytest.mark.parametrize(("size", "dark"), [("phone", True), ("desk", False)], ids=["phone dark", "desk light"])
def test_every_kind_of_page_is_accessible(
    shared_site: Site, visitor: Visitor, offered: Offered, size: str, dark: bool
) -> None:
    faults, windows = [], dict[Who, Page]()
    for kind, (who, path) in offered.examples.items():
        if who not in windows:
            windows[who] = window(visitor, shared_site, who, size=size, dark=dark)
        page = windows[who]
        page.goto(path)
        faults += [f"{kind} {path}: {rule}" for rule in broken_rules(page)]
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wider > 0:
            faults.append(f"{kind} {path}: {wider} pixels wider than the window")
        if os.environ.get("JOURNEY_PICTURES"):
            visitor.shot(page, f"{re.sub(r'[^a-z0-9]+', '-', kind)}-{size}")
    assert not faults, "\n".join(faults)
