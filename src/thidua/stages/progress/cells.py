"""The board's cells as they are written: counts by kind, and the history of the days on which a cell changed."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from thidua.foundation.core import bulk, clock
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
    """Writes new cells and those that changed, and what they show to their history of the day.

    `before` holds what they showed; a new cell showed nothing. Returns how many changed.
    """
    rows = list(rows)
    changed = [(row, shown) for row in rows if (shown := snapshot(row)) != before.get(key_of(row), BLANK)]
    fresh = [row for row in rows if row.pk is None]
    standing = [(row, shown) for row, shown in changed if row.pk is not None]
    bulk.insert(UnitProgress, (*PLACE, *KEPT), ((*key_of(row), row.participation_id, *snapshot(row)) for row in fresh))
    bulk.update(UnitProgress, KEPT, ((*shown, row.pk) for row, shown in standing))
    write_days(changed, now=now)
    return len(changed)


def write_days(rows: Iterable[tuple[UnitProgress, Snapshot]], *, now: datetime.datetime) -> None:
    """Notes what the cells show at the end of this day so far; the day's last change stays."""
    day = clock.day_of(now)
    values = ((*key_of(row), day, *shown) for row, shown in rows)
    bulk.insert(UnitProgressDay, (*OF_DAY, *KEPT), values, unique=OF_DAY)


def empty_counts(row: UnitProgress) -> Counter[str]:
    """The cell's own share of its branch's counts, as a rebuild adds them up."""
    kind = row.participation.kind_id
    own = Counter({f"required:{kind}": int(row.applies), f"known:{kind}": int(row.known), f"met:{kind}": int(row.met)})
    own["asked_own"] = row.own if row.applies else 0
    return own
