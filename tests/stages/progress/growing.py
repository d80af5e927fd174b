"""A frame that grows: more communes in the district, for tests of size."""

from __future__ import annotations

from tests.factories import COMMUNE, FOUNDED, NOW, SITE, SYSTEM, Cast, enrol
from thidua.foundation.units.models import Unit
from thidua.foundation.units.operations import NewUnit, make_units
from thidua.stages.campaigns.models import Participation
from thidua.stages.progress import rebuild


def grown(site: Cast, number: int) -> None:
    """So many more communes in the district; the whole frame is numbered anew."""
    have = Unit.objects.count()
    made = make_units(
        by=SYSTEM,
        now=NOW,
        units=[
            NewUnit(
                key=str(n), kind=COMMUNE, name=f"Xã số {n}", parent=site.district, valid_from=FOUNDED, codes={SITE: f"X{n}"}
            )
            for n in range(have, have + number)
        ],
    )  # fmt: skip
    enrol(site.campaign, list(Unit.objects.filter(pk__in=[unit.pk for unit in made.values()]).order_by("lft")))
    places = {row.unit_id: row for row in Participation.objects.order_by("id")}
    for unit in Unit.objects.order_by("id"):
        places[unit.pk].lft, places[unit.pk].rgt = unit.lft, unit.rgt
    Participation.objects.bulk_update(places.values(), ["lft", "rgt"])
    rebuild.prepare(campaign=site.campaign, now=NOW)
