"""Addresses between the milestones' pages; a filter stays in the address, so that a page can be sent to a colleague."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign, MilestoneKind
from thidua.stages.milestones import filters


def listed(campaign: Campaign, kind: MilestoneKind | None = None, year: int | None = None, **more: str) -> str:
    """The list of milestones: of a campaign, of one kind, with further filters."""
    query = {filters.CAMPAIGN: campaign.key, **({filters.KIND: kind.key} if kind else {})}
    query |= {filters.YEAR: str(year)} if year else {}
    return f"{reverse('desk:milestones')}?{urlencode(query | more)}"


def missing(kind: MilestoneKind, year: int | None) -> str:
    """Who has not."""
    return reverse("desk:milestones-missing", args=[kind.campaign.key, kind.key, year or 0])


def report(kind: MilestoneKind, year: int | None, unit: Unit) -> str:
    """Where a unit reports the milestone."""
    return reverse("desk:milestone-report", args=[kind.campaign.key, kind.key, year or 0, unit.uid])


def plan(kind: MilestoneKind, year: int | None, unit: Unit) -> str:
    """Where a unit plans its day."""
    return reverse("desk:milestone-plan", args=[kind.campaign.key, kind.key, year or 0, unit.uid])
