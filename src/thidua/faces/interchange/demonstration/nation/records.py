"""Rows of the stages' tables, filled where something is told and blank elsewhere, written by the hundred thousand."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django.db import models

from thidua.foundation.core import bulk, keys

T = TypeVar("T")
BATCH = 20_000


class Table:
    """Rows of one model under ids of our own, so that what belongs to them needs no answer of the database.

    Their public ids follow each other: an index takes them in as they come.
    """

    def __init__(self, model: type[models.Model], *told: str) -> None:
        fields = model._meta.concrete_fields
        self.model, self.names = model, tuple(field.name for field in fields)
        self.blank = [None if field.primary_key else field.get_default() for field in fields]
        self.places = [self.names.index(name) for name in told]
        self.has_uid = "uid" in self.names
        self.uids = itertools.count(uuid.uuid4().int & ~0xFFFFFFFFFFFF | 1)

    def write(self, rows: Sequence[Iterable[Any]]) -> Sequence[int]:
        """Writes rows, each the told values in order; returns their ids."""
        ids = keys.reserve_ids(self.model, len(rows))
        bulk.insert(self.model, self.names, (self._row(pk, row) for pk, row in zip(ids, rows, strict=True)))
        return ids

    def _row(self, pk: int, told: Iterable[Any]) -> list[Any]:
        row = self.blank.copy()
        for place, value in zip(self.places, told, strict=True):
            row[place] = value
        row[0] = pk
        if self.has_uid:
            row[self.names.index("uid")] = uuid.UUID(int=next(self.uids))
        return row


def batches(rows: Iterable[T]) -> Iterator[list[T]]:
    """The rows in lists that fit into memory."""
    waiting = iter(rows)
    return iter(lambda: list(itertools.islice(waiting, BATCH)), [])
