"""Boundaries read from GeoJSON: what is refused, and each code's rings made small enough to draw a page with.

A ring is a flat list of whole numbers, longitude and latitude in turn, in hundred-thousandths of a degree.
"""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Invalid
from thidua.foundation.units.outlines import simplified

MEGABYTE = 1024 * 1024
LARGEST_FILE = 32 * MEGABYTE
MOST_FEATURES = 20_000
# Parts of one unit: its mainland and largest islands.
MOST_RINGS = 40
SCALE = 100_000
# A ring is closed: three corners and the first of them again.
SHORTEST_RING = 4
# No coordinate of any projection is larger, in metres.
LARGEST_NUMBER = 10**8
# The names of codes a refusal tells before it counts the rest.
MOST_TOLD = 5

Ring = list[int]


@dataclass(frozen=True, slots=True)
class Band:
    """Where the country lies between two latitudes."""

    south: float
    north: float
    west: float
    east: float


@cache
def bands() -> tuple[Band, ...]:
    """Where Việt Nam lies, from the catalogue."""
    text = files("thidua.catalogue").joinpath("units/bounds.toml").read_text(encoding="utf-8")
    return tuple(Band(row["south"], row["north"], row["west"], row["east"]) for row in tomllib.loads(text)["band"])


def read_boundaries(content: bytes, code_property: str) -> dict[str, list[Ring]]:
    """The rings of each code. Refused with `Invalid`: whatever is no GeoJSON of areas of Việt Nam with codes."""
    found: dict[str, list[Ring]] = defaultdict(list)
    for number, feature in enumerate(_features(content), start=1):
        found[_code(feature, code_property, number)] += [_ring(ring, number) for ring in _rings(feature, number)]
    return {code: simplified(sorted(rings, key=len, reverse=True)[:MOST_RINGS]) for code, rings in found.items()}


def refused(sentence: str) -> Invalid:
    """The refusal of a file."""
    return Invalid({"file": sentence})


def _features(content: bytes) -> list[Any]:
    if len(content) > LARGEST_FILE:
        raise refused(
            _("Tệp lớn hơn %(limit)d MB. Xin giảm bớt số điểm của ranh giới (đơn giản hóa) rồi nạp lại.")
            % {"limit": LARGEST_FILE // MEGABYTE}
        )
    try:
        told = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise refused(_("Tệp này không phải GeoJSON: không đọc được như một tệp JSON viết bằng UTF-8.")) from None
    features = told.get("features") if isinstance(told, dict) and told.get("type") == "FeatureCollection" else None
    if not isinstance(features, list) or not features:
        raise refused(_("Tệp này không phải GeoJSON các vùng: cần một «FeatureCollection» có ít nhất một vùng."))
    if len(features) > MOST_FEATURES:
        raise refused(
            _("Tệp có %(number)d vùng, nhiều hơn mức %(limit)d. Xin chia thành nhiều tệp.")
            % {"number": len(features), "limit": MOST_FEATURES}
        )
    return features


def _no_number(word: str) -> float:
    raise ValueError(word)


def _code(feature: Any, code_property: str, number: int) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    code = properties.get(code_property) if isinstance(properties, dict) else None
    if isinstance(code, bool) or not isinstance(code, (str, int)) or not str(code).strip():
        raise refused(
            _(
                "Vùng thứ %(number)d không có mã đơn vị ở thuộc tính «%(name)s». Xin chỉ đúng thuộc tính bằng --property."
            )
            % {"number": number, "name": code_property}
        )
    return str(code).strip()


def _rings(feature: dict[str, Any], number: int) -> Iterator[Any]:
    geometry = feature.get("geometry")
    kind, parts = (geometry.get("type"), geometry.get("coordinates")) if isinstance(geometry, dict) else ("", None)
    polygons = [parts] if kind == "Polygon" else parts if kind == "MultiPolygon" else None
    if not isinstance(polygons, list) or not all(isinstance(polygon, list) and polygon for polygon in polygons):
        raise refused(
            _("Vùng thứ %(number)d không phải vùng khép kín (Polygon hoặc MultiPolygon).") % {"number": number}
        )
    for polygon in polygons:
        yield from polygon


def _ring(ring: Any, number: int) -> Ring:
    if not isinstance(ring, list) or len(ring) < SHORTEST_RING:
        raise refused(_("Vùng thứ %(number)d có đường bao không đủ điểm.") % {"number": number})
    flat: Ring = []
    for point in ring:
        longitude, latitude = _point(point, number)
        flat += [round(longitude * SCALE), round(latitude * SCALE)]
    return flat


def _point(point: Any, number: int) -> tuple[float, float]:
    numbers = point[:2] if isinstance(point, list) else []
    if len(numbers) != len(("longitude", "latitude")) or not all(_is_number(part) for part in numbers):
        raise refused(_("Vùng thứ %(number)d có tọa độ không phải là hai con số.") % {"number": number})
    longitude, latitude = numbers
    if not _is_inside(longitude, latitude):
        raise refused(_outside(longitude, latitude) % {"number": number, "x": longitude, "y": latitude})
    return longitude, latitude


def _is_number(part: Any) -> bool:
    # A comparison holds for whole numbers of any length, and for nothing that is not a number.
    return isinstance(part, (int, float)) and not isinstance(part, bool) and -LARGEST_NUMBER < part < LARGEST_NUMBER


def _is_inside(longitude: float, latitude: float) -> bool:
    return any(band.south <= latitude <= band.north and band.west <= longitude <= band.east for band in bands())


def _outside(longitude: float, latitude: float) -> str:
    if _is_inside(latitude, longitude):
        return _("Vùng thứ %(number)d ghi vĩ độ trước kinh độ (%(x)s, %(y)s). GeoJSON ghi kinh độ trước.")
    if abs(longitude) > 180 or abs(latitude) > 90:  # the globe has no more degrees
        return _("Vùng thứ %(number)d không ghi kinh độ, vĩ độ (%(x)s, %(y)s). Xin chuyển về hệ WGS 84 rồi nạp lại.")
    return _("Vùng thứ %(number)d nằm ngoài Việt Nam (%(x)s, %(y)s). Tệp này có phải của nước khác không?")
