"""News, honours and candidates as the public reads them."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.test import Client

from tests.faces.portal.test_pages import text_of
from tests.factories import NOW, SYSTEM, Cast, cast, make_person
from tests.stages.nominations.support import accepted, awards, guided, proposed
from tests.stages.publications.support import (
    ACHIEVEMENT,
    NEWS_TITLE,
    honour,
    news,
    published_honour,
    published_plan,
    said,
)
from thidua.foundation.accounts.site import set_demo_date
from thidua.stages.publications.candidates import commentable
from thidua.stages.publications.models import PublicComment, PublicItem, PublicViews
from thidua.stages.publications.operations import publish_candidates, show_comment, withdraw_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.mark.clause("W.1")
def test_news_tells_category_author_days_views_and_comments(client: Client, people: Cast) -> None:
    item = news(people, paper="Công văn số 12", paper_date=datetime.date(2024, 7, 1), author="Ban biên tập")
    PublicViews.objects.create(item=item, count=1234)
    show_comment(by=people.actor("province_officer"), now=NOW, comment=said(item))
    said(item, text="Lời chưa ai duyệt")
    page = text_of(client.get(f"/tin/{item.uid}/"))
    assert "Công văn số 12 ngày 1/7/2024. Đăng lúc" in page
    assert "ngày 15/7/2024, mục «Tin nổi bật», người đăng: Ban biên tập." in page
    assert "Lượt xem: 1.234" in page
    assert "Nguyễn Văn Hải" in page and "Mong nhân rộng việc này." in page
    assert "Lời chưa ai duyệt" not in page


@pytest.mark.clause("W.1")
def test_list_of_news_holds_the_plans_and_is_narrowed_by_category(client: Client, people: Cast) -> None:
    published_plan(people)
    item = news(people, category="activities")
    page = client.get("/tin/").content.decode()
    assert re.findall(r'<li><a href="([^"]*)">', page.split("<main")[1]) == [f"/tin/{item.uid}/", "/ke-hoach/thu/"]
    assert "Kế hoạch 05/KH-MTTQ-BTT ngày 5/2/2024" in text_of(client.get("/tin/"))
    assert NEWS_TITLE in text_of(client.get("/tin/?muc=activities"))
    assert NEWS_TITLE not in text_of(client.get("/tin/?muc=news"))
    assert client.get("/tin/?muc=khong-co").status_code == 404


def test_words_of_the_writer_are_no_markup(client: Client, people: Cast) -> None:
    item = news(people, title="<script>x</script>", text="<b>y</b>\n\nđoạn hai")
    comment = said(item, author="<i>z</i>", text="<img src=x>")
    show_comment(by=people.actor("province_officer"), now=NOW, comment=comment)
    page = client.get(f"/tin/{item.uid}/").content.decode()
    assert [word for word in ("<script>x", "<b>y", "<i>z", "<img src=x>") if word in page] == []
    assert "<p>đoạn hai</p>" in page


def test_old_address_leads_on_and_what_is_gone_is_gone(client: Client, people: Cast) -> None:
    old = news(people)
    new = news(people, replaces=old.source_uid, title="Đầu đề mới")
    assert client.get(f"/tin/{old.uid}/").headers["Location"] == f"/tin/{new.uid}/"
    withdraw_item(by=people.actor("province_officer"), now=NOW, item=new, reason="Gỡ")
    assert [
        client.get(path).status_code for path in (f"/tin/{new.uid}/", f"/y-kien/{new.uid}/", f"/khen-thuong/{new.uid}/")
    ] == [404] * 3


def test_honoured_person_is_told_with_body_form_and_decision(client: Client, people: Cast) -> None:
    item = published_honour(people, honour(people, person=make_person("Lê Văn Sáu")))
    page = text_of(client.get(f"/khen-thuong/{item.uid}/"))
    assert ("Lê Văn Sáu" in page, ACHIEVEMENT in page, "Số 09/QĐ-MTTQ-BTT ngày 1/6/2024" in page) == (True, True, True)
    assert "0900 000" not in page
    found = {
        query: "Lê Văn Sáu" in text_of(client.get(f"/khen-thuong/?q={query}"))
        for query in ("le+van", "nam+dong", "giay+khen", "khong-co")
    }
    assert found == {"le+van": True, "nam+dong": True, "giay+khen": True, "khong-co": False}


def test_front_leads_to_news_and_honours(client: Client, people: Cast) -> None:
    published_plan(people)
    for number in range(5):
        news(people, title=f"Tin số {number}")
    published_honour(people)
    page = text_of(client.get("/"))
    assert re.findall(r"Tin số (\d)", page) == ["4", "3", "2"]
    assert page.index("Được biểu dương") < page.index(ACHIEVEMENT)


def test_candidates_stand_with_the_day_and_leave_with_it(client: Client, people: Cast) -> None:
    made = awards(people)
    guided(made)
    proposed(made, people.district)
    accepted(made, people.district)
    item = publish_candidates(
        by=people.actor("province_officer"), now=NOW, round=made.round,
        achievements=dict(commentable(made.round).values_list("uid", "achievement")),
    )  # fmt: skip
    assert item.title in text_of(client.get("/lay-y-kien/"))
    page = text_of(client.get(f"/lay-y-kien/{item.uid}/"))
    assert ("Nhận ý kiến trước ngày 30/7/2024." in page, item.text in page, made.own.name in page) == (True, True, True)
    said(item)
    assert "Mong nhân rộng" not in text_of(client.get(f"/lay-y-kien/{item.uid}/"))
    set_demo_date(by=SYSTEM, now=NOW, date=datetime.date(2024, 7, 30))
    assert "Hiện không lấy ý kiến về ai" in text_of(client.get("/lay-y-kien/"))
    assert client.get(f"/lay-y-kien/{item.uid}/").status_code == 404
    late = client.post(f"/y-kien/{item.uid}/", {"author": "A", "text": "Muộn"})
    assert (late.status_code, PublicComment.objects.count()) == (409, 1)


def bulk(people: Cast, kind: str, number: int) -> None:
    """So many published things of a kind, each with a comment."""
    facts: dict[str, Any] = {"form": "Giấy khen", "beside": "Xã", "decision": "1/QĐ", "decider": "Huyện", "paper": ""}
    items = PublicItem.objects.bulk_create(
        PublicItem(
            campaign=people.campaign, kind=kind, unit=people.province, category="news", author="A", unit_name="B",
            title=f"Tên {place}", text="x " * 200, content=facts, folded=f"ten {place}", published_at=NOW, made_at=NOW,
            changed_at=NOW, shown_before=datetime.date(2999, 1, 1) if kind == "candidate" else None,
            source_uid=f"00000000-0000-0000-0000-{place:012d}",
        )
        for place in range(number)
    )  # fmt: skip
    made = PublicItem.objects.filter(kind=kind).order_by("id")
    PublicComment.objects.bulk_create(
        PublicComment(
            item=made[0], unit=people.province, status="shown", author="A", text="x" * 300, shown_text="x" * 300,
            made_at=NOW, changed_at=NOW,
        )
        for _item in items
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "path", "statements"),
    [("news", "/tin/", 6), ("honour", "/khen-thuong/?q=ten", 5), ("candidate", "/lay-y-kien/", 5)],
)
def test_statements_of_lists_do_not_grow(
    client: Client, people: Cast, django_assert_num_queries: Any, kind: str, path: str, statements: int
) -> None:
    for number in (1, 3, 1000):
        bulk(people, kind, number)
        one = PublicItem.objects.order_by("id")[0]
        with django_assert_num_queries(statements):
            page = client.get(path)
        assert (page.status_code, len(page.content) < 60_000) == (200, True)
        if kind != "candidate":
            with django_assert_num_queries(8):
                single = client.get(f"{path.split('?')[0]}{one.uid}/")
            assert (single.status_code, len(single.content) < 60_000) == (200, True)
        PublicItem.objects.all().delete()
