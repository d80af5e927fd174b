"""Gives a commune of a running site as many residential areas as a journey needs; in a process of that site's own."""

from __future__ import annotations

import datetime
import uuid

from thidua.foundation.core import clock
from thidua.foundation.core.actors import System
from thidua.foundation.units.models import Unit, UnitCode
from thidua.foundation.units.operations import NewUnit, make_units
from thidua.stages.campaigns.models import Participation
from thidua.stages.progress import rebuild


def grow(code: str, wanted: int) -> None:
    """Until the commune of this code has so many areas, in every campaign its areas take part in."""
    commune = UnitCode.objects.select_related("unit").filter(value=code).order_by("id")[0].unit
    standing = Participation.objects.standing().filter(parent=commune, kind__is_area=True).order_by("id")
    known = list(standing.select_related("campaign"))
    new = [
        NewUnit(
            key=str(number), kind=known[0].kind_id, name=f"Thôn thêm {number}", parent=commune, uid=uuid.uuid4(),
            valid_from=datetime.date(2004, 1, 1), is_invented=True,
        )
        for number in range(wanted - len({place.unit_id for place in known}))
    ]  # fmt: skip
    made = make_units(by=System(), now=clock.now(), units=new)
    units = Unit.objects.filter(pk__in=[unit.pk for unit in made.values()]).order_by("id")
    for campaign in {place.campaign for place in known}:
        start = min(place.valid_from for place in known if place.campaign_id == campaign.pk)
        Participation.objects.bulk_create(
            Participation(
                campaign=campaign, unit=unit, parent=commune, kind_id=unit.kind_id, code="", lft=unit.lft, rgt=unit.rgt,
                valid_from=start,
            )
            for unit in units
        )  # fmt: skip
        rebuild.prepare(campaign=campaign, now=clock.now())
