"""The lines of the board's table: hundreds of cells a page, so their addresses and HTML are made without detours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thidua.faces.desk.progress.address import board_link, with_moment
from thidua.faces.kit import lengths, vocabulary
from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress.moments import Moment
from thidua.stages.progress.queries.board import Board, Row
from thidua.stages.progress.queries.cells import Cell, Part
from thidua.stages.progress.standing import State


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """A cell with its address and its small words."""

    cell: Cell | None
    href: str
    notes: tuple[str, ...]
    is_shown: bool

    @property
    def html(self) -> SafeString:
        """The cell as it stands in its line; where nothing is counted a word suffices.

        The bar and the sign are drawn by the stylesheet from its classes. Every word is escaped here, once: a template,
        or `format_html` for each part, takes several times as long.
        """
        cell, state = self.cell, self.cell.state if self.cell else State.NOT_ASSIGNED
        look = vocabulary.look("target", state.value)
        bar = lengths.classes(cell.done, cell.registered) if cell and cell.is_asked else ""
        classes = f"s-{look.tone}{bar}" + (" on" if self.is_shown else "")
        if cell is None or state == State.NOT_ASSIGNED:
            return mark_safe(f'<td class="{classes}"><span>{escape(_("Không giao"))}</span></td>')  # noqa: S308
        parts = " <br>".join([_part(part) for part in cell.parts]) or "–"
        notes = "<br>".join([escape(note) for note in self.notes])
        small = f"<small>{notes}</small>" if notes else ""
        words = escape(look.words(vocabulary.SUPERIOR))
        return mark_safe(  # noqa: S308
            f'<td class="{classes}"><a href="{escape(self.href)}"><span>{parts}</span><em>{words}</em>{small}</a></td>'
        )


def _part(part: Part) -> str:
    word = f" {escape(part.word)}" if part.word else ""
    return f"<b>{escape(part.reached)}</b>/{escape(part.required)}{word}"


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
class Lines:
    """Draws lines; the addresses of the place's own cells are those of all others but for the unit."""

    place: Participation
    targets: Sequence[Target]
    shown: str
    moment: Moment
    links: tuple[str, ...]
    board: str

    @classmethod
    def of(cls, board: Board, shown: str, moment: Moment) -> Lines:
        place, key = board.place, board.place.campaign.key
        links = tuple(relative(figure_link(place, target, key, moment)) for target in board.targets)
        return cls(place, board.targets, shown, moment, links, relative(board_link(place, moment)))

    def line(self, row: Row, beneath: int | None = None) -> DrawnRow:
        """One unit's line; `beneath` is the unit whose board it stands on, named only where it is not the superior."""
        unit, here = row.place.unit, str(self.place.unit.uid)
        cells = tuple(
            DrawnCell(
                cell,
                link.replace(here, str(unit.uid)) if cell else "",
                notes_of(cell) if cell else (),
                target.code == self.shown,
            )
            for target, cell, link in zip(self.targets, row.cells, self.links, strict=True)
        )
        # The place's own line has no superior to name: its parent is not even read.
        parent = row.place.parent if beneath and row.place.parent_id != beneath else None
        href = self.board.replace(here, str(unit.uid))
        return DrawnRow(unit.short_name, parent.short_name if parent else "", href, cells, row.standing)

    def total(self, row: Row) -> DrawnRow:
        """The line of the whole branch."""
        drawn = self.line(row)
        return replace(drawn, name=_("Toàn bộ %(unit)s") % {"unit": drawn.name})


def relative(address: str) -> str:
    """An address as the board's page reaches it: hundreds of them stand on it."""
    return address.removeprefix(reverse("desk:progress"))


def figure_link(place: Participation, target: Target, campaign_key: str, moment: Moment | None = None) -> str:
    """The page that explains a cell."""
    return with_moment(reverse("desk:progress-figure", args=(campaign_key, place.unit.uid, target.code)), moment)


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
