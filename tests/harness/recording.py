"""Makes a test's beginning once and plays it back: the same rows and files, written as they were, the same objects."""

from __future__ import annotations

import functools
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from thidua.foundation.core import site_settings

T = TypeVar("T")
# Databases that differ before the maker runs, of which each keeps a recording.
MOST = 3
Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Recording:
    """What a maker wrote into a database that held so many rows before, and what it gave back."""

    counts: str
    before: dict[int, int]
    statements: list[tuple[str, list[Any] | None]]
    files: dict[str, bytes]
    made: bytes


def recorded(make: Callable[[], T]) -> Callable[[], T]:
    """The maker, carried out once in a process; later its rows are written as they were and its objects copied.

    Only in the database it was recorded in, that is one with the same rows: in any other the maker runs anew. It may
    add rows and files, and must not change or delete those that were there.
    """
    kept: list[Recording] = []

    @functools.wraps(make)
    def again() -> T:
        recording = next((row for row in kept if stands(row)), None)
        if recording is None:
            before, there = {table: rows for table, (_names, rows) in everything().items()}, files()
            made = make()
            if len(kept) < MOST:
                kept.append(record(before, there, made))
            return made
        # In one transaction: a row may stand on one that is written after it.
        with transaction.atomic(), connection.cursor() as cursor:
            for statement, values in recording.statements:
                cursor.execute(statement, values)
        for name, content in recording.files.items():
            path = Path(settings.MEDIA_ROOT) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        site_settings.forget_reading()
        copy: T = pickle.loads(recording.made)
        return copy

    return again


def record(before: dict[str, Rows], there: set[str], made: Any) -> Recording:
    written = added(before)
    tables = sorted({*before, *written})
    counts = " UNION ALL ".join(f'SELECT {place}, count(*) FROM "{table}"' for place, table in enumerate(tables))
    held = {place: len(before.get(table, [])) for place, table in enumerate(tables)}
    statements = [insertion(table, *rows) for table, rows in written.items()]
    stored = {name: (Path(settings.MEDIA_ROOT) / name).read_bytes() for name in sorted(files() - there)}
    return Recording(counts, held, statements, stored, pickle.dumps(made))


def stands(recording: Recording) -> bool:
    """Whether the tables written to, and those they stand on, hold what they held when the recording was made."""
    with connection.cursor() as cursor:
        cursor.execute(recording.counts)
        return dict(cursor.fetchall()) == recording.before


def files() -> set[str]:
    """The files stored so far, as the records name them."""
    root = Path(settings.MEDIA_ROOT)
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def everything() -> dict[str, tuple[list[str], Rows]]:
    """The rows of every table that has any, with the names of its columns."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(model._meta.db_table for model in apps.get_models(include_auto_created=True)):
            if names_and_rows := read(cursor, table):
                found[table] = names_and_rows
    return found


def read(cursor: Any, table: str) -> tuple[list[str], Rows] | None:
    cursor.execute(f'SELECT * FROM "{table}"')
    rows = [tuple(row) for row in cursor.fetchall()]
    return ([column[0] for column in cursor.description], rows) if rows else None


def added(before: dict[str, Rows]) -> dict[str, tuple[list[str], Rows]]:
    written = {}
    for table, (names, rows) in everything().items():
        new = [row for row in rows if row not in before.get(table, [])]
        assert len(rows) - len(new) == len(before.get(table, [])), f"{table}: a row that was there was changed"
        if new:
            written[table] = (names, new)
    return written


def insertion(table: str, names: list[str], rows: Rows) -> tuple[str, list[Any] | None]:
    """One statement for all rows; its values in its text where the database's driver would write them there anyway."""
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join([f"({', '.join(['%s'] * len(names))})"] * len(rows))
    statement, values = f'INSERT INTO "{table}" ({columns}) VALUES {marks}', [value for row in rows for value in row]
    if connection.vendor == "postgresql":
        return connection.ops.compose_sql(statement, values), None
    return statement, values
