"""A unit's own plan drawn from its latest campaign, and a document that amends one, to look at their wording."""

from __future__ import annotations

from typing import Any

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock
from thidua.foundation.documents.model import OfficialDocument
from thidua.foundation.documents.samples import SAMPLES, nearest
from thidua.foundation.units.models import Unit, within
from thidua.stages.campaigns.amendable import TARGET, TEXT
from thidua.stages.campaigns.amending_papers import amending_paper
from thidua.stages.campaigns.child_papers import child_plan
from thidua.stages.campaigns.models import Participation, Plan


def _child(actor: Actor, unit: Unit) -> OfficialDocument | None:
    """A campaign's own body writes no plan under its plan: it is shown one beneath it."""
    plans = Plan.objects.filter(parent__isnull=True).values("campaign")
    places = Participation.objects.standing().filter(within("unit", actor.intervals), campaign__in=plans)
    issuing = places.filter(parent__isnull=False, unit__kind__is_area=False, unit__kind__issues_documents=True)
    place = nearest(issuing.select_related("unit__kind", "unit__parent", "campaign"), unit)
    if place is None:
        return None
    root = place.campaign.plans.select_related("unit__kind", "unit__parent", "document", "campaign")
    plan = root.filter(parent__isnull=True).order_by("id").first()
    return child_plan(plan, place, clock.today()) if plan else None


def _amending(actor: Actor, unit: Unit) -> OfficialDocument | None:
    """The latest amending document drawn anew; before there is one, an example: the words of the last target."""
    roots = Plan.objects.filter(within("unit", actor.intervals), parent__isnull=True, document__date__isnull=False)
    plan = nearest(roots.select_related("unit__kind", "unit__parent", "document", "campaign"), unit)
    if plan is None:
        return None
    latest = plan.amendments.order_by("-number").first()
    changes = latest.changes if latest else _an_example(plan)
    return amending_paper(plan, changes, on=clock.today()) if changes else None


def _an_example(plan: Plan) -> list[dict[str, Any]]:
    target = plan.campaign.targets.filter(companion_of=None).order_by("-position", "-id").first()
    if target is None:
        return []
    given = {"sort": TARGET, "key": target.code, "part": TEXT, "before": target.text, "after": f"{target.text} (…)"}
    return [given]


SAMPLES.register("plan/child", _child)
SAMPLES.register("plan/amend", _amending)
