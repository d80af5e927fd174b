"""Grows a site to the size of the nation: 106,000 units, a campaign over all of them, a million works.

    THIDUA_VAR_DIR=/tmp/nation .venv/bin/python -m benchmarks.nation --works 1000000 --password WORD

What the site has already (the demonstration, say) stays as it is beside it. The units of three levels are those of the
catalogue before 1 July 2025; residential areas, works and people are invented. The account `quoc-gia` reads it all.
"""

from __future__ import annotations

import argparse
import csv
import dataclasses
import datetime
import os
import random
import time
from collections.abc import Iterable, Iterator

import django
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
django.setup()

from thidua.foundation.accounts.operations import give_role, make_person, open_account  # noqa: E402
from thidua.foundation.core import bulk, clock  # noqa: E402
from thidua.foundation.core.actors import System  # noqa: E402
from thidua.foundation.core.vietnamese import fold, sort_key  # noqa: E402
from thidua.foundation.units.models import Unit, UnitKind  # noqa: E402
from thidua.foundation.units.operations import NewUnit, make_units  # noqa: E402
from thidua.stages.campaigns.campaign_file import read_campaign  # noqa: E402
from thidua.stages.campaigns.campaign_file.vocabulary import CATALOGUE  # noqa: E402
from thidua.stages.campaigns.models import Campaign, Occasion, WorkKind  # noqa: E402
from thidua.stages.campaigns.operations.enrolling import enrol  # noqa: E402
from thidua.stages.campaigns.operations.loading import load_campaign  # noqa: E402
from thidua.stages.campaigns.operations.site_data import load_kinds  # noqa: E402
from thidua.stages.progress.rebuild import rebuild_campaign  # noqa: E402
from thidua.stages.works.models import Status, Work, WorkPlace  # noqa: E402

SEED = 286
SINCE = datetime.date(2023, 1, 1)
BY = System("benchmark")
ROOT, TOP_KIND, KEY = "QG", "front-nation", "quoc-gia-minh-hoa"
AREAS = 95_000
LEVELS = (("provinces", "front-province"), ("districts", "front-district"), ("communes", "front-commune"))
# Works at these kinds of unit, in these shares; the rest are at communes.
STATUSES = [(Status.REGISTERED, 0.2), (Status.NOTED, 0.2), (Status.DONE, 0.1), (Status.VERIFIED, 0.5)]
FIRST_DAY, DAYS = datetime.date(2023, 11, 1), 250
BATCH = 5000


def told(what: str, since: float) -> float:
    now = time.perf_counter()
    print(f"{now - since:8.1f} s  {what}", flush=True)
    return now


def new_units() -> Iterator[NewUnit]:
    """The nation, its provinces, districts and communes, and invented residential areas, parents first."""
    yield NewUnit(key=ROOT, kind=TOP_KIND, name="Cả nước (minh họa)", valid_from=SINCE, codes={"site": ROOT})
    communes: list[str] = []
    for name, kind in LEVELS:
        with (CATALOGUE / "units" / "country-before-2025-07" / f"{name}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                # Codes of provinces, districts and communes are told apart by their length; ours must not be official.
                key, parent = f"{ROOT}-{row['code']}", f"{ROOT}-{row['parent']}" if row["parent"] else ROOT
                communes += [key] if kind == "front-commune" else []
                yield NewUnit(
                    key=key, kind=kind, name=row["name"], place_type=row["place_type"], parent=parent,
                    valid_from=SINCE, codes={"site": key}, is_invented=True,
                )  # fmt: skip
    chance = random.Random(SEED)
    shares = sorted(chance.sample(range(1, AREAS), len(communes) - 1))
    for commune, low, high in zip(communes, [0, *shares], [*shares, AREAS], strict=True):
        for number in range(1, high - low + 1):
            key = f"{commune}-{number}"
            yield NewUnit(
                key=key, kind="residential-area", name=f"Thôn {number}", place_type="thôn", parent=commune,
                valid_from=SINCE, codes={"site": key}, is_invented=True,
            )  # fmt: skip


def make_tree(now: datetime.datetime) -> Unit:
    load_kinds(by=BY, now=now)
    UnitKind.objects.get_or_create(
        key=TOP_KIND, defaults={"system": "front", "label": "toàn quốc", "short_label": "nước", "rank": 0}
    )
    if not Unit.objects.filter(kind=TOP_KIND).exists():
        make_units(by=BY, now=now, units=list(new_units()))
    return Unit.objects.get(kind=TOP_KIND)


def make_campaign(now: datetime.datetime) -> Campaign:
    """Plan 286's targets asked of the whole nation."""
    file = read_campaign(CATALOGUE / "campaigns" / "286")
    targets = tuple(dataclasses.replace(target, minimums={}) for target in file.targets)
    file = dataclasses.replace(
        file, key=KEY, hash=f"benchmark-{SEED}", owner=ROOT, short_name="Cả nước (minh họa)", targets=targets
    )
    campaign = load_campaign(by=BY, now=now, file=file)
    kinds = [TOP_KIND, *(kind for _name, kind in LEVELS), "residential-area"]
    return enrol(by=BY, now=now, campaign=campaign, unit_kinds=kinds)


def make_works(campaign: Campaign, count: int, now: datetime.datetime) -> None:
    """Works by communes and districts in every state, each at a residential area of its commune."""
    chance = random.Random(SEED)
    kinds = list(WorkKind.objects.order_by("id"))
    occasion = Occasion.objects.filter(campaign=campaign).order_by("id").first()
    under = Unit.objects.branch(campaign.owner)
    places = list(under.filter(kind="residential-area").order_by("id").values_list("id", "parent_id"))
    districts = dict(under.filter(kind="front-commune").order_by("id").values_list("id", "parent_id"))
    statuses, weights = zip(*STATUSES, strict=True)
    first = 1 + (Work.objects.aggregate(last=Max("id"))["last"] or 0)
    while drawn := [
        (chance.choice(places), chance.choice(kinds), chance.choices(statuses, weights)[0], chance.randrange(DAYS))
        for _work in range(min(BATCH, count))
    ]:
        count -= len(drawn)
        works = [
            one_work(kind, status, commune if chance.random() < 0.9 else districts[commune], day, count + turn, now)
            for turn, ((_area, commune), kind, status, day) in enumerate(drawn)
        ]
        ids = range(first, first + len(works))
        first += len(works)
        with transaction.atomic():
            write_works(campaign, occasion, zip(ids, works, strict=True))
            bulk.insert(WorkPlace, ("work", "unit"), ((pk, row[0][0]) for pk, row in zip(ids, drawn, strict=True)))
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Work]):
            cursor.execute(statement)


def write_works(campaign: Campaign, occasion: Occasion | None, works: Iterable[tuple[int, Work]]) -> None:
    """Rows with ids of our own, so that what belongs to them needs no answer of the database."""
    works = list(works)
    fields = [field for field in Work._meta.concrete_fields if not field.primary_key]
    names = ("id", *(field.name for field in fields))
    bulk.insert(Work, names, ((pk, *(getattr(work, field.attname) for field in fields)) for pk, work in works))
    bulk.insert(Work.campaigns.through, ("work", "campaign"), ((pk, campaign.pk) for pk, _work in works))
    if occasion:
        bulk.insert(Work.occasions.through, ("work", "occasion"), ((pk, occasion.pk) for pk, _work in works[::2]))


def one_work(kind: WorkKind, status: str, lead: int, day: int, number: int, now: datetime.datetime) -> Work:
    name = f"{kind.label} số {number} (minh họa)"
    date = FIRST_DAY + datetime.timedelta(days=day)
    moment = clock.local_midnight(date)
    done = status in {Status.DONE, Status.VERIFIED}
    return Work(
        kind=kind, unit_id=lead, mobiliser_id=lead, name=name, folded=fold(name), sort_key=sort_key(name),
        quantity=1 + number % 900, status=status, registered_at=moment,
        noted_at=None if status == Status.REGISTERED else moment,
        done_date=date if done else None, done_at=moment if done else None,
        verified_at=moment if status == Status.VERIFIED else None, made_at=now, changed_at=now,
    )  # fmt: skip


def make_reader(unit: Unit, password: str, now: datetime.datetime) -> None:
    person = make_person(by=BY, now=now, full_name="Người đọc cả nước (minh họa)", is_invented=True)
    give_role(by=BY, now=now, person=person, unit=unit, role="leader", on=SINCE)
    open_account(by=BY, now=now, person=person, username="quoc-gia", password=password, is_sample=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--works", type=int, default=1_000_000)
    parser.add_argument("--password", required=True, help="of the account quoc-gia")
    given = parser.parse_args()
    now, since = clock.now(), time.perf_counter()
    root = make_tree(now)
    since = told(f"{Unit.objects.count():,} units", since)
    campaign = make_campaign(now)
    since = told(f"{campaign.participations.count():,} of them in the campaign {KEY}", since)
    make_works(campaign, given.works, now)
    since = told(f"{Work.objects.count():,} works", since)
    changed = rebuild_campaign(campaign=campaign, now=now)
    since = told(f"{changed:,} cells of the board", since)
    make_reader(root, given.password, now)


if __name__ == "__main__":
    main()
