"""Lists of works: whose they are, what narrows them, how they are counted."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import Cast, cast
from tests.stages.works.support import done, house, piece, registered, road
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.tables.lists import _part
from thidua.stages.works import filters, visibility
from thidua.stages.works.filters import narrowing
from thidua.stages.works.kinds import unit_of
from thidua.stages.works.models import Work
from thidua.stages.works.naming import full_name
from thidua.stages.works.queries import counts_by_status, list_works
from thidua.stages.works.tables import lines

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
    found = list_works(actor, narrowing(actor, {"sap": order})).select_related("unit__parent")
    whole = list(found)

    with CaptureQueriesContext(connection) as asked:
        parts = [[(work, work.unit.parent) for work in _part(found, first, first + 2)] for first in (0, 2, 4)]

    assert parts == [[(work, work.unit.parent) for work in whole[first : first + 2]] for first in (0, 2, 4)]
    assert (len(whole), len(asked)) == (5, 3)


def test_lines_read_each_unit_once_in_three_statements(people: Cast) -> None:
    registered(people, people.actor("district_officer"))
    for number in range(5):
        registered(people, people.actor("commune_officer"), piece(people, name=f"Việc {number}"))
    works = list(Work.objects.select_related("kind").order_by("id"))

    with CaptureQueriesContext(connection) as asked:
        found = [
            (line.lead, line.places, line.quantity, line.work.kind, line.work.mobiliser.name) for line in lines(works)
        ]

    assert len(asked) == 3
    assert found == [
        (
            full_name(work.unit), tuple(full_name(row.unit) for row in work.places.order_by("unit__lft")),
            unit_of(work.kind).format(work.quantity, with_unit=True), work.kind, work.mobiliser.name,
        )
        for work in Work.objects.order_by("id")
    ]  # fmt: skip


def test_works_of_others_in_ones_places_have_a_list_of_their_own(people: Cast) -> None:
    registered(people, people.actor("district_officer"))

    assert names(people, "commune_officer") == []
    assert names(people, "commune_officer", xem=filters.HOSTED) == ["Nhà đại đoàn kết hộ bà H'Duyên"]
    assert names(people, "sister_officer", xem=filters.HOSTED) == []
    # From above, of one commune: the others are whoever is not of it.
    commune = {"don_vi": str(people.commune.uid)}
    assert names(people, "district_officer", xem=filters.HOSTED) == []
    assert names(people, "district_officer", xem=filters.HOSTED, **commune) == ["Nhà đại đoàn kết hộ bà H'Duyên"]
    assert names(people, "district_officer", xem=filters.HOSTED, don_vi=str(people.district.uid)) == []


def test_search_ignores_accents_and_finds_by_place(people: Cast) -> None:
    registered(people, people.actor("district_officer"))
    registered(people, people.actor("commune_officer"), piece(people))

    assert names(people, "district_officer", q="nha dai doan ket hduyen") == ["Nhà đại đoàn kết hộ bà H'Duyên"]
    assert names(people, "district_officer", q="buon nui") == ["Nhà đại đoàn kết hộ bà H'Duyên"]
    assert names(people, "district_officer", q="không có") == []
    for pasted in ("“Nhà đại đoàn kết”, buôn Nui.", "Nhà\u200b đại (đoàn kết)", "«hộ bà H'Duyên»"):
        assert names(people, "district_officer", q=pasted) == ["Nhà đại đoàn kết hộ bà H'Duyên"]
    assert names(people, "district_officer", q="«»") == []


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
