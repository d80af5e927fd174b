"""What nominations do at the news of other rooms: an issued plan's numbers are the seats of its unit's round."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from thidua.foundation.core.locking import Rank, enter
from thidua.stages.campaigns.events import own_awards_changed
from thidua.stages.campaigns.models import AwardPool, AwardRound
from thidua.stages.nominations.models import AwardGuidance
from thidua.stages.nominations.operations.quotas import make_seats, within_taken


@receiver(own_awards_changed)
def follow_quotas(sender: Any, *, round: AwardRound, **_more: Any) -> None:
    """In the transaction that issued the plan; raises `Invalid` (`awards`) for fewer than were chosen."""
    enter(Rank.POOL)
    pools = list(AwardPool.objects.select_for_update(of=("self",)).filter(form__round=round).order_by("id"))
    for pool in pools:
        within_taken(pool, "awards")
    if AwardGuidance.objects.filter(round=round).exclude(status=AwardGuidance.Status.DRAFT).exists():
        make_seats(pools)
