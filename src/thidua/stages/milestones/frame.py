"""A unit's place in the campaign: whom it stands under, what is asked of its kind, when the campaign ends."""

from __future__ import annotations

import datetime

from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign, CampaignEvent, MilestoneKind, Participation


def place_of(campaign_id: int, unit_id: int) -> Participation | None:
    """The unit's standing place in the campaign's frame."""
    return Participation.objects.standing().filter(campaign_id=campaign_id, unit_id=unit_id).order_by("id").first()


def superior_id(campaign_id: int, unit: Unit) -> int | None:
    """The unit directly above in the campaign's frame; today's parent where the unit has no place in it."""
    place = place_of(campaign_id, unit.pk)
    return place.parent_id if place else unit.parent_id


def campaign_end(campaign: Campaign) -> datetime.date | None:
    """The first day no longer in the campaign: fixed, or the day its last event opens; None while nobody knows."""
    if campaign.ends_before or not campaign.ends_event_key:
        return campaign.ends_before
    dates = CampaignEvent.objects.filter(campaign=campaign, key=campaign.ends_event_key).values_list("date", flat=True)
    return dates.order_by("id").first()


def asks(kind: MilestoneKind, place: Participation | None) -> bool:
    """Whether the milestone is asked of units like this one."""
    return place is not None and place.kind_id in kind.unit_kinds
