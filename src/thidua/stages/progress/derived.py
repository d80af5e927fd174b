"""Cells read from elsewhere than their table: rows of another moment, to be filtered, joined and judged all alike.

Everything that reads the board asks the database for rows of `UnitProgress`. Here such a question is put to a `SELECT`
that gives the same columns, so that states, filters, counts, pages and files need no second way.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, QuerySet
from django.db.models.expressions import Expression
from django.db.models.sql.datastructures import BaseTable

from thidua.stages.progress.cells import FIGURES
from thidua.stages.progress.models import UnitProgress

# The cells given as a list in the place of what the table holds; both ways to read such a list. All names are columns.
MOVED = """
WITH moved AS MATERIALIZED ({given})
SELECT cell.id, cell.target_id, cell.unit_id, cell.participation_id, cell.applies, cell.minimum, {columns}
FROM progress_unitprogress cell LEFT JOIN moved ON moved.id = cell.id
"""
# Of the ids SQLite makes itself an index only where they are said to be numbers.
GIVEN_SQLITE = "SELECT CAST(json_extract(value, '$.id') AS INTEGER) AS id, {columns} FROM json_each(%s)"
GIVEN_POSTGRESQL = "SELECT * FROM json_to_recordset(%s::json) AS given(id bigint, {columns})"
# What a column that is no number is in PostgreSQL.
TYPES = {"known": "boolean", "met": "boolean", "by_kind": "jsonb"}


class Derived(BaseTable):
    """A `SELECT` in the place of a table."""

    def __init__(self, table_name: str, alias: str, question: str, given: tuple[Any, ...]) -> None:
        super().__init__(table_name, alias)
        self.question, self.given = question, given

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return f"({self.question}) {compiler.quote_name_unless_alias(self.table_alias)}", list(self.given)

    def relabeled_clone(self, change_map: Any) -> Derived:
        alias: Any = change_map.get(self.table_alias, self.table_alias)
        return Derived(self.table_name, alias, self.question, self.given)


def cells_from(question: str, given: tuple[Any, ...]) -> QuerySet[UnitProgress]:
    """The cells a `SELECT` gives: it names every column of the table."""
    rows = UnitProgress.objects.all()
    query = rows.query
    alias = query.get_initial_alias()
    query.alias_map[alias] = Derived(query.get_meta().db_table, alias, question, given)
    return rows


def cells_like(rows: QuerySet[UnitProgress]) -> QuerySet[UnitProgress]:
    """All cells of the moment that `rows` are read from, without their filters."""
    source = rows.query.alias_map[rows.query.get_initial_alias()]
    return cells_from(source.question, source.given) if isinstance(source, Derived) else UnitProgress.objects.all()


def cells_moved(
    rows: Iterable[UnitProgress], beside: Mapping[int, Mapping[str, int]] | None = None, names: Sequence[str] = ()
) -> QuerySet[UnitProgress]:
    """All cells, these as they are given here and not as they are stored.

    `beside` gives some of them, by id, more numbers by these names, read with `column`; null for the others.
    """
    more = beside or {}
    moved = [{"id": row.pk, **{name: getattr(row, name) for name in FIGURES}, **more.get(row.pk, {})} for row in rows]
    if not moved and not names:
        return UnitProgress.objects.all()
    every = (*FIGURES, *names)
    if connection.vendor == "postgresql":
        given = GIVEN_POSTGRESQL.format(columns=", ".join(f"{name} {TYPES.get(name, 'bigint')}" for name in every))
    else:
        given = GIVEN_SQLITE.format(columns=", ".join(f"json_extract(value, '$.{name}') AS {name}" for name in every))
    columns = [f"CASE WHEN moved.id IS NULL THEN cell.{name} ELSE moved.{name} END AS {name}" for name in FIGURES]
    columns += [f"moved.{name} AS {name}" for name in names]
    return cells_from(MOVED.format(given=given, columns=", ".join(columns)), (json.dumps(moved),))


class Beside(Expression):
    """A number that stands beside the cells, by the name of its column."""

    def __init__(self, alias: str, name: str) -> None:
        super().__init__(output_field=BigIntegerField(null=True))
        self.alias, self.name = alias, name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return f"{compiler.quote_name_unless_alias(self.alias)}.{compiler.quote_name_unless_alias(self.name)}", []

    def relabeled_clone(self, change_map: Any) -> Beside:
        return Beside(change_map.get(self.alias, self.alias), self.name)


def column(rows: QuerySet[UnitProgress], name: str) -> Beside:
    """One of the numbers that `cells_moved` was given beside the cells."""
    return Beside(str(rows.query.get_initial_alias()), name)
