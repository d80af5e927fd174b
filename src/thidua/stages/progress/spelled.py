"""Expressions spelled out in SQL over columns, for what every page of progress asks.

Composed of conditions the states take longer to be put into words than the database takes to answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import F, Field, Func

COLUMN = re.compile(r"\{(\w+)\}")


class Spelled(Func):
    """`words` with the columns' names in braces, each filled in with what the query calls it.

    The words are our own: names of columns and whole numbers, never what somebody typed.
    """

    def __init__(self, words: str, *columns: str, output_field: Field[Any, Any]) -> None:
        super().__init__(*map(F, columns), output_field=output_field)
        self.words, self.columns = words, columns

    def as_sql(self, compiler: Any, connection: Any, **_rest: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        told = {
            name: compiler.compile(source)
            for name, source in zip(self.columns, self.get_source_expressions(), strict=True)
        }
        params: list[Any] = []

        def fill(found: re.Match[str]) -> str:
            sql, given = told[found[1]]
            params.extend(given)
            return f"({sql})"

        return COLUMN.sub(fill, self.words), params


def numbers(values: Iterable[int]) -> str:
    """Whole numbers as SQL lists them."""
    return ", ".join(map(str, sorted(values)))
