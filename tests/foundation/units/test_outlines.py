"""Outlines made simple: fewer points, all of them the outline's own, the shape kept."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from thidua.foundation.units.outlines import FINEST, MOST_POINTS, simplified

numbers = st.integers(-1000, 1000)


def circle(points: int, radius: int = 50_000) -> list[int]:
    turns = [2 * math.pi * n / points for n in range(points)]
    ring = [part for turn in turns for part in (round(radius * math.cos(turn)), round(radius * math.sin(turn)))]
    return [*ring, *ring[:2]]


def test_a_fine_outline_keeps_its_shape_with_few_points() -> None:
    (ring,) = simplified([circle(5_000)])
    assert 8 < len(ring) // 2 <= MOST_POINTS
    assert all(abs(math.hypot(x, y) - 50_000) < 1 for x, y in zip(ring[::2], ring[1::2], strict=True))


def test_points_on_a_straight_line_are_left_out() -> None:
    square = [0, 0, 500, 0, 1000, 0, 1000, 1000, 0, 1000, 0, 500, 0, 0]
    assert simplified([square]) == [[0, 0, 1000, 0, 1000, 1000, 0, 1000]]


def test_islands_vanish_before_the_land_and_something_always_remains() -> None:
    land, islands = circle(100), [circle(12, 200) for _n in range(30)]
    kept = simplified([land, *islands], most=40)
    assert len(kept) < 31
    assert sum(map(len, kept)) <= 80
    speck = [0, 0, 1, 0, 1, 1, 0, 1, 0, 0]
    assert simplified([speck]) == [speck[:8]]


@given(st.lists(st.tuples(numbers, numbers), min_size=4, max_size=60))
def test_whatever_the_ring_its_points_are_its_own_in_their_order(points: list[tuple[int, int]]) -> None:
    ring = [number for point in points for number in point]
    (kept,) = simplified([ring])
    places = iter(points)
    assert all(point in places for point in zip(kept[::2], kept[1::2], strict=True))
    assert FINEST > 0
