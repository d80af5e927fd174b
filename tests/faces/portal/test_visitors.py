"""How the portal answers: everybody alike, without a cookie, kept for a moment, at any size."""

from __future__ import annotations

import gzip
import re
import uuid
from collections import deque
from urllib.parse import urljoin

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.factories import NOW, SYSTEM, Cast
from tests.harness.crawling import LARGEST, LARGEST_PACKED, Links
from tests.stages.publications.support import (
    COMMENT,
    MARKERS,
    many,
    news,
    published_honour,
    published_plan,
    said,
)
from thidua.stages.publications.freezing import freeze_progress
from thidua.stages.publications.operations import show_comment

pytestmark = pytest.mark.django_db


def said_of(site: Cast) -> None:
    """News and an honour, with a comment shown and one that waits with words of the inside."""
    for item in (news(site), published_honour(site)):
        show_comment(by=site.actor("province_officer"), now=NOW, comment=said(item))
        said(item, text=COMMENT, contact="0900 000 999")


def walk(client: Client, start: str = "/") -> dict[str, HttpResponse]:
    """Every page of the portal a visitor comes to by links, with its answer."""
    waiting, seen = deque([start]), {}
    while waiting:
        path = waiting.popleft()
        if path in seen or path.startswith(("/tai-khoan/", "/ngon-ngu/", "/tep-tinh/")):
            continue
        seen[path] = answer = client.get(path)
        if answer.headers["Content-Type"].startswith("text/html"):
            page = answer.content.decode()
            links = Links(page)
            assert sorted({name for name in links.ids if links.ids.count(name) > 1}) == [], path
            waiting += [urljoin(path, href).split("#")[0] for href in links.found]
            waiting += re.findall(r'<img [^>]*src="([^"]*)"', page)
    return seen


@pytest.mark.slow
def test_visitor_comes_everywhere_without_a_cookie(client: Client, site: Cast) -> None:
    """The inside words stand in the work, its notes and the units' contacts, and on none of the pages."""
    many(site, 30)
    said_of(site)
    found = walk(client)
    kinds = {answer.resolver_match.url_name for answer in found.values()}
    assert kinds == {
        "portal-front", "portal-plans", "portal-plan", "portal-plan-pdf", "portal-works", "portal-work", "portal-photo",
        "portal-news", "portal-one-news", "portal-honours", "portal-honour", "portal-candidates", "portal-comment",
        "portal-seen", "portal-seen-item", "portal-fund",
    }  # fmt: skip
    assert {path: answer.status_code for path, answer in found.items() if answer.status_code != 200} == {}
    # The form alone sets one, against forged forms; nothing that is read does.
    cookies = {answer.resolver_match.url_name: set(answer.cookies) for answer in found.values() if answer.cookies}
    assert cookies == {"portal-comment": {"csrftoken"}}
    pages = {path: answer.content.decode() for path, answer in found.items() if b"<main" in answer.content}
    assert {(path, marker) for path, page in pages.items() for marker in MARKERS if marker in page} == set()
    assert {path for path, page in pages.items() if len(page.encode()) > LARGEST} == set()
    assert {path for path, page in pages.items() if len(gzip.compress(page.encode(), 6)) > LARGEST_PACKED} == set()


@pytest.mark.parametrize(
    ("path", "statements"), [("/", 10), ("/cong-trinh/", 8), ("/cong-trinh/?q=duong&noi=huyen-cu-jut", 8)]
)
@pytest.mark.slow
def test_statements_do_not_grow(
    client: Client, people: Cast, django_assert_num_queries: object, path: str, statements: int
) -> None:
    published_plan(people)
    freeze_progress(by=SYSTEM, now=NOW, campaign=people.campaign)
    for number in (1, 3, 1000):
        rows = many(people, number)
        with django_assert_num_queries(statements):
            assert client.get(path).status_code == 200
        type(rows[0]).objects.filter(pk__in=[row.pk for row in rows]).delete()


def test_pages_may_be_kept_for_a_moment_and_are_asked_for_again(client: Client, site: Cast) -> None:
    work = client.get("/cong-trinh/").content.decode()
    photo = re.search(r'src="(/anh/[^"]*)"', work).group(1)
    for path in ("/", "/cong-trinh/", "/ke-hoach/thu/", photo):
        answer = client.get(path)
        directives = set(answer.headers["Cache-Control"].split(", "))
        assert directives == {"public", "max-age=0", "s-maxage=60", "must-revalidate"}, path
        again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, path) == (304, path)


def test_pages_answer_an_officer_like_anybody(site: Cast) -> None:
    officer = Client()
    officer.force_login(site.account("commune_officer"))
    assert officer.get("/").content == Client().get("/").content


def test_nothing_can_be_sent_to_the_portal(client: Client, site: Cast) -> None:
    paths = (
        "/",
        "/ke-hoach/",
        "/ke-hoach/thu/",
        "/cong-trinh/",
        f"/cong-trinh/{uuid.uuid4()}/",
        f"/anh/{uuid.uuid4()}/",
        "/tin/",
        f"/tin/{uuid.uuid4()}/",
        "/khen-thuong/",
        "/lay-y-kien/",
        "/luot-xem/",
    )
    assert [client.post(path).status_code for path in paths] == [405] * len(paths)


def test_table_of_many_districts_shows_one_target_at_a_time(client: Client, site: Cast) -> None:
    row = site.campaign.public_progress
    line = row.content["lines"][0]
    row.content["lines"] = [{**line, "name": f"Huyện số {number}"} for number in range(63)]
    row.save()
    answer = client.get("/?chi-tieu=III.4")
    page = answer.content.decode()
    assert re.findall(r'<th scope="col" class="c[^"]*"><b>([^<]*)</b>', page) == ["III.4"]
    assert len(page.encode()) < LARGEST
