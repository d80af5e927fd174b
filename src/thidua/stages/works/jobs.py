"""What works do by themselves: registered ones are noted in time, records that may be one work are found."""

from __future__ import annotations

import datetime

from thidua.foundation.core import clock, rhythm
from thidua.stages.works.operations.asking import note_what_waited
from thidua.stages.works.operations.looking import find_new_doubles

HOURLY, OFTEN = datetime.timedelta(hours=1), datetime.timedelta(minutes=5)


def note(at: datetime.datetime) -> int:
    """On the site's own day: a demonstration counts its working days too."""
    return note_what_waited(clock.now())


def find(at: datetime.datetime) -> int:
    return find_new_doubles(now=clock.now())


rhythm.register("works.note", every=HOURLY, run=note)
rhythm.register("works.doubles", every=OFTEN, run=find)
