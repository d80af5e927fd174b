"""The nightly proof of every board."""

from __future__ import annotations

import datetime
import logging

from thidua.foundation.core import rhythm
from thidua.stages.campaigns.models import Campaign
from thidua.stages.progress.prove import prove

logger = logging.getLogger("thidua.progress")
# More of one night are a broken board, not a list to read.
MOST_TOLD = 50


def prove_boards(at: datetime.datetime) -> int:
    """Proves every campaign; each difference is logged as an error. Returns how many there are."""
    found = [difference for campaign in Campaign.objects.order_by("id") for difference in prove(campaign)]
    for difference in found[:MOST_TOLD]:
        logger.error("%s", difference)
    if found:
        logger.error("%d differences between the boards and the records; `thidua rebuild` counts anew", len(found))
    return len(found)


rhythm.register("progress.prove", every=datetime.timedelta(days=1), run=prove_boards)
