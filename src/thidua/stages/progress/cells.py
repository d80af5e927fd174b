"""The board's cells as they are written: counts by kind, and the history of the days on which a cell changed."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import connection

from thidua.foundation.core import bulk, clock
from thidua.stages.campaigns.models import Target
from thidua.stages.progress.frame import Population
from thidua.stages.progress.models import UnitProgress, UnitProgressDay

COUNTS = ("units_required", "units_known", "units_met")
# In the order in which `by_kind` keeps them.
BY_KIND = ("met", "required", "known")
FIGURES = (
    "own",
    "subtree",
    "own_denominator",
    "subtree_denominator",
    "own_figures",
    "subtree_figures",
    "known",
    "met",
    "asked_own",
    *COUNTS,
    "by_kind",
)
KEPT = ("applies", "minimum", *FIGURES)
PLACE = ("target", "unit", "participation")
OF_DAY = ("target", "unit", "day")
STANDING = f"SELECT unit_id, id, participation_id, {', '.join(KEPT)} FROM progress_unitprogress WHERE target_id = %s"  # noqa: S608
BATCH = 2000
Snapshot = tuple[Any, ...]


def snapshot(row: UnitProgress | UnitProgressDay) -> Snapshot:
    """Everything the cell shows, to be compared later."""
    return tuple(dict(value) if isinstance(value := getattr(row, name), dict) else value for name in KEPT)


def flip(row: UnitProgress, *, known: bool, met: bool) -> dict[str, int]:
    """What the counts of the branch gain when the cell takes this standing: keyed `count:kind`."""
    kind = row.participation.kind_id
    change = {f"known:{kind}": int(known) - int(row.known), f"met:{kind}": int(met) - int(row.met)}
    return {key: number for key, number in change.items() if number}


def add_counts(row: UnitProgress, rising: Mapping[str, int]) -> None:
    """Adds to the cell's counts, in all and by kind. `rising` holds `count:kind` and `asked_own`."""
    by_kind = {kind: list(counts) for kind, counts in row.by_kind.items()}
    for key, number in rising.items():
        if key == "asked_own":
            row.asked_own += number
            continue
        count, kind = key.split(":", 1)
        by_kind.setdefault(kind, [0, 0, 0])[BY_KIND.index(count)] += number
    row.by_kind = {kind: counts for kind, counts in by_kind.items() if any(counts)}
    row.units_met, row.units_required, row.units_known = (
        sum(counts[place] for counts in by_kind.values()) for place in range(len(BY_KIND))
    )


Key = tuple[int, int]
# What a cell says that nobody has written yet.
BLANK: Snapshot = snapshot(UnitProgress())


def key_of(row: UnitProgress) -> Key:
    return row.target_id, row.unit_id


def save(rows: Iterable[UnitProgress], before: Mapping[Key, Snapshot], *, now: datetime.datetime) -> int:
    """Writes the cells that changed, and what they show to their history of the day; returns how many.

    `before` holds what they showed.
    """
    changed = [(row, shown) for row in rows if (shown := snapshot(row)) != before[key_of(row)]]
    bulk.update(UnitProgress, KEPT, ((*shown, row.pk) for row, shown in changed))
    write_days(((key_of(row), shown) for row, shown in changed), now=now)
    return len(changed)


def replace(target: Target, cells: Mapping[int, Snapshot], people: Population, *, now: datetime.datetime) -> int:
    """Makes the target's cells those given, one for each unit of the population; returns how many changed.

    A unit that left the population loses its cell; its history stays.
    """
    fresh, changed, moved, gone = dict(cells), [], [], []
    for unit, pk, participation, *standing in _standing(target):
        cell = fresh.pop(unit, None)
        if cell is None:
            gone.append(pk)
            continue
        if participation != people.places[unit].participation:
            moved.append((people.places[unit].participation, pk))
        if tuple(standing) != cell:
            changed.append((unit, pk, cell))
    for start in range(0, len(gone), BATCH):
        UnitProgress.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    bulk.update(UnitProgress, ["participation"], moved)
    bulk.update(UnitProgress, KEPT, ((*cell, pk) for _unit, pk, cell in changed))
    rows = ((target.pk, unit, people.places[unit].participation, *cell) for unit, cell in fresh.items())
    bulk.insert(UnitProgress, (*PLACE, *KEPT), rows)
    # A new cell that says nothing yet changes nothing of what the board showed.
    days = [(unit, cell) for unit, cell in fresh.items() if cell != BLANK] + [(row[0], row[2]) for row in changed]
    write_days((((target.pk, unit), cell) for unit, cell in days), now=now)
    return len(days)


def _standing(target: Target) -> Iterator[Sequence[Any]]:
    """Unit, id, participation and what is shown of each cell; counts that read alike are parsed once."""
    parsed: dict[str, Any] = {}
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [target.pk])
        while rows := cursor.fetchmany(BATCH):
            for *values, by_kind in rows:
                if by_kind not in parsed:
                    parsed[by_kind] = json.loads(by_kind)
                yield *values, parsed[by_kind]


def write_days(cells: Iterable[tuple[Key, Snapshot]], *, now: datetime.datetime) -> None:
    """Notes what the cells show at the end of this day so far; the day's last change stays."""
    day = clock.day_of(now)
    bulk.insert(UnitProgressDay, (*OF_DAY, *KEPT), ((*key, day, *cell) for key, cell in cells), unique=OF_DAY)
