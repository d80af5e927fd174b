"""How well two names are told to be one work: precision and recall over made pairs, as offices write them."""

from __future__ import annotations

import datetime
import itertools
import uuid

import pytest

from thidua.stages.works.likeness import (
    Facts,
    Span,
    head_words,
    idle_words,
    likeness,
    places_said,
    proper_names,
    same_head,
)

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


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("bà H'Duyên", {"hduyen"}),
        ("Hộ ông Y Minh Niê (1961)", {"yminh", "nie"}),
        ("TRẦN THỊ HOA, buôn Nui", {"tran", "thi", "hoa"}),
        ("Gia đình bà H’Lan sinh năm 1960", {"hlan"}),
        ("Lê Thị Ba", {"le", "thi", "ba"}),
        ("", set()),
    ],
)
def test_words_of_a_householders_own_name(said: str, words: set[str]) -> None:
    assert head_words(said) == words


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("bà H'Duyên", "H’Duyên Êban", True),
        ("TRAN THI HOA", "Trần Thị Hoa", True),
        ("bà Hoa", "Trần Thị Hoa", True),
        ("Trần Thị Hoa", "Trần Thị Lan", False),
        ("Trần Thị Hoa", "", None),
        ("Trần Thị Hoa 1961", "Trần Thị Hoa 1985", True),
    ],
)
def test_one_householder_or_two(one: str, other: str, is_same: bool | None) -> None:
    assert same_head(said_of(1, "Nhà", one), said_of(2, "Nhà", other)) is is_same


def test_two_of_one_name_born_in_other_years_are_no_one_householder_yet_nor_two() -> None:
    assert same_head(said_of(1, "Nhà", "Trần Thị Hoa", 1961), said_of(2, "Nhà", "Trần Thị Hoa", 1985)) is None


DAY = datetime.date(2024, 1, 1)
LATER = datetime.date(2024, 12, 1)


@pytest.mark.parametrize(
    ("one", "other", "days", "reasons"),
    [
        # One householder: whatever the names, whatever the time.
        (("Nhà số 3", "bà H'Duyên"), ("Xây nhà tình thương", "H'Duyên Êban"), (DAY, DAY), ("kind", "place", "head", "time")),
        (("Nhà số 3", "bà H'Duyên"), ("Xây nhà tình thương", "H'Duyên Êban"), (DAY, LATER), ("kind", "place", "head")),
        # The same words of two householders.
        (("Nhà đại đoàn kết", "bà H'Duyên"), ("Nhà đại đoàn kết", "ông Y Minh"), (DAY, DAY), None),
        (("Nhà hộ nghèo số 1", "Trần Thị Hoa"), ("Nhà hộ nghèo số 1", "Trần Thị Lan"), (DAY, DAY), None),
        # One record alone says whose it is: the other's name may tell it.
        (("Nhà số 3", "bà H'Duyên"), ("Xây nhà cho bà H Duyên", ""), (DAY, DAY), ("kind", "place", "time", "words")),
        (("Nhà số 3", "bà H'Duyên"), ("Xây nhà cho bà H Duyên", ""), (DAY, LATER), None),
        (("Nhà số 3", "bà H'Duyên"), ("Xây nhà cho ông Y Minh", ""), (DAY, DAY), None),
    ],
)  # fmt: skip
def test_householder_weighs_more_than_the_name(
    one: tuple[str, str],
    other: tuple[str, str],
    days: tuple[datetime.date, datetime.date],
    reasons: tuple[str, ...] | None,
) -> None:
    first, second = said_of(1, *one, day=days[0]), said_of(2, *other, day=days[1])
    idle = idle_words([HOUSE, *AROUND[:2]])
    for this, that in ((first, second), (second, first)):
        assert likeness(this, that, idle, is_near=True, is_pictured=False) == reasons
        assert likeness(this, that, idle, is_near=False, is_pictured=False) is None


def test_common_photo_speaks_for_itself_even_of_two_householders() -> None:
    one, other = said_of(1, "Nhà bà H'Duyên", "bà H'Duyên", day=DAY), said_of(2, "Nhà bà H'Duyên", "Y Minh", day=DAY)
    found = likeness(one, other, idle_words([HOUSE]), is_near=True, is_pictured=True)
    assert found == ("kind", "place", "time", "photos")


def said_of(pk: int, name: str, head: str, born: int | None = None, *, day: datetime.date | None = None) -> Facts:
    span: Span | None = (day, day) if day else None
    return Facts(pk, uuid.UUID(int=pk), pk, name, span, head_words(head), born)
