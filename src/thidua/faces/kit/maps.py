"""A map drawn on the server from outlines: plain projection, whole numbers, as fine as the page can carry."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Outlines come in hundred-thousandths of a degree.
SCALE = 100_000
# Points the map is wide, and how far apart its corners are, the finest first; what all outlines together may weigh.
FINENESS = ((1000, 1), (1000, 3), (1000, 6), (700, 6), (500, 6), (350, 6), (250, 6))
BUDGET = 30_000
# A sign is so much of the map's width, and stands only in an area at least so much larger.
SIGN, ROOM = 0.022, 1.3
# A ring below three points is nothing.
CORNERS = 3

Ring = Sequence[int]
Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Area:
    """One unit on the map: a state's tone and sign, a short figure, its name, the state in words, its outlines."""

    tone: str
    sign: str
    figure: str
    name: str
    state: StrOrPromise
    href: str
    rings: Sequence[Ring]


@dataclass(frozen=True, slots=True)
class DrawnArea:
    """An area with its path and the place of its sign, as they are written; no place where it would not fit."""

    area: Area
    path: str
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """All areas on one sheet; figures as they are written, since a page groups the digits of numbers."""

    sheet: str
    sign: str
    areas: list[DrawnArea]


def draw(areas: Sequence[Area]) -> DrawnMap | None:
    """The areas on one sheet, coarser until they keep the budget; None where nobody has an outline."""
    if not any(area.rings for area in areas):
        return None
    for width, apart in FINENESS[:-1]:
        drawn = _draw(areas, width, apart)
        if sum(len(part.path) for part in drawn.areas) <= BUDGET:
            return drawn
    return _draw(areas, *FINENESS[-1])


def _draw(areas: Sequence[Area], width: int, apart: int) -> DrawnMap:
    """Equirectangular: a degree of longitude shrinks with the cosine of the middle latitude."""
    longitudes = [number for area in areas for ring in area.rings for number in ring[::2]]
    latitudes = [number for area in areas for ring in area.rings for number in ring[1::2]]
    west, north = min(longitudes), max(latitudes)
    narrow = math.cos(math.radians((north + min(latitudes)) / 2 / SCALE))
    across, down = max(1.0, (max(longitudes) - west) * narrow), max(1, north - min(latitudes))
    # Tall countries are drawn no taller than one and a half times their width.
    step = max(across / width, down / (width * 1.5))
    sign = max(1, round(width * SIGN))

    def place(ring: Ring) -> list[Point]:
        points = [
            (round((x - west) * narrow / step), round((north - y) / step))
            for x, y in zip(ring[::2], ring[1::2], strict=True)
        ]
        return _thinned(points, apart)

    found = []
    for area in areas:
        rings = [ring for ring in map(place, area.rings) if len(ring) >= CORNERS]
        x, y = _sign_place(rings, sign)
        found.append(DrawnArea(area, "".join(map(_path, rings)), x, y))
    sheet = f"0 0 {round(across / step) + 1} {round(down / step) + 1}"
    return DrawnMap(sheet, str(sign), [part for part in found if part.path])


def _thinned(points: list[Point], apart: int) -> list[Point]:
    """A ring without the corners that are nearer than so much to the one before."""
    kept: list[Point] = []
    for point in points:
        if not kept or max(abs(point[0] - kept[-1][0]), abs(point[1] - kept[-1][1])) >= apart:
            kept.append(point)
    while len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    return kept


def _path(points: list[Point]) -> str:
    """A closed path in steps from point to point: they are shorter to write than places."""
    steps = [f"{x - before_x} {y - before_y}" for (before_x, before_y), (x, y) in itertools.pairwise(points)]
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps).replace(' -', '-')}z"


def _sign_place(rings: list[list[Point]], sign: int) -> tuple[str, str]:
    """The upper left corner of the sign in the middle of the largest ring, where it has room."""
    largest = max(rings, key=lambda ring: abs(_doubled_area(ring)), default=None)
    if largest is None:
        return "", ""
    columns, lines = [x for x, _y in largest], [y for _x, y in largest]
    if min(max(columns) - min(columns), max(lines) - min(lines)) < sign * ROOM:
        return "", ""
    x, y = _middle(largest)
    return str(x - sign // 2), str(y - sign // 2)


def _doubled_area(ring: list[Point]) -> int:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))


def _middle(ring: list[Point]) -> Point:
    """The centre of gravity of a ring; of one without area the mean of its points."""
    doubled = _doubled_area(ring)
    if not doubled:
        return sum(x for x, _y in ring) // len(ring), sum(y for _x, y in ring) // len(ring)
    x = y = 0
    for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = a[0] * b[1] - b[0] * a[1]
        x, y = x + (a[0] + b[0]) * cross, y + (a[1] + b[1]) * cross
    return round(x / 3 / doubled), round(y / 3 / doubled)
