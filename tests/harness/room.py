"""Room for the frames of deep calls, taken from the system once.

Python keeps the frames of calls in pieces of 16 KB, takes the next one from the system when a call needs it and gives
it back as soon as that call returns. A test calls deeply; where the end of a piece fell into a loop, each turn of it
was two ways to the system, a quarter of the suite's time. (A page of the site alone calls less deeply: 200 such ways on
the longest, 60 ms of work, measured.)
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from _pytest import runner

P = ParamSpec("P")
R = TypeVar("R")

# Of eight bytes each; a quarter was seen to be enough. What is not used is not taken.
WORDS = 40_000


def with_room(function: Callable[P, R]) -> Callable[P, R]:
    """The same function, called by a frame that says it needs more than all below it: one piece holds them all."""

    @functools.wraps(function)
    def call(*given: P.args, **named: P.kwargs) -> R:
        return function(*given, **named)

    call.__code__ = call.__code__.replace(co_stacksize=WORDS)  # type: ignore[attr-defined]
    return call


def run_tests_with_room() -> None:
    runner.runtestprotocol = with_room(runner.runtestprotocol)
