"""A query without an order comes back shuffled, so that no test passes by the order rows happen to lie in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models.expressions import OrderBy
from django.db.models.functions import Random
from django.db.models.sql.compiler import SQLCompiler

plain_order = SQLCompiler._order_by_pairs
plain_combination = SQLCompiler.get_combinator_sql


def shuffled_order(self: SQLCompiler) -> Iterator[Any]:
    """The query's own order; where it has none, and a random one changes no result, a random one."""
    ordered = False
    for pair in plain_order(self):
        ordered = True
        yield pair
    if not ordered and not _rigid(self):
        yield OrderBy(Random()), False


def _rigid(compiler: SQLCompiler) -> bool:
    """Whether an order would change what is selected, or would not be allowed."""
    query = compiler.query
    return bool(
        type(compiler) is not SQLCompiler
        or query.subquery
        or query.combinator
        or query.distinct
        or query.group_by is not None
        or query.high_mark == 1  # Without an order, a question of existence.
        or getattr(query, "is_part", False)
        or any(annotation.contains_aggregate for annotation in query.annotation_select.values())
    )


def marked_combination(self: SQLCompiler, *args: Any) -> Any:
    """The parts of a union have no order of their own."""
    for part in self.query.combined_queries:
        part.is_part = True
    return plain_combination(self, *args)


def shuffle_unordered_queries() -> None:
    SQLCompiler._order_by_pairs = shuffled_order
    SQLCompiler.get_combinator_sql = marked_combination
