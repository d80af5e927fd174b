"""The last step of every change: what the ledger counts follows."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from thidua.stages.milestones.measures import MEASURE_KEYS
from thidua.stages.milestones.models import Milestone
from thidua.stages.progress.posting import post_many

# So many are posted at a time.
RUN = 10_000


def post_milestones(milestones: Sequence[Milestone], *, now: datetime.datetime) -> None:
    """Posts what changed, each cell once however many milestones of a run moved it."""
    for start in range(0, len(milestones), RUN):
        run = milestones[start : start + RUN]
        post_many(
            measures=MEASURE_KEYS,
            source_uids=[milestone.uid for milestone in run],
            campaign_ids={milestone.campaign_id for milestone in run},
            now=now,
        )
