"""A unit's place in the campaign: whom it stands under, what is asked of its kind, when the campaign ends."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet

from thidua.foundation.core.finding import the_one
from thidua.foundation.core.prepared import NUMBER, OTHER_NUMBER, Prepared
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign, CampaignEvent, MilestoneKind, Participation


def place_of(campaign_id: int, unit_id: int) -> Participation | None:
    """The unit's standing place in the campaign's frame."""
    return the_one(_places(campaign_id, unit_id))


def _places(campaign_id: int, unit_id: int) -> QuerySet[Participation]:
    return Participation.objects.standing().filter(campaign_id=campaign_id, unit_id=unit_id).order_by("id")


def superior_id(campaign_id: int, unit: Unit) -> int | None:
    """The unit directly above in the campaign's frame; today's parent where the unit has no place in it."""
    for parent_id, *_ in _SUPERIOR.rows(campaign=campaign_id, unit=unit.pk):
        return None if parent_id is None else int(parent_id)
    return unit.parent_id


def _superior(campaign: int, unit: int) -> QuerySet[Participation, tuple[int | None]]:
    return _places(campaign, unit).values_list("parent_id")[:1]


# Every rule of every row asks it.
_SUPERIOR = Prepared(_superior, campaign=NUMBER, unit=OTHER_NUMBER)


def campaign_end(campaign: Campaign) -> datetime.date | None:
    """The first day no longer in the campaign: fixed, or the day its last event opens; None while nobody knows."""
    if campaign.ends_before or not campaign.ends_event_key:
        return campaign.ends_before
    dates = CampaignEvent.objects.filter(campaign=campaign, key=campaign.ends_event_key).values_list("date", flat=True)
    return dates.order_by("id").first()


def asks(kind: MilestoneKind, place: Participation | None) -> bool:
    """Whether the milestone is asked of units like this one."""
    return place is not None and place.kind_id in kind.unit_kinds
