"""Lists: only what the actor sees, every filter understood or refused, the same statements at any length."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import NOW, Cast
from tests.stages.milestones.conftest import FESTIVAL_DAY, copied
from tests.stages.milestones.test_duties import add_areas
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.tables import TABLES, csv, excel
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations import GridRow, report_grid, withdraw_milestone
from thidua.stages.milestones.queries import planned, seen_by, waiting_for
from thidua.stages.milestones.reports import Report

Festival = Callable[..., Milestone]
LIST = TABLES["milestones"]


def texts(site: Cast, by: str, **filters: str) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row.cells[:4]) for row in LIST.page(site.actor(by), filters).rows]


def test_each_sees_its_own_branch(site: Cast, festival: Festival) -> None:
    festival()
    festival("sister_area", by="sister_officer")
    festival("far_area", by="far_commune_officer")
    counts = {
        by: len(texts(site, by)) for by in ("commune_officer", "district_leader", "province_officer", "women_officer")
    }
    assert counts == {"commune_officer": 1, "district_leader": 2, "province_officer": 3, "women_officer": 0}


def test_filters_narrow(site: Cast, festival: Festival) -> None:
    festival(by=site.area_head())
    festival("area_two")
    everything = [
        ("Thôn 1", "Xã Nam Dong", "Ngày hội Đại đoàn kết toàn dân tộc", "đã báo, chờ xác nhận"),
        ("Buôn Nui", "Xã Nam Dong", "Ngày hội Đại đoàn kết toàn dân tộc", "đã xác nhận"),
    ]
    by_status = {"done": everything[:1], "verified": everything[1:], "planned": []}
    assert {key: texts(site, "commune_officer", **{"tinh-trang": key}) for key in by_status} == by_status
    assert texts(site, "commune_officer", q="NUI") == everything[1:]
    assert texts(site, "district_officer", **{"don-vi": str(site.sister_commune.uid)}) == []
    assert sorted(texts(site, "commune_officer", moc="festival")) == sorted(everything)
    assert texts(site, "commune_officer", moc="conference") == []


@pytest.mark.parametrize(
    "filters",
    [{"moc": "none"}, {"tinh-trang": "none"}, {"dot": "none"}, {"don-vi": "none"}, {"moc": "rating", "nam": "2022"}],
)
def test_unknown_filter_is_missing_and_never_everything(
    site: Cast, festival: Festival, filters: dict[str, str]
) -> None:
    festival()
    with pytest.raises(Missing):
        texts(site, "commune_officer", **filters)


def test_foreign_unit_as_a_filter_is_missing(site: Cast) -> None:
    with pytest.raises(Missing):
        texts(site, "commune_officer", **{"don-vi": str(site.far_commune.uid)})


@pytest.mark.slow
def test_page_takes_the_same_statements_at_1_3_and_1000_rows(site: Cast, django_assert_num_queries: Any) -> None:
    add_areas(site, 1000)
    areas = [
        place.unit
        for place in site.campaign.participations.filter(kind="residential-area").select_related("unit__kind")
    ]
    ours = [unit for unit in areas if unit.parent_id == site.commune.pk]
    rows = [GridRow(unit, site.milestone_kinds["festival"], Report(FESTIVAL_DAY)) for unit in ours[:3]]
    for number in (1, 3, 1000):
        report_grid(by=site.actor("commune_officer"), now=NOW, rows=rows[:number])
        if number > len(rows):
            copied(Milestone.objects.earliest("pk"), ours[len(rows) : number])
        actor = site.actor("commune_officer")
        with django_assert_num_queries(5):
            page = LIST.page(actor, {})
        assert (page.count, len(page.rows)) == (number, min(number, 50))


def test_exports_hold_the_whole_list(site: Cast, festival: Festival) -> None:
    festival(partners=(site.area_two,))
    actor = site.actor("commune_officer")
    lines = "".join(csv(LIST, actor, {})).splitlines()
    assert lines[1].startswith("Thôn 1,Xã Nam Dong,Ngày hội Đại đoàn kết toàn dân tộc,đã xác nhận,,2023-11-12")
    assert "Buôn Nui" in lines[1]
    assert excel(LIST, actor, {}, as_of=NOW)[:2] == b"PK"


def test_list_of_who_has_not_is_a_table_too(site: Cast, festival: Festival) -> None:
    festival()
    table = TABLES["milestones-missing"]
    rows = table.page(site.actor("commune_officer"), {"moc": "festival"}).rows
    assert [[cell.text for cell in row.cells] for row in rows] == [
        [
            "Buôn Nui",
            "Xã Nam Dong",
            "Ngày hội Đại đoàn kết toàn dân tộc",
            site.area_two.contact_name,
            site.area_two.phone,
        ]
    ]
    assert table.page(site.actor("commune_officer"), {}).count == 0


def test_partner_reads_what_it_took_part_in(site: Cast, festival: Festival) -> None:
    row = festival(partners=(site.area_two,))
    assert list(seen_by(site.area_head("area_two"))) == [row]
    assert list(seen_by(site.area_head("sister_area"))) == []


def test_waiting_list_and_calendar(site: Cast, festival: Festival) -> None:
    row = festival(by=site.area_head())
    assert list(waiting_for(site.actor("commune_leader"))) == [row]
    assert list(waiting_for(site.actor("district_leader"))) == []
    assert list(planned(site.actor("commune_leader"), site.campaign, since=datetime.date(2024, 7, 1))) == []


def test_area_that_took_part_elsewhere_is_not_listed_as_still_to_do(site: Cast, festival: Festival) -> None:
    alone = festival("area_two", by=site.area_head("area_two"))
    withdraw_milestone(by=site.area_head("area_two"), now=NOW, milestone=alone)
    still_to_do = [("Buôn Nui", "Xã Nam Dong", "Ngày hội Đại đoàn kết toàn dân tộc", "chưa làm, quá hạn")]
    assert texts(site, "commune_officer", **{"tinh-trang": "planned"}) == still_to_do
    Milestone.objects.filter(pk=alone.pk).update(planned_date=datetime.date(2024, 8, 1))
    seen = site.actor("commune_leader"), site.campaign
    assert list(planned(*seen, since=datetime.date(2024, 7, 1))) == [alone]

    festival(partners=(site.area_two,))
    assert [row[0] for row in texts(site, "commune_officer", moc="festival")] == ["Thôn 1"]
    assert texts(site, "commune_officer", **{"tinh-trang": "planned"}) == []
    assert list(planned(*seen, since=datetime.date(2024, 7, 1))) == []
