"""The statements of a write without the product around them: what the roll-up itself costs a database."""

from __future__ import annotations

import concurrent.futures
import random
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from benchmarks import measuring, site
from thidua.stages.progress import frame
from thidua.stages.progress.models import UnitProgress

AREAS, SEED, SCHEMA = 2000, 286, "benchmark_writes"
TABLES = {"entry": "progress_entry", "credit": "progress_entrycredit", "cell": "progress_unitprogress"}
DAY = "'2024-01-01'"

FACT = """
WITH made AS (
    INSERT INTO entry (target_id, source_kind, source_uid, quantity, denominator, effective_date, recorded_at, is_reversal)
    VALUES (:target, 'work', gen_random_uuid(), 1, 0, DATE {day}, now(), false) RETURNING id
) INSERT INTO credit (entry_id, unit_id) SELECT made.id, (SELECT unit_id FROM way WHERE number = :n) FROM made;
"""
PAIR = """
SELECT id FROM cell WHERE target_id = :target AND unit_id = ANY ((SELECT units FROM way WHERE number = :n)::bigint[])
    ORDER BY target_id, unit_id FOR UPDATE;
UPDATE cell SET subtree = subtree + 1, subtree_figures = subtree_figures + 1, units_met = units_met + 1
    WHERE target_id = :target AND unit_id = ANY ((SELECT units FROM way WHERE number = :n)::bigint[]);
"""


def ways() -> list[tuple[int, list[int]]]:
    """Residential areas drawn from the whole tree, each with everyone above it in the frame."""
    campaign = site.campaign()
    rows = campaign.participations.filter(kind="residential-area", valid_to=None).order_by("lft")
    areas = list(rows.values_list("unit_id", flat=True))
    chosen = random.Random(SEED).sample(areas, min(AREAS, len(areas)))
    parents = frame.parents_above(campaign.pk, None, areas)
    return [(area, sorted(frame.branch_upwards([area], parents))) for area in chosen]


def pairs(writers: int, seconds: float) -> dict[str, Any]:
    """(a) for so many writers: transactions a second without and with the pair, and how the two stand."""
    run = on_postgresql if connection.vendor == "postgresql" else on_sqlite
    return run(writers, seconds)


def on_postgresql(writers: int, seconds: float) -> dict[str, Any]:
    """By pgbench, on tables made like the product's with all their indexes."""
    make_tables()
    try:
        with tempfile.TemporaryDirectory() as folder:
            plain, whole = Path(folder) / "fact.sql", Path(folder) / "pair.sql"
            draw = "\\set n random(1, :ways)\n\\set t random(1, :targets)\n"
            target = "SELECT id AS target FROM target WHERE number = :t \\gset\n"
            fact = FACT.format(day=DAY)
            plain.write_text(f"{draw}{target}BEGIN;{fact}COMMIT;\n", encoding="utf-8")
            whole.write_text(f"{draw}{target}BEGIN;{fact}{PAIR}COMMIT;\n", encoding="utf-8")
            # In turns, so that what else the machine does falls on both alike.
            rounds = [
                (pgbench(plain, writers, seconds / 2), pgbench(whole, writers, seconds / 2)) for _turn in range(2)
            ]
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA {SCHEMA} CASCADE")
    facts, both = (sum(each[place] for each in rounds) / len(rounds) for place in (0, 1))
    return {
        "fact_only_per_second": round(facts),
        "with_pair_per_second": round(both),
        "ratio": measuring.ratio(both, facts),
    }


def make_tables() -> None:
    found, campaign = ways(), site.campaign()
    units = sorted({unit for _area, way in found for unit in way})
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        for name, like in TABLES.items():
            cursor.execute(f"CREATE TABLE {SCHEMA}.{name} (LIKE public.{like} INCLUDING ALL)")
        cursor.execute(
            f"INSERT INTO {SCHEMA}.cell OVERRIDING SYSTEM VALUE SELECT cell.* FROM public.progress_unitprogress cell"
            " JOIN campaigns_target target ON target.id = cell.target_id"
            " WHERE target.campaign_id = %s AND cell.unit_id = ANY (%s)",
            [campaign.pk, units],
        )
        cursor.execute(
            f"CREATE TABLE {SCHEMA}.target AS SELECT row_number() OVER (ORDER BY id) AS number, id"
            " FROM campaigns_target WHERE campaign_id = %s",
            [campaign.pk],
        )
        cursor.execute(f"CREATE TABLE {SCHEMA}.way (number int PRIMARY KEY, unit_id bigint, units bigint[])")
        rows = [(number, area, way) for number, (area, way) in enumerate(found, start=1)]
        cursor.executemany(f"INSERT INTO {SCHEMA}.way VALUES (%s, %s, %s)", rows)
        cursor.execute(f"ANALYZE {SCHEMA}.cell")


def pgbench(script: Path, writers: int, seconds: float) -> float:
    """Transactions a second. Ends the benchmark where one failed."""
    program = shutil.which("pgbench")
    if program is None:
        raise SystemExit("pgbench was not found; it comes with PostgreSQL's server (Debian, Ubuntu: postgresql)")
    # As the product writes: what is asked again is prepared.
    words = [program, "--no-vacuum", "-M", "prepared", "-f", str(script)]
    words += ["-c", str(writers), "-j", str(min(writers, 2))]
    words += ["-T", str(max(1, round(seconds))), "-D", f"ways={AREAS}", "-D", f"targets={len(targets())}"]
    given: dict[str, Any] = settings.DATABASES["default"]
    env = {
        "PGHOST": str(given.get("HOST") or given["OPTIONS"].get("host", "")), "PGPORT": str(given.get("PORT") or ""),
        "PGUSER": given["USER"], "PGPASSWORD": given.get("PASSWORD") or "", "PGDATABASE": given["NAME"],
        "PGOPTIONS": f"-c search_path={SCHEMA}",
    }  # fmt: skip
    run = subprocess.run(
        words, capture_output=True, text=True, check=False, env={name: value for name, value in env.items() if value}
    )
    found = re.search(r"^tps = ([0-9.]+)", run.stdout, re.MULTILINE)
    if run.returncode or not found:
        raise SystemExit(f"pgbench: {run.stdout[-500:]}{run.stderr[-2000:]}")
    return float(found[1])


def targets() -> list[int]:
    return list(site.campaign().targets.order_by("id").values_list("id", flat=True))


def on_sqlite(writers: int, seconds: float) -> dict[str, Any]:
    """By threads with a connection each, on a file of its own as durable as the site's."""
    found = ways()
    units = sorted({unit for _area, way in found for unit in way})
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "writes.sqlite3")
        copy_tables(path, units)
        rounds = []
        for _turn in range(2):
            rounds.append([together(path, found, writers, seconds / 2, with_pair=whole) for whole in (False, True)])
    facts, both = (sum(each[place] for each in rounds) / len(rounds) for place in (0, 1))
    return {
        "fact_only_per_second": round(facts),
        "with_pair_per_second": round(both),
        "ratio": measuring.ratio(both, facts),
    }


def copy_tables(path: str, units: list[int]) -> None:
    site_file = str(settings.DATABASES["default"]["NAME"])
    with sqlite3.connect(path) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("ATTACH ? AS site", [site_file])
        for table in TABLES.values():
            statements = made.execute(
                "SELECT sql FROM site.sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type DESC", [table]
            ).fetchall()
            for (statement,) in statements:
                made.execute(statement)
        wanted = UnitProgress.objects.filter(target__in=targets(), unit__in=units).values_list("pk", flat=True)
        made.execute("CREATE TEMP TABLE wanted (id INTEGER PRIMARY KEY)")
        made.executemany("INSERT INTO wanted VALUES (?)", ((pk,) for pk in wanted.iterator()))
        made.execute(
            "INSERT INTO main.progress_unitprogress SELECT * FROM site.progress_unitprogress"
            " WHERE id IN (SELECT id FROM wanted)"
        )


def together(path: str, found: list[Any], writers: int, seconds: float, *, with_pair: bool) -> float:
    of = targets()
    with concurrent.futures.ThreadPoolExecutor(writers) as threads:
        each = [threads.submit(write_on, path, found, of, seed, seconds, with_pair) for seed in range(writers)]
        return sum(one.result() for one in each) / seconds


def write_on(path: str, found: list[Any], of: list[int], seed: int, seconds: float, with_pair: bool) -> int:
    chance, number = random.Random(seed), 0
    made = sqlite3.connect(path, timeout=60, isolation_level=None)
    made.execute("PRAGMA synchronous=FULL")
    made.execute("PRAGMA foreign_keys=OFF")
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        (area, way), target = chance.choice(found), chance.choice(of)
        made.execute("BEGIN IMMEDIATE")
        row = made.execute(
            "INSERT INTO progress_entry (target_id, source_kind, source_uid, quantity, denominator, effective_date,"
            " recorded_at, is_reversal) VALUES (?, 'work', ?, 1, 0, '2024-01-01', '2024-01-01 00:00:00', 0)",
            [target, uuid.uuid4().hex],
        )
        made.execute("INSERT INTO progress_entrycredit (entry_id, unit_id) VALUES (?, ?)", [row.lastrowid, area])
        if with_pair:
            marks = ", ".join("?" * len(way))
            where = f"WHERE target_id = ? AND unit_id IN ({marks})"
            made.execute(
                f"SELECT id FROM progress_unitprogress {where} ORDER BY target_id, unit_id", [target, *way]
            ).fetchall()
            made.execute(
                "UPDATE progress_unitprogress SET subtree = subtree + 1, subtree_figures = subtree_figures + 1,"
                f" units_met = units_met + 1 {where}",
                [target, *way],
            )
        made.execute("COMMIT")
        number += 1
    made.close()
    return number
