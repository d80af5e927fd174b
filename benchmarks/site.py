"""The site the benchmarks run on: `thidua demo national`, or a tenth or a hundredth of it, built once and used by all.

    THIDUA_VAR_DIR=/tmp/tenth .venv/bin/python -m benchmarks.site --size tenth

It is the frame of three tiers before 1 July 2025, which has every level a board can have. A smaller size has fewer
provinces and works, each province as large as in the nation. A site that is there already is left as it is. The reader
of it all and the writers `ghi-1` to `ghi-32`, officers of a commune each, have the password below.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import time
from typing import Any

import django
from django.core.management import call_command
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
django.setup()

from thidua.faces.interchange.demonstration.nation.build import Reader, Size, build_nation  # noqa: E402
from thidua.faces.interchange.demonstration.nation.frames import FRAMES, TOP  # noqa: E402
from thidua.foundation.accounts.actors import Actor, actor_of_account  # noqa: E402
from thidua.foundation.accounts.models import Account  # noqa: E402
from thidua.foundation.accounts.operations import give_role, make_person, open_account  # noqa: E402
from thidua.foundation.core import clock  # noqa: E402
from thidua.foundation.core.actors import System  # noqa: E402
from thidua.foundation.units.models import Unit  # noqa: E402
from thidua.stages.campaigns.models import Campaign, Participation  # noqa: E402
from thidua.stages.progress.models import Entry, UnitProgress  # noqa: E402
from thidua.stages.works.models import Work  # noqa: E402

BY = System("benchmark")
FRAME = FRAMES["before-2025"]
KEY, ROOT, SINCE, READER = FRAME.campaign, FRAME.root, FRAME.since, FRAME.account
SIZES = {
    "nation": Size(),
    "tenth": Size(areas=9_500, works=100_000, provinces=8),
    "hundredth": Size(areas=950, works=10_000, provinces=1),
}
WRITER, WRITERS = "ghi-{}", 32
PASSWORD = "chi-de-do-toc-do"  # of accounts on a throw-away site of invented data


def grow(size: Size) -> None:
    """Tree, campaign, records, board and accounts."""
    start = time.perf_counter()
    built = build_nation(FRAME, size, Reader(READER, PASSWORD))
    print(json.dumps({**built, "account": READER}, ensure_ascii=False), flush=True)
    make_writers(clock.now())
    gather_statistics()
    print(f"{time.perf_counter() - start:.0f} s", flush=True)


def make_writers(now: datetime.datetime) -> None:
    """Officers of communes all over the tree: what they write meets in the provinces and at the top."""
    top = Unit.objects.get(kind=TOP, codes__value=ROOT)
    communes = list(Unit.objects.branch(top).filter(kind="front-commune").order_by("lft"))
    step = max(1, len(communes) // WRITERS)
    for number, commune in enumerate(communes[::step][:WRITERS], start=1):
        open_for(WRITER.format(number), commune, "officer", now)


def open_for(name: str, unit: Unit, role: str, now: datetime.datetime) -> None:
    """An account for a person of a role at the unit."""
    person = make_person(by=BY, now=now, full_name=f"{name} (minh họa)", is_invented=True)
    give_role(by=BY, now=now, person=person, unit=unit, role=role, on=SINCE)
    open_account(by=BY, now=now, person=person, username=name, password=PASSWORD, is_sample=True)


def gather_statistics() -> None:
    """As a database does by itself after a while; freshly filled tables have none."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def campaign() -> Campaign:
    return Campaign.objects.get(key=KEY)


def reader() -> Actor:
    return actor_of_account(Account.objects.get(username=READER), clock.today())


def place_of(kind: str) -> Participation:
    """The place of a kind with the most units directly beneath it."""
    rows = Participation.objects.standing().filter(campaign__key=KEY, kind=kind)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT parent_id FROM campaigns_participation WHERE campaign_id = %s AND valid_to IS NULL"
            " AND parent_id IN (SELECT unit_id FROM campaigns_participation WHERE campaign_id = %s AND kind_id = %s)"
            " GROUP BY parent_id ORDER BY COUNT(*) DESC, parent_id LIMIT 1",
            [campaign().pk, campaign().pk, kind],
        )
        found = cursor.fetchone()
    return rows.select_related("unit__kind", "kind", "campaign").get(unit=found[0])


def sizes() -> dict[str, Any]:
    """How much there is."""
    of = campaign()
    return {
        "units": of.participations.filter(valid_to=None).count(),
        "works": Work.objects.count(),
        "targets": of.targets.filter(companion_of=None).count(),
        "cells": UnitProgress.objects.filter(target__campaign=of).count(),
        "entries": Entry.objects.filter(target__campaign=of).count(),
    }


def database() -> str:
    """The database's name and version."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sqlite_version()")
            return f"SQLite {cursor.fetchone()[0]}"
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0].split(' ')[0]}"


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--size", choices=SIZES, default="tenth")
    given = words.parse_args()
    call_command("prepare", verbosity=0)
    if not Account.objects.filter(username=WRITER.format(1)).exists():
        grow(SIZES[given.size])


if __name__ == "__main__":
    main()
