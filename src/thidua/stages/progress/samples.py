"""The summary sheet of a unit's latest campaign, to look at its wording."""

from __future__ import annotations

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock
from thidua.foundation.documents.model import OfficialDocument
from thidua.foundation.documents.samples import SAMPLES
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Participation
from thidua.stages.progress.papers import summary_document
from thidua.stages.progress.queries.summary import summary


def _summary(actor: Actor, unit: Unit) -> OfficialDocument | None:
    places = Participation.objects.standing().filter(unit=unit).select_related("unit__kind", "campaign")
    place = places.order_by("-pk").first() if actor.sees(unit) else None
    return summary_document(summary(actor=actor, place=place, on=clock.today())) if place else None


SAMPLES.register("summary-table/progress", _summary)
