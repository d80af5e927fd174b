"""Statements that PostgreSQL keeps prepared: those of writing, which asks the same few things by their keys.

What is read to be shown is planned for what is asked: a plan made for any unit is a bad one for the nation.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.utils.module_loading import import_string

CURSORS = "django.db.backends.postgresql.base"
# Asked so often on one connection, a statement is prepared.
OFTEN = 2
# PostgreSQL takes at most 65,535 values beside a statement; of far fewer the words are another each time.
MOST_VALUES = 1_000


@contextlib.contextmanager
def kept() -> Iterator[None]:
    """PostgreSQL parses and plans once what is asked again within the block and within later ones of the connection.

    For that the values go beside the words of a statement, not into them. Nothing happens on SQLite, nor within another
    such block.
    """
    if connection.vendor != "postgresql":
        yield
        return
    connection.ensure_connection()
    session = connection.connection
    before = session.prepare_threshold, session.cursor_factory
    if session.prepare_threshold is not None:
        yield
        return
    session.prepare_threshold, session.cursor_factory = OFTEN, _keeping()
    try:
        yield
    finally:
        session.prepare_threshold, session.cursor_factory = before


@functools.cache
def _keeping() -> type[Any]:
    """The cursor of such a block; made when it is needed: a site on SQLite loads nothing of PostgreSQL's."""
    beside, into = (import_string(f"{CURSORS}.{name}") for name in ("ServerBindingCursor", "Cursor"))

    class Keeping(beside):  # type: ignore[valid-type,misc]
        """Writes many values into the words, as outside of such a block, and lets others go beside them."""

        def execute(self, query: Any, params: Any = None, **more: Any) -> Any:
            if params is not None and len(params) > MOST_VALUES:
                query, params = into(self.connection).mogrify(query, params), None
            return super().execute(query, params, **more)

    return Keeping
