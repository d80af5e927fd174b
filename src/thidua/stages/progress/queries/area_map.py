"""The map of a place: its units as tiles, and with their outlines where an office has loaded them."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.foundation.accounts.actors import Actor
from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress.moments import Day
from thidua.stages.progress.queries.board import cells_of, chosen_level, judged_cells, relevant
from thidua.stages.progress.queries.places import Asked, Level, asked_by, levels_beneath
from thidua.stages.progress.queries.tiles import MOST_TILES, TileGroup, is_ground, places_by_parent, tile_groups

Rings = list[list[int]]


@dataclass(frozen=True, slots=True)
class AreaMap:
    """Everything the page draws. `outlines` are by unit id; units without one stand among the tiles alone."""

    place: Participation
    asked: Asked
    levels: list[Level]
    level: Level | None
    targets: list[Target]
    groups: list[TileGroup]
    outlines: dict[int, Rings]


def area_map(*, actor: Actor, place: Participation, on: Day, level: str = "", code: str = "") -> AreaMap:
    """The map of a place (see `places`) on a day, of one target or of all; at most six statements.

    Of the level asked for, where a target asks somebody of it or beneath it and a picture can hold its units. Raises
    `Missing` for an unknown target.
    """
    asked, levels = asked_by(place.campaign, on), levels_beneath(place)
    targets = [asked.target(code)] if code else asked.targets
    kinds = {kind for target in targets for kind in target.unit_kinds}
    lowest = max((each.rank for each in levels if each.key in kinds), default=0)
    drawable = [
        each
        for each in levels
        if place.kind.rank < each.rank <= lowest and each.count <= MOST_TILES and is_ground(each, levels)
    ]
    chosen = next((each for each in drawable if each.key == level), None) or _usual(drawable, levels, place)
    targets = targets if code else relevant(asked, levels, chosen, place)
    shown = list(places_by_parent(actor, place, chosen).select_related("unit__boundary", "parent")) if chosen else []
    for row in shown:
        row.campaign = place.campaign
    cells = cells_of(judged_cells(asked, place, on), shown)
    outlines = {row.unit_id: row.unit.boundary.rings for row in shown if row.is_outlined}  # type: ignore[attr-defined]
    return AreaMap(place, asked, drawable, chosen, targets, tile_groups(shown, cells, targets), outlines)


def _usual(drawable: list[Level], levels: list[Level], place: Participation) -> Level | None:
    """The level two beneath the place, or the one beneath it; of them one whose units have outlines, if any has."""
    first = chosen_level(levels, "", place)
    deeper = [each for each in drawable if first and each.rank > first.rank]
    wanted = [*deeper, *(each for each in drawable if each not in deeper)]
    rows = Participation.objects.standing().beneath(place).filter(unit__boundary__isnull=False).order_by()
    outlined = set(rows.values_list("kind", flat=True).distinct())
    return next((each for each in wanted if each.key in outlined), next(iter(wanted), None))
