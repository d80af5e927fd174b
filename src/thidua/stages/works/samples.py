"""The lists of works and the papers of the latest house, to look at their wording."""

from __future__ import annotations

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock
from thidua.foundation.documents.model import OfficialDocument
from thidua.foundation.documents.samples import SAMPLES
from thidua.foundation.units.models import Unit, within
from thidua.stages.campaigns.models import Participation
from thidua.stages.campaigns.signing import leaders_on
from thidua.stages.works.house_papers import HAND_OVER, SUPPORT, Terms, issuing_unit, letterhead_of, paper_of
from thidua.stages.works.kinds import steps_of
from thidua.stages.works.list_papers import LIST, REGISTRATION, STATES, list_paper
from thidua.stages.works.listing import listing
from thidua.stages.works.models import Work

MOST_CAMPAIGNS = 4


def _list(kind: str, actor: Actor, unit: Unit) -> OfficialDocument | None:
    places = Participation.objects.standing().filter(within("unit", actor.intervals), unit__kind__is_area=False)
    own = places.filter(unit=unit).select_related("unit__kind", "campaign").order_by("-pk")[:MOST_CAMPAIGNS]
    lists = [listing(actor, place.unit, place.campaign, STATES[kind]) for place in own]
    # One with works in it shows more of the sentences.
    chosen = next((row for row in lists if row.works), lists[0] if lists else None)
    return list_paper(kind, chosen, on=clock.today()) if chosen else None


def _house(document: str, actor: Actor, unit: Unit) -> OfficialDocument | None:
    """Of a house that the unit itself leads or mobilised: a household is named to nobody else here."""
    rows = Work.objects.filter(within("unit", actor.intervals), mobiliser=unit, details__has_key="householder")
    work = rows.select_related("kind", "unit", "mobiliser__kind", "mobiliser__parent").order_by("-pk").first()
    step = next((row for row in steps_of(work.kind) if row.document == document), None) if work else None
    if work is None or step is None:
        return None
    on = clock.today()
    leader, form = next(iter(leaders_on(issuing_unit(work), on)), None), letterhead_of(work, step, on)
    return paper_of(work, step, Terms(on, leader.full_name if leader else "", form.head if form else ""))


SAMPLES.register("work-registration/campaign", lambda actor, unit: _list(REGISTRATION, actor, unit))
SAMPLES.register("work-list/campaign", lambda actor, unit: _list(LIST, actor, unit))
SAMPLES.register("decision/house", lambda actor, unit: _house(SUPPORT, actor, unit))
SAMPLES.register("minutes/hand-over", lambda actor, unit: _house(HAND_OVER, actor, unit))
