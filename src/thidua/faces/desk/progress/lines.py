"""The lines of the board's table: hundreds of cells a page, so their addresses and HTML are made without detours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thidua.faces.desk.progress.address import board_link, with_moment
from thidua.faces.kit import lengths, vocabulary
from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress.moments import Moment
from thidua.stages.progress.queries.amounts import Part
from thidua.stages.progress.queries.board import Board, Row
from thidua.stages.progress.queries.cells import Cell
from thidua.stages.progress.standing import State

# Characters that a cell of the fullest table holds on one line.
MOST_TOGETHER = 9


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One line of the board."""

    name: str
    # Its superior, where it is not plain from the page: «Thôn 1» is in every commune.
    above: str
    href: str
    cells: str
    standing: int | None = None

    @property
    def linked(self) -> SafeString:
        """The line, its name leading to the unit's own board."""
        above = f", {escape(self.above)}" if self.above else ""
        return self._line(f'<a href="{escape(self.href)}">{escape(self.name)}{above}</a>')

    @property
    def plain(self) -> SafeString:
        """The line of the place the board belongs to."""
        return self._line(escape(self.name))

    def _line(self, name: str) -> SafeString:
        rank = escape(_("hạng %(place)s") % {"place": self.standing}) if self.standing else ""
        before = f"<small>{rank}</small> " if rank else ""
        return mark_safe(f'<tr><th scope="row">{before}{name}</th>{self.cells}</tr>')  # noqa: S308


@dataclass(frozen=True, slots=True)
class Lines:
    """Draws lines; the addresses of the place's own cells are those of all others but for the unit.

    Every word is escaped here, once: a template, or `format_html` for each part, takes several times as long. The bar
    and the sign of a cell are drawn by the stylesheet from its classes.
    """

    place: Participation
    shown: tuple[bool, ...]
    links: tuple[str, ...]
    board: str
    # What each state is drawn with, its words escaped.
    looks: Mapping[State, tuple[str, str]]
    nothing: str

    @classmethod
    def of(cls, board: Board, shown: str, moment: Moment) -> Lines:
        place, key = board.place, board.place.campaign.key
        looks = {state: vocabulary.look("target", state.value) for state in State}
        return cls(
            place,
            tuple(target.code == shown for target in board.targets),
            tuple(relative(figure_link(place, target, key, moment)) for target in board.targets),
            relative(board_link(place, moment)),
            {state: (look.tone, escape(look.words(vocabulary.SUPERIOR))) for state, look in looks.items()},
            escape(_("Không giao")),
        )

    def line(self, row: Row, beneath: int | None = None) -> DrawnRow:
        """One unit's line; `beneath` is the unit whose board it stands on, named only where it is not the superior."""
        unit, here = row.place.unit, str(self.place.unit.uid)
        uid = str(unit.uid)
        cells = "".join(
            self._cell(cell, link.replace(here, uid), is_shown=is_shown)
            for is_shown, cell, link in zip(self.shown, row.cells, self.links, strict=True)
        )
        # The place's own line has no superior to name: its parent is not even read.
        parent = row.place.parent if beneath and row.place.parent_id != beneath else None
        href = self.board.replace(here, uid)
        return DrawnRow(unit.short_name, parent.short_name if parent else "", href, cells, row.standing)

    def total(self, row: Row) -> DrawnRow:
        """The line of the whole branch."""
        drawn = self.line(row)
        return replace(drawn, name=_("Toàn bộ %(unit)s") % {"unit": drawn.name})

    def _cell(self, cell: Cell | None, href: str, *, is_shown: bool) -> str:
        """A cell as it stands in its line; where nothing is counted a word suffices."""
        on = " on" if is_shown else ""
        if cell is None or cell.state == State.NOT_ASSIGNED:
            return f'<td class="s-{self.looks[State.NOT_ASSIGNED][0]}{on}"><span>{self.nothing}</span></td>'
        tone, words = self.looks[cell.state]
        bar = lengths.classes(cell.done, cell.registered) if cell.is_asked else ""
        parts = " <br>".join([_part(part) for part in cell.parts]) or "–"
        behind = tuple([part.behind for part in cell.parts if part.behind])
        notes = "<br>".join([escape(note) for note in (*behind, *notes_of(cell))])
        small = f"<small>{notes}</small>" if notes else ""
        return (
            f'<td class="s-{tone}{bar}{on}">'
            f'<a href="{escape(href)}"><span>{parts}</span><em>{words}</em>{small}</a></td>'
        )


def _part(part: Part) -> str:
    """A count in its cell; money in triệu or tỷ, in full under the pointer. No line ends inside a number."""
    brief = part.brief
    full = f' title="{escape(part.words)}"' if brief != part else ""
    word = f" {escape(brief.word)}" if brief.word else ""
    wrap = "<wbr>" if len(brief.reached) + len(brief.required) > MOST_TOGETHER else ""
    return f"<b{full}>{escape(brief.reached)}</b>/{wrap}{escape(brief.required)}{word}"


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
