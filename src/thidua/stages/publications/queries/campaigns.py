"""The campaigns the public knows of, and how its lists are cut into pages."""

from __future__ import annotations

from collections.abc import Iterable

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


def page_number(wanted: int, count: int, size: int = PAGE) -> int:
    """The page asked for, or the nearest there is."""
    return min(max(1, wanted), max(1, -(-count // size)))
