"""The import sheet begun for an office: its own words to choose from, and a row for all that its units still owe."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.stages.campaigns.models import Campaign, MilestoneKind, Participation
from thidua.stages.milestones.owing import is_spoken_of
from thidua.stages.milestones.particulars import particulars
from thidua.stages.milestones.queries import is_settled, lines_of
from thidua.stages.milestones.rules import committees


def choices_of(campaign: Campaign) -> dict[str, list[str]]:
    """The words allowed by column."""
    kinds = list(MilestoneKind.objects.filter(campaign=campaign, ended_on=None).order_by("position", "id"))
    answers = [answer.label for kind in kinds for answer in particulars(kind).answers]
    return {
        "kind": [kind.name for kind in kinds],
        "answer": list(dict.fromkeys(answers)),
        "way": [_("văn bản"), _("lễ phát động")],
        "held_well": [_("có"), _("không")],
    }


def rows_of(actor: Actor, campaign: Campaign, *, on: datetime.date) -> Iterator[dict[str, object]]:
    """What the actor's own units and its areas owe, a row each; only the day is left to write."""
    units = committees(actor, Permission.MILESTONES_ENTER)
    places = Participation.objects.standing().filter(campaign=campaign).select_related("unit__kind", "parent")
    entered = [*places.filter(unit__in=units).order_by("lft", "id")]
    entered += places.filter(parent__in=units, kind__is_area=True).order_by("unit__sort_key", "id")
    lines = lines_of(campaign, entered)
    for place in entered:
        for line in lines[place.unit_id]:
            if not is_settled(line) and is_spoken_of(line.kind, line.year, on):
                yield {
                    "code": place.code,
                    "unit": place.unit.short_name,
                    "above": place.parent.short_name if place.parent else "",
                    "kind": line.kind.name,
                    "year": line.year,
                }
