"""The tree's intervals, dated names and codes."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Invalid, Missing
from thidua.foundation.units import queries
from thidua.foundation.units.models import Unit, UnitCode, UnitKind, UnitParent, within
from thidua.foundation.units.operations import NewUnit, make_units, merge_units, move_unit
from thidua.foundation.units.tree import _intervals, number_tree

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2024, 7, 15, 9, tzinfo=datetime.UTC)
START = datetime.date(2023, 1, 1)
BY = System()


@pytest.fixture
def units() -> dict[str, Unit]:
    for rank, key in enumerate(["province", "district", "commune"]):
        UnitKind.objects.get_or_create(
            key=key, defaults={"system": "front", "label": key, "short_label": key, "rank": rank}
        )
    return make_units(
        by=BY,
        now=NOW,
        units=[
            NewUnit("p", "province", "Tỉnh Đắk Nông", START, codes={"gso": "67"}),
            NewUnit("a", "district", "Huyện Cư Jút", START, "p", codes={"gso": "662"}),
            NewUnit("b", "district", "Huyện Đắk R’lấp", START, "p", codes={"gso": "666"}),
            NewUnit("a1", "commune", "Xã Đắk Wil", START, "a", codes={"gso": "24652"}),
            NewUnit("b1", "commune", "Xã Nhân Cơ", START, "b", codes={"gso": "24736"}),
            NewUnit("b2", "commune", "Xã Đắk Wer", START, "b", codes={"gso": "24739"}),
        ],
    )


@given(st.lists(st.integers(0, 30), max_size=40))
def test_intervals_contain_exactly_the_descendants(choices: list[int]) -> None:
    parents: dict[int, int | None] = {}
    for number, choice in enumerate(choices):
        parents[number] = choice % number if number and choice % 4 else None
    children: dict[int | None, list[int]] = {key: [] for key in [None, *parents]}
    for child, parent in parents.items():
        children[parent].append(child)

    found = _intervals(children)  # type: ignore[arg-type]

    def is_beneath(child: int | None, top: int) -> bool:
        while child is not None:
            if child == top:
                return True
            child = parents[child]
        return False

    for top in parents:
        low, high = found[top]
        inside = {pk for pk, (left, _) in found.items() if low <= left <= high}
        assert inside == {pk for pk in parents if is_beneath(pk, top)}


Names = st.text(alphabet="aăâbcdđ ", min_size=1, max_size=3).filter(str.strip)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 30), Names), min_size=1, max_size=20))
def test_number_tree_numbers_as_plain_recursion_does(choices: list[tuple[int, str]]) -> None:
    Unit.objects.update(parent=None)
    UnitParent.objects.all().delete()
    Unit.objects.all().delete()
    UnitKind.objects.get_or_create(
        key="commune", defaults={"system": "front", "label": "xã", "short_label": "xã", "rank": 1}
    )
    made: list[Unit] = []
    for number, (choice, name) in enumerate(choices):
        parent = made[choice % number] if number and choice % 4 else None
        new = NewUnit(f"u{number}", "commune", name, START, parent)
        made += make_units(by=BY, now=NOW, units=[new]).values()

    expected: dict[int, tuple[int, int]] = {}

    def number_beneath(parent: Unit | None, taken: int) -> int:
        for unit in Unit.objects.filter(parent=parent).order_by("sort_key", "id"):
            last = number_beneath(unit, taken + 1)
            expected[unit.pk] = (taken + 1, last)
            taken = last
        return taken

    number_beneath(None, 0)
    assert {unit.pk: (unit.lft, unit.rgt) for unit in Unit.objects.order_by("id")} == expected
    assert number_tree() == 0


def test_number_tree_tells_how_many_units_it_moved_and_leaves_the_rest(units: dict[str, Unit]) -> None:
    before = dict(Unit.objects.order_by("id").values_list("id", "lft"))
    Unit.objects.filter(pk__in=[units["a1"].pk, units["b2"].pk]).update(lft=40, rgt=50)

    assert number_tree() == 2
    assert dict(Unit.objects.order_by("id").values_list("id", "lft")) == before


def test_make_units_writes_the_dated_name_kind_parent_and_codes_of_each(units: dict[str, Unit]) -> None:
    ended, codes_ended = datetime.date(2025, 7, 1), datetime.date(2025, 1, 1)
    new = NewUnit(
        "c", "commune", " Xã  Đắk Ru ", START, units["b"], short_name="Đắk Ru", codes={"gso": "24742", "site": "X"},
        codes_to=codes_ended, source="Nghị quyết minh họa", valid_to=ended,
    )  # fmt: skip

    unit = make_units(by=BY, now=NOW, units=[new])["c"]

    dates = (START, ended, "Nghị quyết minh họa")
    columns = ("valid_from", "valid_to", "source")
    assert list(unit.names.values_list("name", "short_name", *columns)) == [("Xã Đắk Ru", "Đắk Ru", *dates)]
    assert list(unit.kinds.values_list("kind_id", *columns)) == [("commune", *dates)]
    assert list(unit.parents.values_list("parent_id", *columns)) == [(units["b"].pk, *dates)]
    assert set(unit.codes.values_list("scheme", "value", *columns)) == {
        (scheme, value, START, codes_ended, "Nghị quyết minh họa") for scheme, value in new.codes.items()
    }


def test_make_units_numbers_branches_by_name(units: dict[str, Unit]) -> None:
    province = Unit.objects.get(pk=units["p"].pk)
    assert [unit.name for unit in Unit.objects.branch(province).order_by("lft")] == [
        "Tỉnh Đắk Nông", "Huyện Cư Jút", "Xã Đắk Wil", "Huyện Đắk R'lấp", "Xã Đắk Wer", "Xã Nhân Cơ",
    ]  # fmt: skip


def test_branch_holds_own_units_and_no_sister(units: dict[str, Unit]) -> None:
    district = Unit.objects.get(pk=units["b"].pk)
    assert set(Unit.objects.branch(district).values_list("pk", flat=True)) == {
        units[key].pk for key in ("b", "b1", "b2")
    }
    assert set(Unit.objects.filter(within("", ((district.lft, district.rgt),))).values_list("pk", flat=True)) == {
        units[key].pk for key in ("b", "b1", "b2")
    }


def test_within_no_interval_is_nothing(units: dict[str, Unit]) -> None:
    assert Unit.objects.inside(()).count() == 0


def test_search_ignores_accents_case_and_apostrophe(units: dict[str, Unit]) -> None:
    assert [unit.name for unit in Unit.objects.matching("dak rlap")] == ["Huyện Đắk R'lấp"]
    assert [unit.name for unit in Unit.objects.matching("ĐẮK R’LẤP")] == ["Huyện Đắk R'lấp"]


def test_by_code_finds_the_bearer_of_the_day_of_a_reused_code(units: dict[str, Unit]) -> None:
    reform = datetime.date(2025, 7, 1)
    UnitCode.objects.filter(unit=units["a1"]).update(valid_to=reform)
    UnitCode.objects.create(unit=units["b1"], scheme="gso", value="24652", valid_from=reform)

    assert queries.by_code("24652", on=datetime.date(2023, 10, 1)) == units["a1"]
    assert queries.by_code("24652", on=reform) == units["b1"]
    with pytest.raises(Missing, match="99999"):
        queries.by_code("99999", on=reform)


def test_move_unit_in_the_future_leaves_todays_tree(units: dict[str, Unit]) -> None:
    later = datetime.date(2025, 7, 1)
    moved = move_unit(by=BY, now=NOW, unit=units["a1"], parent=units["b"], on=later, source="Nghị quyết minh họa")
    assert moved.parent == units["a"]
    assert queries.parent_on(moved, datetime.date(2025, 6, 30)) == units["a"]
    assert queries.parent_on(moved, later) == units["b"]


def test_move_unit_today_renumbers_the_tree(units: dict[str, Unit]) -> None:
    move_unit(by=BY, now=NOW, unit=units["a1"], parent=units["b"], on=NOW.date())
    target = Unit.objects.get(pk=units["b"].pk)
    assert Unit.objects.branch(target).count() == 4


def test_move_unit_beneath_itself_is_refused(units: dict[str, Unit]) -> None:
    district = Unit.objects.get(pk=units["b"].pk)
    with pytest.raises(Invalid, match="chính nó"):
        move_unit(by=BY, now=NOW, unit=district, parent=Unit.objects.get(pk=units["b1"].pk), on=NOW.date())
    assert Unit.objects.get(pk=district.pk).parent_id == units["p"].pk


def test_merge_units_ends_predecessors_and_keeps_their_names(units: dict[str, Unit]) -> None:
    day = datetime.date(2024, 2, 1)
    merge_units(by=BY, now=NOW, predecessors=[units["b1"]], successor=units["b2"], on=day, document="NQ minh họa")
    old = Unit.objects.get(pk=units["b1"].pk)
    assert old.valid_to == day
    assert queries.name_on(old, datetime.date(2023, 12, 31)) == "Xã Nhân Cơ"
    assert [edge.successor for edge in old.successions.all()] == [units["b2"]]


def test_make_units_with_unknown_kind_changes_nothing(units: dict[str, Unit]) -> None:
    before = Unit.objects.count()
    with pytest.raises(Invalid, match="moon"):
        make_units(by=BY, now=NOW, units=[NewUnit("x", "commune", "Xã X", START), NewUnit("y", "moon", "Y", START)])
    assert Unit.objects.count() == before


def test_number_tree_refuses_a_cycle(units: dict[str, Unit]) -> None:
    Unit.objects.filter(pk=units["a"].pk).update(parent=units["a1"].pk)
    with pytest.raises(Invalid, match="vòng"):
        number_tree()
