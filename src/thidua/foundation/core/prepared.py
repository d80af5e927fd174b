"""A query that every request asks, put into SQL once: composing it costs more than answering it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import get_related_populators  # type: ignore[attr-defined]
from django.db.models.sql.compiler import SQLCompiler

# Stand in for what a request asks with while the SQL is composed; found again among its parameters by their value.
NUMBER, OTHER_NUMBER, THIRD_NUMBER, WORD = 2_086_286_286, 2_086_286_285, 2_086_286_284, "286-286-286"
SOME_UID = uuid.UUID(int=286_286_286)
DAY, MOMENT = datetime.date(1, 2, 3), datetime.datetime(1, 2, 3, 4, 5, 6, tzinfo=datetime.UTC)


class Composed(NamedTuple):
    """A query as one kind of database takes it."""

    sql: str
    # Its parameters: the name of what is asked with, or "" and the value that is always the same.
    order: list[tuple[str, Any]]
    compiler: SQLCompiler
    # What the database gives in another form than the product reads: place of the column → how it is turned.
    converters: dict[int, Any]


class Prepared:
    """The rows of `build(…)`, composed once for each kind of database and asked with other values ever after.

    `marks` names what `build` takes, each as one of the marks above. The query may use a value only as it is (no sums
    with it) and must not depend on anything else that changes.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], **marks: Any) -> None:
        self.build, self.marks = build, marks
        # None for a query that no row can satisfy.
        self.composed: dict[str, Composed | None] = {}

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """The rows for these values, one for each mark; one statement."""
        if connection.vendor not in self.composed:
            self.composed[connection.vendor] = self._compose()
        query = self.composed[connection.vendor]
        if query is None:
            return []
        with connection.cursor() as cursor:
            cursor.execute(query.sql, [_adapted(values[name]) if name else value for name, value in query.order])
            found: list[tuple[Any, ...]] = cursor.fetchall()
        if query.converters:
            return [tuple(row) for row in query.compiler.apply_converters(found, query.converters)]
        return found

    def objects(self, **values: Any) -> list[Any]:
        """The same as objects of the model, with what the query annotates and joins; one statement."""
        rows = self.rows(**values)
        query = self.composed[connection.vendor]
        if query is None or not rows:
            return []
        select, told = query.compiler.select, query.compiler.klass_info
        start, end = told["select_fields"][0], told["select_fields"][-1] + 1
        names = [column.target.attname for column, *_rest in select[start:end]]
        joined = get_related_populators(told, select, connection.alias)
        found = []
        for row in rows:
            one = told["model"].from_db(connection.alias, names, row[start:end])
            for related in joined:
                related.populate(row, one)
            for name, place in query.compiler.annotation_col_map.items():
                setattr(one, name, row[place])
            found.append(one)
        return found

    def _compose(self) -> Composed | None:
        compiler = self.build(**self.marks).query.get_compiler(connection=connection)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
        names = {_adapted(mark): name for name, mark in self.marks.items()}
        order = [(names.get(value, ""), value) for value in params]
        if {name for name, _value in order if name} != set(self.marks):
            raise ValueError(f"not every one of {sorted(self.marks)} is asked with in {sql}")
        return Composed(sql, order, compiler, compiler.get_converters([column for column, *_ in compiler.select or ()]))


def _adapted(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, datetime.date):
        return connection.ops.adapt_datefield_value(value)
    if isinstance(value, uuid.UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value
