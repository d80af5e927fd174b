"""A list of works from Excel, read and taken over whole: rows a second and how much memory at most.

    THIDUA_VAR_DIR=/tmp/tenth .venv/bin/python -m benchmarks.importing

An officer of a commune brings a list of a hundred thousand works with all that offices write in one: kinds, places,
days, money by source, an occasion. Each act is a program of its own whose peak memory the system tells: the list read
by python-calamine alone, which is the peer; the dry run; the taking over, with history, audit trail and board; the same
list taken back whole. The site has no more works afterwards than before, but for withdrawn ones.
"""

from __future__ import annotations

import datetime
import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import python_calamine
import xlsxwriter
from django.core.files.base import File
from django.db import connection

from benchmarks import measuring, site
from thidua.foundation.accounts.actors import Actor, actor_of_account
from thidua.foundation.accounts.models import Account
from thidua.foundation.core import clock
from thidua.foundation.core.models import TakenList
from thidua.foundation.core.tables import SHEETS
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Occasion, WorkKind
from thidua.stages.works.operations import import_works, keep_list, take_back_works
from thidua.stages.works.planning import plan_import

ROWS, TIMES_READING = 100_000, 6
MEGABYTE = 1024
ACTS = ("calamine", "dry run", "taking over", "taking back")


def officer() -> tuple[Actor, Unit]:
    actor = actor_of_account(Account.objects.get(username=site.WRITER.format(1)), clock.today())
    return actor, Unit.objects.select_related("kind", "parent").get(pk=actor.posts[0].unit_id)


def write_list(path: Path, rows: int) -> None:
    """The list, under the sheet's own headings."""
    _actor, unit = officer()
    campaign = site.campaign()
    kinds = [kind for kind in WorkKind.objects.order_by("position", "id") if not kind.is_house][:4]
    occasion = Occasion.objects.filter(campaign=campaign).order_by("id").first()
    areas = list(Unit.objects.filter(parent=unit, kind__is_area=True).order_by("lft")[:20])
    columns = {column.key: str(column.heading) for column in SHEETS["works"].columns}
    with xlsxwriter.Workbook(path, {"constant_memory": True, "default_date_format": "d/m/yyyy"}) as book:
        page = book.add_worksheet("Danh sách")
        page.write_row(0, 0, list(columns.values()))
        for number in range(rows):
            kind, area = kinds[number % len(kinds)], areas[number % len(areas)]
            start = campaign.starts_on + datetime.timedelta(days=1 + number % 200)
            values = {
                "name": f"Công trình thứ {number} của {area.name}", "kind": kind.label, "quantity": 1 + number % 9,
                "unit": "", "places": area.name, "occasion": occasion.name if occasion else "",
                "planned_start": start, "planned_finish": start + datetime.timedelta(days=30),
                "people_served": number % 400, "description": "Nhân dân cùng làm",
            }  # fmt: skip
            if kind.has_money:
                values |= {"money-budget": 12_000_000, "money-people": 1_000 * (1 + number % 900)}
            for place, key in enumerate(columns):
                if (value := values.get(key, "")) != "":
                    page.write(number + 1, place, value)


def calamine(path: Path) -> int:
    return len(python_calamine.load_workbook(path).get_sheet_by_index(0).to_python(skip_empty_area=False)) - 1


def dry_run(path: Path) -> int:
    actor, unit = officer()
    with path.open("rb") as opened:
        plan = plan_import(
            upload=File(opened, name=path.name), by=actor, unit=unit, campaign=site.campaign(), on=clock.today()
        )
    require_sound(plan.draft.problems)
    return len(plan.contents)


def taking_over(path: Path) -> int:
    actor, unit = officer()
    now = clock.now()
    with path.open("rb") as opened:
        stored = keep_list(by=actor, now=now, upload=File(opened, name=path.name))
    return import_works(by=actor, now=now, unit=unit, campaign=site.campaign(), stored_file=stored).total


def taking_back(_path: Path) -> int:
    actor, _unit = officer()
    taken = TakenList.objects.filter(by_uid=actor.uid, back_at__isnull=True).latest("id")
    return take_back_works(by=actor, now=clock.now(), taken=taken).total


def require_sound(problems: list[Any]) -> None:
    if problems:
        raise SystemExit(f"the list has {len(problems)} problems: {problems[0]}")


def run(act: str, path: Path) -> dict[str, Any]:
    """One act in a program of its own, with its seconds and its peak memory."""
    words = [sys.executable, "-m", "benchmarks.importing", "--act", act, "--list", str(path)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=os.environ)
    if done.returncode:
        raise SystemExit(f"{act}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(act, found, flush=True)
    return found


def carry_out(act: str, path: Path) -> None:
    gc.set_threshold(50_000, 20, 100)  # as the worker and the pages have it
    acts: dict[str, Callable[[Path], int]] = dict(zip(ACTS, (calamine, dry_run, taking_over, taking_back), strict=True))
    start, cpu = time.perf_counter(), time.process_time()
    rows = acts[act](path)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        json.dumps(
            {
                "rows": rows,
                "seconds": round(seconds, 2),
                "cpu_seconds": round(time.process_time() - cpu, 2),
                "rows_per_second": round(rows / seconds),
                "peak_megabytes": round(peak / MEGABYTE),
            }
        )
    )


def main() -> None:
    words = measuring.parser(__doc__ or "")
    words.add_argument("--rows", type=int, default=ROWS, help="of the list")
    words.add_argument("--act", choices=ACTS, help="only this, with the list of --list")
    words.add_argument("--list", type=Path)
    given = words.parse_args()
    if given.act:
        carry_out(given.act, given.list)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "danh-sach.xlsx"
        write_list(path, given.rows)
        figures = {act: run(act, path) for act in ACTS}
        sizes = {**site.sizes(), "list_rows": given.rows, "list_bytes": path.stat().st_size}
    peer = figures["calamine"]["seconds"]
    for act in ACTS[1:]:
        figures[act]["to_calamine"] = measuring.ratio(figures[act]["seconds"], peer, 1)
    aim = measuring.Aim(
        "taking over a list: times reading it with calamine", figures["taking over"]["to_calamine"],
        at_most=TIMES_READING,
    )  # fmt: skip
    result = measuring.document(
        "importing", what=f"a list of {given.rows} works from Excel, read and taken over whole",
        database=site.database(), sizes=sizes, measured=figures, aims=[aim],
    )  # fmt: skip
    measuring.keep(result, connection.vendor, given.results)


if __name__ == "__main__":
    main()
