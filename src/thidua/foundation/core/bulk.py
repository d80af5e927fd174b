"""Rows written by the hundred thousand: no object built for each, and the quickest way each database has.

SQLite carries one prepared statement through all new rows, and is given those to be changed as one value. PostgreSQL
has a statement for each of a few; many are copied in one stream, by way of a table of the transaction's own where
standing rows are to be changed.
"""

from __future__ import annotations

import functools
import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from django.db import connection, models

R = TypeVar("R")
Values = Sequence[Any]
Columns = list[models.Field[Any, Any]]
AS_THEY_ARE = (models.IntegerField, models.BooleanField, models.CharField, models.TextField, models.ForeignKey)
# So many rows are turned into the database's form at a time.
RUN = 10_000
# From here on PostgreSQL's stream is quicker than a statement for each row.
MANY = 200
WAITING = "bulk_waiting"
# How PostgreSQL's stream says that there is no value, and how words stand in it.
NOTHING = "\\N"
ESCAPED = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Values], *, unique: Values = ()) -> None:
    """Adds rows, each the values of `names` in order; one that stands under the `unique` names takes the new values.

    The rows are read while the database takes them in: they must not ask it anything themselves.
    """
    if connection.vendor != "postgresql":
        _each(_insertion(model, tuple(names), tuple(unique), connection.vendor), rows)
        return
    few, rows = _few(rows)
    if few is not None:
        _each(_insertion(model, tuple(names), tuple(unique), connection.vendor), few)
        return
    fields = [_field(model, name) for name in names]
    columns, table = _listed(fields), _quoted(model._meta.db_table)
    if unique:
        head, clash = f"INSERT INTO {table} ({columns}) ", _clash(model, fields, unique)  # our own names
        _through_waiting(model, fields, rows, f"{head}SELECT {columns} FROM {WAITING}{clash}")  # noqa: S608
    else:
        _copy(f"COPY {table} ({columns}) FROM STDIN", fields, rows)


def add_unless_there(model: type[models.Model], names: Sequence[str], row: Values) -> bool:
    """Adds one row, unless one stands under a unique value of it; whether it was added.

    Of two at once the second waits for what becomes of the first.
    """
    fields = [_field(model, name) for name in names]
    statement = f"INSERT INTO {_quoted(model._meta.db_table)} ({_listed(fields)}) VALUES ({_marks(fields)})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} ON CONFLICT DO NOTHING", *_readied(fields)([row]))
        return bool(cursor.rowcount)


def update(model: type[models.Model], names: Sequence[str], rows: Iterable[Values]) -> None:
    """Gives standing rows the values of `names`; after these each row holds its id."""
    if connection.vendor != "postgresql":
        _together(model, tuple(names), rows)
        return
    few, rows = _few(rows)
    if few is not None:
        _each(_updating(model, tuple(names), connection.vendor), few)
        return
    fields, table = [_field(model, name) for name in names], _quoted(model._meta.db_table)
    taken = ", ".join(f"{_column(field)} = waiting.{_column(field)}" for field in fields)
    merge = f"UPDATE {table} SET {taken} FROM {WAITING} waiting WHERE {table}.id = waiting.id"  # noqa: S608
    _through_waiting(model, [*fields, _field(model, "id")], rows, merge)


def make_room(megabytes: int) -> None:
    """Before a load that fills many indexes at once: lets SQLite keep so much of them in memory on this connection."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size=-{megabytes * 1024}")


def take_stock(*tables: type[models.Model]) -> None:
    """After many rows came at once: lets PostgreSQL count them, or it plans the next statements for empty tables."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for model in tables:
                cursor.execute(f"ANALYZE (SKIP_LOCKED) {_quoted(model._meta.db_table)}")


def _few(rows: Iterable[Values]) -> tuple[list[Values] | None, Iterable[Values]]:
    """The rows as a list where they are few; else None, and all of them to be read once."""
    waiting = iter(rows)
    first = list(itertools.islice(waiting, MANY))
    return (first, ()) if len(first) < MANY else (None, itertools.chain(first, waiting))


class Statement(NamedTuple):
    """A statement for each row, and how the values of some rows are given to it."""

    words: str
    ready: Callable[[Sequence[Values]], list[list[Any]]]


@functools.lru_cache(maxsize=256)
def _insertion(model: type[models.Model], names: tuple[str, ...], unique: tuple[str, ...], _vendor: str) -> Statement:
    """Made once for each kind of database: an act writes its line of the trail as often as anything is done."""
    fields = [_field(model, name) for name in names]
    into = f"INSERT INTO {_quoted(model._meta.db_table)} ({_listed(fields)}) VALUES ({_marks(fields)})"  # noqa: S608
    return Statement(into + _clash(model, fields, unique), _readied(fields))


@functools.lru_cache(maxsize=256)
def _updating(model: type[models.Model], names: tuple[str, ...], _vendor: str) -> Statement:
    fields = [_field(model, name) for name in names]
    taken = ", ".join(f"{_column(field)} = %s" for field in fields)
    words = f"UPDATE {_quoted(model._meta.db_table)} SET {taken} WHERE id = %s"  # noqa: S608  # our own names
    return Statement(words, _readied([*fields, _field(model, "id")]))


@functools.lru_cache(maxsize=256)
def _updating_many(model: type[models.Model], names: tuple[str, ...]) -> Statement:
    """The same for a run of rows at once, given to SQLite as one value; their ids last."""
    fields = [*(_field(model, name) for name in names), _field(model, "id")]
    given = ", ".join(f"json_extract(value, '$[{place}]') AS value_{place}" for place in range(len(fields)))
    taken = ", ".join(f"{_column(field)} = waiting.value_{place}" for place, field in enumerate(fields[:-1]))
    table = _quoted(model._meta.db_table)
    words = (
        f"UPDATE {table} SET {taken} FROM (SELECT {given} FROM json_each(%s)) waiting"  # noqa: S608  # our own names
        f" WHERE {table}.id = waiting.value_{len(names)}"
    )
    return Statement(words, _readied(fields))


def _clash(model: type[models.Model], fields: Columns, unique: Values) -> str:
    """What becomes of a row that stands already under the `unique` names: it takes the new values."""
    if not unique:
        return ""
    key = [_field(model, name) for name in unique]
    taken = ", ".join(f"{_column(field)} = excluded.{_column(field)}" for field in fields if field not in key)
    return f" ON CONFLICT ({_listed(key)}) DO UPDATE SET {taken}"


def _each(statement: Statement, rows: Iterable[Values]) -> None:
    words, ready = statement
    for run in _runs(rows):
        with connection.cursor() as cursor:
            if len(run) == 1:
                cursor.execute(words, *ready(run))
            else:
                cursor.executemany(words, ready(run))


def _together(model: type[models.Model], names: tuple[str, ...], rows: Iterable[Values]) -> None:
    """A run of rows changed by one statement.

    Before each statement that changes a key to another table SQLite notes the pages that it may have to put back, in a
    file of its own: row by row that takes four times as long as the changes.
    """
    statement = _updating_many(model, names)
    for run in _runs(rows):
        if len(run) == 1:
            _each(_updating(model, names, connection.vendor), run)
        else:
            with connection.cursor() as cursor:
                cursor.execute(statement.words, [json.dumps(statement.ready(run))])


def _readied(fields: Columns) -> Callable[[Sequence[Values]], list[list[Any]]]:
    """How the values of some rows are given to the database."""
    prepared = [(place, given) for place, field in enumerate(fields) if (given := _preparation(field))]

    def ready(rows: Sequence[Values]) -> list[list[Any]]:
        lines = [list(row) for row in rows]
        for place, given in prepared:
            # Rows of one load bear the same moments and acts: what is one object is turned once; the rows hold it.
            turned: dict[int, Any] = {id(None): None}
            for line in lines:
                value = line[place]
                if id(value) not in turned:
                    turned[id(value)] = given(value)
                line[place] = turned[id(value)]
        return lines

    return ready


def _through_waiting(model: type[models.Model], fields: Columns, rows: Iterable[Values], merge: str) -> None:
    table = _quoted(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE {WAITING} ON COMMIT DROP AS SELECT {_listed(fields)} FROM {table} WITH NO DATA"  # noqa: S608
        )
        _copy(f"COPY {WAITING} ({_listed(fields)}) FROM STDIN", fields, rows)
        cursor.execute(f"ANALYZE {WAITING}")
        cursor.execute(merge)
        cursor.execute(f"DROP TABLE {WAITING}")


def _copy(statement: str, fields: Columns, rows: Iterable[Values]) -> None:
    written = [_text(field) for field in fields]
    lines = (
        "\t".join([NOTHING if value is None else text(value) for text, value in zip(written, row, strict=True)])
        for row in rows
    )
    copy_lines(statement, lines)


def copy_lines(statement: str, lines: Iterable[str]) -> int:
    """Lets PostgreSQL take in a stream of lines, each a row: its values in words, parted by tabs. How many it took."""
    with connection.cursor() as cursor:
        with cursor.copy(statement) as stream:
            for run in _runs(lines):
                stream.write("\n".join(run) + "\n")
        return int(cursor.rowcount)


def _text(field: models.Field[Any, Any]) -> Callable[[Any], str]:
    """How a value stands in PostgreSQL's stream: words and JSON with their separators escaped, the rest as it reads."""
    if isinstance(field, models.JSONField):
        return lambda value: json.dumps(value).translate(ESCAPED)
    if isinstance(field, models.ForeignKey):
        return _text(field.target_field)
    if isinstance(field, (models.CharField, models.TextField)):
        return lambda value: value.translate(ESCAPED)
    return functools.lru_cache(maxsize=4096)(str) if isinstance(field, models.DateField) else str


def _runs(rows: Iterable[R]) -> Iterator[list[R]]:
    waiting = iter(rows)
    return iter(lambda: list(itertools.islice(waiting, RUN)), [])


def _preparation(field: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    """How a value becomes what the database takes; numbers, truths and words go as they are."""
    if isinstance(field, AS_THEY_ARE):
        return None
    if isinstance(field, models.JSONField) and connection.vendor == "sqlite":
        return json.dumps
    if isinstance(field, models.UUIDField) and connection.vendor == "sqlite":
        return lambda value: value.hex
    if isinstance(field, models.DateField):
        # Many rows bear few days and moments.
        return functools.lru_cache(maxsize=4096)(lambda value: field.get_db_prep_save(value, connection))
    return lambda value: field.get_db_prep_save(value, connection)


def _field(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    return field


def _marks(fields: Columns) -> str:
    return ", ".join(["%s"] * len(fields))


def _listed(fields: Columns) -> str:
    return ", ".join(map(_column, fields))


def _column(field: models.Field[Any, Any]) -> str:
    return _quoted(field.column)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
