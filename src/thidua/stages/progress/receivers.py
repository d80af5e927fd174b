"""News from the campaigns: what is asked has changed, so the board is made anew in the same transaction."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.dispatch import receiver

from thidua.stages.campaigns.events import asked_anew
from thidua.stages.campaigns.models import Campaign, Target
from thidua.stages.progress import rebuild
from thidua.stages.progress.compounds import compounds_of


@receiver(asked_anew, dispatch_uid="progress.prepare")
def prepare_board(
    sender: Any, *, campaign: Campaign, now: datetime.datetime, targets: Iterable[Target] | None = None, **kwargs: Any
) -> None:
    """An event was dated or a place in the frame changed; a minimum or an exemption moves its `targets` only."""
    if targets is None:
        rebuild.prepare(campaign=campaign, now=now)
        return
    moved = list(targets)
    for target in [*moved, *compounds_of(moved)]:
        rebuild.rebuild(target=target, now=now)
