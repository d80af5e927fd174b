"""Boundaries: what a file may hold, what is refused with which sentence, what the units have afterwards."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.factories import NOW, SYSTEM, TODAY, make_tree
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.units import geojson
from thidua.foundation.units.boundaries import load_boundaries, remove_boundaries
from thidua.foundation.units.models import Unit, UnitBoundary

DISTRICT, FAR_DISTRICT = "662", "663"
CU_JUT, DAK_MIL = (107.8, 12.6), (107.6, 12.4)
PHNOM_PENH, VIENTIANE, BANGKOK, NANNING, HAIKOU = (
    (104.9, 11.55), (102.6, 17.97), (100.5, 13.75), (108.3, 22.8), (110.3, 20.0),
)  # fmt: skip
HA_NOI, CA_MAU, TRUONG_SA, LUNG_CU, A_PA_CHAI, MONG_CAI, PHU_QUOC, MOC_BAI = (
    (105.85, 21.03), (104.7, 8.6), (111.9, 8.65), (105.32, 23.37), (102.15, 22.4), (108.0, 21.53), (103.97, 10.2),
    (106.13, 11.1),
)  # fmt: skip


def square(at: tuple[float, float], size: float = 0.02) -> list[list[float]]:
    x, y = at
    return [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]


def feature(code: Any, *rings: Any, kind: str = "Polygon", name: str = "code") -> dict[str, Any]:
    coordinates = list(rings) if kind == "Polygon" else [[ring] for ring in rings]
    return {"type": "Feature", "properties": {name: code}, "geometry": {"type": kind, "coordinates": coordinates}}


def file(*features: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def load(units: dict[str, Unit], content: bytes, **more: Any) -> int:
    given = {"scheme": "gso", "on": TODAY, "source": "huyen.geojson", **more}
    return load_boundaries(by=SYSTEM, now=NOW, root=units["province"], content=content, **given)


@pytest.fixture
def units(db: None) -> dict[str, Unit]:
    return make_tree()


def test_units_that_bear_the_codes_get_their_outlines(units: dict[str, Unit]) -> None:
    content = file(
        feature(DISTRICT, square(CU_JUT)), feature(FAR_DISTRICT, square(DAK_MIL), square(CU_JUT), kind="MultiPolygon")
    )
    assert load(units, content) == 2
    rings = UnitBoundary.objects.get(unit=units["district"]).rings
    assert rings == [[10780000, 1260000, 10782000, 1260000, 10782000, 1262000, 10780000, 1262000]]
    assert len(UnitBoundary.objects.get(unit=units["far_district"]).rings) == 2
    entry = AuditEntry.objects.latest("id")
    assert (entry.act, entry.refused, entry.after["boundaries"], entry.reason) == (
        "nạp ranh giới", False, 2, "huyen.geojson",
    )  # fmt: skip


def test_a_second_file_takes_the_place_of_the_first(units: dict[str, Unit]) -> None:
    load(units, file(feature(DISTRICT, square(CU_JUT)), feature(FAR_DISTRICT, square(DAK_MIL))))
    assert load(units, file(feature(DISTRICT, square(DAK_MIL)))) == 1
    rows = {row.unit_id: row.rings[0][:2] for row in UnitBoundary.objects.order_by("id")}
    assert rows == {units["district"].pk: [10760000, 1240000], units["far_district"].pk: [10760000, 1240000]}


def test_codes_of_another_scheme_and_property(units: dict[str, Unit]) -> None:
    content = file(feature("24649-01", square(CU_JUT), name="ma"))
    assert load(units, content, scheme="site", code_property="ma") == 1
    assert UnitBoundary.objects.get().unit == units["area"]
    assert load(units, file(feature(662, square(CU_JUT)))) == 1


def test_boundaries_are_taken_away_again(units: dict[str, Unit]) -> None:
    load(units, file(feature(DISTRICT, square(CU_JUT))))
    assert remove_boundaries(by=SYSTEM, now=NOW, root=units["province"]) == 1
    assert not UnitBoundary.objects.exists()
    assert AuditEntry.objects.latest("id").act == "gỡ ranh giới"


UNKNOWN = "Có 2 mã không phải mã đơn vị trong hệ thống: 00001, 99999. Mã giữ cả số 0 ở đầu."
NOT_JSON = "Tệp này không phải GeoJSON: không đọc được như một tệp JSON viết bằng UTF-8."
NOT_AREAS = "Tệp này không phải GeoJSON các vùng: cần một «FeatureCollection» có ít nhất một vùng."
SWAPPED = "Vùng thứ 1 ghi vĩ độ trước kinh độ (12.6, 107.8). GeoJSON ghi kinh độ trước."
IN_METRES = "Vùng thứ 1 không ghi kinh độ, vĩ độ (450000, 1390000). Xin chuyển về hệ WGS 84 rồi nạp lại."
ABROAD = "Vùng thứ 2 nằm ngoài Việt Nam (104.9, 11.55). Tệp này có phải của nước khác không?"
NO_CODE = "Vùng thứ 1 không có mã đơn vị ở thuộc tính «code». Xin chỉ đúng thuộc tính bằng --property."
NO_AREA = "Vùng thứ 1 không phải vùng khép kín (Polygon hoặc MultiPolygon)."
NO_POINT = "Vùng thứ 1 có tọa độ không phải là hai con số."
SHORT = "Vùng thứ 1 có đường bao không đủ điểm."
LINE = {
    "type": "Feature",
    "properties": {"code": DISTRICT},
    "geometry": {"type": "LineString", "coordinates": square(CU_JUT)},
}
DEEP = b'{"type":"FeatureCollection","features":' + b"[" * 100_000


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x89PNG", NOT_JSON),
        (b"ten,ma\nCu Jut,662\n", NOT_JSON),
        (DEEP, NOT_JSON),
        (file(feature(DISTRICT, [[float("nan"), 12.6]] * 4)), NOT_JSON),
        (b"[]", NOT_AREAS),
        (file(), NOT_AREAS),
        (b'{"type":"FeatureCollection","features":{}}', NOT_AREAS),
        (file(feature(DISTRICT, square(CU_JUT)), feature(FAR_DISTRICT, square(PHNOM_PENH))), ABROAD),
        (file(feature(DISTRICT, [[y, x] for x, y in square(CU_JUT)])), SWAPPED),
        (file(feature(DISTRICT, [[450000, 1390000]] * 4)), IN_METRES),
        (file(feature("99999", square(CU_JUT)), feature("00001", square(CU_JUT))), UNKNOWN.replace("00001, 99999", "99999, 00001")),
        (file(feature(DISTRICT, square(CU_JUT), name="ma")), NO_CODE),
        (file(feature(True, square(CU_JUT))), NO_CODE),
        (file("huyen"), NO_CODE),
        (file(LINE), NO_AREA),
        (file(feature(DISTRICT, [["a", "b"]] * 4)), NO_POINT),
        (file(feature(DISTRICT, [[10**400, 12]] * 4)), NO_POINT),
        (file(feature(DISTRICT, [[1e400, 12]] * 4)).replace(b"Infinity", b"1e400"), NO_POINT),
        (file(feature(DISTRICT, square(CU_JUT)[:3])), SHORT),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_in_one_sentence_and_changes_nothing(
    units: dict[str, Unit], content: bytes, sentence: str
) -> None:
    load(units, file(feature(DISTRICT, square(CU_JUT))))
    before = list(UnitBoundary.objects.order_by("id").values())
    with pytest.raises(Invalid) as refused:
        load(units, content)
    assert str(refused.value) == sentence
    assert list(UnitBoundary.objects.order_by("id").values()) == before
    entry = AuditEntry.objects.latest("id")
    assert (entry.refused, entry.reason, entry.object_uid) == (True, sentence, units["province"].uid)


def test_a_file_too_large_or_of_an_unknown_scheme_is_refused(
    units: dict[str, Unit], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = file(feature(DISTRICT, square(CU_JUT)))
    with pytest.raises(Invalid, match="Không có bảng mã «xx» vào ngày 15/07/2024"):
        load(units, content, scheme="xx")
    monkeypatch.setattr(geojson, "LARGEST_FILE", len(content) - 1)
    with pytest.raises(Invalid, match="Xin giảm bớt số điểm"):
        load(units, content)
    monkeypatch.undo()
    monkeypatch.setattr(geojson, "MOST_FEATURES", 0)
    with pytest.raises(Invalid, match="Tệp có 1 vùng, nhiều hơn mức 0"):
        load(units, content)
    assert not UnitBoundary.objects.exists()


@pytest.mark.parametrize("place", [PHNOM_PENH, VIENTIANE, BANGKOK, NANNING, HAIKOU])
def test_capitals_around_lie_outside(place: tuple[float, float]) -> None:
    with pytest.raises(Invalid, match="nằm ngoài Việt Nam"):
        geojson.read_boundaries(file(feature("1", square(place))), "code")


@pytest.mark.parametrize("place", [HA_NOI, CA_MAU, TRUONG_SA, LUNG_CU, A_PA_CHAI, MONG_CAI, PHU_QUOC, MOC_BAI, CU_JUT])
def test_the_corners_of_the_country_lie_inside(place: tuple[float, float]) -> None:
    assert list(geojson.read_boundaries(file(feature("1", square(place))), "code")) == ["1"]
