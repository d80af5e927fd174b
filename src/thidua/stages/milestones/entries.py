"""What a page needs to enter one milestone of one unit: who may, what is known, who may have taken part."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.errors import NotAllowed
from thidua.foundation.core.finding import the_one
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import MilestoneKind, Participation
from thidua.stages.milestones import rules
from thidua.stages.milestones.frame import place_of
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations.opening import require_asked
from thidua.stages.milestones.operations.reporting import confirms_at_once
from thidua.stages.milestones.particulars import Particulars, particulars


@dataclass(frozen=True, slots=True)
class Entry:
    """One milestone of one unit as it is entered. `milestone` is None before the first word of it."""

    kind: MilestoneKind
    unit: Unit
    year: int | None
    milestone: Milestone | None
    siblings: tuple[Unit, ...]
    # The actor's report is confirmed as it is sent.
    is_confirmed_at_once: bool

    @property
    def asked(self) -> Particulars:
        return particulars(self.kind)


def entry_for(actor: Actor, kind: MilestoneKind, unit: Unit, year: int | None) -> Entry:
    """Raises `NotAllowed`, naming who may enter, and `Invalid` for what is not asked of the unit."""
    place = place_of(kind.campaign_id, unit.pk)
    above = place.parent_id if place else unit.parent_id
    if why := rules.why_not_enter(actor, unit, above):
        raise NotAllowed(why)
    require_asked(kind, unit, year, place)
    rows = Milestone.objects.filter(kind=kind, unit=unit, year=year)
    known = the_one(rows.select_related("kind", "unit__kind", "campaign").prefetch_related("partners"))
    would_be = known or Milestone(campaign_id=kind.campaign_id, kind=kind, unit=unit, reported_by_id=actor.person_id)
    siblings = _siblings(kind, unit, above) if particulars(kind).is_joint and not actor.by_link else ()
    return Entry(kind, unit, year, known, siblings, confirms_at_once(would_be, actor))


def _siblings(kind: MilestoneKind, unit: Unit, above: int | None) -> tuple[Unit, ...]:
    """Units of the same superior that are asked the same: they may have done it together."""
    places = Participation.objects.standing().filter(
        campaign_id=kind.campaign_id, parent=above, kind__in=kind.unit_kinds
    )
    rows = places.exclude(unit=unit).select_related("unit").order_by("unit__sort_key", "id")
    return tuple(place.unit for place in rows)
