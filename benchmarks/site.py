"""The site the benchmarks run on: the nation, or a tenth or a hundredth of it, grown once and used by all of them.

    THIDUA_VAR_DIR=/tmp/tenth .venv/bin/python -m benchmarks.site --size tenth

A smaller size has fewer provinces, each as large as in the nation, and fewer works. A site that is there already is
left as it is. The accounts are `quoc-gia`, who reads it all, and `ghi-1` to `ghi-32`, officers of a commune each.
"""

from __future__ import annotations

import argparse
import datetime
import os
import time
from collections.abc import Iterator
from typing import Any

import django
from django.core.management import call_command
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
django.setup()

from benchmarks import nation  # noqa: E402
from thidua.foundation.accounts.actors import Actor, actor_of_account  # noqa: E402
from thidua.foundation.accounts.models import Account  # noqa: E402
from thidua.foundation.accounts.operations import give_role, make_person, open_account  # noqa: E402
from thidua.foundation.core import clock  # noqa: E402
from thidua.foundation.core.actors import System  # noqa: E402
from thidua.foundation.units.models import Unit, UnitKind  # noqa: E402
from thidua.foundation.units.operations import NewUnit, make_units  # noqa: E402
from thidua.stages.campaigns.models import Campaign, Participation  # noqa: E402
from thidua.stages.campaigns.operations.site_data import load_kinds  # noqa: E402
from thidua.stages.progress.models import Entry, UnitProgress  # noqa: E402
from thidua.stages.progress.rebuild import rebuild_campaign  # noqa: E402
from thidua.stages.works.models import Work  # noqa: E402

BY = System("benchmark")
# One of how many parts of the nation's provinces and works is made, beginning with which province: such that as many
# units come of it.
SIZES = {"nation": (1, 0), "tenth": (10, 2), "hundredth": (63, 51)}
WORKS = 1_000_000
READER, WRITER, WRITERS = "quoc-gia", "ghi-{}", 32
PASSWORD = "chi-de-do-toc-do"  # of accounts on a throw-away site of invented data


def units_of(part: int, first: int) -> Iterator[NewUnit]:
    """Every so many-th province with all that lies beneath it, parents first."""
    kept: set[str] = set()
    provinces = 0
    for unit in nation.new_units():
        if unit.kind == "front-province":
            is_kept = provinces % part == first
            provinces += 1
        else:
            is_kept = unit.parent is None or unit.parent in kept
        if is_kept:
            kept.add(unit.key)
            yield unit


def grow(part: int, first: int) -> None:
    """Tree, campaign, works, board and accounts."""
    now, since = clock.now(), time.perf_counter()
    load_kinds(by=BY, now=now)
    top = {"system": "front", "label": "toàn quốc", "short_label": "nước", "rank": 0}
    UnitKind.objects.get_or_create(key=nation.TOP_KIND, defaults=top)
    make_units(by=BY, now=now, units=list(units_of(part, first)))
    since = nation.told(f"{Unit.objects.count():,} units", since)
    campaign = nation.make_campaign(now)
    since = nation.told("campaign", since)
    nation.make_works(campaign, WORKS // part, now)
    since = nation.told(f"{Work.objects.count():,} works", since)
    rebuild_campaign(campaign=campaign, now=now)
    nation.told("board", since)


def make_writers(now: datetime.datetime) -> None:
    """Officers of communes all over the tree: what they write meets in the provinces and at the top."""
    communes = list(Unit.objects.filter(kind="front-commune").order_by("lft"))
    step = max(1, len(communes) // WRITERS)
    for number, commune in enumerate(communes[::step][:WRITERS], start=1):
        open_for(WRITER.format(number), commune, "officer", now)


def open_for(name: str, unit: Unit, role: str, now: datetime.datetime) -> None:
    if account := Account.objects.filter(username=name).first():
        account.set_password(PASSWORD)
        account.save(update_fields=["password"])
        return
    person = make_person(by=BY, now=now, full_name=f"{name} (minh họa)", is_invented=True)
    give_role(by=BY, now=now, person=person, unit=unit, role=role, on=nation.SINCE)
    open_account(by=BY, now=now, person=person, username=name, password=PASSWORD, is_sample=True)


def gather_statistics() -> None:
    """As a database does by itself after a while; freshly filled tables have none."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "PRAGMA optimize=0x10002")


def campaign() -> Campaign:
    return Campaign.objects.get(key=nation.KEY)


def reader() -> Actor:
    return actor_of_account(Account.objects.get(username=READER), clock.today())


def place_of(kind: str) -> Participation:
    """The place of a kind with the most units directly beneath it."""
    rows = Participation.objects.standing().filter(campaign__key=nation.KEY, kind=kind)
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
    call_command("migrate", verbosity=0)
    if not Unit.objects.filter(kind=nation.TOP_KIND).exists():
        grow(*SIZES[given.size])
    if not Account.objects.filter(username=WRITER.format(1)).exists():
        now = clock.now()
        open_for(READER, Unit.objects.get(kind=nation.TOP_KIND), "leader", now)
        make_writers(now)
        gather_statistics()


if __name__ == "__main__":
    main()
