"""What looks like a slip: far above its kind, registered twice, one photo for two."""

from __future__ import annotations

import datetime
import statistics
import uuid
from typing import Any

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import NOW, Cast, cast
from tests.foundation.core.uploads import photo, upload
from tests.stages.works.support import house, photos, registered, road
from thidua.foundation.core import files
from thidua.foundation.core.models import StoredFile
from thidua.foundation.core.twins import Twins, twins_of
from thidua.stages.works import doubts, filters
from thidua.stages.works.doubts import ENOUGH, FAR, Unusual, photo_remarks, unusual
from thidua.stages.works.evidence import OWNER
from thidua.stages.works.filters import narrowing
from thidua.stages.works.models import Work
from thidua.stages.works.operations import add_photo, cancel_work
from thidua.stages.works.queries import list_works, told_doubles

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


def test_slip_is_asked_about_beside_one_that_was_let_through(people: Cast) -> None:
    officer, kind = people.actor("commune_officer"), people.work_kinds["rural-road"]
    for number, quantity in enumerate([1000, 1200, 900, 1100, 180_000]):
        registered(people, officer, road(people, name=f"Đường {number}", quantity=quantity))
    assert unusual(kind, 180_000) == Unusual(163, 1100)

    last = registered(people, officer, road(people, name="Đường nữa", quantity=180_000))
    assert sorted(names(people, "district_officer", xem=filters.UNUSUAL)) == ["Đường 4", "Đường nữa"]
    assert unusual(kind, last.quantity, apart_from=last.pk) == Unusual(163, 1100)
    cancel_work(by=officer, now=NOW, work=last, reason="Ghi nhầm")
    assert names(people, "district_officer", xem=filters.UNUSUAL) == ["Đường 4"]


@given(quantities=st.lists(st.sampled_from([1, 2, 40, 100, 5_000, 10**6]), max_size=9))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_unusual_is_told_by_the_middle_of_its_kind(people: Cast, quantities: list[int]) -> None:
    kind, officer = people.work_kinds["rural-road"], people.actor("commune_officer")
    Work.objects.all().delete()
    made = registered(people, officer, road(people, quantity=1))
    Work.objects.filter(pk=made.pk).update(quantity=7)
    copies = [Work(**{**_columns(made), "uid": uuid.uuid4(), "quantity": quantity}) for quantity in quantities]
    Work.objects.bulk_create(copies)

    middle = statistics.median_low([7, *quantities])
    far = [quantity for quantity in quantities if len(quantities) >= ENOUGH and quantity >= FAR * middle]
    listed = list_works(
        people.actor("district_officer"), narrowing(people.actor("district_officer"), {"xem": filters.UNUSUAL})
    )
    assert sorted(work.quantity for work in listed) == sorted(far)
    doubt = unusual(kind, 10**6)
    assert (doubt is not None) == (len(quantities) + 1 >= ENOUGH and FAR * middle <= 10**6)
    assert doubt is None or doubt.usual == middle


def _columns(work: Work) -> dict[str, Any]:
    return {
        field.attname: getattr(work, field.attname) for field in Work._meta.concrete_fields if not field.primary_key
    }


def test_of_a_great_many_works_what_is_usual_is_kept_a_while(
    people: Cast, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    cache.clear()
    officer, kind = people.actor("commune_officer"), people.work_kinds["rural-road"]
    for number in range(4):
        registered(people, officer, road(people, name=f"Đường {number}", quantity=1000))
    with django_assert_num_queries(2):
        assert unusual(kind, 60_000) == Unusual(60, 1000)
    monkeypatch.setattr(doubts, "MANY", 4)
    try:
        unusual(kind, 1)
        with django_assert_num_queries(0):
            assert unusual(kind, 60_000) == Unusual(60, 1000)
    finally:
        cache.clear()


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


def test_one_photo_brought_for_two_works_is_told_with_unit_and_year(people: Cast) -> None:
    officer, above = people.actor("district_officer"), people.actor("province_officer")
    first, second = registered(people, officer), registered(people, officer, house(people, name="Nhà khác"))
    shown = [add_photo(by=officer, now=NOW, work=work, upload=photos(1)[0], role="before") for work in (first, second)]
    found = twins_of(above, OWNER, first.uid, shown[:1])

    assert [(row.label, row.unit, row.year, row.owner_uid) for row in found.seen] == [
        ("Nhà khác", people.district.name, 2024, second.uid)
    ]
    assert found.unseen == 0
    assert not twins_of(above, OWNER, first.uid, shown[:1], told=[second.uid])
    cancel_work(by=officer, now=NOW, work=second, reason="Nhầm")
    assert not twins_of(above, OWNER, first.uid, shown[:1])


def test_same_file_of_a_foreign_unit_is_counted_and_not_named(people: Cast) -> None:
    """Between rooms too: a milestone's photo that comes again as a work's."""
    far = people.actor("far_district_officer")
    mine = registered(people, people.actor("district_officer"))
    theirs = registered(people, far, house(people, unit=people.far_district, places=(people.far_district,)))
    kept = [
        add_photo(by=by, now=NOW, work=work, upload=photos(1)[0], role="before")
        for by, work in ((people.actor("district_officer"), mine), (far, theirs))
    ]
    assert twins_of(people.actor("district_leader"), OWNER, mine.uid, kept[:1]) == Twins((), 1)
    assert [row.owner_uid for row in twins_of(people.actor("province_officer"), OWNER, mine.uid, kept[:1]).seen] == [
        theirs.uid
    ]


def test_photo_taken_too_early_or_elsewhere_is_remarked_and_refused_by_nothing(people: Cast) -> None:
    officer = people.actor("district_officer")
    work = registered(people, officer, house(people, planned_start=datetime.date(2024, 4, 1)))
    brought = [
        ("sớm.jpg", photo()),
        ("xa.jpg", photo("2024:05:01 08:00:00", (21.03, 105.85))),
        ("zalo.jpg", photo("", None)),
    ]
    for name, data in brought:
        add_photo(by=officer, now=NOW, work=work, upload=upload(data, name), role="complete")
    add_photo(by=officer, now=NOW, work=work, upload=upload(photo(), "cũ.jpg"), role="before")

    assert photo_remarks(work, list(files.of_owner(OWNER, work.uid))) == [
        "Ảnh «sớm.jpg» ghi chụp ngày 3/3/2024, trước ngày bắt đầu 1/4/2024.",
        f"Ảnh «xa.jpg» ghi chụp ở tọa độ 21,03; 105,85, ngoài {people.province.short_name}.",
    ]


def test_remarks_take_as_many_statements_for_many_photos(people: Cast, django_assert_num_queries: Any) -> None:
    work = registered(people, people.actor("district_officer"))
    rows = [StoredFile(name=f"{number}.jpg", latitude=1_265_000, longitude=10_769_000) for number in range(30)]
    with django_assert_num_queries(3):
        assert photo_remarks(work, rows) == []


def test_numbered_roads_of_one_place_are_no_doubles(people: Cast) -> None:
    officer = people.actor("commune_officer")
    first = registered(people, officer, road(people, name="Bê tông hóa ngõ số 1"))
    registered(people, officer, road(people, name="Bê tông hóa ngõ số 2"))

    assert told_doubles(officer, first) == []
