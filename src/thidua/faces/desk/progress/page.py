"""The board as its page draws it: filters as links, cells with their words, the tile map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.faces.desk.progress.address import Address, board_link, of_place, with_moment
from thidua.faces.kit import lengths, vocabulary
from thidua.faces.kit.parts import Chip, Link, Tile, TileGroup
from thidua.foundation.core.tables import Page
from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress.moments import Moment
from thidua.stages.progress.queries.board import Board, Row
from thidua.stages.progress.queries.cells import Cell, Part
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
class DrawnCell:
    """A cell with its address and its small words."""

    cell: Cell | None
    href: str
    notes: tuple[str, ...]
    is_shown: bool

    @property
    def _look(self) -> vocabulary.Look:
        return vocabulary.look("target", self.cell.state.value if self.cell else State.NOT_ASSIGNED.value)

    @property
    def words(self) -> str:
        """The state as the superior calls it."""
        return self._look.words(vocabulary.SUPERIOR)

    @property
    def classes(self) -> str:
        """Its state, its bar's lengths, and whether its column is the one a narrow screen shows."""
        is_counted = self.cell is not None and self.cell.is_asked
        bar = lengths.classes(self.cell.done, self.cell.registered) if self.cell and is_counted else ""
        return f"s-{self._look.tone}{bar}" + (" on" if self.is_shown else "")

    @property
    def is_plain(self) -> bool:
        """Nothing is counted here: a word suffices."""
        return self.cell is None or self.cell.state == State.NOT_ASSIGNED


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One line of the board."""

    name: str
    # Its superior, where it is not plain from the page: «Thôn 1» is in every commune.
    above: str
    href: str
    cells: tuple[DrawnCell, ...]
    standing: int | None = None


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
    return {
        "board": board,
        "place": place,
        "title": _("Chỉ tiêu thi đua: %(unit)s") % {"unit": place.unit.short_name},
        "heads": [_head(board, target, address, shown) for target in board.targets],
        "own": _row(board.own, board.targets, shown, moment) if _shows_own(board) else None,
        "rows": [_row(row, board.targets, shown, moment, place.unit_id) for row in board.rows]
        or [_row(board.own, board.targets, shown, moment)],
        "total": _whole(_row(board.total, board.targets, shown, moment)) if board.rows else None,
        "picker": [_picked(cell, address) for cell in board.total.cells if cell] if not address.asking.target else [],
        "chips": _chips(board, address),
        "levels": board.levels,
        "sorts": SORT_WORDS.items(),
        "address": address,
        "file_query": address.file_query(board.level.key if board.level else ""),
        "plain": of_place(place, moment).link(),
        "every": address.link(chi_tieu=""),
        **_of_target(board, address, moment),
        "page": Page(rows=[], columns=(), number=board.page, size=board.size, count=board.count),
        "groups": drawn_groups(board.tiles, lambda of: _relative(board_link(of, moment))),
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


def figure_link(place: Participation, target: Target, campaign_key: str, moment: Moment | None = None) -> str:
    """The page that explains a cell."""
    return with_moment(reverse("desk:progress-figure", args=(campaign_key, place.unit.uid, target.code)), moment)


def missing_link(place: Participation, target: Target, campaign_key: str, moment: Moment | None = None) -> str:
    """The page of those who have not."""
    return with_moment(reverse("desk:progress-missing", args=(campaign_key, place.unit.uid, target.code)), moment)


def notes_of(cell: Cell) -> tuple[str, ...]:
    """The small words of a cell."""
    notes = []
    if cell.exemption:
        notes.append(cell.exemption)
    if cell.registered_parts and cell.is_asked:
        notes.append(_("đăng ký %(words)s") % {"words": _words(cell.registered_parts)})
    if cell.in_branch:
        notes.append(_("trên địa bàn: %(figure)s") % {"figure": cell.in_branch})
    if cell.is_counted_once:
        notes.append(_("đã trừ trùng"))
    return tuple(notes)


def _words(parts: Sequence[Part]) -> str:
    return ", ".join(f"{part.reached} {part.word}".strip() for part in parts)


def _shows_own(board: Board) -> bool:
    """The place's own line stands above the level beneath it, where the place itself is asked."""
    return bool(board.rows) and board.is_first_level and any(board.own.cells)


def _whole(row: DrawnRow) -> DrawnRow:
    return replace(row, name=_("Toàn bộ %(unit)s") % {"unit": row.name})


def _head(board: Board, target: Target, address: Address, shown: str) -> Head:
    dates = board.asked.dates[target.pk]
    words = _("%(text)s. Hạn: %(due)s.") % {"text": target.text.rstrip("."), "due": due_words(target, dates)}
    return Head(target, address.link(chi_tieu=target.code, sap_xep="chua-dat"), words, target.code == shown)


def _row(row: Row, targets: Sequence[Target], shown: str, moment: Moment, beneath: int | None = None) -> DrawnRow:
    unit, key = row.place.unit, row.place.campaign.key
    cells = tuple(
        DrawnCell(
            cell,
            _relative(figure_link(row.place, target, key, moment)) if cell else "",
            notes_of(cell) if cell else (),
            target.code == shown,
        )
        for target, cell in zip(targets, row.cells, strict=True)
    )
    # The place's own line has no superior to name: its parent is not even read.
    parent = row.place.parent if beneath and row.place.parent_id != beneath else None
    above = parent.short_name if parent else ""
    return DrawnRow(unit.short_name, above, _relative(board_link(row.place, moment)), cells, row.standing)


def _relative(address: str) -> str:
    """An address as the board's page reaches it: hundreds of them stand on it."""
    return address.removeprefix(reverse("desk:progress"))


def _picked(cell: Cell, address: Address) -> dict[str, Any]:
    return {"cell": cell, "href": address.link(chi_tieu=cell.target.code)}


def _chips(board: Board, address: Address) -> list[Chip]:
    """The states as links, each with how many cells of the whole list stand in it."""
    chosen, everything = address.asking.state, sum(board.tally.values())
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
