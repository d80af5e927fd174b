"""Finding one record, or a page of them, with much of what stands around."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet
from django.db.models.lookups import In
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=Model)


def the_one(rows: QuerySet[M]) -> M | None:
    """The only row of a query that asks for one by what is unique in it; None where there is none.

    `first()` asks for an order and a limit, which one row needs not. For a row joined with twenty others they are
    dear: Django compares each selected column with the order, and PostgreSQL, told that the first row is wanted soon,
    keeps so many plans in mind that choosing takes it most of a second.
    """
    return next(iter(rows.order_by()), None)


class FoundFirst(In):
    """`filter(FoundFirst(F("pk"), keys))`: rows whose keys a query gives, answered before anything is joined to them.

    As an `IN` PostgreSQL joins the query with all the tables beside: more than it plans together, so that it may begin
    with the whole of one of these; told to plan more together it takes a tenth of a second to choose.
    """

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        key, of_key = self.process_lhs(compiler, connection)
        keys, of_keys = self.process_rhs(compiler, connection)
        return f"{key} = ANY(ARRAY{keys})", [*of_key, *of_keys]


class AlsoAmong(In):
    """`filter(AlsoAmong(F("pk"), keys))`: of the rows that other conditions find, those whose keys a query gives.

    As an `IN` SQLite begins with the keys, and reads a row for each of tens of thousands of them.
    """

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        words, given = self.as_sql(compiler, connection)
        return f"+{words}", [*given]
