"""Where a work lies, as people write it: «12,6543; 107,6912», «12.6543, 107.6912», «12°39'15"N 107°41'28"E»."""

from __future__ import annotations

import re
from fractions import Fraction

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Unreadable
from thidua.foundation.units.geojson import bands
from thidua.foundation.units.models import Unit
from thidua.foundation.units.provinces import SCALE, Point, point_told, province_of

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
