"""The commune's grid as a form: areas down, milestones across; a refused cell keeps what was typed and says why."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thidua.faces.desk.milestones.grid_parts import Column, GridCell, GridLine
from thidua.faces.desk.milestones.grid_works import GridWorks
from thidua.faces.kit import figures
from thidua.faces.kit.fields import DayField, short_day
from thidua.faces.kit.forms import typed_in
from thidua.foundation.core import files
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import MilestoneKind, Participation
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations import GridRow
from thidua.stages.milestones.operations.grid import Cell
from thidua.stages.milestones.particulars import particulars
from thidua.stages.milestones.proofs import OWNER_KIND
from thidua.stages.milestones.queries import Line
from thidua.stages.milestones.reports import Report

PLAIN_NUMBER = re.compile(r"[0-9]{1,18}")
DAY_CELL = re.compile(r"ngay-([0-9]{1,18})-[0-9]{1,18}-[0-9]{1,6}")
Problems = dict[Cell, dict[str, str]]


class GridForm:
    """The grid with what is known, and after a sending with what was typed. `rows()` is what the operation takes."""

    def __init__(
        self, areas: Sequence[Participation], lines: Mapping[int, list[Line]], data: Mapping[str, str] | None = None
    ) -> None:
        self.data = data
        self.units = {place.unit.pk: place.unit for place in areas}
        self.columns = _columns(lines)
        self.lines = [GridLine(place.unit, self._cells(place.unit, lines[place.unit_id])) for place in areas]
        self.versions = _versions(data.get("version", "")) if data else {}
        self.tells_versions = data is not None and "version" in data

    @property
    def version(self) -> str:
        """What each cell stood at when the page was made: `area-kind-year:version`, with commas between."""
        cells = [cell for line in self.lines for cell in line.cells if cell.milestone]
        return ",".join(f"{cell.name}:{cell.milestone.version}" for cell in cells if cell.milestone)

    def version_after(self, sent: GridForm, stale: Collection[Cell]) -> str:
        """The version for the next draft: a cell that somebody else saved first stays what the page knew of it."""
        known = {cell.place: cell.milestone.version for line in self.lines for cell in line.cells if cell.milestone}
        known |= {place: sent.versions.get(place, 0) for place in stale}
        return ",".join(f"{'-'.join(map(str, place))}:{version}" for place, version in known.items())

    @property
    def strangers(self) -> list[str]:
        """Days typed for areas that are not (or no longer) the commune's own: nothing is saved of them."""
        sent = ((DAY_CELL.fullmatch(name), str(value).strip()) for name, value in (self.data or {}).items())
        return [value for found, value in sent if found and value and int(found[1]) not in self.units]

    def rows(self) -> list[GridRow]:
        """Every cell that could be read, emptied ones first: who took part elsewhere is free then. Notes errors."""
        found: list[GridRow] = []
        for line in self.lines:
            for cell in line.cells:
                row = self._row(cell)
                if row is not None:
                    found.append(row)
        return sorted(found, key=lambda row: row.report.done_date is not None)

    def refuse(self, problems: Problems) -> None:
        """Puts the operation's refusals beside their cells."""
        for line in self.lines:
            for cell in line.cells:
                cell.errors |= problems.get(cell.place, {})

    def cleared(self, saved: Collection[Milestone]) -> int:
        """Of how many of the saved the day was taken away; an area that took part in another's has not lost its own."""
        joined = {cell.place for line in self.lines for cell in line.cells if cell.typed["chung"]}
        emptied = [row for row in saved if row.done_date is None]
        return sum((row.unit_id, row.kind_id, row.year or 0) not in joined for row in emptied)

    def show(self, wanted: str) -> None:
        """Chooses the one area a phone shows: the one asked for, the first wrong one, the first unfinished one."""
        if not self.lines:
            return
        wrong = self.wrong
        asked = [line for line in self.lines if str(line.unit.uid) == wanted]
        open_ones = [line for line in self.lines if not all(cell.is_settled for cell in line.cells)]
        (wrong or asked or open_ones or self.lines)[0].is_on = True
        for place, line in enumerate(self.lines):
            line.before = str(self.lines[place - 1].unit.uid)
            line.after = str(self.lines[(place + 1) % len(self.lines)].unit.uid)

    def count_photos(self) -> None:
        """How many photos and papers prove each area's milestones; one statement."""
        rows = {line.unit.pk: line.proved for line in self.lines}
        stored = files.by_owner(OWNER_KIND, [row.uid for row in rows.values() if row])
        for line in self.lines:
            row = rows[line.unit.pk]
            line.photos = len(stored[row.uid]) if row else 0

    def join(self, works: GridWorks) -> None:
        """Puts each area's work into its row."""
        for line in self.lines:
            line.work = works.cells[line.unit.pk]

    @property
    def wrong(self) -> list[GridLine]:
        return [line for line in self.lines if line.is_wrong]

    def _cells(self, unit: Unit, lines: Sequence[Line]) -> list[GridCell]:
        by_column = {(line.kind.pk, line.year): line for line in lines}
        return [self._cell(unit, column, by_column[column.kind.pk, column.year]) for column in self.columns]

    def _cell(self, unit: Unit, column: Column, line: Line) -> GridCell:
        cell = GridCell(column, unit, line.milestone, line.shared, {})
        cell.typed = self._sent(cell) if self.data is not None else _known(cell)
        return cell

    def _sent(self, cell: GridCell) -> dict[str, str]:
        assert self.data is not None
        return {key: typed_in(self.data, f"{key}-{cell.name}") for key in ("ngay", "chung", "tot", "ten", "dt")}

    def _row(self, cell: GridCell) -> GridRow | None:
        typed, column = cell.typed, cell.column
        if typed["chung"]:
            return self._joint(cell)
        try:
            day = _day(typed["ngay"], column.kind)
        except ValidationError as error:
            cell.errors["done_date"] = " ".join(error.messages)
            return None
        report = Report(
            done_date=day,
            new_head_name=typed["ten"] if day and column.asked.asks_new_head else "",
            new_head_phone=typed["dt"] if day and column.asked.asks_new_head and typed["ten"] else "",
            partners=tuple(self._guests(cell)),
            was_held_well=bool(typed["tot"]) if column.asked.quality else None,
        )
        return GridRow(cell.unit, column.kind, report, column.year, self._version(cell))

    def _joint(self, cell: GridCell) -> GridRow | None:
        """An area that took part in another's: its own record is empty, the other one's names it."""
        host = self._host(cell)
        if host is None or host.typed["chung"] or not host.typed["ngay"]:
            cell.errors["partners"] = _("Khu được chọn chưa ghi ngày, hoặc cũng ghi làm chung với khu khác.")
            return None
        return GridRow(cell.unit, cell.column.kind, Report(None), cell.column.year, self._version(cell))

    def _version(self, cell: GridCell) -> int | None:
        """What the page knew of the cell: its version, 0 when there was no record yet."""
        return self.versions.get(cell.place, 0) if self.tells_versions else None

    def _host(self, cell: GridCell) -> GridCell | None:
        wanted = cell.typed["chung"]
        same = (other for line in self.lines for other in line.cells if other.column == cell.column)
        return next((other for other in same if str(other.unit.pk) == wanted and other is not cell), None)

    def _guests(self, cell: GridCell) -> list[Unit]:
        same = [
            other for line in self.lines for other in line.cells if other.column == cell.column and other is not cell
        ]
        return [other.unit for other in same if other.typed["chung"] == str(cell.unit.pk)]


def _columns(lines: Mapping[int, list[Line]]) -> list[Column]:
    """The milestones a grid can hold: those asked of every area, without document, rating or figures."""
    first = next(iter(lines.values()), [])
    return [Column(line.kind, line.year) for line in first if particulars(line.kind).is_told_by_its_day]


def _known(cell: GridCell) -> dict[str, str]:
    row = cell.milestone
    told = row is not None and row.done_date is not None
    return {
        "ngay": figures.day(row.done_date) if row is not None and told else "",
        "chung": str(cell.shared.unit_id) if cell.shared else "",
        "tot": "1" if row is not None and row.was_held_well else "",
        "ten": row.new_head_name if row is not None else "",
        "dt": row.new_head_phone if row is not None else "",
    }


def _day(text: str, kind: MilestoneKind) -> datetime.date | None:
    """A day; «12/11» is of the year of the kind's window. Raises `ValidationError`."""
    short = short_day(text)
    if short and kind.window_from:
        years = range(kind.window_from.year, (kind.window_before or kind.window_from).year + 1)
        days = [f"{short[0]}/{short[1]}/{year}" for year in years]
        text = next((day for day in days if _is_inside(day, kind)), days[0])
    day: datetime.date | None = DayField(required=False).clean(text)
    return day


def _is_inside(text: str, kind: MilestoneKind) -> bool:
    try:
        day = DayField(required=False).clean(text)
    except ValidationError:
        return False
    before = kind.window_before
    return bool(kind.window_from and kind.window_from <= day and (before is None or day < before))


def _versions(text: str) -> dict[Cell, int]:
    found: dict[Cell, int] = {}
    for part in text.split(","):
        name, _colon, version = part.partition(":")
        numbers = name.split("-")
        if len(numbers) == 3 and all(map(PLAIN_NUMBER.fullmatch, (*numbers, version))):
            found[int(numbers[0]), int(numbers[1]), int(numbers[2])] = int(version)
    return found
