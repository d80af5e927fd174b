"""The lock between posting and rebuilding a target: many post at once, a rebuild is alone with its target."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

from thidua.stages.campaigns.models import Target

# The first half of PostgreSQL's two-part advisory key; the second is the target's id.
REBUILD = 286_001


def share(targets: Collection[Target]) -> None:
    """Waits while one of the targets is rebuilt, and holds off its rebuild until the transaction ends."""
    _take("pg_advisory_xact_lock_shared", targets)


def alone(target: Target) -> None:
    """Waits for everyone who posts to the target, and holds off others until the transaction ends."""
    _take("pg_advisory_xact_lock", [target])


def _take(function: str, targets: Collection[Target]) -> None:
    # SQLite has one writer at a time: its transaction is the lock.
    if connection.vendor != "postgresql" or not targets:
        return
    keys = sorted(target.pk for target in targets)
    calls = ", ".join(f"{function}(%s, %s)" for _key in keys)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", [part for key in keys for part in (REBUILD, key)])
