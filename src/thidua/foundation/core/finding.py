"""Finding one record with much of what stands around it."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


def the_one(rows: QuerySet[M]) -> M | None:
    """The only row of a query that asks for one by what is unique in it; None where there is none.

    `first()` asks for an order and a limit, which one row needs not. For a row joined with twenty others they are
    dear: Django compares each selected column with the order, and PostgreSQL, told that the first row is wanted soon,
    keeps so many plans in mind that choosing takes it most of a second.
    """
    return next(iter(rows.order_by()), None)
