"""Duties: gathered from all sources, in order of date, late after the due day begins."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest

from thidua.foundation.core import duties
from thidua.foundation.core.duties import Duty

DAY = datetime.date(2024, 7, 15)


def duty(what: str, due: datetime.date | None = None, since: datetime.date | None = None) -> Duty:
    return Duty("paper", 1, what, "Gửi", "paper", (what,), since=since, due_before=due)


@pytest.fixture(autouse=True)
def sources(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(duties, "SOURCES", type(duties.SOURCES)("tests"))
    duties.SOURCES.register("one", lambda actor, on: [duty("không hạn"), duty("sau", DAY + datetime.timedelta(5))])
    duties.SOURCES.register("two", lambda actor, on: [duty("trước", DAY), duty("chờ lâu", since=DAY)] if actor else [])
    yield


def test_duties_of_all_sources_stand_in_order_of_date() -> None:
    assert [found.what for found in duties.owed("an", DAY)] == ["trước", "sau", "chờ lâu", "không hạn"]
    assert [found.what for found in duties.owed(None, DAY)] == ["sau", "không hạn"]


@pytest.mark.parametrize(("on", "overdue"), [(14, False), (15, True), (16, True)])
def test_duty_is_late_from_its_due_day_on(on: int, overdue: bool) -> None:
    assert duty("trước", DAY).is_overdue(datetime.date(2024, 7, on)) is overdue


def test_duty_without_a_date_is_never_late(settings: Any) -> None:
    assert duty("không hạn").is_overdue(datetime.date(2050, 1, 1)) is False
