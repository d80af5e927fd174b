"""Reports read: only what the actor may see, who has not, how complete, what is owed; few statements at any size."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import NOW, TODAY, Cast, enrol, make_campaign
from tests.stages.reports.support import accepted, at, begun, grow, handed, period, schedule, sent
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.tables import TABLES
from thidua.stages.reports import queries
from thidua.stages.reports.duties import duties
from thidua.stages.reports.models import ReportPeriod
from thidua.stages.reports.operations import hand_back_report, return_report
from thidua.stages.reports.reminding import reminder

pytestmark = pytest.mark.django_db


def kinds(people: Cast, name: str, on: datetime.date = TODAY) -> list[str]:
    return sorted(duty.kind for duty in duties(people.actor(name), on))


def names(people: Cast, name: str, of: ReportPeriod) -> list[str]:
    return [unit.short_name for unit in queries.missing_for(people.actor(name), of)]


def test_draft_is_seen_by_its_own_people_alone(people: Cast, quarter: ReportPeriod) -> None:
    report = begun(people, quarter)
    seen = [
        name
        for name in ("commune_officer", "commune_leader", "district_officer", "province_officer", "sister_officer")
        if queries.seen_by(people.actor(name)).filter(pk=report.pk).exists()
    ]
    assert seen == ["commune_officer", "commune_leader"]
    with pytest.raises(Missing):
        queries.report_by_uid(people.actor("district_officer"), report.uid)


def test_sent_report_is_seen_by_the_levels_above(people: Cast, quarter: ReportPeriod) -> None:
    report = sent(people, quarter)
    seen = [
        name
        for name in ("district_officer", "province_officer", "administrator", "sister_officer", "far_district_officer")
        if queries.seen_by(people.actor(name)).filter(pk=report.pk).exists()
    ]
    assert seen == ["district_officer", "province_officer", "administrator"]


@pytest.mark.clause("VII.1")
def test_who_has_not_and_how_complete(people: Cast, quarter: ReportPeriod) -> None:
    accepted(people, quarter, now=at(7, 11))
    line = queries.completeness(people.actor("province_officer"), [quarter])[0]

    assert [(row.kind, row.expected, row.received, row.in_time) for row in line.kinds] == [
        ("front-district", 2, 0, 0), ("front-commune", 3, 1, 0),
    ]  # fmt: skip
    assert (line.accepted, line.waiting, line.mending, line.missing) == (1, 0, 0, 4)
    assert names(people, "province_officer", quarter) == [
        "Huyện Cư Jút", "Xã Trúc Sơn", "Huyện Đắk Mil", "Xã Đắk Lao",
    ]  # fmt: skip
    assert names(people, "district_officer", quarter) == ["Huyện Cư Jút", "Xã Trúc Sơn"]


def test_returned_report_counts_as_sent(people: Cast, quarter: ReportPeriod) -> None:
    report = sent(people, quarter, now=at(7, 9))
    return_report(by=people.actor("district_officer"), now=NOW, report=report, reason="Thiếu")
    line = queries.completeness(people.actor("district_officer"), [quarter])[0]

    assert [(row.kind, row.received, row.in_time) for row in line.kinds] == [
        ("front-district", 0, 0), ("front-commune", 1, 1),
    ]  # fmt: skip
    assert "Xã Nam Dong" not in names(people, "district_officer", quarter)


def test_every_count_is_the_length_of_its_own_list(people: Cast, quarter: ReportPeriod) -> None:
    report = sent(people, quarter, now=at(7, 9))
    begun(people, quarter, unit=people.sister_commune, by="sister_officer")
    actor = people.actor("province_officer")

    def listed(**given: str) -> int:
        return TABLES["reports"].page(actor, {"ky": str(quarter.uid), **given}).count

    def counts() -> tuple[int, ...]:
        line = queries.completeness(actor, [quarter])[0]
        told = [(row.received, row.in_time) for row in line.kinds]
        assert told == [(listed(cap=row.kind, gui="roi"), listed(cap=row.kind, gui="dung-han")) for row in line.kinds]
        standing = (listed(**{"tinh-trang": "submitted"}), listed(gui="dang-sua"), listed(**{"tinh-trang": "accepted"}))
        assert standing == (line.waiting, line.mending, line.accepted)
        assert sum(standing) == sum(row.received for row in line.kinds)
        return standing

    assert counts() == (1, 0, 0)
    return_report(by=people.actor("district_officer"), now=NOW, report=report, reason="Thiếu")
    assert counts() == (0, 1, 0)


def test_list_says_of_what_was_sent_whether_it_was_in_time(people: Cast, quarter: ReportPeriod) -> None:
    sent(people, quarter, now=at(7, 9))
    page = TABLES["reports"].page(people.actor("district_officer"), {"ky": str(quarter.uid)})
    assert [cell.text for cell in page.rows[0].cells if cell.column.key == "late"] == ["đúng hạn"]
    quarter.due_before = datetime.date(2024, 7, 8)
    quarter.save()
    page = TABLES["reports"].page(people.actor("district_officer"), {"ky": str(quarter.uid)})
    assert [cell.text for cell in page.rows[0].cells if cell.column.key == "late"] == ["gửi muộn 2 ngày"]


def test_reminder_names_units_and_never_a_person(people: Cast, quarter: ReportPeriod) -> None:
    units = list(queries.missing_for(people.actor("district_officer"), quarter))
    words = reminder(units, 5, quarter, on=datetime.date(2024, 7, 9))
    assert words == (
        "Đến ngày 9/7/2024, còn 5 đơn vị chưa gửi “Báo cáo hằng quý (quý II/2024)”: Huyện Cư Jút (Tỉnh Đắk Nông); "
        "Xã Nam Dong (Huyện Cư Jút); Xã Trúc Sơn (Huyện Cư Jút) và 2 đơn vị khác. "
        "Đề nghị các đơn vị gửi trong ngày 10/7/2024."
    )


def test_duties_go_from_hand_to_hand(people: Cast, quarter: ReportPeriod) -> None:
    assert kinds(people, "commune_officer") == ["report-owed"]
    assert kinds(people, "commune_leader") == []
    report = begun(people, quarter)
    assert kinds(people, "commune_officer") == ["report-draft"]
    report = handed(people, quarter)
    assert (kinds(people, "commune_officer"), kinds(people, "commune_leader")) == ([], ["report-sign"])
    hand_back_report(by=people.actor("commune_leader"), now=NOW, report=report, reason="Viết gọn")
    assert kinds(people, "commune_officer") == ["report-draft"]
    report = sent(people, quarter)
    assert "report-confirm" in kinds(people, "district_officer")
    assert "report-confirm" in kinds(people, "district_leader")
    assert "report-confirm" not in kinds(people, "province_officer")
    return_report(
        by=people.actor("district_officer"), now=NOW, report=report, reason="Thiếu", answer_before=at(7, 19).date()
    )
    back = [duty for duty in duties(people.actor("commune_officer"), TODAY) if duty.kind == "report-returned"]
    assert [(duty.due_before, duty.detail) for duty in back] == [(datetime.date(2024, 7, 19), "Thiếu")]


def test_level_above_is_reminded_of_those_below_while_a_due_date_is_near(people: Cast, quarter: ReportPeriod) -> None:
    below = [duty for duty in duties(people.actor("district_officer"), TODAY) if duty.kind == "reports-below"]
    assert [(duty.count, duty.address_args) for duty in below] == [(2, (quarter.uid,))]
    assert "reports-below" not in kinds(people, "district_officer", datetime.date(2024, 7, 3))


def test_report_without_a_due_date_is_owed_while_its_period_is_open(people: Cast) -> None:
    third = period(people, quarter=3)
    owed = list(duties(people.actor("commune_officer"), TODAY))
    assert [(duty.kind, duty.due_before) for duty in owed] == [("report-owed", None)]
    assert owed[0].detail == "Ủy ban MTTQ Việt Nam xã Nam Dong, chưa ấn định hạn"
    assert kinds(people, "commune_officer", datetime.date(2024, 6, 30)) == []
    assert kinds(people, "commune_officer", datetime.date(2024, 10, 1)) == ["report-owed"]
    third.closed_on = datetime.date(2024, 12, 1)
    third.save()
    assert kinds(people, "commune_officer", datetime.date(2024, 12, 1)) == []


def test_report_owed_once_without_an_end_can_be_begun(people: Cast) -> None:
    period(people, quarter=3, key="once", ends_before=None)
    assert kinds(people, "commune_officer") == ["report-owed"]


def test_area_head_owes_no_report(people: Cast, quarter: ReportPeriod) -> None:
    assert list(duties(people.area_head(), TODAY)) == []


def test_unit_of_two_campaigns_owes_one_report(people: Cast) -> None:
    second = make_campaign(people.province, key="hai")
    enrol(second, [people.province, people.district, people.commune])
    of = schedule(people)
    of.campaigns.add(second)
    quarter = period(people, of)

    assert kinds(people, "commune_officer") == ["report-owed"]
    assert names(people, "district_officer", quarter).count("Xã Nam Dong") == 1
    line = queries.completeness(people.actor("district_officer"), [quarter])[0]
    assert [row.expected for row in line.kinds] == [1, 2]


@pytest.mark.parametrize(
    "given",
    [{"ky": "sai"}, {"ky": str(uuid.uuid4())}, {"tinh-trang": "xong"}, {"don-vi": "1"},
     {"cap": "lang"}, {"gui": "mai"}],
)  # fmt: skip
def test_unknown_filter_is_refused(people: Cast, quarter: ReportPeriod, given: dict[str, str]) -> None:
    with pytest.raises(Missing):
        TABLES["reports"].page(people.actor("district_officer"), given)


def test_list_of_who_has_not_asks_for_its_period(people: Cast, quarter: ReportPeriod) -> None:
    with pytest.raises(Missing, match="chọn kỳ"):
        TABLES["reports-missing"].page(people.actor("district_officer"), {})


@pytest.mark.slow
def test_lists_take_the_same_statements_at_1_3_and_1000_rows(people: Cast, quarter: ReportPeriod) -> None:
    sent(people, quarter)
    asked: list[tuple[int, ...]] = []
    for total in (1, 3, 1000):
        grow(people, quarter, total)
        actor = people.actor("district_officer")
        counts = [
            statements(lambda actor=actor: TABLES["reports"].page(actor, {"ky": str(quarter.uid)})),
            statements(lambda actor=actor: TABLES["reports-missing"].page(actor, {"ky": str(quarter.uid)})),
            statements(lambda actor=actor: queries.completeness(actor, [quarter])),
            statements(lambda actor=actor: list(queries.waiting_for(actor)[:5])),
        ]
        asked.append(tuple(counts))

    assert asked == [(3, 3, 2, 1)] * 3


@pytest.mark.slow
def test_duties_take_the_same_statements_however_many_reports(people: Cast, quarter: ReportPeriod) -> None:
    sent(people, quarter)
    asked = []
    for total in (8, 300):
        grow(people, quarter, total)
        actor = people.actor("district_officer")
        asked.append(statements(lambda actor=actor: list(duties(actor, TODAY))))
    assert asked == [3, 3]


def statements(act: Any) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)
