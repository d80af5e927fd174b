"""What goes by itself: the figures before the public every hour, visits every minute, senders now and then."""

from __future__ import annotations

import datetime

from django.conf import settings

from thidua.foundation.core import clock, journal, rhythm
from thidua.foundation.core.actors import System
from thidua.stages.campaigns.models import Campaign
from thidua.stages.publications import visiting
from thidua.stages.publications.exemplars import freeze_copied
from thidua.stages.publications.freezing import freeze_progress, place_of_owner
from thidua.stages.publications.freezing_funds import bodies, freeze_funds
from thidua.stages.publications.operations.comments import forget_senders
from thidua.stages.publications.operations.visits import store_visits


def freeze_boards(at: datetime.datetime) -> int:
    """Freezes every campaign that has a board, so that figures are there the moment something of it is published.

    How many units took up a published model is brought up to date with them.
    """
    boards = [campaign for campaign in Campaign.objects.order_by("id") if place_of_owner(campaign)]
    now = clock.now()
    for campaign in boards:
        freeze_progress(by=System(), now=now, campaign=campaign)
    freeze_copied(by=System(), now=now)
    return len(boards)


def freeze_all_funds(at: datetime.datetime) -> int:
    """Freezes the fund of every body that has a campaign of its own."""
    found, now = list(bodies()), clock.now()
    for unit in found:
        freeze_funds(by=System(), now=now, unit=unit)
    return len(found)


def store_journal(at: datetime.datetime) -> int:
    """Stores the visits of the minutes gone by, a file of the spool at a time; returns how many files."""
    stored = 0
    for batch in journal.complete(visiting.JOURNAL, at=at):
        store_visits(by=System(), now=at, hits=list(visiting.read(batch.lines())), receipt=batch.receipt)
        batch.drop()
        stored += 1
    return stored


def forget(at: datetime.datetime) -> None:
    """Drops what ties comments to their senders; comments bear the site's own moments."""
    forget_senders(by=System(), now=clock.now())


rhythm.register("publications.forget", every=datetime.timedelta(hours=6), run=forget)
rhythm.register("publications.visits", every=datetime.timedelta(minutes=1), run=store_journal)
rhythm.register(
    "publications.freeze", every=datetime.timedelta(minutes=settings.PORTAL_REFRESH_MINUTES), run=freeze_boards
)
rhythm.register(
    "publications.funds", every=datetime.timedelta(minutes=settings.PORTAL_REFRESH_MINUTES), run=freeze_all_funds
)
