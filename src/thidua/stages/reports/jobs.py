"""Periods of reports begin by themselves."""

from __future__ import annotations

import datetime

from thidua.foundation.core import clock, rhythm
from thidua.foundation.core.actors import System
from thidua.stages.reports.operations.periods import open_periods


def begin(at: datetime.datetime) -> int:
    """Makes the periods that have begun by the site's day."""
    return open_periods(by=System(), now=clock.now())


rhythm.register("reports.periods", every=datetime.timedelta(hours=1), run=begin)
