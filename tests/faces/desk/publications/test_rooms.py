"""The desk's other pages of publishing: news, comments, honours, candidates, links, visits."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.test import Client

from tests.factories import NOW, Cast, cast
from tests.harness.pages import address, enter, receipt, words
from tests.stages.nominations.support import accepted, awards, guided, proposed
from tests.stages.publications.support import ACHIEVEMENT, NEWS_TEXT, NEWS_TITLE, honour, news, said
from thidua.foundation.core.models import AuditEntry
from thidua.stages.honours.models import Honour
from thidua.stages.nominations.models import NomineeComment
from thidua.stages.publications.candidates import commentable
from thidua.stages.publications.models import PublicComment, PublicItem, PublicLink, VisitDay

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def typed(**more: str) -> dict[str, str]:
    values = {
        "campaign": "thu", "category": "news", "title": NEWS_TITLE, "text": NEWS_TEXT, "author": "Ban biên tập",
        "paper": "", "paper_date": "", "receipt": receipt(),
    }  # fmt: skip
    return {**values, **more}


@pytest.mark.clause("W.1")
def test_news_is_looked_at_first_and_then_stands(people: Cast) -> None:
    client = enter(people, "province_officer")
    assert 'value="Nguyễn Thị An"' in client.get(address("news-new")).content.decode()
    sent = typed(paper="Công văn số 12", paper_date="1/7/2024")
    shown = words(client.post(address("news-new"), {**sent, "xem-truoc": "1"}))
    assert ("Công văn số 12 ngày 1/7/2024" in shown.split("Người dân sẽ thấy")[1], PublicItem.objects.count()) == (
        True,
        0,
    )
    for _time in range(2):
        answer = client.post(address("news-new"), sent)
    item = PublicItem.objects.get()
    assert answer.headers["Location"] == address("publication", item.uid)
    assert NEWS_TITLE in Client().get(f"/tin/{item.uid}/").content.decode()


def test_news_is_written_anew_in_its_place(people: Cast) -> None:
    item, client = news(people), enter(people, "province_leader")
    assert NEWS_TITLE in client.get(address("news-edit", item.uid)).content.decode()
    client.post(address("news-edit", item.uid), typed(title="Đầu đề mới"))
    assert [(row.title, row.source_uid) for row in PublicItem.objects.live()] == [("Đầu đề mới", item.source_uid)]
    assert Client().get(f"/tin/{item.uid}/").status_code == 302


def test_wrong_news_is_explained_and_kept(people: Cast) -> None:
    answer = enter(people, "province_officer").post(
        address("news-new"), typed(text="Gọi 0912 345 678", paper="Công văn")
    )
    page = answer.content.decode()
    assert (answer.status_code, "Có số điện thoại" in page, "Xin ghi ngày của văn bản." in page) == (422, True, True)
    assert ("Gọi 0912 345 678" in page, PublicItem.objects.count()) == (True, 0)


@pytest.mark.parametrize("who", ["district_officer", "commune_officer", "administrator"])
def test_who_has_no_campaign_writes_no_news(people: Cast, who: str) -> None:
    item, client = news(people), enter(people, who)
    assert client.get(address("news-new")).status_code == 403
    assert client.post(address("news-new"), typed()).status_code == 403
    assert client.post(address("news-edit", item.uid), typed()).status_code in {403, 404}
    assert PublicItem.objects.count() == 1


def test_comments_are_read_one_after_the_other(people: Cast) -> None:
    item = news(people)
    first, second = (
        said(item, text="Lời thứ nhất"),
        said(item, text="Lời thứ hai", now=NOW + datetime.timedelta(minutes=1)),
    )
    client = enter(people, "province_officer")
    home = words(client.get("/ban-lam-viec/"))
    assert "2 ý kiến của người đọc chờ duyệt" in home
    listed = client.get(address("comments"))
    assert ("Lời thứ nhất" in words(listed), f'href="{address("comment", first.uid)}"' in listed.content.decode()) == (
        True,
        True,
    )
    answer = client.post(address("comment-show", first.uid), {"receipt": receipt(), "version": 1})
    assert answer.headers["Location"] == address("comment", second.uid)
    assert client.post(address("comment-refuse", second.uid), {"reason": "", "version": 1}).status_code == 422
    answer = client.post(
        address("comment-refuse", second.uid), {"reason": "Quảng cáo", "version": 1, "receipt": receipt()}
    )
    assert answer.headers["Location"] == address("comments")
    assert list(PublicComment.objects.order_by("id").values_list("status", flat=True)) == ["shown", "refused"]
    page = words(client.get(address("comment", second.uid)))
    assert ("Quảng cáo" in page, "Đăng dưới bài" in page) == (True, True)


def test_second_of_two_readers_is_told(people: Cast) -> None:
    comment = said(news(people))
    client = enter(people, "province_officer")
    client.post(address("comment-show", comment.uid), {"receipt": receipt(), "version": 1})
    answer = client.post(address("comment-show", comment.uid), {"receipt": receipt(), "version": 1}, follow=True)
    assert "Không thể đăng ý kiến" in words(answer)
    assert AuditEntry.objects.filter(refused=True, object_uid=comment.uid).count() == 1


def test_telephone_is_marked_before_it_is_struck_out(people: Cast) -> None:
    comment = said(news(people), text="Gọi 0912 345 678", contact="a@b.example")
    page = words(enter(people, "province_officer").get(address("comment", comment.uid)))
    assert ("Gọi [đã ẩn]" in page, "Gọi 0912 345 678" in page, "a@b.example" in page) == (True, True, True)


@pytest.mark.parametrize("who", ["district_officer", "commune_leader", "women_officer", "administrator"])
def test_comments_of_another_body_are_not_there(people: Cast, who: str) -> None:
    comment, client = said(news(people), text="Lời riêng"), enter(people, who)
    assert "Lời riêng" not in words(client.get(address("comments")))
    assert client.get(address("comment", comment.uid)).status_code == 404
    for name in ("comment-show", "comment-refuse", "comment-hand-down"):
        assert client.post(address(name, comment.uid), {"reason": "x", "version": 1}).status_code == 404
    comment.refresh_from_db()
    assert comment.status == "waiting"


def test_names_of_a_decision_are_chosen_and_told(people: Cast) -> None:
    first, second = honour(people), honour(people, number=2, unit=people.sister_commune)
    client = enter(people, "province_officer")
    assert "0/2" in words(client.get(address("publish-honours")))
    way = address("publish-decision", first.uid)
    form = client.get(way).content.decode()
    assert (form.count(" checked"), form.count(ACHIEVEMENT)) == (2, 2)
    wrong = client.post(
        way, {f"pick_{first.uid}": "on", f"words_{first.uid}": "Gọi 0912 345 678", "receipt": receipt()}
    )
    assert (wrong.status_code, "Có số điện thoại" in words(wrong), PublicItem.objects.count()) == (422, True, 0)
    client.post(
        way,
        {
            f"pick_{first.uid}": "on",
            f"words_{first.uid}": "Làm đường.",
            f"words_{second.uid}": "x",
            "receipt": receipt(),
        },
    )
    assert [(row.title, row.text) for row in PublicItem.objects.live()] == [(first.subject_name, "Làm đường.")]
    assert "1/2" in words(client.get(address("publish-honours")))
    again = client.get(way).content.decode()
    assert (again.count(" checked"), "Đăng lại (đang có trên cổng" in again) == (1, True)


def test_decisions_of_others_are_not_there(people: Cast) -> None:
    row, client = honour(people), enter(people, "district_officer")
    assert row.decision_number not in words(client.get(address("publish-honours")))
    assert client.get(address("publish-decision", row.uid)).status_code == 404
    assert client.post(address("publish-decision", row.uid), {f"pick_{row.uid}": "on"}).status_code == 404
    assert PublicItem.objects.count() == 0


def test_candidates_are_named_and_what_is_said_comes_back(people: Cast) -> None:
    made = awards(people)
    client, way = enter(people, "province_officer"), address("publish-candidates", "thu", 1)
    assert "chưa ban hành" in words(client.get(address("candidates")))
    assert "Chưa có hướng dẫn khen thưởng của đợt này" in words(client.get(way))
    guided(made, council_on=datetime.date(2024, 8, 23))
    assert "Chưa có ai đang được xét" in words(client.get(way))
    proposed(made, people.district)
    accepted(made, people.district)
    page = words(client.get(way))
    assert ("10 ngày làm việc, đến hết ngày trước 30/7/2024" in page, "Hội đồng họp" in page) == (True, False)
    assert client.post(way, {"receipt": receipt()}).status_code == 422
    commentable(made.round).update(achievement="Dựng nhà cho hộ ông Điểu B'Rang")
    form = client.get(way).content.decode()
    assert ("Lời trong hồ sơ không được điền sẵn" in form, "</textarea>" in form, " checked" in form) == (
        True,
        True,
        False,
    )
    uid = commentable(made.round)[0].uid
    sent = {f"pick_{uid}": "on", f"words_{uid}": "Dựng hai căn nhà.", "receipt": receipt()}
    assert client.post(way, sent).headers["Location"] == way
    item = PublicItem.objects.get()
    comment = said(item, text="Xin xem lại.")
    client.post(address("comment-hand-down", comment.uid), {"receipt": receipt(), "version": 1})
    assert NomineeComment.objects.get().text == "Xin xem lại."
    assert "Xin xem lại." in words(client.get(way))
    stranger = enter(people, "district_officer")
    assert (stranger.get(way).status_code, stranger.post(way, sent).status_code) == (404, 404)


def test_council_that_sits_before_the_time_is_over_is_told(people: Cast) -> None:
    made = awards(people)
    guided(made, council_on=datetime.date(2024, 7, 20), dossiers_before=datetime.date(2024, 7, 18),
           proposals_before=datetime.date(2024, 7, 17))  # fmt: skip
    proposed(made, people.district)
    accepted(made, people.district)
    page = words(enter(people, "province_officer").get(address("publish-candidates", "thu", 1)))
    assert "Hội đồng họp ngày 20/7/2024, trước khi hết thời gian lấy ý kiến." in page


def test_links_are_added_and_taken_away(people: Cast) -> None:
    client, way = enter(people, "province_officer"), address("portal-links")
    wrong = client.post(way, {"title": "Mặt trận", "address": "javascript:x", "receipt": receipt()})
    assert (wrong.status_code, "Địa chỉ phải bắt đầu bằng" in words(wrong)) == (422, True)
    client.post(way, {"title": "Mặt trận", "address": "https://mattran.example/", "receipt": receipt()})
    link = PublicLink.objects.get()
    assert 'href="https://mattran.example/" rel="noopener external"' in Client().get("/").content.decode()
    stranger = enter(people, "commune_officer")
    assert stranger.post(way, {"title": "x", "address": "https://x.example/", "receipt": receipt()}).status_code == 403
    assert stranger.post(address("portal-link-remove", link.uid)).status_code == 403
    assert "Thêm liên kết" not in words(stranger.get(way))
    client.post(address("portal-link-remove", link.uid))
    assert "mattran.example" not in Client().get("/").content.decode()
    assert client.post(address("portal-link-remove", link.uid)).status_code == 404


@pytest.mark.clause("W.2")
def test_visits_are_told_day_by_day_to_who_publishes(people: Cast) -> None:
    VisitDay.objects.create(day=datetime.date(2026, 3, 9), visits=4321, visitors=99, views=7)
    page = words(enter(people, "province_officer").get(address("visits")))
    assert "9/3/2026 4.321 99 7" in page
    assert "4.321" not in words(enter(people, "commune_officer").get(address("visits")))
    seen = {
        who: b"4321" in b"".join(enter(people, who).get("/ban-lam-viec/tai-ve/truy-cap.csv").streaming_content)
        for who in ("province_leader", "district_officer")
    }
    assert seen == {"province_leader": True, "district_officer": False}


@pytest.mark.slow
def test_statements_of_lists_do_not_grow(people: Cast, django_assert_max_num_queries: Any) -> None:
    client, item = enter(people, "province_officer"), news(people)
    one = honour(people)
    counts: dict[str, set[int]] = {}
    for number in (1, 3, 1000):
        PublicComment.objects.bulk_create(
            PublicComment(item=item, unit=people.province, author="A", text="x" * 400, made_at=NOW, changed_at=NOW)
            for _one in range(number)
        )
        Honour.objects.bulk_create(
            Honour(
                unit=one.unit, subject_name=f"Tên {place}", folded="", sort_key="", campaign=people.campaign,
                form_key="x", form_name="Giấy khen", achievement="x" * 500, decision_number=one.decision_number,
                decided_on=one.decided_on, decider=one.decider, made_at=NOW, changed_at=NOW,
            )
            for place in range(number)
        )  # fmt: skip
        days = VisitDay.objects.count()
        VisitDay.objects.bulk_create(
            VisitDay(day=datetime.date(2020, 1, 1) + datetime.timedelta(days=days + place)) for place in range(number)
        )
        for way in (
            address("comments"),
            address("publish-decision", one.uid),
            address("publish-honours"),
            address("visits"),
        ):
            client.get(way)
            with django_assert_max_num_queries(12) as context:
                page = client.get(way)
            assert (page.status_code, len(page.content) < 150 * 1024) == (200, True), way
            counts.setdefault(way, set()).add(len(context))
    assert {way: len(found) for way, found in counts.items()} == dict.fromkeys(counts, 1)
    assert re.search("1 đến 30 trong 1.00", words(client.get(address("publish-decision", one.uid))))
