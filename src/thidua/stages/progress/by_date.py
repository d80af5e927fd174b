"""«Theo ngày thực hiện»: the cells of a branch without what was done after a day, and who had met late by then.

Worked out from the ledger of now, by the increments of posting taken backwards: only the cells that later entries have
moved are touched, so a day not long ago costs little. Nothing is stored.
"""

from __future__ import annotations

import datetime
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.core.errors import NotNow
from thidua.foundation.core.tables.lists import day_words
from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress import cells, compounds, posting
from thidua.stages.progress.derived import cells_moved
from thidua.stages.progress.judging import amount_of
from thidua.stages.progress.lateness import (
    LIVE,
    SMALL_BRANCH,
    Dates,
    Late,
    Step,
    Undone,
    as_date,
    asked_late,
    late_by,
)
from thidua.stages.progress.measures import ALL_OF
from thidua.stages.progress.models import UnitProgress

# Entries seen from their units and from everyone above them; more than this is not read for one page.
MOST_LINES = 400_000
FROM_UNITS = "campaigns_participation at CROSS JOIN progress_entrycredit credit CROSS JOIN progress_entry entry"
FROM_ENTRIES = "progress_entry entry CROSS JOIN progress_entrycredit credit CROSS JOIN campaigns_participation at"
# From each entry up to the place, through the frame of its target: that is where the target's cells stand.
LINES = """
WITH RECURSIVE line(entry_id, target_id, credited_id, above_id, level, quantity, denominator, effective_date) AS (
    SELECT entry.id, entry.target_id, credit.unit_id, credit.unit_id, 0, entry.quantity, entry.denominator,
        entry.effective_date
    FROM {tables} CROSS JOIN progress_unitprogress cell
    WHERE ({wanted}) AND {live} AND credit.entry_id = entry.id AND at.unit_id = credit.unit_id
        AND at.campaign_id = %s AND {lft} BETWEEN %s AND %s
        AND cell.target_id = entry.target_id AND cell.unit_id = credit.unit_id AND cell.participation_id = at.id
    UNION ALL
    SELECT line.entry_id, line.target_id, line.credited_id, at.parent_id, line.level + 1, line.quantity,
        line.denominator, line.effective_date
    FROM line CROSS JOIN progress_unitprogress cell CROSS JOIN campaigns_participation at
    WHERE cell.target_id = line.target_id AND cell.unit_id = line.above_id AND at.id = cell.participation_id
        AND at.parent_id IS NOT NULL AND line.above_id <> %s
)
SELECT line.entry_id, line.target_id, line.credited_id, line.above_id, line.level, line.quantity, line.denominator,
    line.effective_date, cell.id, at.kind_id, at.parent_id, {kept}
FROM line JOIN progress_unitprogress cell ON cell.target_id = line.target_id AND cell.unit_id = line.above_id
    JOIN campaigns_participation at ON at.id = cell.participation_id
{compounds}LIMIT %s
"""
# And the compounds' cells of all in whose branch a part has moved: a part that flips moves them.
COMPOUNDS = """
UNION ALL
SELECT 0, cell.target_id, cell.unit_id, cell.unit_id, {level}, 0, 0, moved.last, cell.id, at.kind_id, at.parent_id, {kept}
FROM (
        SELECT above_id, MAX(effective_date) AS last FROM line
        WHERE effective_date > %s AND target_id IN ({parts}) GROUP BY above_id
    ) moved CROSS JOIN progress_unitprogress cell JOIN campaigns_participation at ON at.id = cell.participation_id
WHERE cell.unit_id = moved.above_id AND cell.target_id IN ({targets})
"""
# The level of a row that is such a cell and no line.
NO_LINE = -1
OF_LINE = 8
KEPT = ", ".join(f"cell.{name}" for name in cells.KEPT)
Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One entry seen from a unit it is credited to (`level` 0) or from one above it."""

    entry_id: int
    target_id: int
    credited_id: int
    unit_id: int
    level: int
    quantity: int
    denominator: int
    effective_date: datetime.date


def cells_by_date(
    targets: Iterable[Target], dates: Dates, *, place: Participation, on: datetime.date
) -> tuple[QuerySet[UnitProgress], Late]:
    """The cells of the place's branch by what was done up to a day, and who is late by that; one statement.

    Cells outside the branch stand as they do now. A compound's follow those of its parts, from its first day on; where
    it is asked for without them they are one statement more. Refused with `NotNow` where too much was done since.
    """
    known = {target.pk: target for target in targets}
    asked, assigned = asked_late(known.values(), dates, on)
    opened = [target for target in known.values() if target.measure == ALL_OF and (dates[target.pk].opens or on) <= on]
    parts = compounds.all_parts(opened, known) if opened else {}
    known |= {part.pk: part for found in parts.values() for part in found}
    lines, rows = read(known, asked, assigned, dates, place, on, parts)
    flipped = take_back([line for line in lines if line.effective_date > on], rows, known)
    for pk, found in parts.items():
        Compound.of(known[pk], found, rows).follow(flipped, rows)
    before = [line for line in lines if line.effective_date <= on]
    steps = [_step(line, rows[line.target_id, line.unit_id], known) for line in before if line.target_id in asked]
    undone = (Undone(line.target_id, line.unit_id, line.level == 0) for line in before if line.target_id in assigned)
    return cells_moved(rows.values()), late_by(asked, steps, undone)


def read(
    known: dict[int, Target],
    asked: dict[int, Target],
    assigned: dict[int, Target],
    dates: Dates,
    place: Participation,
    on: datetime.date,
    parts: dict[int, list[Target]],
) -> tuple[list[Line], dict[Key, UnitProgress]]:
    """The entries after the day and those lateness depends on, with the cells of everyone they are counted for.

    Of compounds with their `parts` also the cells of everyone in whose branch a part has moved.
    """
    wanted = ["(entry.target_id = %s AND entry.effective_date >= %s)" for _target in known]
    given: list[Any] = []
    for pk in known:
        given += [pk, dates[pk].due if pk in asked else on + datetime.timedelta(days=1)]
    wanted += ["(entry.target_id = %s AND entry.quantity < entry.denominator AND entry.effective_date < %s)"] * len(
        assigned
    )
    given += [part for pk in assigned for part in (pk, on)]
    together, beside = _beside(parts, on)
    is_small = place.rgt - place.lft < SMALL_BRANCH
    question = LINES.format(
        wanted=" OR ".join(wanted) or "1 = 0",
        live=LIVE,
        tables=FROM_UNITS if is_small else FROM_ENTRIES,
        lft="at.lft" if is_small else "+at.lft",
        kept=KEPT,
        compounds=together,
    )
    branch = [place.campaign_id, place.lft, place.rgt, place.unit_id]
    with connection.cursor() as cursor:
        cursor.execute(question, [*given, *branch, *beside, MOST_LINES + 1])
        found = cursor.fetchall()
    if len(found) > MOST_LINES:
        raise NotNow(
            _("Sau ngày %(day)s có quá nhiều việc nên không tính lại ngay được. Xin xem một đơn vị cấp dưới, "
              "hoặc xem số liệu bảng đã hiện tối ngày ấy.") % {"day": day_words(on)}
        )  # fmt: skip
    rows: dict[Key, UnitProgress] = {}
    for row in found:
        if (row[1], row[3]) not in rows:
            rows[row[1], row[3]] = _cell(row)
    return [_line(row) for row in found if row[4] != NO_LINE], rows


def _beside(parts: dict[int, list[Target]], on: datetime.date) -> tuple[str, list[Any]]:
    """The compounds' half of the question with what it is given; nothing where there is no compound."""
    ids = sorted({part.pk for found in parts.values() for part in found})
    if not ids:
        return "", []
    marks = {"parts": ", ".join(["%s"] * len(ids)), "targets": ", ".join(["%s"] * len(parts))}
    return COMPOUNDS.format(level=NO_LINE, kept=KEPT, **marks), [on, *ids, *parts]


def _line(row: tuple[Any, ...]) -> Line:
    entry, target, credited, unit, level, quantity, denominator, day = row[:OF_LINE]
    return Line(entry, target, credited, unit, level, quantity, denominator, as_date(day))


def _cell(row: tuple[Any, ...]) -> UnitProgress:
    """The cell of a line's unit, with as much of its place as the counts need."""
    pk, kind, parent, *kept = row[OF_LINE:]
    values = dict(zip(cells.KEPT, kept, strict=True))
    values |= {name: bool(values[name]) for name in ("applies", "known", "met")}
    if isinstance(values["by_kind"], str):
        values["by_kind"] = json.loads(values["by_kind"])
    place = Participation(kind_id=kind, parent_id=parent, unit_id=row[3])
    return UnitProgress(id=pk, target_id=row[1], unit_id=row[3], participation=place, **values)


def take_back(later: Iterable[Line], rows: dict[Key, UnitProgress], known: dict[int, Target]) -> set[Key]:
    """Moves the cells back by each later entry, once for each unit that it counts for; returns those that flipped."""
    moves: dict[int, posting.Moves] = defaultdict(lambda: defaultdict(Counter))
    seen: set[tuple[int, int]] = set()
    for line in later:
        move = moves[line.target_id][line.unit_id]
        if (line.entry_id, line.unit_id) not in seen:
            seen.add((line.entry_id, line.unit_id))
            _subtract(move, "subtree", line)
        if line.level == 0:
            _subtract(move, "own", line)
    flipped: set[Key] = set()
    for pk, of_target in moves.items():
        # An entry's lines go up to the place: whoever it moves is among them, with everyone above.
        touched = {unit: rows[pk, unit] for unit in of_target}
        met = {unit for unit, row in touched.items() if row.met}
        posting.move(
            touched, of_target, known[pk], {unit: row.participation.parent_id for unit, row in touched.items()}
        )
        flipped |= {(pk, unit) for unit in met ^ {unit for unit, row in touched.items() if row.met}}
    return flipped


@dataclass(frozen=True, slots=True)
class Compound:
    """A compound with its parts and those of its cells that a part may move."""

    target: Target
    parts: frozenset[int]
    touched: dict[int, UnitProgress]
    parents: dict[int, int | None]

    @classmethod
    def of(cls, target: Target, parts: Iterable[Target], rows: dict[Key, UnitProgress]) -> Compound:
        touched = {unit: row for (pk, unit), row in rows.items() if pk == target.pk}
        parents = {unit: row.participation.parent_id for unit, row in touched.items()}
        return cls(target, frozenset(part.pk for part in parts), touched, parents)

    def follow(self, flipped: set[Key], rows: dict[Key, UnitProgress]) -> None:
        """Moves the compound's cells by its parts that were not yet met on the day, or no longer are."""
        moves: posting.Moves = defaultdict(Counter)
        for part, unit in flipped:
            if (
                part not in self.parts
                or unit not in self.touched
                or self.touched[unit].participation.kind_id not in self.target.unit_kinds
            ):
                continue
            if rows[part, unit].applies:
                change = 1 if rows[part, unit].met else -1
                moves[unit]["own"] += change
                for above in posting.branch_units([unit], self.parents):
                    moves[above]["subtree"] += change
        posting.move({unit: self.touched[unit] for unit in moves}, moves, self.target, self.parents)


def _subtract(move: Counter[str], reading: str, line: Line) -> None:
    move[reading] -= line.quantity
    move[f"{reading}_denominator"] -= line.denominator
    move[f"{reading}_figures"] -= 1


def _step(line: Line, row: UnitProgress, known: dict[int, Target]) -> Step:
    """The line as lateness reads it, beside the cell as it was on the day."""
    have = amount_of(row, known[line.target_id])
    minimum = row.minimum if row.met else None
    return Step(
        line.entry_id, line.target_id, line.credited_id, line.unit_id, line.level, line.quantity, line.denominator,
        line.effective_date, minimum, have,
    )  # fmt: skip
