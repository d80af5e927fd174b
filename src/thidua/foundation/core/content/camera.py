"""What a camera wrote into a photo of itself: when and where it was taken. Most say nothing, which is normal."""

from __future__ import annotations

import datetime
import math
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.timezone import get_default_timezone
from PIL import Image

from thidua.foundation.core.content.pictures import FORMATS

DETAILS, PLACE, ORIENTATION = 0x8769, 0x8825, 0x0112
TAKEN, TAKEN_OFFSET = 0x9003, 0x9011
# A camera whose clock was never set begins here or earlier and says nothing.
CLOCK_IS_SET_FROM = 2005
# A metre, as everywhere on the site.
SCALE = 100_000
UPRIGHT = 1
UNTOLD = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    ArithmeticError,
    AttributeError,
    struct.error,
)


@dataclass(frozen=True, slots=True)
class Told:
    """When a photo was taken, and where in hundred-thousandths of a degree (north, east); either may be unknown."""

    taken_at: datetime.datetime | None = None
    point: tuple[int, int] | None = None


def told_by(path: Path) -> Told:
    """What the photo says of itself; what is missing, damaged or out of all reason is unknown and never an error."""
    exif = _exif(path)
    return Told(_taken(exif), _point(exif))


def orientation(path: Path) -> int:
    """How the camera was held, 1 to 8; 1 where nothing is said."""
    found = _exif(path).get(ORIENTATION, UPRIGHT)
    return found if isinstance(found, int) and UPRIGHT <= found <= 8 else UPRIGHT


def _exif(path: Path) -> Any:
    try:
        with Image.open(path, formats=FORMATS) as picture:
            return picture.getexif()
    except UNTOLD:
        return Image.Exif()


def _taken(exif: Any) -> datetime.datetime | None:
    try:
        details = exif.get_ifd(DETAILS)
        words = str(details[TAKEN]).strip("\0 ")
        moment = datetime.datetime.strptime(words, "%Y:%m:%d %H:%M:%S").replace(tzinfo=_zone(details))
        return moment.astimezone(datetime.UTC) if moment.year >= CLOCK_IS_SET_FROM else None
    except UNTOLD:
        return None


def _zone(details: Any) -> datetime.tzinfo:
    """The camera's own zone; the country's where it tells none."""
    try:
        zone = datetime.datetime.strptime(str(details[TAKEN_OFFSET]).strip("\0 "), "%z").tzinfo
    except UNTOLD:
        zone = None
    return zone or get_default_timezone()


def _point(exif: Any) -> tuple[int, int] | None:
    try:
        place = exif.get_ifd(PLACE)
        latitude, longitude = _degrees(place[2], place[1] == "S"), _degrees(place[4], place[3] == "W")
    except UNTOLD:
        return None
    # A receiver that saw no satellite writes zeros.
    if (latitude, longitude) == (0, 0) or abs(latitude) > 90 * SCALE or abs(longitude) > 180 * SCALE:
        return None
    return latitude, longitude


def _degrees(parts: Any, is_negative: bool) -> int:
    degrees, minutes, seconds = (float(part) for part in parts)
    found = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(found):
        raise ValueError("a coordinate without a value")
    return round(-found * SCALE if is_negative else found * SCALE)
