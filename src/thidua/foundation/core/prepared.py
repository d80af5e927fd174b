"""A query that every request asks, put into SQL once: composing it costs more than answering it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import QuerySet

# Stand in for what a request asks with while the SQL is composed; found again among its parameters by their value.
NUMBER, DAY = -286_286_286, datetime.date(1, 2, 3)


class Prepared:
    """The rows of `build(…)`, composed once for each kind of database and asked with other values ever after.

    `marks` names what `build` takes, each as `NUMBER` or `DAY`. The query may use a value only as it is (no sums with
    it), selects plain values that need no conversion, and must not depend on anything else that changes.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], **marks: Any) -> None:
        self.build, self.marks = build, marks
        self.composed: dict[str, tuple[str, list[tuple[str, Any]]]] = {}

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """The rows for these values, one for each mark; one statement."""
        if connection.vendor not in self.composed:
            self.composed[connection.vendor] = self._compose()
        sql, order = self.composed[connection.vendor]
        with connection.cursor() as cursor:
            cursor.execute(sql, [_adapted(values[name]) if name else value for name, value in order])
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def _compose(self) -> tuple[str, list[tuple[str, Any]]]:
        sql, params = self.build(**self.marks).query.sql_with_params()
        names = {_adapted(mark): name for name, mark in self.marks.items()}
        order = [(names.get(value, ""), value) for value in params]
        if {name for name, _value in order if name} != set(self.marks):
            raise ValueError(f"not every one of {sorted(self.marks)} is asked with in {sql}")
        return sql, order


def _adapted(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return connection.ops.adapt_datefield_value(value)
    return value
