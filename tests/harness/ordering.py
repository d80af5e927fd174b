"""A query without an order comes back shuffled, so that no test passes by the order rows happen to lie in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models.expressions import OrderBy
from django.db.models.functions import Random
from django.db.models.sql.compiler import SQLCompiler

plain_pairs = SQLCompiler._order_by_pairs
NAMELESS = (None, None, None)
plain_combination = SQLCompiler.get_combinator_sql


class AnyOrder(OrderBy):
    """One for all queries: made, resolved and composed anew for each, it took a fiftieth of all the tests' time."""

    def resolve_expression(self, *_args: Any, **_named: Any) -> AnyOrder:
        return self

    def as_sql(self, *_args: Any, **_named: Any) -> tuple[str, tuple[()]]:
        return "RANDOM() ASC", ()

    def as_sqlite(self, *_args: Any, **_named: Any) -> tuple[str, tuple[()]]:
        return "RAND() ASC", ()  # Django's own, which a seed of Python's reaches.


ANY = AnyOrder(Random())


def shuffled_order(self: SQLCompiler) -> Iterator[Any]:
    """The query's own order; where it has none, and a random one changes no result, a random one."""
    pairs = plain_order(self)
    yield from pairs
    if not pairs and not _rigid(self):
        yield ANY, False


def plain_order(compiler: SQLCompiler) -> list[Any]:
    """What Django orders by. Where only names are asked for, the columns without a name are not held against them: that
    took a tenth of all the tests' time."""
    query, select, meta = compiler.query, compiler.select, compiler.query.get_meta()
    asked = (query.extra_order_by, query.order_by, meta.ordering if meta and query.default_ordering else ())
    if select and all(isinstance(name, str) for part in asked for name in part):
        compiler.select = [entry if entry[2] else NAMELESS for entry in select]
    try:
        return list(plain_pairs(compiler))
    finally:
        compiler.select = select


def _rigid(compiler: SQLCompiler) -> bool:
    """Whether an order would change what is selected, or would not be allowed."""
    query = compiler.query
    return bool(
        type(compiler).__name__ != SQLCompiler.__name__
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
