"""An exemplar before the public: its story goes out with its work; how many units took it up follows by the clock."""

from __future__ import annotations

import datetime
from typing import Any

from thidua.foundation.core import clock
from thidua.foundation.core.actors import System
from thidua.foundation.core.operations import operation
from thidua.stages.publications.models import PublicItem
from thidua.stages.publications.privacy import private_in
from thidua.stages.works.models import Story, Work
from thidua.stages.works.spread import spread_of

# The parts of a story that the public reads; whom to ask and what it cost stay inside.
PARTS = ("problem", "way", "result", "needs")
EXEMPLAR = (Story.Status.MARKED, Story.Status.OPENED)


def exemplar_of(work: Work) -> Story | None:
    """The work's story, where a level above has marked it."""
    return Story.objects.filter(work=work, status__in=EXEMPLAR).order_by("id").first()


def wrong_story(story: Story) -> str:
    """What of the story the public may not read; empty where there is nothing."""
    return next((why for name in PARTS if (why := private_in(getattr(story, name)))), "")


def facts_of_story(story: Story, on: datetime.date) -> dict[str, Any]:
    """What the frozen copy keeps of a story, and how many units had taken the model up on a day."""
    told = {name: getattr(story, name) for name in PARTS if getattr(story, name)}
    return {"story": told, "copied": spread_of([story.work_id])[story.work_id].units, "copied_on": on.isoformat()}


@operation
def freeze_copied(*, by: System, now: datetime.datetime) -> int:
    """Brings the number of units that took a model up to date where its story is published; returns how many changed.

    A figure that follows the records by itself, so it leaves no line in the audit trail; words and photos stay frozen.
    """
    rows = PublicItem.objects.live().filter(kind=PublicItem.Kind.WORK, category=PublicItem.Category.HONOURS)
    items = list(rows.order_by("id"))
    works = dict(
        Work.objects.filter(uid__in=[item.source_uid for item in items]).order_by("id").values_list("uid", "pk")
    )
    grown, changed = spread_of(list(works.values())), 0
    for item in items:
        if item.source_uid in works and item.content.get("copied") != grown[works[item.source_uid]].units:
            item.content |= {"copied": grown[works[item.source_uid]].units, "copied_on": clock.day_of(now).isoformat()}
            item.save(update_fields=["content"])
            changed += 1
    return changed
