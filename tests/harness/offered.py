"""What the site offers to each of its readers, found by following links once for all journeys that look at it."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page

from tests.harness.browsing import SIZES, Visitor, broken_rules, sign_in
from tests.harness.crawling import Crawl
from tests.harness.sites import Site

HOME = "/ban-lam-viec/"
# So many that a worker which has one half takes none of the other, where another waits for work.
FIRST, OTHER = (0, 1, 2), (3, 4, 5)
PARTS = len(FIRST) + len(OTHER)
LOOKS: dict[str, Literal["light", "dark"]] = {"desk": "light", "phone": "dark"}
# Name and password; None: nobody is signed in.
Who = tuple[str, str] | None


@dataclass
class Offered:
    """What the crawl of every role came upon: what is wrong, and one example of each kind of page with its reader."""

    faults: list[str] = field(default_factory=list)
    examples: dict[str, tuple[Who, str]] = field(default_factory=dict)

    def part(self, number: int) -> Offered:
        """One of `PARTS` like shares of the examples, those of one reader together: he signs in once."""
        rows = sorted(self.examples.items(), key=lambda row: str(row[1][0]))
        share = -(-len(rows) // PARTS)
        return Offered([], dict(rows[number * share : (number + 1) * share]))


def offered_by(site: Site, browser: Browser, kept: Path) -> Offered:
    """Crawls as every sample account and as nobody, or reads what another worker found and `kept`."""
    if kept.exists():
        found = json.loads(kept.read_text(encoding="utf-8"))
        examples = {kind: (tuple(who) if who else None, path) for kind, (who, path) in found["examples"].items()}
        return Offered(found["faults"], examples)
    visitor, offered, known = Visitor(browser), Offered(), frozenset[str]()
    for who in (None, *site.passwords().items()):
        page = window(visitor, site, who)
        crawl = Crawl(page, site.address, known=known)
        crawl.walk(HOME if who else "/")
        known |= crawl.opened.keys()
        offered.faults += [f"{who[0] if who else 'nobody'}: {fault}" for fault in crawl.faults]
        for kind, path in crawl.examples.items():
            offered.examples.setdefault(kind, (who, path))
        page.context.close()
    whole = kept.with_suffix(f".{os.getpid()}")
    whole.write_text(json.dumps(asdict(offered)), encoding="utf-8")
    whole.replace(kept)
    return offered


def faults_of_reading(site: Site, visitor: Visitor, offered: Offered) -> list[str]:
    """Rules of accessibility that an example of a kind of page breaks, and pages wider than their window.

    Each page is opened once: nothing but its style asks how wide the window is and whether it is dark.
    """
    faults, windows = list[str](), dict[Who, Page]()
    for kind, (who, path) in offered.examples.items():
        if who not in windows:
            windows[who] = window(visitor, site, who)
        page = windows[who]
        page.goto(path)
        for size, scheme in LOOKS.items():
            page.set_viewport_size(SIZES[size])
            page.emulate_media(color_scheme=scheme)
            faults += [f"{kind} {path}, {size}: {rule}" for rule in broken_rules(page)]
            wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if wider > 0:
                faults.append(f"{kind} {path}, {size}: {wider} pixels wider than the window")
            visitor.shot(page, f"{re.sub(r'[^a-z0-9]+', '-', kind)}-{size}")
    return faults


def window(visitor: Visitor, site: Site, who: Who) -> Page:
    """A window of the site with this reader signed in."""
    page = visitor.window(site)
    if who:
        sign_in(page, *who)
    return page
