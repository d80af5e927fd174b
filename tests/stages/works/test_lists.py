"""Lists of works: scope, filters, what looks wrong, what is owed, what an export holds."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import NOW, TODAY, Cast, cast
from tests.stages.works.support import done, house, photos, piece, registered, road, verified
from thidua.foundation.core import duties
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.tables import TABLES, csv, excel
from thidua.foundation.core.tables.lists import _part
from thidua.stages.progress.rebuild import prepare
from thidua.stages.works import filters, visibility
from thidua.stages.works.counting import means, prospects
from thidua.stages.works.doubts import unusual, works_with_same_photos
from thidua.stages.works.filters import narrowing
from thidua.stages.works.history import history_of
from thidua.stages.works.kinds import steps_of
from thidua.stages.works.measures import matching
from thidua.stages.works.models import Work
from thidua.stages.works.operations import add_photo, edit_work, register_work, return_work
from thidua.stages.works.queries import counts_by_status, list_works, told_doubles

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


def test_list_is_the_actors_own_branch(people: Cast) -> None:
    registered(people, people.actor("district_officer"))
    registered(people, people.actor("far_commune_officer"), piece(people, unit=people.far_commune, name="Việc xã khác"))

    assert names(people, "district_officer") == ["Nhà đại đoàn kết hộ bà H'Duyên"]
    assert set(names(people, "province_officer")) == {"Nhà đại đoàn kết hộ bà H'Duyên", "Việc xã khác"}
    assert names(people, "far_district_officer") == ["Việc xã khác"]


@pytest.mark.parametrize("by", ["province_officer", "district_officer", "commune_officer", "far_district_officer"])
def test_branch_as_wide_as_the_nation_lists_and_counts_the_same_works(
    people: Cast, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    registered(people, people.actor("district_officer"))
    registered(people, people.actor("commune_officer"), piece(people))
    registered(people, people.actor("far_commune_officer"), piece(people, unit=people.far_commune, name="Việc xã khác"))
    actor = people.actor(by)
    fetched = names(people, by), counts_by_status(actor, narrowing(actor, {}))

    monkeypatch.setattr(visibility, "FETCHED", 0)

    assert fetched[0]
    assert (names(people, by), counts_by_status(actor, narrowing(actor, {}))) == fetched


@pytest.mark.parametrize("order", filters.ORDERS)
def test_page_of_the_list_holds_its_part_in_its_order_in_one_statement(people: Cast, order: str) -> None:
    for number in range(5):
        registered(people, people.actor("district_officer"), house(people, name=f"Nhà {number * 3 % 5}"))
    actor = people.actor("district_officer")
    found = list_works(actor, narrowing(actor, {"sap": order}))
    whole = list(found)

    with CaptureQueriesContext(connection) as asked:
        parts = [[(work, work.unit.parent) for work in _part(found, first, first + 2)] for first in (0, 2, 4)]

    assert parts == [[(work, work.unit.parent) for work in whole[first : first + 2]] for first in (0, 2, 4)]
    assert (len(whole), len(asked)) == (5, 3)


def test_works_of_others_in_ones_places_have_a_list_of_their_own(people: Cast) -> None:
    registered(people, people.actor("district_officer"))

    assert names(people, "commune_officer") == []
    assert names(people, "commune_officer", xem=filters.HOSTED) == ["Nhà đại đoàn kết hộ bà H'Duyên"]
    assert names(people, "sister_officer", xem=filters.HOSTED) == []


def test_search_ignores_accents_and_finds_by_place(people: Cast) -> None:
    registered(people, people.actor("district_officer"))
    registered(people, people.actor("commune_officer"), piece(people))

    assert names(people, "district_officer", q="nha dai doan ket hduyen") == ["Nhà đại đoàn kết hộ bà H'Duyên"]
    assert names(people, "district_officer", q="buon nui") == ["Nhà đại đoàn kết hộ bà H'Duyên"]
    assert names(people, "district_officer", q="không có") == []


def test_filters_narrow_together(people: Cast) -> None:
    registered(people, people.actor("district_officer"))
    registered(people, people.actor("commune_officer"), piece(people))

    assert names(people, "district_officer", loai="piece-of-work", trang_thai="registered") == [
        "Trồng hoa dọc đường liên thôn"
    ]
    assert names(people, "district_officer", loai="piece-of-work", trang_thai="done") == []
    assert names(people, "district_officer", don_vi=str(people.commune.uid)) == ["Trồng hoa dọc đường liên thôn"]
    assert names(people, "district_officer", dot="thu", sap="ten") == [
        "Nhà đại đoàn kết hộ bà H'Duyên", "Trồng hoa dọc đường liên thôn",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "given", [{"loai": "x"}, {"trang-thai": "x"}, {"xem": "x"}, {"sap": "x"}, {"dot": "x"}, {"don-vi": "x"}]
)
def test_unknown_filter_is_no_list(people: Cast, given: dict[str, str]) -> None:
    with pytest.raises(Missing):
        narrowing(people.actor("district_officer"), given)


def test_filter_by_a_foreign_unit_is_no_list(people: Cast) -> None:
    with pytest.raises(Missing):
        narrowing(people.actor("district_officer"), {"don-vi": str(people.far_district.uid)})


def test_counts_stand_beside_each_status(people: Cast) -> None:
    registered(people, people.actor("district_officer"))
    registered(people, people.actor("commune_officer"), road(people))
    actor = people.actor("district_officer")

    assert counts_by_status(actor, narrowing(actor, {})) == {"registered": 1, "noted": 1}


def test_works_without_their_photos_are_found(people: Cast) -> None:
    registered(people, people.actor("district_officer"), house(people, name="Chưa có ảnh"))
    done(people)

    assert names(people, "district_officer", xem=filters.NO_PHOTOS) == ["Chưa có ảnh"]


def test_quantity_far_above_its_kind_is_found_and_asked_about(people: Cast) -> None:
    officer, kind = people.actor("commune_officer"), people.work_kinds["rural-road"]
    for number in range(4):
        registered(people, officer, road(people, name=f"Đường {number}", quantity=1500))
    assert unusual(kind, 74_999) is None
    doubt = unusual(kind, 150_000)
    assert doubt is not None
    assert (doubt.times, doubt.usual) == (100, 1500)

    registered(people, officer, road(people, name="Đường dài", quantity=150_000))
    assert names(people, "district_officer", xem=filters.UNUSUAL) == ["Đường dài"]


def test_few_works_say_nothing_about_a_quantity(people: Cast) -> None:
    registered(people, people.actor("commune_officer"), road(people))

    assert unusual(people.work_kinds["rural-road"], 10**9) is None


def test_one_house_registered_by_two_bodies_is_told(people: Cast) -> None:
    first = registered(people, people.actor("district_officer"))
    registered(people, people.actor("district_officer"), house(people, name="Nhà đại đoàn kết cho hộ ông Y Nam"))
    second = registered(
        people, people.actor("women_officer"), house(people, unit=people.women, name="Xây nhà cho bà H’Duyên, buôn Nui")
    )

    def told(name: str) -> list[Work]:
        return [found.other for found in told_doubles(people.actor(name), first)]

    assert told("province_officer") == [second]
    # The district does not see works of the province's Women's Union, but this one stands in its own place.
    assert told("district_officer") == [second]


def test_one_photo_brought_for_two_works_is_told(people: Cast) -> None:
    officer = people.actor("district_officer")
    first, second = registered(people, officer), registered(people, officer, house(people, name="Nhà khác"))
    shown = [add_photo(by=officer, now=NOW, work=work, upload=photos(1)[0], role="before") for work in (first, second)]

    assert works_with_same_photos(officer, first, shown[:1]) == [second]
    assert works_with_same_photos(people.actor("far_district_officer"), first, shown[:1]) == []


def test_numbered_roads_of_one_place_are_no_doubles(people: Cast) -> None:
    officer = people.actor("commune_officer")
    first = registered(people, officer, road(people, name="Bê tông hóa ngõ số 1"))
    registered(people, officer, road(people, name="Bê tông hóa ngõ số 2"))

    assert told_doubles(officer, first) == []


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


def test_export_holds_every_row_in_the_pages_words(people: Cast) -> None:
    verified(people)
    registered(people, people.actor("far_commune_officer"), piece(people, unit=people.far_commune, name="Việc xã khác"))
    lines = "".join(csv(TABLES["works"], people.actor("district_officer"))).splitlines()

    assert len(lines) == 2
    assert lines[1] == (
        'Nhà đại đoàn kết hộ bà H\'Duyên,Nhà đại đoàn kết (xây mới),Huyện Cư Jút,"Buôn Nui, xã Nam Dong",1 căn,'
        "Huyện Cư Jút,78500000,,,,,Hộ nghèo,,,2024-06-28,đã được xác nhận,muộn,2"
    )
    assert excel(TABLES["works"], people.actor("district_officer"), {"q": "nhà"}, as_of=NOW).startswith(b"PK")


@pytest.mark.slow
def test_list_asks_the_same_at_one_three_and_a_thousand_rows(people: Cast) -> None:
    actor = people.actor("district_officer")
    asked = []
    for total in (1, 3, 1000):
        fill(people, total)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = TABLES["works"].page(actor, {})
        assert len(page.rows) == min(total, 50)
        asked.append(len(queries))

    assert asked == [asked[0]] * 3


def fill(people: Cast, total: int) -> None:
    """So many works, copied from one: rows alone matter here."""
    first = Work.objects.first() or registered(people, people.actor("commune_officer"), road(people))
    missing = total - Work.objects.count()
    copies = []
    for number in range(missing):
        copy = Work.objects.get(pk=first.pk)
        copy.pk, copy.uid, copy.name = None, Work._meta.get_field("uid").default(), f"Việc {number}"  # type: ignore[attr-defined]
        copies.append(copy)
    Work.objects.bulk_create(copies)


def test_prospects_tell_what_a_work_counts_in(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))

    assert [(row.target.code, [unit.short_name for unit in row.units]) for row in prospects(work)] == [
        ("III.3a", ["Huyện Cư Jút"]), ("III.4", ["Huyện Cư Jút"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"kinds": ["model"]},
        {"groups": ["construction"], "daily_life": True},
        {"any": [{"groups": ["model"]}, {"daily_life": True}]},
    ],
)
def test_one_kind_at_hand_is_meant_as_the_database_means_it(people: Cast, params: dict[str, Any]) -> None:
    for key, kind in people.work_kinds.items():
        register_work(by=people.actor("commune_officer"), now=NOW, content=piece(people, kind=kind, name=key))
    found = set(Work.objects.filter(matching(params)).values_list("kind__key", flat=True))

    assert found == {key for key, kind in people.work_kinds.items() if means(params, kind)}


MONEY_TOLD = (
    "kinh phí từ Quỹ “Vì người nghèo” 50.000.000 đồng; Nhân dân đóng góp 28.500.000 đồng "
    "thành Quỹ “Vì người nghèo” 60.000.000 đồng"
)


def test_history_tells_what_changed_from_what_to_what(people: Cast) -> None:
    officer = people.actor("district_officer")
    work = registered(people, officer)
    edit_work(by=officer, now=NOW, work=work, content=house(people, money={"fund": 60_000_000}, quantity=2))
    told = history_of(work)

    assert [line.act for line in told] == ["sửa", "gửi đăng ký", "lập"]
    assert told[0].changes == ("số lượng từ 1 căn thành 2 căn", MONEY_TOLD)
    assert (told[0].who, told[0].at.date()) == ("H'Bia Niê", TODAY)


def test_steps_come_from_the_kind_in_either_spelling(people: Cast) -> None:
    house_kind = people.work_kinds["great-unity-house"]
    assert [(step.key, step.photos) for step in steps_of(house_kind)] == [
        ("survey", 0), ("approve", 0), ("start", 0), ("complete", 0), ("hand-over", 2),
    ]  # fmt: skip
    house_kind.steps = [
        {"key": "register", "label": "Đăng ký"},
        {"key": "done", "label": "Xong", "photos": 3, "paper": "Biên bản"},
    ]
    assert [(step.key, step.photos, step.paper) for step in steps_of(house_kind)] == [("done", 3, "Biên bản")]


def test_photos_are_counted_in_the_list(people: Cast) -> None:
    done(people)
    [row] = TABLES["works"].page(people.actor("district_officer"), {}).rows

    assert (row.record.photos, row.record.photos_missing, row.record.money) == (2, 0, 78_500_000)
    assert len(photos(3)) == 3
