"""The named cases of the demonstration, told in docs/tutorials/demonstration.md: what pages solve in the browser."""

from __future__ import annotations

import datetime

from thidua.faces.interchange.demonstration import invented_works, people, works_year
from thidua.faces.interchange.demonstration.invented_works import Idea
from thidua.faces.interchange.demonstration.works_year import Story, enter
from thidua.faces.interchange.demonstration.world import SYSTEM, World, within_words
from thidua.foundation.units.operations import NewUnit, make_units, merge_units, move_unit
from thidua.stages.campaigns.operations import exempt_unit

Day = datetime.date

# Twelve communes where neither the commune nor any of its areas has registered a work.
SILENT = (
    "24637", "24646", "24667", "24679", "24694", "24709", "24712", "24722", "24724", "24757", "24748", "24742",
)  # fmt: skip
# One house, registered by the district's committee and by its Women's Union.
DOUBLE_HOUSE, DOUBLE_PLACE = "bà H'Duyên", "24655-07"
# A road typed in metres with two noughts too many.
TYPED_WRONG, TYPED_METRES = "24760", 180_000
ASKED_LENGTH = "Đường dài 180 km có đúng không, hay 1,8 km? (minh họa)"
ASKED_DOUBLE = "Đây có phải căn nhà Ủy ban MTTQ huyện đã đăng ký không? (minh họa)"
# Two thôn that became one in early 2024.
MERGED, SUCCESSOR, MERGED_ON = ("24751-05", "24751-06"), "24751-15", Day(2024, 2, 1)
# A bon that will belong to another commune.
MOVES, MOVES_TO, MOVES_ON = "24754-08", "24751", Day(2024, 9, 1)
# A work that came back to be mended.
RETURNED = "24655-02"
EXEMPT, EXEMPTION = "660", "Công văn 112/MTTQ-BTT (minh họa)"

HOUSEHOLDS = (
    "bà Thị Mlơi", "ông Điểu Kring", "bà Nông Thị Sen", "ông Y Duôn", "bà H'Rim", "ông Lý Văn Páo", "bà Trần Thị Út",
    "ông Điểu Brang", "bà Vi Thị Mận", "ông Hoàng Văn Thìn", "bà H'Ngơi", "ông Giàng A Sử",
)  # fmt: skip


def enter_all(world: World) -> None:
    """Puts houses and the named cases into the diary."""
    houses(world)
    double_house(world)
    world.diary.at(Day(2024, 1, 10), lambda now: _exempt(world, now))
    world.diary.at(MERGED_ON, lambda now: _merge(world, now))
    world.diary.at(Day(2024, 7, 8), lambda now: _announce_move(world, now))
    idea = Idea("rural-road", "Đường giao thông liên thôn xã Đắk Sin", TYPED_METRES, {"people": 420_000_000}, "road")
    enter(
        world,
        Story(idea, TYPED_WRONG, Day(2024, 5, 6), "registered", occasions=works_year.WELCOMES, asked=ASKED_LENGTH),
    )
    enter(world, Story(invented_works.for_areas(world, "thôn Tân Tiến"), RETURNED, Day(2024, 6, 24), "returned"))
    model = invented_works.for_areas(world, "thôn Thành Công")
    enter(world, Story(model, MERGED[0], Day(2023, 11, 20), done=Day(2023, 12, 20)))


def houses(world: World) -> None:
    """Houses led by the province (four of five), by five districts, by communes; repairs and gratitude houses too."""
    province = ["verified"] * 4 + ["done", "noted"]
    for place, reaches in enumerate(province):
        _house(world, "67", place, reaches, begun=Day(2023, 12, 1) + datetime.timedelta(days=18 * place))
    for place, district in enumerate(["660", "660", "661", "663", "663", "665", "666", "666"]):
        _house(world, district, place, "verified", begun=Day(2023, 12, 4) + datetime.timedelta(days=11 * place))
    _house(world, "664", 4, "noted", begun=Day(2024, 5, 20))
    speaking = [code for code in world.of_kind("front-commune") if code not in SILENT]
    for place, commune in enumerate(speaking[::4]):
        _house(
            world,
            commune,
            place,
            "verified",
            begun=world.day(Day(2023, 12, 1), Day(2024, 3, 20)),
            repair=place % 3 == 2,
        )


def double_house(world: World) -> None:
    """The same house twice: the district handed it over and waits, the Women's Union registered it as its own."""
    first = Idea(
        "great-unity-house", f"Nhà đại đoàn kết cho hộ {DOUBLE_HOUSE}, buôn Knir", 1,
        {"fund": 50_000_000, "organizations": 8_000_000, "household": 28_500_000}, "house",
    )  # fmt: skip
    second = Idea(
        "great-unity-house", f"Nhà đại đoàn kết hộ {DOUBLE_HOUSE}, buôn Knir, xã Tâm Thắng", 1, {"organizations": 8_000_000},
        "house",
    )  # fmt: skip
    enter(world, Story(
        first, people.DISTRICT, Day(2024, 3, 4), "done", Day(2024, 7, 10), (DOUBLE_PLACE,), household="poor", floor_area=48,
        householder=DOUBLE_HOUSE, address="buôn Knir, xã Tâm Thắng",
        occasions=works_year.WELCOMES,
    ))  # fmt: skip
    enter(
        world,
        Story(
            second,
            "662-PN",
            Day(2024, 3, 11),
            "registered",
            places=(DOUBLE_PLACE,),
            household="poor",
            asked=ASKED_DOUBLE,
        ),
    )


def _house(world: World, lead: str, place: int, reaches: str, *, begun: Day, repair: bool = False) -> None:
    under = [code for code in world.of_kind("front-commune") if code not in SILENT and _is_under(world, code, lead)]
    commune = under[(place * 7 + 3) % len(under)]
    areas = world.beneath(commune, "residential-area")
    area = areas[(place * 5 + 2) % len(areas)]
    name = f"{within_words(world.units[area].short_name)}, {within_words(world.units[commune].short_name)}"
    household = HOUSEHOLDS[(place + len(lead)) % len(HOUSEHOLDS)]
    idea = invented_works.house(world, household, name, repair=repair)
    enter(world, Story(
        idea, lead, begun, reaches, begun + datetime.timedelta(days=95) if reaches in ("done", "verified") else None, (area,),
        household="near-poor" if place % 3 == 1 else "poor", floor_area=36 + place % 4 * 6,
        householder=household, address=name, occasions=works_year.WELCOMES,
    ))  # fmt: skip


def _is_under(world: World, code: str, lead: str) -> bool:
    return lead in (code, world.above(code), "67")


def _exempt(world: World, now: datetime.datetime) -> None:
    exempt_unit(
        by=world.officer("67"), now=now, target=world.targets["III.6b"], unit=world.units[EXEMPT], document=EXEMPTION
    )


def _merge(world: World, now: datetime.datetime) -> None:
    """Dated units and edges only: the campaign's frame keeps the two until somebody changes it by a step of its own."""
    old = [world.units[code] for code in MERGED]
    resolution = "Nghị quyết 02/NQ-HĐND ngày 15/01/2024 (minh họa)"
    new = NewUnit(
        key=SUCCESSOR, kind="residential-area", name="Thôn Thống Nhất", short_name="Thôn Thống Nhất", place_type="thôn",
        parent=old[0].parent, codes={"site": SUCCESSOR}, contact_name=old[1].contact_name, phone=old[1].phone,
        is_invented=True, source=resolution, valid_from=MERGED_ON,
    )  # fmt: skip
    made = make_units(by=SYSTEM, now=now, units=[new])[SUCCESSOR]
    merge_units(by=SYSTEM, now=now, predecessors=old, successor=made, on=MERGED_ON, document=resolution)
    world.read_tree_again()


def _announce_move(world: World, now: datetime.datetime) -> None:
    move_unit(
        by=SYSTEM, now=now, unit=world.units[MOVES], parent=world.units[MOVES_TO], on=MOVES_ON,
        source="Nghị quyết 19/NQ-HĐND ngày 05/7/2024 (minh họa)",
    )  # fmt: skip
    world.read_tree_again()
