"""The campaigns the public knows of, and how its lists are cut into pages."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Missing
from thidua.stages.campaigns.models import Campaign
from thidua.stages.publications.models import PublicItem

PAGE = 20


def public_campaigns() -> list[Campaign]:
    """The campaigns of which something is published now, the newest first."""
    shown = PublicItem.objects.live().filter(campaign=OuterRef("pk"))
    return list(Campaign.objects.filter(Exists(shown)).prefetch_related("events").order_by("-starts_on", "-id"))


def named(known: Iterable[Campaign], key: str) -> Campaign:
    """The campaign of an address. Raises `Missing`."""
    for row in known:
        if row.key == key:
            return row
    raise Missing(_("Cổng không có đợt thi đua này."))


def chosen_campaign(key: str, on: datetime.date) -> Campaign | None:
    """The campaign of an address, or the newest that runs on a day; None where nothing is published at all.

    Raises `Missing` for one that is not public.
    """
    known = public_campaigns()
    return chosen_of(known, key, on) if known or key else None


def chosen_of(known: Sequence[Campaign], key: str, on: datetime.date) -> Campaign:
    """Of some campaigns the one of an address, or the newest that runs on a day, or the newest. Raises `Missing`."""
    return named(known, key) if key else next((row for row in known if _runs(row, on)), known[0])


def _runs(campaign: Campaign, on: datetime.date) -> bool:
    """Whether the day lies in the campaign; an end that hangs on an event without a date is open."""
    opened = {event.key: event.date for event in campaign.events.all()}
    end = campaign.ends_before or opened.get(campaign.ends_event_key)
    return campaign.starts_on <= on and (end is None or on < end)


def page_number(wanted: int, count: int, size: int = PAGE) -> int:
    """The page asked for, or the nearest there is."""
    return min(max(1, wanted), max(1, -(-count // size)))
