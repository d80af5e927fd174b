"""Lists too long to be waited for: each sort is left to the worker; the page of lists tells what came of it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests.factories import NOW, Cast, cast_on_board
from tests.foundation.core.uploads import upload, workbook
from tests.harness.pages import address, enter, receipt, text
from tests.stages.funds.support import opened
from tests.stages.milestones.test_imports import CONFERENCE
from thidua.faces.desk.funds import import_views, month_import_views
from thidua.faces.desk.milestones import imports
from thidua.faces.kit import middleware
from thidua.foundation.core.models import TakenList
from thidua.foundation.core.rhythm import JOBS
from thidua.stages.funds.models import FundEntry, FundMonth, Manner
from thidua.stages.funds.month_planning import MonthPlan, plan_months
from thidua.stages.milestones.models import Milestone

pytestmark = pytest.mark.django_db
ENTRIES = [["Ngày", "Người ủng hộ", "Số thu"], *(["4/7/2024", f"Người {n}", 1_000_000] for n in range(2))]
MONTHS = [["Đơn vị", "Tháng", "Thu", "Cuối kỳ"], *(
    [name, "5/2024", 1_000_000, 6_000_000] for name in ("Nam Dong", "Trúc Sơn")
)]  # fmt: skip
FESTIVALS = [["Đơn vị", "Mốc việc", "Ngày làm"], *(
    [name, "Ngày hội Đại đoàn kết toàn dân tộc", "12/11/2023"] for name in ("Thôn 1, xã Nam Dong", "Buôn Nui")
)]  # fmt: skip


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> Cast:
    for view in (import_views, month_import_views, imports):
        monkeypatch.setattr(view, "MANY", 1)
    return cast_on_board()


def sort(people: Cast, name: str) -> tuple[str, str, list[list[Any]], Any]:
    """Who sends it where, its rows, and what its records are."""
    if name == "entries":
        fund = opened(people, opens_on=datetime.date(2024, 7, 1))
        return "commune_officer", address("fund-import", fund.uid), ENTRIES, FundEntry
    if name == "months":
        for unit in ("commune", "sister_commune"):
            opened(people, unit, manner=Manner.FIGURES)
        return "district_officer", address("fund-months-import"), MONTHS, FundMonth
    FESTIVALS[1][0] = "Thôn 1"
    return "commune_officer", address("milestones-import", "thu"), FESTIVALS, Milestone


@pytest.mark.parametrize(("name", "job"), [
    ("entries", "funds.lists"), ("months", "funds.lists"), ("milestones", "milestones.lists"),
])  # fmt: skip
def test_long_list_is_left_to_the_worker(people: Cast, name: str, job: str) -> None:
    who, where, rows, model = sort(people, name)
    client = enter(people, who)
    sent = client.post(where, {"upload": upload(workbook(rows), "dai.xlsx"), "receipt": receipt()})
    waits = client.post(sent.headers["Location"], {"receipt": receipt(), "version": "1"}, follow=True)
    assert "dai.xlsx: đang chờ đến lượt." in text(waits)
    assert b'http-equiv="refresh"' in waits.content
    assert model.objects.count() == 0
    JOBS[job].run(NOW)

    done = client.get(address("imports"))
    told = TakenList.objects.get().told
    assert (told, "đã nhập" in text(done), b"http-equiv" in done.content, model.objects.count()) == ("", True, False, 2)


def test_list_of_who_acts_by_link_is_taken_over_at_once(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker acts for people by what they hold, and who comes by a link holds nothing."""
    head, client = people.area_head(), enter(people, "commune_officer")
    monkeypatch.setattr(middleware, "actor_of_account", lambda _account, _on: head)
    rows = [FESTIVALS[0], *(["Thôn 1", what, "12/11/2023"] for what in (FESTIVALS[1][1], CONFERENCE))]
    sent = client.post(
        address("milestones-import", "thu"), {"upload": upload(workbook(rows), "dai.xlsx"), "receipt": receipt()}
    )
    client.post(sent.headers["Location"], {"receipt": receipt(), "version": "1"})

    assert (TakenList.objects.get().is_waiting, Milestone.objects.count()) == (False, 2)


@pytest.mark.parametrize("more", [0, 1])
def test_more_than_a_hundred_months_are_left_to_the_worker(monkeypatch: pytest.MonkeyPatch, more: int) -> None:
    people = cast_on_board()
    who, where, rows, _model = sort(people, "months")

    def many(**given: Any) -> MonthPlan:
        plan = plan_months(**given)
        return MonthPlan(plan.draft, plan.lines * 50 + plan.lines[:more])

    monkeypatch.setattr(month_import_views, "plan_months", many)
    client = enter(people, who)
    sent = client.post(where, {"upload": upload(workbook(rows), "dai.xlsx"), "receipt": receipt()})
    client.post(sent.headers["Location"], {"receipt": receipt(), "version": "1"})
    assert TakenList.objects.get().is_waiting == bool(more)
