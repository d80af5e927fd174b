"""News: what goes out, with which days, who may, what is refused."""

from __future__ import annotations

import datetime
import uuid

import pytest

from tests.factories import NOW, TODAY, Cast, cast, make_campaign
from tests.stages.publications.support import NEWS_TITLE, news, said
from thidua.foundation.core.errors import Invalid, NotAllowed
from thidua.foundation.core.models import AuditEntry
from thidua.stages.publications import queries
from thidua.stages.publications.models import PublicItem, PublicViews

pytestmark = pytest.mark.django_db
PAPER_DAY = datetime.date(2024, 7, 1)


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.mark.clause("W.1")
def test_news_bears_category_author_and_both_days(people: Cast) -> None:
    item = news(people, category="activities", author="Ban biên tập", paper="Công văn số 12", paper_date=PAPER_DAY)
    assert (item.get_category_display(), item.author, item.thing_date, item.published_at, item.content) == (
        "Hoạt động ở cơ sở", "Ban biên tập", PAPER_DAY, NOW, {"paper": "Công văn số 12"},
    )  # fmt: skip


def test_author_is_the_writer_where_none_is_typed(people: Cast) -> None:
    assert news(people).author == "Nguyễn Thị An"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"text": ""}, "text"),
        ({"text": "x" * 20_001}, "text"),
        ({"text": "Gọi 0912 345 678"}, "text"),
        ({"category": "works"}, "category"),
        ({"category": "khong-co"}, "category"),
        ({"paper": "Công văn số 12"}, "paper_date"),
        ({"paper_date": PAPER_DAY}, "paper"),
        ({"paper": "Công văn", "paper_date": TODAY + datetime.timedelta(days=1)}, "paper_date"),
        ({"replaces": uuid.UUID(int=7)}, "replaces"),
    ],
)
def test_wrong_values_are_refused_at_their_field(people: Cast, more: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        news(people, **more)
    assert (list(refusal.value.fields), PublicItem.objects.count()) == ([field], 0)
    assert AuditEntry.objects.filter(refused=True).count() == 1


def test_news_is_written_by_the_campaigns_own_people(people: Cast) -> None:
    seen = {}
    for role in ("province_officer", "province_leader", "district_officer", "commune_officer", "administrator"):
        try:
            news(people, by=people.actor(role))
            seen[role] = "done"
        except NotAllowed:
            seen[role] = "refused"
    assert seen == {
        "province_officer": "done", "province_leader": "done", "district_officer": "refused",
        "commune_officer": "refused", "administrator": "refused",
    }  # fmt: skip


def test_new_wording_keeps_day_views_comments_and_address(people: Cast) -> None:
    first = news(people)
    PublicViews.objects.create(item=first, count=7)
    said(first)
    later = NOW + datetime.timedelta(days=3)
    second = news(people, now=later, title="Đầu đề mới", replaces=first.source_uid)
    first.refresh_from_db()
    assert (first.status, second.published_at, second.views.count, second.comments.count()) == (
        "withdrawn", NOW, 7, 1,
    )  # fmt: skip
    assert queries.one_news(uid=first.uid).title == "Đầu đề mới"


def test_news_of_another_campaign_is_not_replaced(people: Cast) -> None:
    other = make_campaign(people.province, key="khac")
    first = news(people, campaign=other)
    with pytest.raises(Invalid):
        news(people, replaces=first.source_uid)
    first.refresh_from_db()
    assert (first.status, first.title) == ("published", NEWS_TITLE)
