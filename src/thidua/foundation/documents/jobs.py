"""What documents do by themselves: letters that wait are drawn, old packages taken away."""

from __future__ import annotations

import datetime

from thidua.foundation.core import clock, rhythm
from thidua.foundation.documents import batches

SOON, DAILY = datetime.timedelta(seconds=2), datetime.timedelta(days=1)


def draw(at: datetime.datetime) -> int:
    return batches.draw_waiting(clock.now)


def forget(at: datetime.datetime) -> int:
    return batches.forget(clock.now())


rhythm.register("documents.letters", every=SOON, run=draw)
rhythm.register("documents.forget", every=DAILY, run=forget)
