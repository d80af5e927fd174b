"""Several people at one site, each in a window of its own, and what a test asks of their pages."""

from __future__ import annotations

import datetime
import io
import json
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.harness.browsing import SIZES, Visitor, broken_rules
from tests.harness.sites import Site
from thidua.foundation.documents.checker import check_document

HOME = "/ban-lam-viec/"
TODAY = datetime.date(2024, 7, 15)
TRAIL = """
import json
from thidua.foundation.core.models import AuditEntry
rows = AuditEntry.objects.filter(id__gt=%d, refused=%s).order_by("id")
print(json.dumps(list(rows.values_list("id", "actor_uid", "act", "reason")), default=str))
"""


@dataclass
class Desks:
    """Each person's own window, opened once and kept; a picture of each step at two widths."""

    site: Site
    visitor: Visitor
    pages: dict[str, Page] = field(default_factory=dict)
    shots: int = 0

    def of(self, name: str) -> Page:
        """The person at «Việc của tôi»."""
        if name not in self.pages:
            self.pages[name] = self.visitor.enter(self.site, name)
        page = self.pages[name]
        page.goto(HOME)
        return page

    def shot(self, page: Page, name: str) -> None:
        """A picture at both widths; the page fits the phone."""
        self.shots += 1
        for size in ("phone", "desk"):
            page.set_viewport_size(SIZES[size])
            self.visitor.shot(page, f"honour-{self.shots:02d}-{name}-{size}")
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{page.url} {size}"


def duty(page: Page, *words: str) -> Locator:
    """The button of the one line of «Việc của tôi» that says all these words."""
    line = page.locator("main li")
    for said in words:
        line = line.filter(has_text=said)
    expect(line).to_have_count(1)
    return line.locator("a.btn")


def looked_at(visitor: Visitor, page: Page, name: str) -> list[str]:
    """Keeps a picture at both widths; what the checker finds, and whether the page fits the phone."""
    faults = []
    for size in ("phone", "desk"):
        page.set_viewport_size(SIZES[size])
        visitor.shot(page, f"{name}-{size}")
        if not page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
            faults.append(f"{page.url} is wider than the {size}")
    return faults + broken_rules(page)


def press(page: Page, label: str) -> None:
    """Presses the one button, or button-like link, of the page's own part that is called so."""
    found = page.locator("main").locator("button, a.btn").filter(visible=True).filter(has_text=label)
    found.first.click()


def says(page: Page, words: str) -> None:
    expect(page.locator("body")).to_contain_text(words)


def papers(page: Page, address: str, *, named: str = "", endings: tuple[str, ...] = ("docx", "pdf")) -> list[bytes]:
    """Fetches a paper as the reader would and holds it against the format in force; its files."""
    found = []
    for ending in endings:
        answer = page.request.get(address.format(ending))
        assert answer.status == 200, f"{address}: {answer.status}"
        content = answer.body()
        wrong = [each for each in check_document(content, today=TODAY).deviations if not each.notice]
        assert wrong == [], f"{address.format(ending)}: {wrong}"
        found.append(content)
    if named:
        assert named in text_of(found[-1])
    return found


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def path_of(page: Page) -> str:
    return page.evaluate("location.pathname")


def trail(site: Site, since: int = 0, *, refused: bool = False) -> list[list[str]]:
    """What the audit trail holds after an entry, carried out or refused: [number, who, act, reason]."""
    asked = TRAIL % (since, refused)
    return list(json.loads(site.thidua("shell", "--no-imports", "--verbosity", "0", "-c", asked)))
