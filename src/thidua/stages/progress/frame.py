"""The campaign's frame as progress reads it: who stood where on the day that fixes a target's population."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection
from django.db.models import Q

from thidua.stages.campaigns.models import Participation, Target

# Above this many units the whole frame is read at once instead of the way up from each.
MANY = 500

Parents = dict[int, int | None]


def standing_on(day: datetime.date | None) -> Q:
    """The rows of the frame that hold on a day; without one, those that hold now."""
    if day is None:
        return Q(valid_to__isnull=True)
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


# The units asked for and all their superiors, by their rows of the frame. A step up is two lookups: joined, SQLite
# would read the whole frame of a nation for it.
ABOVE = """
WITH RECURSIVE above(unit_id, parent_id) AS (
    SELECT place.unit_id, place.parent_id FROM campaigns_participation place
    WHERE place.campaign_id = %s AND {standing} AND place.unit_id IN ({units})
    UNION
    SELECT above.parent_id, (
        SELECT place.parent_id FROM campaigns_participation place
        WHERE place.unit_id = above.parent_id AND place.campaign_id = %s AND {standing} LIMIT 1
    )
    FROM above
    WHERE EXISTS (
        SELECT 1 FROM campaigns_participation place
        WHERE place.unit_id = above.parent_id AND place.campaign_id = %s AND {standing}
    )
)
SELECT unit_id, parent_id FROM above
"""
STANDING = "place.valid_to IS NULL"
STANDING_ON = "place.valid_from <= %s AND (place.valid_to IS NULL OR place.valid_to > %s)"


def parents_above(campaign_id: int, day: datetime.date | None, units: Collection[int]) -> Parents:
    """The units that stand in the frame, each with its parent, and so all their superiors up to the roots."""
    if len(units) > MANY:
        rows = Participation.objects.filter(standing_on(day), campaign_id=campaign_id)
        return dict(rows.order_by("lft", "id").values_list("unit_id", "parent_id"))
    if not units:
        return {}
    standing = STANDING if day is None else STANDING_ON
    days = [] if day is None else [connection.ops.adapt_datefield_value(day)] * 2
    wanted = ", ".join(["%s"] * len(units))
    with connection.cursor() as cursor:
        above = [campaign_id, *days]
        cursor.execute(ABOVE.format(standing=standing, units=wanted), [*above, *units, *above, *above])
        return dict(cursor.fetchall())


def branch_upwards(units: Iterable[int], parents: Parents) -> set[int]:
    """P(S): the units that stand in the frame and everyone above them."""
    reached: set[int] = set()
    for unit in units:
        at: int | None = unit
        while at is not None and at in parents and at not in reached:
            reached.add(at)
            at = parents[at]
    return reached


def deepest_first(units: Iterable[int], parents: Parents) -> list[int]:
    """The units so that each stands before its superiors."""
    depths: dict[int, int] = {}

    def depth(unit: int) -> int:
        if unit not in depths:
            parent = parents.get(unit)
            depths[unit] = 0 if parent is None or parent not in parents else depth(parent) + 1
        return depths[unit]

    return sorted(units, key=lambda unit: (-depth(unit), unit))


class Place(NamedTuple):
    """Where a unit stands: its row of the frame, the unit above, its kind there."""

    participation: int
    parent: int | None
    kind: str


@dataclass(frozen=True)
class Population:
    """Who stands in the frame that a target counts in."""

    places: dict[int, Place]

    @functools.cached_property
    def deepest_first(self) -> list[int]:
        """The units so that each stands before its superiors."""
        return deepest_first(self.places, {unit: place.parent for unit, place in self.places.items()})


def population(target: Target) -> Population:
    """Who stands in the target's frame: on its reference date where it has one, now where it has none."""
    rows = Participation.objects.filter(standing_on(target.reference_date), campaign_id=target.campaign_id)
    columns = rows.order_by("lft", "id").values_list("unit_id", "id", "parent_id", "kind_id")
    return Population({unit: Place(pk, parent, kind) for unit, pk, parent, kind in columns})
