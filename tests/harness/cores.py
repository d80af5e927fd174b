"""A worker of the suite and PostgreSQL's processes that serve it stay on one core.

They take turns, one asking, one answering. On two cores each turn wakes the other core up, which takes the guest of a
machine longer than most answers.
"""

from __future__ import annotations

import contextlib
import os
from typing import Any

from django.db.backends.signals import connection_created


def keep_to_one_core() -> None:
    """For the workers of a run on PostgreSQL, where there is a core for each."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "").removeprefix("gw")
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "0"))
    if not worker.isdigit() or not hasattr(os, "sched_setaffinity"):
        return
    cores = sorted(os.sched_getaffinity(0))
    if workers > len(cores) or "postgresql" not in os.environ.get("THIDUA_DATABASE_URL", ""):
        return
    core = {cores[int(worker) % len(cores)]}
    os.sched_setaffinity(0, core)

    def keep_the_server(connection: Any, **_told: object) -> None:
        # Another's process may not be moved: then it stays where the system puts it.
        with contextlib.suppress(OSError):
            os.sched_setaffinity(connection.connection.info.backend_pid, core)

    connection_created.connect(keep_the_server, weak=False)
