"""Where a published thing lies and whose it is, in the words of the people who live there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign, Participation
from thidua.stages.works.models import Work


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with what it lies in, and the unit just beneath the campaign's body it belongs to (or nothing)."""

    name: str
    district: str = ""


def spot_of(campaign: Campaign, unit: Unit) -> Spot:
    """«Thôn 1, xã Nam Dong, huyện Cư Jút», by the campaign's frame; the campaign's body itself has no district."""
    places = Participation.objects.standing().filter(campaign=campaign)
    own = places.filter(unit=unit).first()
    if own is None or unit.pk == campaign.owner_id:
        return Spot(unit.short_name)
    above = places.filter(lft__lt=own.lft, rgt__gte=own.rgt).exclude(unit=campaign.owner_id)
    rows = [row for row in above.select_related("unit", "kind").order_by("-lft") if _is_place(row)]
    name = ", ".join([unit.short_name, *(_going_on(row.unit) for row in rows)])
    top = rows[-1].unit if rows else unit
    return Spot(name, top.short_name if rows or _is_place(own) else "")


def body_name(campaign: Campaign, unit: Unit) -> str:
    """A body as the public reads it; a residential area with what it lies in, for there are many «Thôn 1»."""
    return spot_of(campaign, unit).name if unit.kind.is_area else unit.name


def spots_of(campaign: Campaign, units: Iterable[Unit]) -> list[Spot]:
    """The places of several units, in their order."""
    return [spot_of(campaign, unit) for unit in units]


def facts_of(work: Work, campaign: Campaign) -> dict[str, Any]:
    """What the public reads of a work beside the publisher's words; `quantity` in the kind's smallest unit."""
    partners = work.partners.select_related("unit__kind").order_by("unit__lft", "id")
    return {
        "kind": work.kind.label,
        "quantity": work.quantity,
        "measure_unit": work.kind.measure_unit,
        "partners": [body_name(campaign, row.unit) for row in partners],
        "mobiliser": body_name(campaign, work.mobiliser),
    }


def places_of(work: Work) -> list[Unit]:
    """The units the work serves; of a committee or an area that named none, itself."""
    rows = work.places.select_related("unit__kind").order_by("unit__lft", "id")
    units = [row.unit for row in rows]
    if not units and (work.unit.kind.is_committee or work.unit.kind.is_area):
        units = [work.unit]
    return units


def _is_place(row: Participation) -> bool:
    return row.kind.is_committee or row.kind.is_area


def _going_on(unit: Unit) -> str:
    """The short name within a line: «xã Nam Dong», not «Xã Nam Dong»."""
    name = unit.short_name
    starts = unit.place_type and name.lower().startswith(unit.place_type.lower())
    return name[:1].lower() + name[1:] if starts else name
