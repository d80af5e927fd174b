"""Files that came while the virus scanner was out of reach: asked about again until it answers."""

from __future__ import annotations

import datetime

from thidua.foundation.core import clock, depot, files, rhythm, scanning
from thidua.foundation.core.actors import System
from thidua.foundation.core.models import Quarantine, StoredFile

AT_ONCE = 100


def scan_waiting(at: datetime.datetime) -> int:
    """Scans what waits, oldest first, until the scanner is out of reach again. Counts what was settled."""
    settled = 0
    waiting = StoredFile.objects.filter(quarantine=Quarantine.WAITING, removed_at=None).order_by("id")
    for row in waiting[:AT_ONCE]:
        verdict = scanning.scan(depot.place(row.path))
        if verdict == scanning.Verdict.UNREACHABLE:
            break
        is_clean = verdict == scanning.Verdict.CLEAN
        files.settle(stored_file=row, is_clean=is_clean, by=System(), now=clock.now())
        settled += 1
    return settled


rhythm.register("files.quarantine", every=datetime.timedelta(minutes=1), run=scan_waiting)
