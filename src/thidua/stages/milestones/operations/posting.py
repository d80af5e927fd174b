"""The last step of every change: what the ledger counts follows."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from thidua.stages.milestones.measures import MEASURE_KEYS
from thidua.stages.milestones.models import Milestone
from thidua.stages.progress.posting import post_many


def post_milestones(milestones: Sequence[Milestone], *, now: datetime.datetime) -> None:
    """Posts what changed, each cell once however many milestones moved it."""
    if milestones:
        post_many(
            measures=MEASURE_KEYS,
            source_uids=[milestone.uid for milestone in milestones],
            campaign_ids={milestone.campaign_id for milestone in milestones},
            now=now,
        )
