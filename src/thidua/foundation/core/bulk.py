"""Rows written by the hundred thousand: one prepared statement for all of them, no object built for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection, models

Values = Sequence[Any]
AS_THEY_ARE = (models.IntegerField, models.BooleanField, models.CharField, models.TextField, models.ForeignKey)


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Values], *, unique: Values = ()) -> None:
    """Adds rows, each the values of `names` in order; one that stands under the `unique` names takes the new values."""
    fields = [_field(model, name) for name in names]
    columns = ", ".join(_quoted(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {_quoted(model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608  # our own names
    if unique:
        key = {_field(model, name).column for name in unique}
        taken = ", ".join(
            f"{_quoted(field.column)} = excluded.{_quoted(field.column)}" for field in fields if field.column not in key
        )
        statement += f" ON CONFLICT ({', '.join(map(_quoted, sorted(key)))}) DO UPDATE SET {taken}"
    _execute(statement, fields, rows)


def update(model: type[models.Model], names: Sequence[str], rows: Iterable[Values]) -> None:
    """Gives standing rows the values of `names`; after these each row holds its id."""
    fields = [_field(model, name) for name in names]
    taken = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
    statement = f"UPDATE {_quoted(model._meta.db_table)} SET {taken} WHERE id = %s"  # noqa: S608  # our own names
    _execute(statement, [*fields, _field(model, "id")], rows)


def _execute(statement: str, fields: list[models.Field[Any, Any]], rows: Iterable[Values]) -> None:
    prepared = [(place, given) for place, field in enumerate(fields) if (given := _preparation(field))]

    def ready(row: Values) -> list[Any]:
        values = list(row)
        for place, given in prepared:
            if values[place] is not None:
                values[place] = given(values[place])
        return values

    values = [ready(row) for row in rows]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(statement, values)


def _preparation(field: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    """How a value becomes what the database takes; numbers, truths and words go as they are."""
    if isinstance(field, AS_THEY_ARE):
        return None
    return lambda value: field.get_db_prep_save(value, connection)


def _field(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    return field


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
