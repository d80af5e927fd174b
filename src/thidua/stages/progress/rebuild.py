"""The set-based rebuild: ledger and cells of a target made anew from the stages' own tables, alone with the target.

For what moves many cells at once: another window, minimum, population or frame, an event that got its date. While it
runs the board says «đang tính lại» and shows the numbers of before.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.foundation.core import steps
from thidua.foundation.core.locking import Rank, enter
from thidua.stages.campaigns.models import Campaign, Target
from thidua.stages.progress import cells, counting, frame, guard, ledger, measures
from thidua.stages.progress.frame import Population


def prepare(*, campaign: Campaign, now: datetime.datetime) -> int:
    """Makes the cells of a campaign: one per target and unit of its frame. Returns how many cells changed.

    Called by whatever enrols units or changes targets, minimums, exemptions or the frame, in its transaction. A unit
    that left the frame loses its cell; its history stays.
    """
    frames: dict[datetime.date | None, Population] = {}
    changed = 0
    for target in _told(campaign.targets.order_by("id")):
        if target.reference_date not in frames:
            frames[target.reference_date] = frame.population(target)
        changed += rebuild(target=target, now=now, people=frames[target.reference_date])
    return changed


def rebuild_campaign(*, campaign: Campaign, now: datetime.datetime) -> int:
    """Rebuilds every target of a campaign, each in its own transaction and marked while it runs."""
    changed = 0
    for target in _told(campaign.targets.order_by("id")):
        mark(target, running=True)
        try:
            changed += rebuild(target=target, now=now)
        finally:
            mark(target, running=False)
    return changed


def _told(targets: Iterable[Target]) -> Iterable[Target]:
    """The targets one by one, each step told to whoever listens."""
    rows: Sequence[Target] = list(targets)
    for done, target in enumerate(rows):
        steps.tell(_("Tính lại chỉ tiêu %(code)s") % {"code": target.code}, done, len(rows))
        yield target
    steps.tell(_("Tính lại các chỉ tiêu"), len(rows), len(rows))


def mark(target: Target, *, running: bool) -> None:
    """Says on the board that the target is being rebuilt, or no longer."""
    Target.objects.filter(pk=target.pk).update(is_being_rebuilt=running)


@transaction.atomic
def rebuild(*, target: Target, now: datetime.datetime, people: Population | None = None) -> int:
    """Makes the target's ledger, cells and today's history anew; returns how many cells changed.

    `people` is the target's population where the caller's transaction has read it already. Others read the numbers of
    before until the transaction ends.
    """
    enter(Rank.PROGRESS)
    guard.alone(target)
    measures.carry_dates([target])
    ledger.renew(target, now=now)
    people = frame.population(target) if people is None else people
    return cells.replace(target, counting.count(target, people), people, now=now)
