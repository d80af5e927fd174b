"""Statements that PostgreSQL keeps prepared: those of writing, which asks the same few things by their keys.

What is read to be shown is planned for what is asked: a plan made for any unit is a bad one for the nation.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from django.db import connection

# Asked so often on one connection, a statement is prepared.
OFTEN = 2


@contextlib.contextmanager
def kept() -> Iterator[None]:
    """PostgreSQL parses and plans once what is asked again within the block and within later ones of the connection.

    Nothing happens on SQLite, nor within another such block.
    """
    if connection.vendor != "postgresql":
        yield
        return
    connection.ensure_connection()
    session = connection.connection
    before = session.prepare_threshold
    if before is not None:
        yield
        return
    session.prepare_threshold = OFTEN
    try:
        yield
    finally:
        session.prepare_threshold = before
