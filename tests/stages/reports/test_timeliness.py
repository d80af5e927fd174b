"""How complete and punctual reports are: by the first submission, apart by kind, the same statements at any size."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import Cast, enrol, make_campaign
from tests.stages.reports.support import at, begun, grow, period, sent
from thidua.foundation.core.tables import TABLES
from thidua.stages.reports.models import Report, ReportPeriod
from thidua.stages.reports.operations import return_report
from thidua.stages.reports.timeliness import Timeliness, timeliness, totals

pytestmark = pytest.mark.django_db
PAGE = "/ban-lam-viec/bao-cao/du-va-dung-han/"


def told(lines: list[Timeliness]) -> list[tuple[str, str, int, int, int | None]]:
    return [
        (
            line.parent.short_name if line.parent else "",
            line.kind.short_label,
            line.expected,
            line.received,
            line.on_time,
        )
        for line in lines
    ]


@pytest.mark.clause("VII.3b")
def test_late_is_judged_on_the_first_complete_submission(people: Cast, quarter: ReportPeriod) -> None:
    report = sent(people, quarter, now=at(7, 10))
    return_report(by=people.actor("district_officer"), now=at(7, 12), report=report, reason="Thiếu số liệu")
    late = begun(people, quarter, unit=people.sister_commune, by="sister_officer")
    Report.objects.filter(pk=late.pk).update(status="submitted", submitted_at=at(7, 13))
    lines = timeliness(people.actor("province_officer"), [quarter])
    assert told(lines) == [
        ("Tỉnh Đắk Nông", "huyện", 2, 0, 0),
        ("Huyện Cư Jút", "xã", 2, 2, 1),
        ("Huyện Đắk Mil", "xã", 1, 0, 0),
    ]
    assert [(line.rate, line.on_time_rate, line.missing) for line in lines[1:]] == [
        ((2, 2), (1, 2), 0),
        ((0, 1), (0, 1), 1),
    ]
    assert told(totals(lines)) == [("", "huyện", 2, 0, 0), ("", "xã", 3, 2, 1)]


def test_without_a_due_date_nothing_is_in_time_or_late(people: Cast) -> None:
    of = period(people, quarter=3)
    lines = timeliness(people.actor("province_officer"), [of])
    assert {(line.on_time, line.on_time_rate) for line in lines} == {(None, None)}


def test_each_sees_the_own_branch_and_narrows_it_to_one_unit(people: Cast, quarter: ReportPeriod) -> None:
    assert told(timeliness(people.actor("district_officer"), [quarter])) == [
        ("Tỉnh Đắk Nông", "huyện", 1, 0, 0),
        ("Huyện Cư Jút", "xã", 2, 0, 0),
    ]
    assert told(timeliness(people.actor("province_officer"), [quarter], people.far_commune)) == [
        ("Huyện Đắk Mil", "xã", 1, 0, 0)
    ]
    assert timeliness(people.actor("district_officer"), [quarter], people.far_commune) == []


def test_a_unit_of_two_campaigns_owes_one_report(people: Cast, quarter: ReportPeriod) -> None:
    second = make_campaign(people.province, key="hai")
    enrol(second, [people.province, people.district, people.commune])
    quarter.schedule.campaigns.add(second)
    assert told(timeliness(people.actor("district_officer"), [quarter])) == [
        ("Tỉnh Đắk Nông", "huyện", 1, 0, 0),
        ("Huyện Cư Jút", "xã", 2, 0, 0),
    ]


def test_each_unit_and_period_in_words(people: Cast, quarter: ReportPeriod) -> None:
    sent(people, quarter, now=at(7, 13))
    begun(people, quarter, unit=people.sister_commune, by="sister_officer")
    open_one = period(people, quarter.schedule, quarter=3)
    rows = TABLES["reports-units"].every_row(people.actor("commune_officer"), {})
    assert [[cell.text for cell in row.cells if cell.column.key in ("unit", "period", "punctual")] for row in rows] == [
        ["Xã Nam Dong", "Báo cáo hằng quý (quý III/2024)", "chưa gửi, còn hạn"],
        ["Xã Nam Dong", "Báo cáo hằng quý (quý II/2024)", "gửi muộn 3 ngày"],
    ]
    given = {"ky": str(quarter.uid), "don-vi": str(people.sister_commune.uid)}
    rows = TABLES["reports-units"].every_row(people.actor("province_officer"), given)
    assert [row.cells[5].text for row in rows] == ["chưa gửi, đã quá hạn"]
    assert open_one.due_before is None


@pytest.mark.slow
def test_the_page_leads_to_who_lacks_and_takes_the_same_statements_at_any_size(
    client: Client, people: Cast, quarter: ReportPeriod
) -> None:
    sent(people, quarter)
    client.force_login(people.account("province_officer"))
    counts = []
    for more in (0, 1000):
        if more:
            grow(people, quarter, more)
        for address in (PAGE, f"{PAGE}?don-vi={people.district.uid}"):
            client.get(address)
            with CaptureQueriesContext(connection) as asked:
                page = client.get(address)
            counts.append(len(asked))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 12
    seen = page.content.decode()
    assert (
        f"/ban-lam-viec/bao-cao/ky/{quarter.uid}/chua-gui/?ky={quarter.uid}&amp;don-vi={people.district.uid}&amp;cap=front-commune"
        in seen
    )
    lacking = client.get(
        f"/ban-lam-viec/bao-cao/ky/{quarter.uid}/chua-gui/",
        {"don-vi": str(people.far_district.uid), "cap": "front-commune"},
    )
    assert "còn 1 đơn vị chưa gửi" in lacking.content.decode()
    assert client.get(PAGE, {"cap": "khong-co"}).status_code == 404
