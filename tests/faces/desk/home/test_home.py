"""«Việc của tôi» of each role: by date, one button each, counted; an empty list is a good day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import NOW, Cast, cast
from tests.harness.pages import BACKEND
from tests.stages.milestones.conftest import FESTIVAL_DAY
from thidua.foundation.core import duties
from thidua.foundation.core.duties import Duty
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations import report_milestone
from thidua.stages.milestones.reports import Report

HOME = "/ban-lam-viec/"


@pytest.fixture
def site(db: None) -> Cast:
    return cast()


def page(site: Cast, name: str, query: str = "") -> str:
    client = Client()
    client.force_login(site.account(name), backend=BACKEND)
    return client.get(HOME + query).content.decode()


def rows(text: str) -> list[str]:
    return re.findall(r"<h3>(.*?)</h3>", text)


@pytest.fixture
def reported(site: Cast) -> Milestone:
    return report_milestone(
        by=site.area_head(), now=NOW, kind=site.milestone_kinds["festival"], unit=site.area, report=Report(FESTIVAL_DAY)
    )


@pytest.mark.clause("I.1")
def test_commune_officer_by_date_with_one_button_each(site: Cast) -> None:
    text = page(site, "commune_officer")
    assert rows(text) == ["Nhập thay cho thôn, buôn, bon còn thiếu mốc việc", "Phát động thi đua", "Đại hội MTTQ"]
    assert re.findall(r'<h2 class="todo-head">(.*?)</h2>', text) == ["Quá hạn", "Sau đó", "Chưa có hạn"]
    assert text.count('class="btn main"') == 1
    assert "Thứ Hai, 15/7/2024." in text
    assert "Có 3 việc, 1 việc đã quá hạn." in text
    assert "Quá hạn 240 ngày" in text


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("commune_leader", "Xác nhận 1 báo cáo: Ngày hội Đại đoàn kết toàn dân tộc"),
        ("district_officer", "Nhắc 2 đơn vị chưa báo: Phát động thi đua"),
        ("province_officer", "Nhắc 3 đơn vị chưa báo: Phát động thi đua"),
        ("women_officer", "Nhắc 1 đơn vị chưa báo: Phát động thi đua"),
    ],
)
def test_each_role_has_its_own_day(site: Cast, reported: Milestone, name: str, first: str) -> None:
    assert rows(page(site, name))[0] == first


@pytest.mark.parametrize("name", ["commune_leader", "province_leader", "administrator"])
def test_empty_list_is_a_good_day(site: Cast, name: str) -> None:
    text = page(site, name)
    assert "Hôm nay bạn đã xong việc" in text
    assert rows(text) == []


def test_chips_count_and_filter(site: Cast, reported: Milestone) -> None:
    text = page(site, "commune_officer", "?loc=cho-toi")
    assert rows(text) == ["Xác nhận 1 báo cáo: Ngày hội Đại đoàn kết toàn dân tộc"]
    chips = dict(re.findall(r'<a class="chip" href="([^"]*)"[^>]*>\D*<span class="n">(\d+)</span>', text))
    assert chips.get(f"{HOME}?loc=tra-lai") == "0"
    assert rows(page(site, "commune_officer", "?loc=den-han")) == ["Nhập thay cho thôn, buôn, bon còn thiếu mốc việc"]
    assert "Không có việc nào loại này" in page(site, "commune_officer", "?loc=tra-lai")


def test_unknown_filter_is_missing(site: Cast) -> None:
    assert "Mã lỗi 404" in page(site, "commune_officer", "?loc=x")


def test_home_is_behind_the_sign_in(site: Cast) -> None:
    assert Client().get(HOME).status_code == 302


def test_every_kind_of_duty_leads_to_a_page_that_opens(site: Cast, reported: Milestone) -> None:
    for name in ("commune_officer", "commune_leader", "district_officer", "province_officer", "women_officer"):
        client = Client()
        client.force_login(site.account(name), backend=BACKEND)
        for duty in duties.owed(site.actor(name), NOW.date()):
            answer = client.get(reverse(duty.address_name, args=duty.address_args))
            assert (name, duty.kind, answer.status_code) == (name, duty.kind, 200)


@pytest.fixture
def many() -> Iterator[list[Duty]]:
    """A thousand duties from one more stage."""
    made: list[Duty] = []
    duties.SOURCES.register("many", lambda actor, on: made)
    yield made
    del duties.SOURCES._entries["many"]


def test_page_stays_light_and_takes_the_same_statements(
    site: Cast, many: list[Duty], django_assert_max_num_queries: Any
) -> None:
    client = Client()
    client.force_login(site.account("commune_officer"), backend=BACKEND)
    counts = set()
    for number in (1, 3, 1000):
        many[:] = [Duty("x-due", site.commune.pk, f"Việc {count}", "Làm", "desk:home", ()) for count in range(number)]
        client.get(HOME)
        with django_assert_max_num_queries(40) as made:
            answer = client.get(HOME)
        counts.add(len(made))
        assert len(answer.content) < 150 * 1024
    assert len(counts) == 1
