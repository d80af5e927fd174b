"""How far a long act has come: it tells its steps, and whoever waits for it (a command with its bar) listens."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar

# What is being done, how much of it is done, how much there is.
Listener = Callable[[str, int, int], object]

_listener: ContextVar[Listener | None] = ContextVar("listener_of_steps", default=None)


@contextlib.contextmanager
def heard(by: Listener) -> Iterator[None]:
    """Within the block each step is told to `by`."""
    token = _listener.set(by)
    try:
        yield
    finally:
        _listener.reset(token)


def tell(what: str, done: int, whole: int) -> None:
    """Says that `done` of `whole` are done; without a listener nothing happens."""
    listener = _listener.get()
    if listener is not None:
        listener(what, done, whole)
