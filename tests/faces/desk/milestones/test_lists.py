"""The lists of milestones: own branch only, numbers that lead on, who has not, the same statements at any length."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.urls import reverse

from tests.faces.desk.milestones.conftest import Desk, text_of
from tests.factories import NOW, Cast
from tests.stages.milestones.conftest import FESTIVAL_DAY, copied
from tests.stages.milestones.test_duties import add_areas
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations import GridRow, plan_milestone, report_grid
from thidua.stages.milestones.reports import Report

OVERVIEW = "/ban-lam-viec/moc-viec/"
LIMIT = 150 * 1024


@pytest.mark.clause("I.1")
def test_overview_counts_and_leads_to_who_has_not(site: Cast, desk: Desk, reported: Milestone) -> None:
    page = text_of(desk("commune_officer").get(OVERVIEW))
    assert "Ngày hội Đại đoàn kết toàn dân tộc" in page
    assert reverse("desk:milestones-missing", args=["thu", "festival", 0]) in page
    assert f"{OVERVIEW}?dot=thu&amp;moc=festival&amp;tinh-trang=done" in page
    assert "Xếp loại năm 2023" not in page  # Asked of no commune.


def test_overview_is_for_whoever_takes_part(site: Cast, desk: Desk) -> None:
    for name in ("province_leader", "women_officer", "district_leader", "administrator"):
        assert desk(name).get(OVERVIEW).status_code == 200


def test_list_shows_the_own_branch_only(site: Cast, desk: Desk, reported: Milestone) -> None:
    address = OVERVIEW + "?moc=festival"
    page = reverse("desk:milestone", args=[reported.uid])
    seen = [
        name
        for name in (
            "commune_leader",
            "district_officer",
            "province_officer",
            "sister_officer",
            "far_commune_officer",
            "women_officer",
        )
        if page in text_of(desk(name).get(address))
    ]
    assert seen == ["commune_leader", "district_officer", "province_officer"]


def test_list_keeps_its_filter_in_the_address(site: Cast, desk: Desk, reported: Milestone) -> None:
    client = desk("commune_officer")
    assert "Thôn 1" in text_of(client.get(OVERVIEW + "?moc=festival&tinh-trang=done&q=thon"))
    assert "Chưa có báo cáo nào" in text_of(client.get(OVERVIEW + "?moc=festival&tinh-trang=verified"))


@pytest.mark.parametrize("query", ["?moc=none", "?tinh-trang=none", "?dot=none", "?don-vi=x"])
def test_unknown_filter_is_not_everything(site: Cast, desk: Desk, query: str) -> None:
    assert desk("commune_officer").get(OVERVIEW + query).status_code == 404


@pytest.mark.clause("I.1")
def test_who_has_not_by_name_and_phone_with_words_to_copy(site: Cast, desk: Desk, reported: Milestone) -> None:
    page = text_of(desk("commune_officer").get(reverse("desk:milestones-missing", args=["thu", "festival", 0])))
    assert site.area_two.phone in page
    assert site.area.phone not in page
    assert (
        "Đến ngày 15/7/2024, còn 1 đơn vị chưa báo «Ngày hội Đại đoàn kết toàn dân tộc»: Buôn Nui. "
        "Đề nghị các đơn vị báo sớm, kèm ảnh hoặc số văn bản."
    ) in page
    assert 'data-kit-copy="' in page


def test_reminder_names_the_superior_where_units_stand_under_several(site: Cast, desk: Desk) -> None:
    page = text_of(desk("province_officer").get(reverse("desk:milestones-missing", args=["thu", "conference", 0])))
    assert "Thôn 1 (Xã Nam Dong)" in page
    assert "Thôn 1 (Xã Trúc Sơn)" in page


def test_reminder_of_what_is_not_due_yet_names_the_last_day(site: Cast, desk: Desk) -> None:
    page = text_of(desk("district_officer").get(reverse("desk:milestones-missing", args=["thu", "launch", 0])))
    assert "Đề nghị các đơn vị báo trong ngày 31/7/2024, kèm ảnh hoặc số văn bản." in page


def test_nobody_left_is_said_as_good_news(site: Cast, desk: Desk) -> None:
    page = text_of(desk("commune_officer").get(reverse("desk:milestones-missing", args=["thu", "rating", 2023])))
    assert "Mọi đơn vị đã báo" in page


def test_year_the_kind_does_not_know_is_missing(site: Cast, desk: Desk) -> None:
    assert (
        desk("province_officer").get(reverse("desk:milestones-missing", args=["thu", "rating", 2022])).status_code
        == 404
    )


def test_waiting_list_is_of_who_confirms(site: Cast, desk: Desk, reported: Milestone) -> None:
    address, page = reverse("desk:milestones-waiting"), reverse("desk:milestone", args=[reported.uid])
    seen = [
        name
        for name in ("commune_officer", "commune_leader", "district_officer", "province_leader")
        if page in text_of(desk(name).get(address))
    ]
    assert seen == ["commune_officer", "commune_leader"]


def test_calendar_holds_planned_days(site: Cast, desk: Desk) -> None:
    plan_milestone(
        by=site.actor("commune_officer"), now=NOW, kind=site.milestone_kinds["congress"], unit=site.commune,
        planned_date=datetime.date(2024, 8, 20),
    )  # fmt: skip
    assert "Thứ Ba, 20/8/2024" in text_of(desk("district_leader").get(reverse("desk:milestones-calendar")))
    assert "Thứ Ba, 20/8/2024" not in text_of(desk("sister_officer").get(reverse("desk:milestones-calendar")))


def test_own_page_offers_what_can_be_done(site: Cast, desk: Desk) -> None:
    page = text_of(desk("commune_officer").get(reverse("desk:milestones-own")))
    assert reverse("desk:milestone-report", args=["thu", "launch", 0, site.commune.uid]) in page
    leader = text_of(desk("commune_leader").get(reverse("desk:milestones-own")))
    assert reverse("desk:milestone-report", args=["thu", "launch", 0, site.commune.uid]) not in leader


def test_department_s_officer_reaches_the_committee(site: Cast, desk: Desk) -> None:
    page = text_of(desk("province_officer").get(reverse("desk:milestones-own")))
    assert reverse("desk:milestones-unit", args=[site.province.uid]) in page


def test_foreign_unit_s_page_is_missing(site: Cast, desk: Desk) -> None:
    address = reverse("desk:milestones-unit", args=[site.area.uid])
    assert [desk(name).get(address).status_code for name in ("commune_leader", "sister_officer", "women_officer")] == [
        200,
        404,
        404,
    ]


def test_exports_follow_the_filters(site: Cast, desk: Desk, reported: Milestone) -> None:
    client = desk("commune_officer")
    lines = client.get(reverse("desk:export-csv", args=["milestones"]) + "?moc=festival").getvalue().decode()
    assert ("Thôn 1" in lines, "Bà con" in lines) == (True, False)
    assert client.get(reverse("desk:export-excel", args=["milestones-missing"]) + "?moc=festival").content[:2] == b"PK"
    foreign = desk("sister_officer").get(reverse("desk:export-csv", args=["milestones"])).getvalue().decode()
    assert "Thôn 1" not in foreign


@pytest.mark.slow
def test_lists_take_the_same_statements_at_1_3_and_1000_rows(
    site: Cast, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    add_areas(site, 1000)
    ours = [
        place.unit for place in site.campaign.participations.filter(parent=site.commune).select_related("unit__kind")
    ]
    pages = [
        OVERVIEW,
        OVERVIEW + "?moc=festival",
        reverse("desk:milestones-missing", args=["thu", "festival", 0]),
        reverse("desk:milestones-waiting"),
    ]
    counts: dict[str, set[int]] = {page: set() for page in pages}
    client = desk("district_officer")
    rows = [GridRow(unit, site.milestone_kinds["festival"], Report(FESTIVAL_DAY)) for unit in ours[:3]]
    for number in (1, 3, 1000):
        report_grid(by=site.actor("commune_officer"), now=NOW, rows=rows[:number])
        if number > len(rows):
            copied(Milestone.objects.earliest("pk"), ours[len(rows) : number])
        for page in pages:
            client.get(page)
            with django_assert_max_num_queries(25) as made:
                answer = client.get(page)
            counts[page].add(len(made))
            assert len(answer.content) < LIMIT
    assert {page: len(found) for page, found in counts.items()} == dict.fromkeys(pages, 1)
