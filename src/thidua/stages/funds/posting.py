"""The last step of every change: what the board counts follows the ledger of the fund."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Mapping

from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.funds.measures import MEASURE
from thidua.stages.funds.models import Fund
from thidua.stages.progress.posting import post_many

# So many sources are posted at a time.
RUN = 10_000


def post_fund(fund: Fund, uids: Collection[uuid.UUID], *, now: datetime.datetime) -> None:
    """Tells progress which sources of a fund may count differently, in the campaigns that ask for funds."""
    post_funds({fund: uids}, now=now)


def post_funds(moved: Mapping[Fund, Collection[uuid.UUID]], *, now: datetime.datetime) -> None:
    """The same for many funds at once: each cell is moved once."""
    asking = Target.objects.filter(measure=MEASURE).order_by().values("campaign")
    units = [fund.unit_id for fund, uids in moved.items() if uids]
    places = Participation.objects.filter(unit__in=units, campaign__in=asking).order_by()
    campaigns = sorted(set(places.values_list("campaign_id", flat=True)))
    if campaigns:
        sources = [uid for uids in moved.values() for uid in uids]
        for start in range(0, len(sources), RUN):
            run = sources[start : start + RUN]
            post_many(measures=[MEASURE], source_uids=run, campaign_ids=campaigns, now=now)
