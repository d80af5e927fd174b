"""Keys of rows by the hundred thousand: kept for a load before its rows are written, and asked for all at once."""

from __future__ import annotations

import json
import secrets
import time
import uuid
from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection, models
from django.db.models import Max
from django.db.models.expressions import RawSQL

# So few keys are named one by one, so that both databases plan for them as they are.
FEW = 100


def reserve_ids(model: type[models.Model], count: int) -> Sequence[int]:
    """Ids that the next rows may be given, so that what belongs to them can be written without asking for each."""
    if not count:
        return ()
    if connection.vendor != "postgresql":
        # One writer at a time: nobody else takes the ids that follow.
        first = 1 + (model._default_manager.aggregate(last=Max("id"))["last"] or 0)
        return range(first, first + count)
    with connection.cursor() as cursor:
        sequence = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
        cursor.execute(sequence, [model._meta.db_table, count])
        return [row[0] for row in cursor.fetchall()]


def uids(count: int) -> list[uuid.UUID]:
    """Uids for so many rows of one load, one after the other: time-ordered ones (version 7 of RFC 9562).

    In four indexes they lie side by side, where random ones would touch a page of each for every row. 74 random bits
    apiece: of a uid nobody guesses the next.
    """
    drawn = set[int]()
    while len(drawn) < count:
        drawn.add(secrets.randbits(74))
    stem = time.time_ns() // 1_000_000 << 80 | 7 << 76 | 2 << 62
    return [uuid.UUID(int=stem | bits >> 62 << 64 | bits & (1 << 62) - 1) for bits in sorted(drawn)]


def among(keys: Collection[Any]) -> RawSQL | list[Any]:
    """For `filter(uid__in=among(uids))`: one value that holds them all, or ids.

    A statement with a mark for each of ten thousand takes longer to compose than to answer.
    """
    if len(keys) < FEW:
        return list(keys)
    words = [key.hex if isinstance(key, uuid.UUID) else key for key in keys]
    if connection.vendor == "sqlite":
        return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(words)])
    kind = "uuid" if isinstance(next(iter(keys)), uuid.UUID) else "bigint"
    return RawSQL(f"SELECT unnest(%s::{kind}[])", [words])  # noqa: S611  # our own word
