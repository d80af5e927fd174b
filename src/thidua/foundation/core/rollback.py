"""What has to be undone outside the database when an operation's transaction rolls back: files already written."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar

Undo = Callable[[], None]

_undos: ContextVar[list[Undo] | None] = ContextVar("undos", default=None)


@contextlib.contextmanager
def watched() -> Iterator[list[Undo]]:
    """The frame around one operation's transaction; stands outside it, so that it sees how the transaction ended.

    Yields the frame's list: the operation has it cleared on commit, so that a failure after the commit undoes nothing.
    An inner operation that succeeds hands its list to the outer one, whose failure undoes both.
    """
    outer = _undos.get()
    mine: list[Undo] = []
    token = _undos.set(mine)
    try:
        yield mine
    except BaseException:
        while mine:
            mine.pop()()
        raise
    else:
        if outer is not None:
            outer.extend(mine)
    finally:
        _undos.reset(token)


def on_rollback(undo: Undo) -> None:
    """Has `undo` called if the running operation fails; the latest first. Outside an operation it is an error."""
    undos = _undos.get()
    if undos is None:
        raise RuntimeError("on_rollback is called inside an operation")
    undos.append(undo)
