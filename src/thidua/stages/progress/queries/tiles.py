"""The tile map: one tile a unit, parent by parent, with the one state that most needs a hand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from thidua.foundation.accounts.actors import Actor, visible
from thidua.foundation.units.models import Unit, UnitBoundary
from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.queries.places import Level
from thidua.stages.progress.standing import State

# A tile map of more tiles than this is no picture any more.
MOST_TILES = 200

CellsOf = dict[int, dict[int, UnitProgress]]


@dataclass(frozen=True, slots=True)
class Tile:
    """One unit of the tile map: of the targets asked in its branch, how many are met."""

    place: Participation
    met: int
    asked: int
    state: State


@dataclass(frozen=True, slots=True)
class TileGroup:
    """The tiles under one parent."""

    parent: Unit | None
    tiles: list[Tile]

    @property
    def met(self) -> int:
        """How many of them have met all they are asked."""
        return sum(tile.state in {State.MET, State.MET_LATE} for tile in self.tiles)


def is_ground(level: Level, levels: list[Level]) -> bool:
    """Whether a picture may show the level: its units are places, or no places stand beside them.

    Departments and member organizations of the Front stand beside its committees; a school's classes beside nothing.
    """
    return (
        level.is_committee
        or level.is_area
        or not any(each.is_committee or each.is_area for each in levels if each.rank == level.rank)
    )


def tiled(
    actor: Actor, place: Participation, levels: list[Level], level: Level | None, *, most: int, parents: Any = None
) -> list[Participation]:
    """The units of the tile map: those of the kind beneath the listed one, grouped by their parents; not too many.

    `parents` are the units of a group, whose branches alone are shown.
    """
    deeper = [each for each in levels if level and each.rank > level.rank and is_ground(each, levels)]
    if not deeper or deeper[0].count > min(MOST_TILES, most):
        return []
    rows = places_by_parent(actor, place, deeper[0]).select_related("unit", "parent")
    return list(rows if parents is None else rows.filter(parent__in=parents))


def places_by_parent(actor: Actor, place: Participation, level: Level) -> QuerySet[Participation]:
    """The places of a level beneath another that the actor sees, parent by parent; each says if it has an outline."""
    rows = visible(Participation.objects.standing().beneath(place), actor).filter(kind=level.key)
    outlined = Exists(UnitBoundary.objects.filter(unit=OuterRef("unit")))
    return rows.annotate(is_outlined=outlined).order_by("parent__sort_key", "parent_id", "unit__sort_key", "id")


def tile_groups(tiled: list[Participation], rows: CellsOf, targets: Collection[Target]) -> list[TileGroup]:
    """The tiles by parent, each with what its branch has met; none where nobody is asked."""
    groups: dict[int | None, TileGroup] = {}
    for place in tiled:
        mine = rows[place.unit_id]
        states = [State(mine[target.pk].branch_state) for target in targets if target.pk in mine]
        asked = [state for state in states if state not in {State.NOT_ASSIGNED, State.EXEMPT}]
        met = sum(state in {State.MET, State.MET_LATE} for state in asked)
        group = groups.setdefault(place.parent_id, TileGroup(place.parent, []))
        group.tiles.append(Tile(place, met, len(asked), worst(asked)))
    # Of targets that ask nobody on the map there is nothing to see.
    is_asked = any(tile.asked for group in groups.values() for tile in group.tiles)
    return list(groups.values()) if is_asked else []


def worst(states: Collection[State]) -> State:
    """One state for several targets: what most needs a hand."""
    for state in (State.MISSED, State.UNREPORTED, State.OPEN, State.NOT_DUE, State.MET_LATE, State.MET):
        if state in states:
            return state
    return State.NOT_ASSIGNED
