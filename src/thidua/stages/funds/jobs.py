"""What funds do by themselves: long lists are taken over."""

from __future__ import annotations

import datetime

from thidua.foundation.core import clock, rhythm
from thidua.stages.funds.operations.importing import take_waiting_entries
from thidua.stages.funds.operations.month_lists import take_waiting_months

SOON = datetime.timedelta(seconds=5)


def take(at: datetime.datetime) -> int:
    """On the site's own day, as who sent them would have."""
    return take_waiting_entries(clock.now()) + take_waiting_months(clock.now())


rhythm.register("funds.lists", every=SOON, run=take)
