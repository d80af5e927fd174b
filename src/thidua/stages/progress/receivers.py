"""News from the campaigns: what is asked has changed, so the board is made anew in the same transaction."""

from __future__ import annotations

import datetime
from typing import Any

from django.dispatch import receiver

from thidua.stages.campaigns.events import asked_anew
from thidua.stages.campaigns.models import Campaign
from thidua.stages.progress import rebuild


@receiver(asked_anew, dispatch_uid="progress.prepare")
def prepare_board(sender: Any, *, campaign: Campaign, now: datetime.datetime, **kwargs: Any) -> None:
    """An event was dated, a minimum, an exemption or a place in the frame changed."""
    rebuild.prepare(campaign=campaign, now=now)
