"""A unit's own plan drawn from its latest campaign, to look at the wording of child plans."""

from __future__ import annotations

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock
from thidua.foundation.documents.model import OfficialDocument
from thidua.foundation.documents.samples import SAMPLES, nearest
from thidua.foundation.units.models import Unit, within
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


SAMPLES.register("plan/child", _child)
