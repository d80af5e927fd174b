"""The board as its page draws it: filters as links, cells with their words, the tile map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.faces.desk.progress.address import Address, board_link, of_place, with_moment
from thidua.faces.desk.progress.lines import Lines, figure_link, relative
from thidua.faces.kit import vocabulary
from thidua.faces.kit.parts import Chip, Link, Tile, TileGroup
from thidua.foundation.core.tables import Page
from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress.moments import Moment
from thidua.stages.progress.queries.board import Board
from thidua.stages.progress.queries.cells import Cell
from thidua.stages.progress.queries.places import Standpoint
from thidua.stages.progress.queries.tiles import Tile as UnitTile
from thidua.stages.progress.queries.tiles import TileGroup as Tiles
from thidua.stages.progress.standing import State
from thidua.stages.progress.wording import due_words

SORT_WORDS = {
    "ten": gettext_lazy("Theo tên, A đến Y"),
    "danh-muc": gettext_lazy("Theo danh mục đơn vị"),
    "chua-dat": gettext_lazy("Chưa đạt nhiều trước"),
    "xep-hang": gettext_lazy("Xếp hạng theo số chỉ tiêu đạt"),
}


@dataclass(frozen=True, slots=True)
class Head:
    """One column's heading."""

    target: Target
    href: str
    words: str
    is_shown: bool


def drawn(board: Board, address: Address, on: Any) -> dict[str, Any]:
    """Everything the board's template prints."""
    place, moment = board.place, address.moment
    shown = address.asking.target or (board.targets[0].code if board.targets else "")
    lines = Lines.of(board, shown, moment)
    return {
        "board": board,
        "place": place,
        "title": _("Chỉ tiêu thi đua: %(unit)s") % {"unit": place.unit.short_name},
        "heads": [_head(board, target, address, shown) for target in board.targets],
        "own": lines.line(board.own) if _shows_own(board) else None,
        "rows": [lines.line(row, beneath=place.unit_id) for row in board.rows] or [lines.line(board.own)],
        "total": lines.total(board.total) if board.rows else None,
        "picker": [_picked(cell, address) for cell in board.total.cells if cell] if not address.asking.target else [],
        "chips": _chips(board, address),
        "levels": board.levels,
        "sorts": SORT_WORDS.items(),
        "address": address,
        "file_query": address.file_query(board.level.key if board.level else ""),
        "plain": of_place(place, moment).link(),
        "every": address.link(chi_tieu=""),
        **_of_target(board, address, moment),
        "page": Page(
            rows=[],
            columns=(),
            number=board.page,
            size=board.size,
            count=board.count,
            is_more=board.is_more,
            goes_on=board.is_more,
        ),
        "groups": drawn_groups(board.tiles, lambda of: relative(board_link(of, moment))),
        "is_mapped": board.is_outlined,
        "tile_counts": _tile_counts(board),
        "rebuilding": ", ".join(target.code for target in board.rebuilding),
        "all_targets": board.asked.targets,
        "on": on,
    }


def _of_target(board: Board, address: Address, moment: Moment) -> dict[str, str]:
    """The other pages of the one target the board shows."""
    if not address.asking.target:
        return {"burnup": "", "of_target": ""}
    here = figure_link(board.place, board.targets[0], board.place.campaign.key)
    return {"burnup": with_moment(here + "tien-do/", moment), "of_target": here}


def crumbs(found: Standpoint, last: str = "", moment: Moment | None = None) -> list[Link]:
    """The way from the reader's top unit down to the place, and the page beneath it."""
    place = found.place
    links = [Link(row.unit.short_name, board_link(row, moment)) for row in found.way]
    here = board_link(place, moment) if last else ""
    return [
        Link(_("Chỉ tiêu"), with_moment(reverse("desk:progress"), moment)),
        *links,
        Link(place.unit.short_name, here),
        *([Link(last)] if last else []),
    ]


def missing_link(place: Participation, target: Target, campaign_key: str, moment: Moment | None = None) -> str:
    """The page of those who have not."""
    return with_moment(reverse("desk:progress-missing", args=(campaign_key, place.unit.uid, target.code)), moment)


def _shows_own(board: Board) -> bool:
    """The place's own line stands above the level beneath it, where the place itself is asked."""
    return bool(board.rows) and board.is_first_level and any(board.own.cells)


def _head(board: Board, target: Target, address: Address, shown: str) -> Head:
    dates = board.asked.dates[target.pk]
    words = _("%(text)s. Hạn: %(due)s.") % {"text": target.text.rstrip("."), "due": due_words(target, dates)}
    return Head(target, address.link(chi_tieu=target.code, sap_xep="chua-dat"), words, target.code == shown)


def _picked(cell: Cell, address: Address) -> dict[str, Any]:
    return {"cell": cell, "parts": [part.brief for part in cell.parts], "href": address.link(chi_tieu=cell.target.code)}


def _chips(board: Board, address: Address) -> list[Chip]:
    """The states as links, each with how many cells of the whole list stand in it; none where no list is beneath."""
    chosen, everything = address.asking.state, sum(board.tally.values())
    if not (everything or chosen or address.asking.text):
        return []
    chips = [Chip(_("Tất cả"), address.link(tinh_trang=""), not chosen, everything)]
    for state, number in board.tally.items():
        if number or state.value == chosen:
            look = vocabulary.look("target", state.value)
            href = address.link(tinh_trang=state.value)
            chips.append(Chip(look.superior, href, state.value == chosen, number, look.tone, look.sign))
    return chips


def drawn_groups(groups: Sequence[Tiles], link: Callable[[Participation], str]) -> list[TileGroup]:
    """The tiles with their colours, signs, words and addresses."""
    return [
        TileGroup(
            group.parent.short_name if group.parent else "",
            _("%(met)d/%(all)d đạt") % {"met": group.met, "all": len(group.tiles)},
            [_tile(tile, link(tile.place)) for tile in group.tiles],
        )
        for group in groups
    ]


def _tile(tile: UnitTile, href: str) -> Tile:
    look = vocabulary.look("target", tile.state.value)
    return Tile(look.tone, look.sign, f"{tile.met}/{tile.asked}", tile.place.unit.short_name, look.superior, href)


def _tile_counts(board: Board) -> dict[str, int]:
    counted = Counter(tile.state.value for group in board.tiles for tile in group.tiles)
    return {state.value: counted[state.value] for state in State if counted[state.value]}
