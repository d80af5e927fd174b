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
from thidua.faces.desk.progress.moment import moment_part
from thidua.faces.desk.progress.page import crumbs, drawn_groups
from thidua.faces.desk.progress.views import chosen
from thidua.faces.kit import vocabulary
from thidua.faces.kit.maps import Area
from thidua.stages.campaigns.models import Participation
from thidua.stages.progress.moments import Moment
from thidua.stages.progress.queries.area_map import AreaMap, area_map
from thidua.stages.progress.standing import State


@require_GET
def map_page(request: HttpRequest) -> HttpResponse:
    """Whose question: a leader's before a map, «where is it behind»; the way on is each unit's own board."""
    address = read_address(request.GET)
    stands = chosen(request.actor, address)
    place, asking, moment = stands.place, address.asking, address.moment
    found = area_map(actor=request.actor, place=place, on=moment, level=asking.level, code=asking.target)
    tiles = [tile for group in found.groups for tile in group.tiles]
    counted = Counter(tile.state.value for tile in tiles)
    context = {
        "place": place,
        "found": found,
        "asking": asking,
        "on": moment.on,
        "moment": moment,
        "when": moment_part(request, moment),
        "areas": _areas(found, moment),
        "groups": drawn_groups(found.groups, lambda of: _link(of, moment)),
        "tile_counts": {state.value: counted[state.value] for state in State if counted[state.value]},
        "unmapped": sum(tile.place.unit_id not in found.outlines for tile in tiles),
        "board": board_link(place, moment),
        "crumbs": crumbs(stands, _("Bản đồ"), moment),
    }
    return render(request, "desk/progress/map.html", context)


def _areas(found: AreaMap, moment: Moment) -> list[Area]:
    """The tiles that have an outline."""
    return [
        _area(tile, found.outlines[tile.place.unit_id], _link(tile.place, moment))
        for group in found.groups
        for tile in group.tiles
        if tile.place.unit_id in found.outlines
    ]


def _area(tile: Any, rings: list[list[int]], href: str) -> Area:
    look = vocabulary.look("target", tile.state.value)
    figure = _("%(met)d/%(asked)d chỉ tiêu") % {"met": tile.met, "asked": tile.asked}
    return Area(look.tone, look.sign, figure, tile.place.unit.short_name, look.superior, href, rings)


def _link(place: Participation, moment: Moment) -> str:
    """A unit's board as this page reaches it: hundreds of them stand on it."""
    return "../" + board_link(place, moment).removeprefix(reverse("desk:progress"))
