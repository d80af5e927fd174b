"""Where provinces lie, and whether a point lies in one: by its outline, else by rectangles around its places."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.core.models import StoredFile
from thidua.foundation.core.quantities import format_number
from thidua.foundation.units.models import Unit, UnitBoundary, UnitCode

# Latitude and longitude in hundred-thousandths of a degree: a metre.
Point = tuple[int, int]
Extent = tuple[int, int, int, int]
SCALE = 100_000
# An outline is simplified and a phone errs: so far outside it (about two kilometres) nothing is said.
MARGIN = 2_000


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


def photos_elsewhere(stored: Sequence[StoredFile], unit: Unit) -> list[str]:
    """A sentence for each photo that says it was taken outside the unit's province; one that says nothing is usual."""
    placed = [(file.name, file.point) for file in stored if file.point is not None]
    province = province_of(unit) if placed else None
    return [
        _("Ảnh «%(name)s» ghi chụp ở tọa độ %(point)s, ngoài %(province)s.")
        % {"name": name, "point": point_told(point), "province": province.name}
        for name, point in placed
        if province is not None and not province.holds(point)
    ]


def point_told(point: Point) -> str:
    """«12,65432; 107,69123»."""
    return "; ".join(format_number(number, scale=SCALE) for number in point)


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
