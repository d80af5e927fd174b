"""Lists of evaluations: scope, filters, who has sent nothing, what is owed, what a file holds."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import NOW, TODAY, Cast, cast, enrol, make_campaign
from tests.stages.evaluations.support import begun, criteria, judged, returned, sent
from thidua.foundation.core import duties
from thidua.foundation.core.errors import Missing, NotAllowed
from thidua.foundation.core.tables import csv
from thidua.stages.evaluations import filters
from thidua.stages.evaluations.filters import narrowing
from thidua.stages.evaluations.offers import subjects_for
from thidua.stages.evaluations.operations import reopen_evaluation
from thidua.stages.evaluations.owing import reminder
from thidua.stages.evaluations.queries import counts_by_status, list_evaluations, not_begun
from thidua.stages.evaluations.tables import EVALUATIONS, MISSING, SHARES

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    made = cast()
    criteria(made)
    return made


def names(people: Cast, by: str, **given: str) -> list[str]:
    actor = people.actor(by)
    chosen = narrowing(actor, {name.replace("_", "-"): value for name, value in given.items()})
    return [str(row) for row in list_evaluations(actor, chosen)]


def test_list_is_the_actors_own_branch(people: Cast) -> None:
    sent(people)
    sent(people, by="far_commune_officer", unit="far_commune")

    assert names(people, "commune_leader") == ["Ủy ban MTTQ Việt Nam xã Nam Dong"]
    assert names(people, "sister_officer") == []
    assert len(names(people, "province_officer")) == 2
    with pytest.raises(Missing):
        narrowing(people.actor("sister_officer"), {"don-vi": str(people.commune.uid)})


def test_filters_narrow_together_and_search_ignores_accents(people: Cast) -> None:
    sent(people)
    returned(people, by="sister_officer", unit="sister_commune")
    judged(people, person=people.people["commune_leader"])

    assert names(people, "district_officer", trang_thai="returned") == ["Ủy ban MTTQ Việt Nam xã Trúc Sơn"]
    assert names(people, "district_officer", q="y hung eban") == ["Y Hùng Êban"]
    assert names(people, "district_officer", q="xa nam dong", trang_thai="judged") == ["Y Hùng Êban"]
    assert names(people, "district_officer", xem=filters.WAITING) == ["Ủy ban MTTQ Việt Nam xã Nam Dong"]
    assert names(people, "sister_officer", xem=filters.TO_MEND) == ["Ủy ban MTTQ Việt Nam xã Trúc Sơn"]
    assert names(people, "district_officer", xem=filters.TO_MEND) == []
    assert counts_by_status(people.actor("district_officer"), narrowing(people.actor("district_officer"), {})) == {
        "sent": 1, "returned": 1, "judged": 1,
    }  # fmt: skip


def test_file_tells_marks_and_days(people: Cast) -> None:
    judged(people)
    lines = list(csv(EVALUATIONS, people.actor("district_officer"), {}))

    assert "Ủy ban MTTQ Việt Nam xã Nam Dong" in lines[1]
    assert "cấp trên đã đánh giá;1;0;1;0" in lines[1].replace(",", ";")


def test_who_has_sent_nothing_is_directly_beneath_and_has_criteria(people: Cast) -> None:
    def missing(by: str) -> list[str]:
        return [place.unit.short_name for place in not_begun(people.actor(by), people.campaign)]

    assert missing("province_officer") == ["Hội Phụ nữ tỉnh", "Huyện Cư Jút", "Huyện Đắk Mil"]
    assert missing("commune_officer") == ["Buôn Nui", "Thôn 1"]
    begun(people, by="district_officer", unit="district")
    assert missing("province_officer") == ["Hội Phụ nữ tỉnh", "Huyện Cư Jút", "Huyện Đắk Mil"]
    sent(people, by="far_district_officer", unit="far_district")
    assert missing("province_officer") == ["Hội Phụ nữ tỉnh", "Huyện Cư Jút"]
    assert [row.record.unit.short_name for row in MISSING.page(people.actor("province_leader"), {}).rows] == [
        "Hội Phụ nữ tỉnh", "Huyện Cư Jút",
    ]  # fmt: skip


def test_reminder_names_some_and_counts_the_rest(people: Cast) -> None:
    places = list(not_begun(people.actor("province_officer"), people.campaign))

    assert reminder(places, 5, TODAY) == (
        "Đến ngày 15/7/2024, còn 5 đơn vị chưa gửi bản tự đánh giá theo tiêu chuẩn thi đua: "
        "Hội Phụ nữ tỉnh; Huyện Cư Jút; Huyện Đắk Mil và 2 đơn vị khác. "
        "Đề nghị các đơn vị viết và gửi; số liệu hệ thống biết đã được điền sẵn."
    )


def owed(people: Cast, by: str) -> list[tuple[str, str]]:
    found = duties.SOURCES["evaluations"](people.actor(by), TODAY)
    return [(duty.what, duty.action) for duty in found]


def test_duties_follow_the_record_and_end_with_it(people: Cast) -> None:
    row = returned(people)
    assert owed(people, "commune_officer") == [
        ("Sửa bản tự đánh giá: Ủy ban MTTQ Việt Nam xã Nam Dong", "Sửa và gửi lại")
    ]
    assert owed(people, "district_officer") == []
    begun(people, by="district_officer", unit="district")
    assert owed(people, "district_officer") == [
        ("Viết, gửi bản tự đánh giá: Ủy ban MTTQ Việt Nam huyện Cư Jút", "Viết tiếp")
    ]
    row.delete()
    done = judged(people)
    assert (owed(people, "commune_officer"), owed(people, "district_leader")) == ([], [])
    reopen_evaluation(by=people.actor("district_officer"), now=NOW, evaluation=done, reason="Số liệu mới")
    assert owed(people, "district_leader") == [("Đánh giá: Ủy ban MTTQ Việt Nam xã Nam Dong", "Xem và đánh giá")]


def test_duties_take_the_same_number_of_statements_however_many(people: Cast) -> None:
    actor = people.actor("district_officer")

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            list(duties.SOURCES["evaluations"](actor, TODAY))
        return len(seen)

    sent(people)
    few = asked()
    for number in range(5):
        sent(people, new_person=f"Người {number}")
    assert [duty.count for duty in duties.SOURCES["evaluations"](people.actor("district_officer"), TODAY)] == [6]
    assert (few, asked()) == (1, 1)


@pytest.mark.slow
@pytest.mark.parametrize("number", [1, 3, 40])
def test_page_takes_the_same_statements(people: Cast, number: int, django_assert_num_queries: Any) -> None:
    for place in range(number):
        sent(people, new_person=f"Người {place}")
    actor = people.actor("district_officer")
    with django_assert_num_queries(3):
        page = EVALUATIONS.page(actor, {})
        assert [cell.text for row in page.rows for cell in row.cells][3] == "đã gửi cấp trên"
    assert page.count == number


def test_subjects_offered_are_ones_own_in_campaigns_with_criteria(people: Cast) -> None:
    other = make_campaign(people.province, key="khong-tieu-chuan")
    enrol(other, list(people.units.values()))
    offered = subjects_for(people.actor("commune_officer"))

    assert [unit.short_name for unit in offered.units] == ["Xã Nam Dong", "Buôn Nui", "Thôn 1"]
    assert [person.full_name for _unit, person in offered.people] == ["Vũ Thị Giang", "Y Hùng Êban"]
    assert offered.campaigns == (people.campaign,)
    with pytest.raises(NotAllowed):
        subjects_for(people.actor("commune_leader"))


def test_share_is_a_list_of_the_body_that_runs_the_campaign(people: Cast) -> None:
    def listed(by: str, **given: str) -> list[str]:
        return [row.record.place.unit.short_name for row in SHARES.page(people.actor(by), given).rows]

    assert listed("province_officer") == ["Huyện Cư Jút", "Huyện Đắk Mil"]
    assert listed("administrator", dot="thu") == ["Huyện Cư Jút", "Huyện Đắk Mil"]
    assert listed("district_officer") == []
    with pytest.raises(NotAllowed):
        listed("district_officer", dot="thu")
    with pytest.raises(Missing):
        listed("province_officer", dot="khac")
    with pytest.raises(Missing):
        listed("province_officer", tu="ba")
