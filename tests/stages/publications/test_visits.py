"""Visits: counted as a plain reading of what happened would count them, once, and then forgotten."""

from __future__ import annotations

import datetime
import json
import uuid
from collections import Counter
from pathlib import Path
from typing import Any
from unittest import mock
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import SYSTEM, Cast, cast
from tests.stages.publications.support import news, published_honour
from thidua.foundation.core import clock, journal
from thidua.foundation.core.models import Receipt
from thidua.stages.publications import queries, visiting
from thidua.stages.publications.jobs import store_journal
from thidua.stages.publications.models import PublicItem, PublicViews, VisitDay, Visitor, VisitorItem
from thidua.stages.publications.operations import store_visits, withdraw_item
from thidua.stages.publications.visiting import Hit

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 3, 10, 12, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def spool(settings: Any, tmp_path: Path) -> Path:
    settings.VAR_DIR = tmp_path
    return tmp_path / "journal" / "visits"


def store(hits: list[Hit], now: datetime.datetime = NOON) -> None:
    store_visits(by=SYSTEM, now=now, hits=hits)


def day() -> tuple[int, int, int]:
    row = VisitDay.objects.get()
    return row.visits, row.visitors, row.views


def test_who_comes_back_after_half_an_hour_makes_a_new_visit(people: Cast) -> None:
    store([Hit(NOON + MINUTE * after, "a") for after in (0, 29, 58, 88)] + [Hit(NOON, "b")])
    assert day() == (3, 2, 0)
    store([Hit(NOON + MINUTE * 100, "a")])
    assert day() == (3, 2, 0), "the silence is counted over files too"


@pytest.mark.clause("W.1")
def test_one_reader_is_one_view_a_day(people: Cast) -> None:
    item, other = news(people), published_honour(people)
    store(
        [
            Hit(NOON, "a", item.uid),
            Hit(NOON + MINUTE, "a", item.uid),
            Hit(NOON, "b", item.uid),
            Hit(NOON, "a", other.uid),
        ]
    )
    store([Hit(NOON + MINUTE * 2, "b", item.uid), Hit(NOON, "c", uuid.uuid4())])
    assert {row.item: row.count for row in PublicViews.objects.select_related("item")} == {item: 2, other: 1}
    assert (day(), queries.one_news(uid=item.uid).views, queries.readers(uid=item.uid).views) == ((3, 3, 3), 2, 2)


def test_what_was_taken_down_is_passed_over(people: Cast) -> None:
    item = news(people)
    withdraw_item(by=people.actor("province_officer"), now=NOON, item=item, reason="Gỡ")
    store([Hit(NOON, "a", item.uid)])
    assert (day(), PublicViews.objects.count()) == ((1, 1, 0), 0)


@pytest.mark.clause("W.2")
def test_foot_counts_now_days_and_months(people: Cast) -> None:
    days = {
        datetime.date(2026, 3, 10): 5, datetime.date(2026, 3, 9): 7, datetime.date(2026, 3, 1): 11,
        datetime.date(2026, 2, 28): 13, datetime.date(2026, 2, 1): 17, datetime.date(2025, 12, 31): 19,
    }  # fmt: skip
    VisitDay.objects.bulk_create(VisitDay(day=day, visits=visits) for day, visits in days.items())
    Visitor.objects.bulk_create(
        Visitor(token=str(minutes), seen_at=NOON - MINUTE * minutes) for minutes in (0, 3, 9, 10, 40)
    )
    foot = queries.foot(at=NOON)
    assert (foot.now, foot.today, foot.yesterday, foot.month, foot.last_month, foot.total) == (3, 5, 7, 23, 30, 72)


def test_foot_of_a_site_nobody_visited_is_nought(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        foot = queries.foot(at=NOON)
    assert (foot.now, foot.today, foot.total, foot.links) == (0, 0, 0, ())


def test_who_it_was_is_forgotten_after_two_days(people: Cast) -> None:
    item = news(people)
    store([Hit(NOON, "a", item.uid)])
    store([], now=NOON + datetime.timedelta(hours=48))
    assert (Visitor.objects.count(), VisitorItem.objects.count()) == (1, 1)
    store([], now=NOON + datetime.timedelta(hours=48, seconds=1))
    assert (Visitor.objects.count(), VisitorItem.objects.count(), PublicViews.objects.get().count) == (0, 0, 1)


def test_token_tells_neither_the_address_nor_yesterday() -> None:
    today, before = NOON.date(), NOON.date() - datetime.timedelta(days=1)
    token = visiting.token_of("203.0.113.7", "Firefox", today)
    assert (len(token), "203" in token and "113" in token and "Firefox" in token) == (64, False)
    assert (
        len(
            {
                token,
                visiting.token_of("203.0.113.7", "Firefox", before),
                visiting.token_of("203.0.113.8", "Firefox", today),
            }
        )
        == 3
    )
    assert token == visiting.token_of("203.0.113.7", "Firefox", today)


def test_spooled_visits_are_stored_once_by_the_worker(people: Cast, spool: Path) -> None:
    item = news(people)
    with mock.patch.object(clock, "real_now", return_value=NOON):
        visiting.note(address="203.0.113.7", browser="Firefox", item=item.uid)
        visiting.note(address="203.0.113.7", browser="Firefox")
        visiting.note(address="203.0.113.7", browser="Googlebot/2.1", item=item.uid)
        visiting.note(address="203.0.113.7", browser="")
    written = "".join(path.read_text() for path in spool.glob("*"))
    assert ("203.0.113" in written, written.count("\n")) == (False, 2)
    assert (store_journal(NOON + MINUTE), VisitDay.objects.count()) == (0, 0), "somebody may still be writing"
    assert (store_journal(NOON + MINUTE * 3), day(), list(spool.glob("*"))) == (1, (1, 1, 1), [])
    assert (store_journal(NOON + MINUTE * 4), day(), Receipt.objects.count()) == (0, (1, 1, 1), 0)


def test_file_that_stayed_behind_is_not_counted_again(people: Cast, spool: Path) -> None:
    with mock.patch.object(clock, "real_now", return_value=NOON):
        visiting.note(address="203.0.113.7", browser="Firefox")
    with mock.patch.object(journal.Batch, "drop", side_effect=OSError), pytest.raises(OSError):
        store_journal(NOON + MINUTE * 3)
    assert (store_journal(NOON + MINUTE * 4), day(), list(spool.glob("*"))) == (1, (1, 1, 0), [])


def test_damaged_lines_are_passed_over(spool: Path) -> None:
    spool.mkdir(parents=True)
    good = [NOON.isoformat(), "a" * 64, ""]
    lines = [
        "{",
        "[]",
        json.dumps(["x", "y", "z"]),
        json.dumps([1, 2, 3]),
        json.dumps([good[0], "a", "not-a-uid"]),
        json.dumps(good),
    ]
    (spool / "20260310T0500-x.jsonl").write_text("\n".join(lines))
    assert (store_journal(NOON + MINUTE * 3), day()) == (1, (1, 1, 0))


class Naive:
    """Every reading remembered for ever and counted from scratch."""

    def __init__(self) -> None:
        self.hits: list[Hit] = []

    def visits(self, day: datetime.date) -> int:
        total, last = 0, dict[str, datetime.datetime]()
        for hit in sorted(self.hits, key=lambda hit: hit.at):
            if clock.day_of(hit.at) == day:
                before = last.get(hit.token)
                total += before is None or hit.at - before >= datetime.timedelta(minutes=30)
                last[hit.token] = hit.at
        return total

    def views(self) -> Counter[uuid.UUID]:
        return Counter(item for _token, item in {(hit.token, hit.item) for hit in self.hits if hit.item})


@pytest.mark.slow
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_counts_are_those_of_a_naive_count(people: Cast, data: st.DataObject) -> None:
    """Files come in order of time; a token is of one day, as `token_of` makes it."""
    for model in (VisitDay, Visitor, PublicItem):
        model.objects.all().delete()
    things = [news(people).uid, news(people).uid]
    naive, at = Naive(), NOON
    for _file in range(data.draw(st.integers(1, 4))):
        hits = []
        for _hit in range(data.draw(st.integers(0, 8))):
            at += MINUTE * data.draw(st.integers(0, 45))
            token = f"{clock.day_of(at)}-{data.draw(st.sampled_from('abc'))}"
            hits.append(Hit(at, token, data.draw(st.sampled_from([None, *things]))))
        store(data.draw(st.permutations(hits)), now=at)
        naive.hits += hits
    assert {row.day: row.visits for row in VisitDay.objects.all()} == {
        day: naive.visits(day) for day in {clock.day_of(hit.at) for hit in naive.hits}
    }
    assert {row.item.uid: row.count for row in PublicViews.objects.select_related("item")} == dict(naive.views())
