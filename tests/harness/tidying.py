"""Keeps PostgreSQL's tables small: what a test wrote is undone, but its rows lie in their tables until they are tidied.

Every statement reads past them, and a planner that takes them for rows keeps more ways in mind than it can weigh: a
page's row with twenty joins took it thirty times as long.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

TESTS_BETWEEN = 100


class Tidying:
    """Counts the tests of a process that touched the database."""

    def __init__(self, blocker: Any) -> None:
        self.blocker, self.untidy = blocker, 0

    def after_a_test(self) -> None:
        """Tidies after so many tests, unless a world that several of them share still stands."""
        self.untidy += 1
        if self.untidy < TESTS_BETWEEN or connection.vendor != "postgresql" or connection.in_atomic_block:
            return
        with self.blocker.unblock():
            _over_own_tables("VACUUM (ANALYZE, SKIP_LOCKED)")
        self.untidy = 0


def weigh_rows() -> None:
    """Lets PostgreSQL count the rows that a shared world has just been given."""
    if connection.vendor == "postgresql":
        _over_own_tables("ANALYZE")


def _over_own_tables(words: str) -> None:
    """Not over PostgreSQL's: some belong to all databases of a server, and another process may hold them."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        cursor.execute(f"{words} {', '.join(map(connection.ops.quote_name, names))}")
