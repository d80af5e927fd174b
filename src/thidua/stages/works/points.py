"""Where a work lies, as people write it: «12,6543; 107,6912», «12.6543, 107.6912», «12°39'15"N 107°41'28"E»."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from fractions import Fraction
from importlib import resources
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Unreadable
from thidua.foundation.core.quantities import format_number
from thidua.foundation.units.geojson import bands
from thidua.foundation.units.models import Unit, UnitBoundary, UnitCode

# Latitude and longitude in hundred-thousandths of a degree: a metre.
Point = tuple[int, int]
Extent = tuple[int, int, int, int]
SCALE = 100_000
# An outline is simplified and a phone errs: so far outside it (about two kilometres) nothing is said.
MARGIN = 2_000
DEGREES = re.compile(
    r"(?P<d>\d{1,3})\s*[°º]\s*(?:(?P<m>\d{1,2})\s*['’′]\s*)?(?:(?P<s>\d{1,2}(?:[.,]\d+)?)\s*(?:\"|”|″|''))?\s*[NEB\u0110]?"
)
DECIMAL = re.compile(r"\d{1,3}(?:[.,]\d{1,10})?")


def parse_point(text: str) -> Point:
    """Latitude first, as maps on a phone give them. Raises `Unreadable` for no two numbers and for a place abroad."""
    found = [_degrees(*match) for match in DEGREES.findall(text)] if "°" in text or "º" in text else _decimals(text)
    if len(found) != len(("latitude", "longitude")):
        raise Unreadable(
            _("Không hiểu tọa độ «%(text)s». Xin ghi vĩ độ rồi kinh độ, như 12,65432; 107,69123.") % {"text": text}
        )
    latitude, longitude = (round(number * SCALE) for number in found)
    if _in_country((latitude, longitude)):
        return latitude, longitude
    if _in_country((longitude, latitude)):
        raise Unreadable(_("Tọa độ «%(text)s» ghi kinh độ trước. Xin ghi vĩ độ trước, kinh độ sau.") % {"text": text})
    raise Unreadable(_("Tọa độ «%(text)s» nằm ngoài Việt Nam. Xin xem lại.") % {"text": text})


def point_told(point: Point) -> str:
    """«12,65432; 107,69123»."""
    return "; ".join(format_number(number, scale=SCALE) for number in point)


@dataclass(frozen=True, slots=True)
class Province:
    """Where a province lies, as far as it is known: its outline, else rectangles around its places, else nothing."""

    name: str
    rings: list[list[int]] | None = None
    extents: tuple[Extent, ...] = ()

    def holds(self, point: Point) -> bool:
        """Whether the point may lie in it; yes where nothing is known."""
        if self.rings is not None:
            return _in_rings(point, self.rings)
        return not self.extents or any(_within(point, extent) for extent in self.extents)


def province_of(unit: Unit) -> Province | None:
    """The province a unit lies in; three statements."""
    province = Unit.objects.filter(lft__lte=unit.lft, rgt__gte=unit.rgt).order_by("lft").first()
    if province is None:
        return None
    boundary = UnitBoundary.objects.filter(unit=province).order_by("id").first()
    if boundary is not None:
        return Province(province.short_name, boundary.rings)
    return Province(
        province.short_name, None, tuple(_extents()[code] for code in _codes(province) if code in _extents())
    )


def wrong_point(point: Point, unit: Unit) -> str:
    """The sentence for a point outside the unit's province; nothing where the province's place is not known."""
    province = province_of(unit)
    if province is None or province.holds(point):
        return ""
    return _("Tọa độ %(point)s nằm ngoài %(province)s. Xin xem lại, hoặc bỏ trống nếu chưa chắc.") % {
        "point": point_told(point), "province": province.name,
    }  # fmt: skip


def _decimals(text: str) -> list[Fraction]:
    """A comma is the decimal sign where a semicolon or a space parts the two numbers, else it is what parts them."""
    parts = [part.strip() for part in re.split(r";|\s+", text.strip()) if part.strip(" ,;")]
    if len(parts) == 1:
        parts = text.split(",")
    parts = [part.strip(" ,;") for part in parts]
    if not all(DECIMAL.fullmatch(part) for part in parts):
        return []
    return [Fraction(part.replace(",", ".")) for part in parts]


def _degrees(degrees: str, minutes: str, seconds: str) -> Fraction:
    return Fraction(degrees) + Fraction(minutes or 0) / 60 + Fraction(seconds.replace(",", ".") or 0) / 3600


def _in_country(point: Point) -> bool:
    latitude, longitude = point
    return any(
        band.south * SCALE <= latitude <= band.north * SCALE and band.west * SCALE <= longitude <= band.east * SCALE
        for band in bands()
    )


def _within(point: Point, extent: Extent) -> bool:
    return extent[0] <= point[0] <= extent[1] and extent[2] <= point[1] <= extent[3]


def _codes(province: Unit) -> list[str]:
    return list(UnitCode.objects.filter(unit=province).order_by("id").values_list("value", flat=True))


@functools.cache
def _extents() -> dict[str, Extent]:
    text = resources.files("thidua.catalogue").joinpath("lists/extents.toml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["extent"]
    sides = ("south", "north", "west", "east")
    return {row["code"]: tuple(round(row[side] * SCALE) for side in sides) for row in rows}


def _in_rings(point: Point, rings: list[list[int]]) -> bool:
    """Even-odd over all rings (a hole's ring takes it out again), or no farther from one than the margin."""
    y, x = point
    inside = False
    for ring in rings:
        corners = list(zip(ring[::2], ring[1::2], strict=True))
        for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
            if _is_near(x, y, (x1, y1), (x2, y2)):
                return True
    return inside


def _is_near(x: int, y: int, one: tuple[int, int], other: tuple[int, int]) -> bool:
    (x1, y1), (x2, y2) = one, other
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = 0.0 if not length else max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length))
    return (x - x1 - along * (x2 - x1)) ** 2 + (y - y1 - along * (y2 - y1)) ** 2 <= MARGIN**2
