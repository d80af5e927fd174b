"""A page's rubbish is cleared once it is sent, what is older every so often, and nothing for a small page."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from thidua.config import rubbish


class Ring:
    """Refers to itself: only a look through all objects finds that nobody needs it."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture(autouse=True)
def only_by_hand() -> Iterator[None]:
    gc.collect()
    gc.freeze()
    gc.disable()
    yield
    gc.enable()
    gc.unfreeze()


def left_behind(number: int) -> weakref.ref[Ring]:
    return [weakref.ref(Ring()) for _each in range(number)][-1]


def test_page_that_left_much_is_cleared_and_a_small_one_waits() -> None:
    small = left_behind(rubbish.ENOUGH // 10)
    rubbish.clear()
    assert small() is not None

    large = left_behind(2 * rubbish.ENOUGH)
    rubbish.clear()
    assert large() is None
    assert small() is None


def test_what_outlived_a_look_is_cleared_by_a_later_one() -> None:
    held = Ring()
    seen = weakref.ref(held)
    left_behind(2 * rubbish.ENOUGH)
    rubbish.clear()
    del held
    looks = 0
    while seen() is not None:
        left_behind(2 * rubbish.ENOUGH)
        rubbish.clear()
        looks += 1
        assert looks < 2 * rubbish.OFTEN, "never looked for"
    assert looks > 1


def test_oldest_are_looked_for_too() -> None:
    held = Ring()
    seen = weakref.ref(held)
    gc.collect(1)
    del held
    for _look in range(3 * rubbish.OFTEN * rubbish.OFTEN):
        left_behind(2 * rubbish.ENOUGH)
        rubbish.clear()
        if seen() is None:
            return
    raise AssertionError("never looked for")
