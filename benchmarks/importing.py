"""A list of works from Excel, read and taken over whole: rows a second and how much memory at most.

    THIDUA_VAR_DIR=/tmp/tenth .venv/bin/python -m benchmarks.importing

An officer of a commune brings a list of a hundred thousand works with all that offices write in one: kinds, places,
days, money by source, an occasion. Each act is a program of its own whose peak memory the system tells: the list read
by python-calamine alone, which is the peer; the dry run; the taking over, with history, audit trail and board; the same
list taken back whole. The site has no more works afterwards than before, but for withdrawn ones. The floor is what the
database alone needs: all rows that the taking over wrote, put once more into the same tables from lists in memory.
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
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import python_calamine
import xlsxwriter
from django.core.files.base import File
from django.db import connection, transaction
from django.db.models import Max, QuerySet

from benchmarks import measuring, site
from thidua.foundation.accounts.actors import Actor, actor_of_account
from thidua.foundation.accounts.models import Account
from thidua.foundation.core import clock, keys
from thidua.foundation.core.bulk import make_room
from thidua.foundation.core.keys import among
from thidua.foundation.core.models import AuditEntry, TakenList, TakenRow
from thidua.foundation.core.search_index import filled_at_once
from thidua.foundation.core.tables import SHEETS
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Occasion, WorkKind
from thidua.stages.progress.models import Entry, EntryCredit
from thidua.stages.works.models import Work, WorkMoney, WorkPartner, WorkPlace
from thidua.stages.works.operations import import_works, keep_list, take_back_works
from thidua.stages.works.operations.making import ROOM
from thidua.stages.works.planning import plan_import

ROWS, TIMES_READING = 100_000, 6
MEGABYTE = 1024
ACTS = ("calamine", "dry run", "taking over", "floor", "taking back")


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


def floor(_path: Path) -> tuple[int, float]:
    """Inserts the rows of the last taking over again, under other ids and uids, and rolls back; the seconds of that.

    The rows lie in memory in the database's own form before the clock starts.
    """
    taken = TakenList.objects.filter(back_at__isnull=True).latest("id")
    uids = list(TakenRow.objects.filter(taken=taken).order_by("id").values_list("object_uid", flat=True))
    works, entries = Work.objects.filter(uid__in=among(uids)), Entry.objects.filter(source_uid__in=among(uids))
    beside = (Work.campaigns.through, Work.occasions.through, WorkPlace, WorkPartner, WorkMoney)
    written = [
        works, *(model._default_manager.filter(work__in=works.values("id")) for model in beside),
        AuditEntry.objects.filter(object_uid__in=among(uids)), entries,
        EntryCredit.objects.filter(entry__in=entries.values("id")), TakenRow.objects.filter(taken=taken),
    ]  # fmt: skip
    others = dict(zip(uids, keys.uids(len(uids)), strict=True))
    statements = [_again(rows.order_by("id"), others) for rows in written]
    make_room(ROOM)
    with transaction.atomic(), connection.cursor() as cursor:
        start = time.perf_counter()
        with filled_at_once(Work):
            for words, values in statements:
                cursor.executemany(words, values)
        seconds = time.perf_counter() - start
        transaction.set_rollback(True)
    return len(uids), seconds


def _again(rows: QuerySet[Any], others: dict[Any, Any]) -> tuple[str, list[list[Any]]]:
    """A statement that inserts rows like these, with its values: with ids that are free, and the uids of others."""
    fields: list[Any] = list(rows.model._meta.concrete_fields)
    shifts: dict[Any, int] = {}
    for field in fields:
        of = rows.model if field.primary_key else field.related_model
        if of is rows.model or of in (Work, Entry):
            shifts[field] = of._default_manager.aggregate(last=Max("id"))["last"]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table, marks = connection.ops.quote_name(rows.model._meta.db_table), ", ".join(["%s"] * len(fields))

    def again(field: Any, value: Any) -> Any:
        if field in shifts and value is not None:
            return value + shifts[field]
        return field.get_db_prep_save(others.get(value, value) if isinstance(value, uuid.UUID) else value, connection)

    found = rows.values_list(*(field.attname for field in fields)).iterator(chunk_size=10_000)
    values = [[again(field, value) for field, value in zip(fields, row, strict=True)] for row in found]
    return f"INSERT INTO {table} ({columns}) VALUES ({marks})", values


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
    does = (calamine, dry_run, taking_over, floor, taking_back)
    acts: dict[str, Callable[[Path], int | tuple[int, float]]] = dict(zip(ACTS, does, strict=True))
    start, cpu = time.perf_counter(), time.process_time()
    did = acts[act](path)
    spent, cpu = time.perf_counter() - start, time.process_time() - cpu
    rows, seconds = did if isinstance(did, tuple) else (did, spent)
    told: dict[str, Any] = {"rows": rows, "seconds": round(seconds, 2), "rows_per_second": round(rows / seconds)}
    if did == rows:  # else a part of the program alone
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        told |= {"cpu_seconds": round(cpu, 2), "peak_megabytes": round(peak / MEGABYTE)}
    print(json.dumps(told))


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
    aims = [
        measuring.Aim(f"{what}: times reading it with calamine", figures[act]["to_calamine"], at_most=TIMES_READING)
        for act, what in (("dry run", "dry run of a list"), ("taking over", "taking over a list"))
    ]
    result = measuring.document(
        "importing", what=f"a list of {given.rows} works from Excel, read and taken over whole",
        database=site.database(), sizes=sizes, measured=figures, aims=aims,
    )  # fmt: skip
    measuring.keep(result, connection.vendor, given.results)


if __name__ == "__main__":
    main()
