"""The board's query for one page, at every level, beside two peers that count the same from the facts.

    THIDUA_VAR_DIR=/tmp/tenth .venv/bin/python -m benchmarks.board

For a reader of the nation, a province, a district and a commune: the first page of the units beneath (at most 50 rows)
in all targets. Measured in turn, in one process and on one connection:

- stored: the cells of those units, as one statement reads them from the board's table, in the order of its page;
- page: the same statement as the board's page asks it, with states and exemptions, and Django's objects built from it;
- CTE: the branches walked anew by recursion, with the ledger's entries and the asked units counted in each;
- numpy: entries and units as columns in memory, sorted by the place in the frame; the page is a slice of them, and each
  fact is looked up among its branches. The aim was set beside this one;
- numpy by branches: the same columns, each branch cut out by itself.

All must give the same numbers, or the benchmark ends without a result.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from benchmarks import measuring, site
from benchmarks.columns import Columns
from thidua.foundation.core import clock
from thidua.stages.campaigns.models import Participation
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.queries.board import board, cells_of, judged_cells
from thidua.stages.progress.queries.paging import Asking
from thidua.stages.progress.queries.places import asked_by

LEVELS = {
    "nation": site.TOP, "province": "front-province", "district": "front-district", "commune": "front-commune",
}  # fmt: skip
RUNS, SLOW_RUNS = 200, 5
# By unit and target: quantity and number of entries of the branch, units asked and units that have met.
Numbers = dict[tuple[int, int], tuple[int, ...]]

STORED = """
SELECT unit_id, target_id, subtree, subtree_figures, units_required, units_met
FROM progress_unitprogress WHERE target_id IN ({targets}) AND unit_id IN ({units})
ORDER BY unit_id, target_id
"""
# Each of the units with everyone beneath it; an entry credited to several of them counts once.
COUNTED = """
WITH RECURSIVE branch(top_id, unit_id) AS (
    SELECT unit_id, unit_id FROM campaigns_participation
    WHERE campaign_id = {campaign} AND valid_to IS NULL AND unit_id IN ({units})
    UNION ALL
    SELECT branch.top_id, place.unit_id FROM branch JOIN campaigns_participation place
        ON place.parent_id = branch.unit_id AND place.campaign_id = {campaign} AND place.valid_to IS NULL
)
SELECT top_id, target_id, SUM(quantity), SUM(entries), SUM(required), SUM(met) FROM (
    SELECT top_id, target_id, quantity, 1 AS entries, 0 AS required, 0 AS met FROM (
        SELECT DISTINCT branch.top_id, entry.id, entry.target_id, entry.quantity
        FROM branch JOIN progress_entrycredit credit ON credit.unit_id = branch.unit_id
            JOIN progress_entry entry ON entry.id = credit.entry_id
        WHERE entry.target_id IN ({targets}) AND entry.reversed_by_id IS NULL AND NOT entry.is_reversal
    ) counted
    UNION ALL
    SELECT branch.top_id, cell.target_id, 0, 0, CASE WHEN cell.applies THEN 1 ELSE 0 END,
        CASE WHEN cell.applies AND cell.met THEN 1 ELSE 0 END
    FROM branch JOIN progress_unitprogress cell ON cell.unit_id = branch.unit_id AND cell.target_id IN ({targets})
) facts GROUP BY top_id, target_id
"""


@dataclass(frozen=True, slots=True)
class Page:
    """What one page of the board asks for."""

    places: list[Participation]
    targets: list[int]
    read: Callable[[], Any]

    def question(self, words: str, campaign: int) -> str:
        units, targets = ([str(pk) for pk in ids] for ids in ((row.unit_id for row in self.places), self.targets))
        return words.format(campaign=campaign, units=", ".join(units), targets=", ".join(targets))


def page_of(kind: str, level: str = "") -> Page:
    """The first page beneath a place, as its board lists it; of a level, or of the first."""
    place, today = site.place_of(kind), clock.today()
    seen = board(actor=site.reader(), place=place, asking=Asking(level=level), on=today)
    places = [row.place for row in seen.rows] or [place]
    asked = asked_by(place.campaign)

    def read() -> Any:
        return cells_of(judged_cells(asked, place, today), places)

    return Page(places, [target.pk for target in asked.all], read)


def rows_of(statement: str) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def numbers(rows: list[tuple[Any, ...]]) -> Numbers:
    """Told apart by unit and target; what is nothing everywhere is left out."""
    found = {(row[0], row[1]): tuple(int(value or 0) for value in row[2:]) for row in rows}
    return {key: values for key, values in found.items() if any(values)}


def same(stored: Numbers, peer: Numbers, name: str) -> None:
    """Ends the benchmark where a peer counts otherwise."""
    if stored != peer:
        odd = sorted(key for key in stored.keys() | peer.keys() if stored.get(key) != peer.get(key))
        shown = [(key, stored.get(key), peer.get(key)) for key in odd[:5]]
        raise SystemExit(f"{name}: {len(odd)} of {len(stored)} numbers differ from the board's, such as {shown}")


def measured(page: Page, columns: Columns, campaign: int, slow_runs: int) -> dict[str, Any]:
    """All ways for one page, checked against each other and timed."""
    stored, counted = page.question(STORED, campaign), page.question(COUNTED, campaign)
    told = numbers(rows_of(stored))
    same(told, numbers(rows_of(counted)), "CTE")
    for way in (columns.in_one_slice, columns.by_branches):
        counted_so = columns.rows(way(page.places), page.places)
        same(told, numbers([row for row in counted_so if row[1] in page.targets]), f"numpy, {way.__name__}")
    of_page = page.read()
    same(told, numbers(cells_as_rows(of_page)), "page")
    figures: dict[str, Any] = {
        "rows": len(page.places),
        "targets": len(page.targets),
        "numbers": len(told),
        "stored_ms": measuring.timed(lambda: rows_of(stored), RUNS, warm=3),
        "page_ms": measuring.timed(page.read, RUNS // 4, warm=3),
        "numpy_ms": measuring.timed(lambda: columns.in_one_slice(page.places), max(slow_runs, 20)),
        "numpy_by_branches_ms": measuring.timed(lambda: columns.by_branches(page.places), max(slow_runs, 20)),
        "cte_ms": measuring.timed(lambda: rows_of(counted), slow_runs, warm=0),
    }
    middle = {name: figures[f"{name}_ms"]["median"] for name in ("stored", "page", "numpy", "numpy_by_branches", "cte")}
    return {
        **figures,
        "stored_to_numpy": measuring.ratio(middle["stored"], middle["numpy"]),
        "stored_to_numpy_by_branches": measuring.ratio(middle["stored"], middle["numpy_by_branches"]),
        "stored_to_cte": measuring.ratio(middle["stored"], middle["cte"], 6),
        "page_to_numpy": measuring.ratio(middle["page"], middle["numpy"]),
    }


def cells_as_rows(found: dict[int, dict[int, UnitProgress]]) -> list[tuple[Any, ...]]:
    return [
        (unit, target, cell.subtree, cell.subtree_figures, cell.units_required, cell.units_met)
        for unit, cells in found.items()
        for target, cell in cells.items()
    ]


def aims(figures: dict[str, Any]) -> list[measuring.Aim]:
    found = [
        measuring.Aim(f"board query of a page, {level}: ms", figures[level]["stored_ms"]["median"], at_most=1)
        for level in LEVELS
    ]
    return [
        *found,
        measuring.Aim("board query to numpy, nation", figures["nation"]["stored_to_numpy"], at_most=0.05),
    ]


def main() -> None:
    words = measuring.parser(__doc__ or "")
    words.add_argument("--slow-runs", type=int, default=SLOW_RUNS, help="runs of the CTE")
    given = words.parse_args()
    campaign = site.campaign()
    columns = Columns.read(campaign)
    figures = {level: measured(page_of(kind), columns, campaign.pk, given.slow_runs) for level, kind in LEVELS.items()}
    result = measuring.document(
        "board",
        what="one page of the board (≤ 50 rows, all targets with their companions) beside a CTE and numpy",
        database=site.database(), sizes=site.sizes(), measured=figures, aims=aims(figures),
    )  # fmt: skip
    measuring.keep(result, connection.vendor, given.results)


if __name__ == "__main__":
    main()
