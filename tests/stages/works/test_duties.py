"""What is owed of works, by whom."""

from __future__ import annotations

import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.factories import NOW, TODAY, Cast, cast
from tests.stages.works.support import done, house, piece, registered, road
from thidua.foundation.core import duties
from thidua.stages.progress.rebuild import prepare
from thidua.stages.works.filters import narrowing
from thidua.stages.works.operations import keep_apart, return_work
from thidua.stages.works.operations.looking import find_new_doubles
from thidua.stages.works.queries import list_works

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def names(people: Cast, by: str, **given: str) -> list[str]:
    actor = people.actor(by)
    return [
        work.name
        for work in list_works(
            actor, narrowing(actor, {name.replace("_", "-"): value for name, value in given.items()})
        )
    ]


def owed(people: Cast, by: str) -> list[tuple[str, str, int]]:
    return [(duty.kind, duty.what, duty.count) for duty in duties.SOURCES["works"](people.actor(by), TODAY)]


def test_duties_of_both_sides(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    assert owed(people, "district_officer") == []
    assert owed(people, "province_officer") == [("work-note", "Ghi nhận: Nhà đại đoàn kết hộ bà H'Duyên", 1)]
    assert owed(people, "far_district_officer") == []

    return_work(by=people.actor("province_officer"), now=NOW, work=work, reason="Thiếu diện hộ.")
    assert owed(people, "province_officer") == []
    [duty] = duties.SOURCES["works"](people.actor("district_officer"), TODAY)
    assert (duty.kind, duty.detail, duty.address_args) == ("work-returned", "Thiếu diện hộ.", (work.uid,))


@pytest.mark.clause("II.5")
def test_units_that_registered_nothing_are_told_once_a_target(people: Cast) -> None:
    prepare(campaign=people.campaign, now=NOW)
    [duty] = duties.SOURCES["works"](people.actor("commune_officer"), TODAY)
    assert (duty.kind, duty.what, duty.count) == ("work-unregistered", "Đăng ký: III.4 Công trình chào mừng", 1)
    assert duty.detail == "Chưa có công trình nào đăng ký: Xã Nam Dong"

    registered(people, people.actor("commune_officer"), piece(people))
    assert owed(people, "commune_officer") == []


def test_done_work_waits_for_who_may_verify_it(people: Cast) -> None:
    done(people, content=road(people), by="commune_officer")

    assert owed(people, "commune_officer") == []
    assert owed(people, "commune_leader") == [("work-verify", "Xác nhận: Bê tông hóa đường nội thôn", 1)]


def test_work_past_its_planned_finish_is_owed_with_its_date(people: Cast) -> None:
    finish = datetime.date(2024, 7, 10)
    registered(people, people.actor("commune_officer"), road(people, planned_finish=finish))
    [duty] = duties.SOURCES["works"](people.actor("commune_officer"), TODAY)

    assert (duty.kind, duty.due_before, duty.is_overdue(TODAY)) == ("work-due", datetime.date(2024, 7, 11), True)


def test_many_of_one_kind_are_one_duty_that_leads_to_their_list(people: Cast) -> None:
    for number in range(7):
        registered(people, people.actor("district_officer"), house(people, name=f"Nhà số {number}"))
    [duty] = duties.SOURCES["works"](people.actor("province_officer"), TODAY)

    assert (duty.count, duty.address_name, duty.address_args) == (7, "desk:works-view", ("cho-ghi-nhan",))
    assert len(names(people, "province_officer", xem="cho-ghi-nhan")) == 7


def pairs_owed(people: Cast, by: str) -> list[tuple[str, str, str, int]]:
    found = duties.SOURCES["doubles"](people.actor(by), TODAY)
    return [(duty.kind, duty.what, duty.detail, duty.count) for duty in found]


@pytest.mark.clause("II.5")
def test_pair_that_may_be_one_work_waits_for_the_nearest_body_above_both(people: Cast) -> None:
    first = registered(people, people.actor("district_officer"))
    content = house(people, unit=people.women, name="Xây nhà cho bà H’Duyên, buôn Nui", money={})
    second = registered(people, people.actor("women_officer"), content)
    find_new_doubles(now=NOW)

    told = ("double-decide", "Có thể đăng ký hai lần: Nhà đại đoàn kết hộ bà H'Duyên")
    assert pairs_owed(people, "province_officer") == [(*told, "Huyện Cư Jút và Hội Phụ nữ tỉnh cùng đăng ký", 1)]
    [duty] = duties.SOURCES["doubles"](people.actor("province_leader"), TODAY)
    assert (duty.address_name, duty.address_args, duty.since) == ("desk:double", (first.uid, second.uid), TODAY)
    for name in ("district_officer", "women_officer", "far_district_officer", "commune_officer"):
        assert pairs_owed(people, name) == []

    keep_apart(by=people.actor("province_officer"), now=NOW, one=first, other=second, reason="Hai mẹ con")
    assert pairs_owed(people, "province_officer") == []


def test_many_pairs_are_one_duty_that_leads_to_their_list(
    people: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(4):
        registered(people, people.actor("district_officer"), house(people, name="Nhà bà H'Duyên", quantity=number + 1))
    find_new_doubles(now=NOW)

    actor = people.actor("province_officer")
    with django_assert_num_queries(1):
        [duty] = duties.SOURCES["doubles"](actor, TODAY)
    assert (duty.what, duty.detail) == (
        "Xem các công trình có thể đăng ký hai lần",
        "6 cặp chờ gộp hoặc giữ riêng",
    )
    assert (duty.count, duty.address_name, duty.address_args) == (6, "desk:doubles-view", ("cho-toi",))
