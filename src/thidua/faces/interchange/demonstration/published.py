"""What the public sees of the demonstration: the plan and some of the works."""

from __future__ import annotations

import datetime

from thidua.faces.interchange.demonstration.world import SYSTEM, TODAY, World
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock, files
from thidua.foundation.documents.models import Dispatch
from thidua.foundation.documents.sending import acknowledge_dispatch
from thidua.stages.publications.freezing import freeze_progress
from thidua.stages.publications.freezing_funds import freeze_funds
from thidua.stages.publications.operations import publish_plan, publish_work
from thidua.stages.works.models import Status, Work

# Units that have not said they received the plan.
SILENT = ("665", "67-PT")
WORKS = 16


def acknowledge(world: World, now: datetime.datetime) -> None:
    """The plan's recipients inside say that they have it, all but two."""
    for dispatch in Dispatch.objects.filter(document__plan__campaign=world.campaign).order_by("id"):
        code = world.codes[dispatch.unit_id] if dispatch.unit_id else ""
        if code and code not in SILENT:
            acknowledge_dispatch(by=world.officer(code), now=now, dispatch=dispatch)


def publish(world: World) -> int:
    """Puts the plan, some verified works with two photos each and today's figures on the portal; returns how many."""
    by, now = world.officer("67"), clock.local_midnight(TODAY) + datetime.timedelta(hours=8)
    plan = world.campaign.plans.get(parent=None)
    day = clock.local_midnight(datetime.date(2023, 10, 31)) + datetime.timedelta(hours=9)
    publish_plan(by=by, now=now, plan=plan, published_at=day)
    verified = Work.objects.filter(campaigns=world.campaign, status=Status.VERIFIED).select_related("kind", "unit")
    chosen = list(verified.order_by("-done_date", "id")[: WORKS * 8 : 8])
    for work in chosen:
        _publish(work, by, now, world)
    freeze_progress(by=SYSTEM, now=now, campaign=world.campaign)
    freeze_funds(by=SYSTEM, now=now, unit=world.campaign.owner)
    return 1 + len(chosen)


def _publish(work: Work, by: Actor, now: datetime.datetime, world: World) -> None:
    # A house's family is not named to the public.
    title = f"{work.kind.label}, {work.unit.short_name}" if work.kind.is_house else work.name
    photos = [file.uid for file in files.of_owner("work", work.uid) if file.thumbnail_path][:2]
    publish_work(
        by=by, now=now, work=work, campaign=world.campaign, title=title, photos=photos,
        text="Công trình do Nhân dân cùng góp sức, đã được cấp trên xác nhận (minh họa).",
    )  # fmt: skip
