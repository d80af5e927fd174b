"""One order in which rows are locked, so that two acts at once wait for each other and never for ever.

The record → the quota pool or number register → progress rows → the audit trail. Within a transaction a lock of an
earlier rank may not be asked for after one of a later rank; the slip is an error in the code and fails at once.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator
from contextvars import ContextVar
from enum import IntEnum
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Missing
from thidua.foundation.core.prepared import NUMBER, WORD, Prepared

M = TypeVar("M", bound=models.Model)


class Rank(IntEnum):
    """What is locked, in the order in which it is locked."""

    RECORD = 1
    POOL = 2
    PROGRESS = 3
    AUDIT = 4


class LockOrderError(RuntimeError):
    """A lock was asked for out of order: a mistake in an operation, not a refusal."""


_held: ContextVar[int] = ContextVar("held_rank", default=0)


@contextlib.contextmanager
def fresh_order() -> Iterator[None]:
    """The frame of one operation's transaction: ranks start anew and are restored at its end."""
    token = _held.set(0)
    try:
        yield
    finally:
        _held.reset(token)


def enter(rank: Rank) -> None:
    """Notes that rows of this rank are about to be locked; refuses a step backwards."""
    if rank < _held.get():
        raise LockOrderError(f"{rank.name} may not be locked after {Rank(_held.get()).name}")
    _held.set(rank)


def lock(obj: M, *, rank: Rank = Rank.RECORD) -> M:
    """The same row read again and held until the transaction ends. Raises `Missing` if it has gone."""
    enter(rank)
    found: list[M] = _held_row(type(obj)).objects(pk=obj.pk)
    if not found:
        raise Missing(_("Không còn tìm thấy bản ghi này. Có thể người khác vừa xóa."))
    return found[0]


@functools.cache
def _held_row(model: type[models.Model]) -> Prepared:
    """What nearly every operation begins with."""
    rows = model._default_manager.select_for_update(of=("self",))
    return Prepared(lambda pk: rows.filter(pk=pk), pk=WORD if isinstance(model._meta.pk, models.CharField) else NUMBER)


def lock_rows(rows: models.QuerySet[M], *, rank: Rank, for_key: bool = True) -> list[M]:
    """The rows of a queryset, held in one statement in its order; the queryset must be ordered by a unique key.

    Without `for_key` others may meanwhile write rows that refer to these: who only takes turns does not stop them.
    """
    enter(rank)
    return list(rows.select_for_update(of=("self",), no_key=not for_key))
