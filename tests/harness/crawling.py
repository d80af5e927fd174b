"""Follows every link a person is offered, and keeps one example of each kind of page."""

from __future__ import annotations

import gzip
import re
from collections import Counter, deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import APIResponse, Page

LARGEST, LARGEST_PACKED = 150 * 1024, 25 * 1024
# The other end of a session; files are fetched elsewhere.
LEFT_OUT = re.compile(r"^/(?:tep-tinh/|tai-khoan/(?:dang-xuat|logout))")
PAGES_OF_A_KIND = 2


class Links(HTMLParser):
    """The addresses that a page links to, and the ids it gives twice."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.ids += [given["id"] or ""] if "id" in given else []
        if tag == "a" and given.get("href"):
            self.found.append(str(given["href"]))


@dataclass
class Crawl:
    """One person's way over the site, links in the order they are found: two pages of a kind that nobody before came
    upon, one of a kind in `known`."""

    page: Page
    address: str
    known: frozenset[str] = frozenset()
    opened: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    examples: dict[str, str] = field(default_factory=dict)

    def walk(self, *starts: str) -> None:
        waiting, seen = deque(starts), set(starts)
        while waiting:
            path = waiting.popleft()
            kind = self.kind(path)
            if self.opened[kind] >= (1 if kind in self.known else PAGES_OF_A_KIND):
                continue
            self.opened[kind] += 1
            for link in self.visit(path, kind):
                if link not in seen:
                    seen.add(link)
                    waiting.append(link)

    def kind(self, path: str) -> str:
        """The name of the page's address; a list with other filters is the same kind of page."""
        try:
            return resolve(urlsplit(path).path).view_name or path
        except Resolver404:
            return path

    def visit(self, path: str, kind: str) -> list[str]:
        """Opens a page, notes what is wrong with it, and gives the links it offers."""
        answer = self.page.request.get(path)
        if answer.status != 200:
            self.faults.append(f"{path} ({kind}): answered {answer.status}")
            return []
        if "text/html" not in answer.headers.get("content-type", ""):
            return []
        self.examples.setdefault(kind, path)
        links = Links(answer.text())
        self.weigh(path, answer)
        twice = {name for name in links.ids if links.ids.count(name) > 1}
        if twice:
            self.faults.append(f"{path}: the same id twice: {', '.join(sorted(twice))}")
        return [link for link in map(self.inside, [urljoin(path, found) for found in links.found]) if link]

    def weigh(self, path: str, answer: APIResponse) -> None:
        body = answer.body()
        packed = len(gzip.compress(body, 6))
        if len(body) > LARGEST or packed > LARGEST_PACKED:
            self.faults.append(f"{path}: {len(body)} bytes, {packed} packed")

    def inside(self, link: str) -> str | None:
        """The link as a path of this site, None when it leads elsewhere."""
        parts = urlsplit(link)
        if parts.scheme not in {"", "http"} or (parts.netloc and parts.netloc not in self.address):
            return None
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        return path if path.startswith("/") and not LEFT_OUT.match(path) else None
