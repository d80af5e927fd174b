"""Periods of reports begin by themselves; campaigns that were accepted are opened."""

from __future__ import annotations

import datetime

from thidua.foundation.core import clock, rhythm
from thidua.foundation.core.actors import System
from thidua.stages.reports.operations.opening import open_waiting
from thidua.stages.reports.operations.periods import open_periods


def begin(at: datetime.datetime) -> int:
    """Makes the periods that have begun by the site's day."""
    return open_periods(by=System(), now=clock.now())


def open_campaigns(at: datetime.datetime) -> int:
    """Opens the campaigns that are too many units for a page to wait for."""
    return open_waiting(clock.now())


rhythm.register("campaigns.opening", every=datetime.timedelta(seconds=2), run=open_campaigns)
rhythm.register("reports.periods", every=datetime.timedelta(hours=1), run=begin)
