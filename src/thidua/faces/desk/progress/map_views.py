"""The map: the units of a place as areas, in the colours, words and links of the tiles beneath."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.faces.desk.progress.address import board_link, read_address
from thidua.faces.desk.progress.page import crumbs, drawn_groups
from thidua.faces.desk.progress.views import chosen
from thidua.faces.kit import vocabulary
from thidua.faces.kit.maps import Area
from thidua.foundation.core import clock
from thidua.stages.campaigns.models import Participation
from thidua.stages.progress.queries.area_map import AreaMap, area_map
from thidua.stages.progress.standing import State


@require_GET
def map_page(request: HttpRequest) -> HttpResponse:
    """Whose question: a leader's before a map, «where is it behind»; the way on is each unit's own board."""
    address = read_address(request.GET)
    stands = chosen(request.actor, address)
    place, asking = stands.place, address.asking
    found = area_map(actor=request.actor, place=place, on=clock.today(), level=asking.level, code=asking.target)
    tiles = [tile for group in found.groups for tile in group.tiles]
    counted = Counter(tile.state.value for tile in tiles)
    context = {
        "place": place,
        "found": found,
        "asking": asking,
        "on": clock.today(),
        "areas": _areas(found),
        "groups": drawn_groups(found.groups, _link),
        "tile_counts": {state.value: counted[state.value] for state in State if counted[state.value]},
        "unmapped": sum(tile.place.unit_id not in found.outlines for tile in tiles),
        "board": board_link(place),
        "crumbs": crumbs(stands, _("Bản đồ")),
    }
    return render(request, "desk/progress/map.html", context)


def _areas(found: AreaMap) -> list[Area]:
    """The tiles that have an outline."""
    return [
        _area(tile, found.outlines[tile.place.unit_id])
        for group in found.groups
        for tile in group.tiles
        if tile.place.unit_id in found.outlines
    ]


def _area(tile: Any, rings: list[list[int]]) -> Area:
    look = vocabulary.look("target", tile.state.value)
    figure = _("%(met)d/%(asked)d chỉ tiêu") % {"met": tile.met, "asked": tile.asked}
    return Area(look.tone, look.sign, figure, tile.place.unit.short_name, look.superior, _link(tile.place), rings)


def _link(place: Participation) -> str:
    """A unit's board as this page reaches it: hundreds of them stand on it."""
    return "../" + board_link(place).removeprefix(reverse("desk:progress"))
