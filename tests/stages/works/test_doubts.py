"""What looks like a slip: far above its kind, registered twice, one photo for two."""

from __future__ import annotations

import pytest

from tests.factories import NOW, Cast, cast
from tests.stages.works.support import house, photos, registered, road
from thidua.stages.works import filters
from thidua.stages.works.doubts import unusual, works_with_same_photos
from thidua.stages.works.filters import narrowing
from thidua.stages.works.models import Work
from thidua.stages.works.operations import add_photo
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
