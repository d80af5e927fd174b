"""The figures before the public are renewed every hour."""

from __future__ import annotations

import datetime

from django.conf import settings

from thidua.foundation.core import clock, rhythm
from thidua.foundation.core.actors import System
from thidua.stages.campaigns.models import Campaign
from thidua.stages.publications.freezing import freeze_progress, place_of_owner


def freeze_boards(at: datetime.datetime) -> int:
    """Freezes every campaign that has a board, so that figures are there the moment something of it is published."""
    boards = [campaign for campaign in Campaign.objects.order_by("id") if place_of_owner(campaign)]
    now = clock.now()
    for campaign in boards:
        freeze_progress(by=System(), now=now, campaign=campaign)
    return len(boards)


rhythm.register(
    "publications.freeze", every=datetime.timedelta(minutes=settings.PORTAL_REFRESH_MINUTES), run=freeze_boards
)
