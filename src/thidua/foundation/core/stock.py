"""What a database knows of its own rows.

Without it the planner of SQLite guesses, and of a million works takes the wrong index: a list then needs seconds.
PostgreSQL counts by itself, but not at once after a migration.
"""

from __future__ import annotations

import datetime

from django.db import connection

from thidua.foundation.core import rhythm


def take(at: datetime.datetime | None = None) -> None:
    """Lets the database count its rows and how they spread over each index: seconds for a million works."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


rhythm.register("core.stock", every=datetime.timedelta(days=1), run=take)
