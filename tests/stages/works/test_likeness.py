"""How well two names are told to be one work: precision and recall over made pairs, as offices write them."""

from __future__ import annotations

import itertools
import uuid

import pytest

from thidua.stages.works.likeness import Facts, idle_words, likeness, places_said, proper_names

# kind's label and the places around, as the finder has them.
HOUSE, ROAD, PIECE, GREEN = "Nhà đại đoàn kết (xây mới)", "Đường giao thông nông thôn", "Phần việc", "Tuyến đường xanh"
AROUND = ("Buôn Knir", "Xã Tâm Thắng", "Huyện Cư Jút", "Tỉnh Đắk Nông")
HOUSEHOLDS = ("Y Minh Niê", "H'Duyên Êban", "Điểu Srôn", "Lò Văn Páo", "Trần Thị Hoa", "Nguyễn Văn Sơn")
SAME_HOUSE = (
    "Nhà đại đoàn kết cho hộ {0}, buôn Knir", "Nhà đại đoàn kết hộ {0}, buôn Knir, xã Tâm Thắng",
    "Xây nhà cho hộ ông {0}, xã Tâm Thắng", "NHÀ ĐẠI ĐOÀN KẾT HỘ {0}", "Nhà {0}, huyện Cư Jút", "Hỗ trợ xây nhà {0}",
)  # fmt: skip
# One work by two bodies, in their own words.
SAME = (
    (ROAD, "Bê tông hóa đường nội buôn Knir", "Đường bê tông nội buôn Knir, xã Tâm Thắng"),
    (ROAD, "Đường số 5 buôn Knir", "Làm đường số 5, buôn Knir"),
    (ROAD, "Đường Lê Lợi, huyện Cư Jút", "Bê tông đường Lê Lợi, xã Tâm Thắng"),
    (GREEN, "Đường hoa buôn Knir", "Tuyến đường hoa buôn Knir, xã Tâm Thắng"),
    (PIECE, "Trồng 500 cây xanh, xã Tâm Thắng", "Trồng 500 cây xanh tại xã Tâm Thắng"),
    (PIECE, "Dọn vệ sinh, trồng cây tuyến đường trung tâm, xã Tâm Thắng", "Dọn vệ sinh tuyến đường trung tâm xã Tâm Thắng"),
    (PIECE, "Kẻ vẽ bích họa tường trường học", "Vẽ bích họa tường trường học, xã Tâm Thắng"),
    (PIECE, "Sửa mái che chợ xã, xã Tâm Thắng", "Sửa mái che chợ Tâm Thắng"),
    (HOUSE, "Nhà đại đoàn kết hộ bà H'Lan", "Xây nhà cho bà H Lan Ê Ban"),
    (HOUSE, "Nhà đại đoàn kết hộ Y Hùng Êban", "NHÀ Y’HÙNG, BUÔN KNIR"),
    # Told in other words altogether: without a common photo nobody finds them.
    (PIECE, "Ngày chủ nhật xanh, xã Tâm Thắng", "Dọn vệ sinh tuyến đường trung tâm xã Tâm Thắng"),
    (HOUSE, "Nhà cho ông Tư Sửu, buôn Knir", "Nhà đại đoàn kết hộ Lò Văn Páo, buôn Knir"),
)  # fmt: skip
# Two works, however much they sound alike.
OTHERS = (
    (PIECE, "Dọn vệ sinh, trồng cây tuyến đường trung tâm, {0}"), (PIECE, "Trồng 500 cây xanh, {0}"),
    (PIECE, "Làm cờ, băng rôn dọc đường chính, {0}"), (PIECE, "Sửa mái che chợ xã, {0}"), (ROAD, "Đường giao thông {0}"),
    (GREEN, "Tuyến đường xanh, sạch, đẹp {0}"), (PIECE, "Kẻ vẽ bích họa tường trường học, {0}"),
)  # fmt: skip
PLACES = ("huyện Cư Jút", "xã Tâm Thắng", "xã Nam Dong", "buôn Knir")
DIFFERENT = (
    (ROAD, "Đường số 5 buôn Knir", "Đường số 7 buôn Knir"),
    (HOUSE, "Nhà đại đoàn kết hộ Y Hùng", "Xây nhà cho Y Bliếc"),
    (PIECE, "Trồng 500 cây xanh, xã Tâm Thắng", "Sửa mái che chợ xã, xã Tâm Thắng"),
    (PIECE, "Làm cổng chào buôn Knir", "Kè suối buôn Knir"),
    (GREEN, "Đường hoa buôn Knir", "Hàng rào xanh buôn Knir"),
    # A person has to look: two neighbours of like names, two gates of one hamlet.
    (HOUSE, "Nhà đại đoàn kết hộ Trần Thị Hoa, buôn Knir", "Nhà đại đoàn kết hộ Trần Thị Lan, buôn Knir"),
    (PIECE, "Làm cổng chào đầu buôn Knir", "Làm cổng chào cuối buôn Knir"),
)
Pair = tuple[str, str, str]


def pairs() -> tuple[list[Pair], list[Pair]]:
    """Those that are one work, and those that are two."""
    one = [
        (HOUSE, first.format(name), second.format(name.upper() if second.isupper() else name))
        for name in HOUSEHOLDS
        for first, second in itertools.combinations(SAME_HOUSE, 2)
        if not first.isupper()
    ]
    two = [(HOUSE, form.format(first), form.format(second))
           for first, second in itertools.combinations(HOUSEHOLDS, 2) for form in SAME_HOUSE[:2]]  # fmt: skip
    two += [(kind, form.format(first), form.format(second))
            for kind, form in OTHERS for first, second in itertools.combinations(PLACES, 2)]  # fmt: skip
    return [*one, *SAME], [*two, *DIFFERENT]


def place_of(name: str) -> int:
    """Which of the places around a record with this name lies in: the smallest that it tells, else the commune."""
    told = [number for number, place in enumerate(AROUND) if place.split(maxsplit=1)[1].lower() in name.lower()]
    return min(told, default=1)


def found(kind: str, one: str, other: str) -> bool:
    """Whether a pair at one time, the one's place in the other's or the same, is told from whichever side is asked."""
    facts = [Facts(pk, uuid.UUID(int=pk), pk, name, None) for pk, name in enumerate((one, other))]
    return any(
        likeness(first, second, idle_words([kind, *AROUND[at : at + 2]]), is_near=True, is_pictured=False) is not None
        for first, second in itertools.permutations(facts)
        if (at := place_of(first.name)) is not None
    )


def test_precision_and_recall_over_made_pairs() -> None:
    one, two = pairs()
    missed = [pair for pair in one if not found(*pair)]
    wrong = [pair for pair in two if found(*pair)]
    right = len(one) - len(missed)

    assert (len(one), len(two)) == (90, 79)
    assert (missed, wrong) == ([*SAME[-2:]], [*DIFFERENT[-2:]])
    precision, recall = right / (right + len(wrong)), right / len(one)
    assert (round(precision, 3), round(recall, 3)) == (0.978, 0.978)


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("Dọn vệ sinh, huyện Cư Jút", {("huyen", "cu jut")}),
        ("Đường nội buôn Knir xã Tâm Thắng", {("buon", "knir"), ("xa", "tam thang")}),
        ("Sửa mái che chợ xã, xã Nam Dong", {("xa", "nam dong")}),
        ("Xây nhà cho hộ nghèo", set()),
    ],
)
def test_places_a_name_tells(name: str, places: set[tuple[str, str]]) -> None:
    assert places_said(name) == places


def test_names_within_a_name() -> None:
    assert proper_names("Nhà cho hộ Y Minh, buôn Knir") == {"yminh", "knir"}
    assert proper_names("NHÀ CHO HỘ Y MINH") is None
