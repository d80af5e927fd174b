"""One district's schedule: the units directly below with their planned day, and who of them holds the pilot by when."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.units.models import within
from thidua.stages.campaigns.models import MilestoneKind, Participation
from thidua.stages.milestones import rules
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.particulars import particulars


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """One unit: its own milestone (the congress all owe) and the pilot, where it was given one."""

    place: Participation
    general: Milestone | None
    pilot: Milestone | None


def general_of(kind: MilestoneKind) -> MilestoneKind | None:
    """What all such units owe, of which this kind is the pilot."""
    rows = MilestoneKind.objects.filter(campaign=kind.campaign_id, key=particulars(kind).pilot_of)
    return rows.select_related("campaign").first()


def places_below(actor: Actor, kind: MilestoneKind) -> QuerySet[Participation]:
    """The places asked of the kind directly below the units the actor enters for, in the order of the frame."""
    above = rules.committees(actor, Permission.MILESTONES_ENTER)
    rows = Participation.objects.standing().filter(campaign_id=kind.campaign_id, kind__in=kind.unit_kinds)
    return rows.filter(parent__in=above).select_related("unit__kind", "parent").order_by("lft", "id")


def places_seen(actor: Actor, kind: MilestoneKind) -> QuerySet[Participation]:
    """Every place asked of the kind that the actor may see, in the order of the frame."""
    rows = Participation.objects.standing().filter(within("unit", actor.intervals), campaign_id=kind.campaign_id)
    return rows.filter(kind__in=kind.unit_kinds).select_related("unit", "parent").order_by("lft", "id")


def schedule_of(places: list[Participation], kind: MilestoneKind, general: MilestoneKind | None) -> list[ScheduleLine]:
    """The schedule of these places; one statement."""
    kinds = [one.pk for one in (kind, general) if one is not None]
    rows = Milestone.objects.filter(kind__in=kinds, unit__in=[place.unit_id for place in places], year=None)
    known = {(row.unit_id, row.kind_id): row for row in rows.order_by("id")}
    return [
        ScheduleLine(
            place, known.get((place.unit_id, general.pk)) if general else None, known.get((place.unit_id, kind.pk))
        )
        for place in places
    ]
