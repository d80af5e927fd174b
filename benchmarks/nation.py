"""What the benchmarks need of the national demonstration, in three tiers; people build it by `thidua demo national`."""

from __future__ import annotations

import datetime
import os
import time
from collections.abc import Iterator

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
django.setup()

from thidua.faces.interchange.demonstration.nation import frames  # noqa: E402
from thidua.faces.interchange.demonstration.nation.milestones import make_milestones  # noqa: E402
from thidua.faces.interchange.demonstration.nation.works import make_works as of_nation  # noqa: E402
from thidua.faces.interchange.demonstration.nation.world import Nation  # noqa: E402
from thidua.foundation.core.actors import System  # noqa: E402
from thidua.foundation.units.operations import NewUnit  # noqa: E402
from thidua.stages.campaigns.models import Campaign  # noqa: E402
from thidua.stages.campaigns.operations.enrolling import enrol  # noqa: E402
from thidua.stages.campaigns.operations.loading import load_campaign  # noqa: E402

BY = System("benchmark")
FRAME = frames.FRAMES["before-2025"]
TOP_KIND, KEY, SINCE = frames.TOP, FRAME.campaign, FRAME.since
AREAS = 95_000


def told(what: str, since: float) -> float:
    now = time.perf_counter()
    print(f"{now - since:8.1f} s  {what}", flush=True)
    return now


def new_units() -> Iterator[NewUnit]:
    """The nation, its provinces, districts and communes, and invented residential areas, parents first."""
    return frames.new_units(FRAME, areas=AREAS)


def make_campaign(now: datetime.datetime) -> Campaign:
    """Plan 286's targets asked of the whole nation."""
    campaign = load_campaign(by=BY, now=now, file=FRAME.campaign_file())
    kinds = [TOP_KIND, *(kind for _name, kind in FRAME.levels), frames.AREA]
    return enrol(by=BY, now=now, campaign=campaign, unit_kinds=kinds)


def make_works(campaign: Campaign, count: int, now: datetime.datetime) -> None:
    """Works in every state and milestones; the board is made anew afterwards."""
    nation = Nation(campaign, now)
    of_nation(nation, count)
    make_milestones(nation)
