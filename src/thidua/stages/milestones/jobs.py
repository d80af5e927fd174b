"""What milestones do by themselves: long lists are taken over."""

from __future__ import annotations

import datetime

from thidua.foundation.core import clock, rhythm
from thidua.stages.milestones.operations.importing import take_waiting_milestones

SOON = datetime.timedelta(seconds=5)


def take(at: datetime.datetime) -> int:
    """On the site's own day, as who sent them would have."""
    return take_waiting_milestones(clock.now())


rhythm.register("milestones.lists", every=SOON, run=take)
