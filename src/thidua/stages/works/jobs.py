"""What works do by themselves: long lists are taken over, registered works noted in time, doubles found."""

from __future__ import annotations

import datetime

from thidua.foundation.core import clock, rhythm
from thidua.stages.works.operations.asking import note_what_waited
from thidua.stages.works.operations.importing import take_waiting
from thidua.stages.works.operations.looking import find_new_doubles

SOON = datetime.timedelta(seconds=5)
HOURLY, OFTEN = datetime.timedelta(hours=1), datetime.timedelta(minutes=5)


def note(at: datetime.datetime) -> int:
    """On the site's own day: a demonstration counts its working days too."""
    return note_what_waited(clock.now())


def find(at: datetime.datetime) -> int:
    return find_new_doubles(now=clock.now())


def take(at: datetime.datetime) -> int:
    return take_waiting(clock.now())


rhythm.register("works.lists", every=SOON, run=take)
rhythm.register("works.note", every=HOURLY, run=note)
rhythm.register("works.doubles", every=OFTEN, run=find)
