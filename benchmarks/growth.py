"""What ten times as much costs: the board and a write on a site, and on one of ten times its size, in the same run.

    THIDUA_VAR_DIR=/tmp/a THIDUA_DATABASE_URL=postgresql://…/tenth \\
        .venv/bin/python -m benchmarks.growth --larger postgresql://…/nation --larger-var /tmp/b

Both are asked in turn, each in a program of its own, so that what else the machine does falls on both alike: the stored
query of one page, the board as its page asks it, a work registered by one writer.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from functools import partial
from typing import Any

from django.db import connection

from benchmarks import measuring, site
from benchmarks.board import STORED, page_of, rows_of
from benchmarks.writes import write_for
from thidua.foundation.core import clock
from thidua.stages.progress.queries.board import board
from thidua.stages.progress.queries.paging import Asking

# Pages of as many rows at both sizes: communes all over the nation, and what lies beneath one unit of each level.
PAGES = {
    "communes of the nation": ("front-nation", "front-commune"),
    "districts of a province": ("front-province", ""),
    "communes of a district": ("front-district", ""),
}
TURNS, MOST = 3, 2


def measured(seconds: float) -> dict[str, Any]:
    """One turn on the site of this environment: medians in milliseconds."""
    actor, today = site.reader(), clock.today()
    found: dict[str, Any] = {}
    for name, (kind, level) in PAGES.items():
        place, asking = site.place_of(kind), Asking(level=level)
        page = page_of(kind, level)
        stored = page.question(STORED, place.campaign_id)
        found[f"{name}: stored"] = measuring.timed(partial(rows_of, stored), 100, warm=3)["median"]
        shown = partial(board, actor=actor, place=place, asking=asking, on=today)
        found[f"{name}: board"] = measuring.timed(shown, 12, warm=2)["median"]
    taken, wrong = write_for(1, seconds, threading.Barrier(1))
    if wrong:
        raise SystemExit(f"a single writer failed: {wrong}")
    found["a work registered"] = measuring.figures(taken)["median"]
    return found


def turn(url: str | None, folder: str | None, seconds: float) -> dict[str, Any]:
    env = {
        **os.environ,
        **({"THIDUA_DATABASE_URL": url} if url else {}),
        **({"THIDUA_VAR_DIR": folder} if folder else {}),
    }
    words = [sys.executable, "-m", "benchmarks.growth", "--measure", "--seconds", str(seconds)]
    run = subprocess.run(words, capture_output=True, text=True, check=False, env=env)
    if run.returncode:
        raise SystemExit(run.stderr[-3000:])
    return json.loads(run.stdout.splitlines()[-1])


def main() -> None:
    words = measuring.parser(__doc__ or "")
    words.add_argument("--larger", help="database of the site of ten times the size")
    words.add_argument("--larger-var", help="its folder")
    words.add_argument("--seconds", type=float, default=6, help="that each writer writes in a turn")
    words.add_argument("--measure", action="store_true", help="only measure this site once and print it")
    given = words.parse_args()
    if given.measure:
        print(json.dumps({**measured(given.seconds), "sizes": site.sizes()}))
        return
    turns = [
        (turn(None, None, given.seconds), turn(given.larger, given.larger_var, given.seconds)) for _turn in range(TURNS)
    ]
    figures = {}
    for name in turns[0][0]:
        if name != "sizes":
            # The least of the turns: what the machine did beside it only ever adds.
            small, large = (min(each[place][name] for each in turns) for place in (0, 1))
            figures[name] = {"ms": small, "ten_times_ms": large, "ratio": measuring.ratio(large, small, 2)}
    aims = [
        measuring.Aim(f"ten times the size, {name}: times as long", each["ratio"], at_most=MOST)
        for name, each in figures.items()
    ]
    sizes = {"small": turns[-1][0]["sizes"], "large": turns[-1][1]["sizes"]}
    result = measuring.document(
        "growth", what="the board and a write at one size and at ten times of it, in turns",
        database=site.database(), sizes=sizes, measured=figures, aims=aims,
    )  # fmt: skip
    measuring.keep(result, connection.vendor, given.results)


if __name__ == "__main__":
    main()
