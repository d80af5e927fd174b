"""Biểu tổng hợp kết quả thực hiện chỉ tiêu: one page in the plan's order and words."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.units.models import within
from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress.derived import cells_like
from thidua.stages.progress.measures import TargetDates
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.moments import Day, Moment, moment_of
from thidua.stages.progress.queries import cells
from thidua.stages.progress.queries.amounts import share_of
from thidua.stages.progress.queries.board import judged_cells
from thidua.stages.progress.queries.cells import Cell
from thidua.stages.progress.queries.missing import beneath, named
from thidua.stages.progress.queries.places import Asked, asked_by, levels_beneath
from thidua.stages.progress.standing import State, unmet_state

# Names a line shows; the rest is a number and a link.
MOST_NAMES = 6


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One target for the place's branch. `lacking` counts the units that have not; `names` are the first of them.

    Before its first day of judging nobody is said to lack anything.
    """

    target: Target
    dates: TargetDates
    cell: Cell
    lacking: int
    names: tuple[str, ...]
    late: int

    @property
    def unnamed(self) -> int:
        return self.lacking - len(self.names)

    @property
    def share(self) -> tuple[int, int, int] | None:
        """Part, whole and the asked percentage: of one unit alone its quantity, else units met of units asked.

        None where they are of several kinds: never one percentage.
        """
        row = self.cell.row
        if row.units_required == 1 and row.applies:
            return share_of(row, self.target)
        if len(row.by_kind) != 1 or row.units_required <= 1:
            return None
        return (row.units_met, row.units_required, self.target.share or 100)


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole page."""

    place: Participation
    asked: Asked
    moment: Moment
    lines: list[SummaryLine]

    @property
    def on(self) -> datetime.date:
        return self.moment.on


def summary(*, actor: Actor, place: Participation, on: Day) -> Summary:
    """The targets that ask anybody of the place's branch; six statements, and up to two for who is late."""
    asked, levels, moment = asked_by(place.campaign, on), levels_beneath(place), moment_of(on)
    words = {level.key: level.short_label for level in levels}
    judged = judged_cells(asked, place, on)
    rows = {row.target_id: row for row in judged.filter(unit=place.unit_id).order_by("target_id", "unit_id")}
    names = _names(actor, asked, place, cells_like(judged))
    lines = []
    for target in asked.targets:
        cell = cells.branch_cell(asked, target, rows, words)
        if cell is None or not cell.row.units_required:
            continue
        dates, lacking = asked.dates[target.pk], cell.row.units_required - cell.row.units_met
        is_early = unmet_state(dates, moment.on, is_known=True) == State.NOT_DUE
        behind: int = cell.row.behind  # type: ignore[attr-defined]
        shown = (0, ()) if is_early else (lacking, tuple(names[target.pk]))
        lines.append(SummaryLine(target, dates, cell, *shown, behind))
    return Summary(place, asked, moment, lines)


def _names(actor: Actor, asked: Asked, place: Participation, of: QuerySet[UnitProgress]) -> dict[int, list[str]]:
    """The first few units of each target that have not, in one statement."""
    rows = of.filter(beneath(place), within("unit", actor.intervals), applies=True, met=False)
    order = ("participation__kind__rank", "unit__sort_key", "id")
    first = Q(pk__in=[])
    for target in asked.targets:
        # The first of each target by itself: numbered together, all who have not would be sorted for a few of them.
        first |= Q(pk__in=rows.filter(target=target).order_by(*order).values("pk")[:MOST_NAMES])
    found: dict[int, list[str]] = defaultdict(list)
    shown = of.filter(first).select_related("unit", "participation__parent", "participation__kind")
    for row in shown.order_by("target_id", *order):
        found[row.target_id].append(named(row))
    return found
