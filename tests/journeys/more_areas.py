"""Gives a commune of a running site as many residential areas as a journey needs: `python -m tests.journeys.more_areas 24655 15`."""

from __future__ import annotations

import datetime
import sys
import uuid

import django


def main(code: str, wanted: int) -> None:
    django.setup()
    from thidua.foundation.core import clock
    from thidua.foundation.core.actors import System
    from thidua.foundation.units.models import Unit, UnitCode
    from thidua.foundation.units.operations import NewUnit, make_units
    from thidua.stages.campaigns.models import Participation
    from thidua.stages.progress import rebuild

    commune = UnitCode.objects.select_related("unit").order_by("id").filter(value=code)[0].unit
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
    for campaign in {place.campaign for place in known}:
        start = min(place.valid_from for place in known if place.campaign_id == campaign.pk)
        Participation.objects.bulk_create(
            Participation(
                campaign=campaign, unit=unit, parent=commune, kind_id=unit.kind_id, code="", lft=unit.lft, rgt=unit.rgt,
                valid_from=start,
            )
            for unit in Unit.objects.filter(pk__in=[unit.pk for unit in made.values()]).order_by("id")
        )  # fmt: skip
        rebuild.prepare(campaign=campaign, now=clock.now())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
