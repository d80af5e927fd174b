"""Quorum and passing in whole numbers, against fractions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.stages.councils.counting import base_of, has_passed, has_quorum, present_needed, yes_needed

PERCENT, FEW = st.integers(1, 100), st.integers(0, 60)


@given(FEW, FEW, PERCENT)
def test_quorum_is_the_exact_share_of_the_membership(present: int, membership: int, quorum: int) -> None:
    expected = membership > 0 and Fraction(present, membership or 1) >= Fraction(quorum, 100)

    assert has_quorum(present, membership, quorum) == expected


@given(FEW, FEW, PERCENT)
def test_passing_is_the_exact_share_of_the_base(yes: int, of: int, threshold: int) -> None:
    assert has_passed(yes, of, threshold) == (of > 0 and Fraction(yes, of or 1) >= Fraction(threshold, 100))


@given(st.integers(1, 60), PERCENT)
def test_needed_is_the_fewest_that_reach_it(number: int, percent: int) -> None:
    least = present_needed(number, percent)

    assert has_quorum(least, number, percent)
    assert not has_quorum(least - 1, number, percent)
    assert yes_needed(number, percent) == least


@pytest.mark.parametrize(
    ("yes", "of", "threshold", "passed"),
    [(4, 7, 51, True), (3, 7, 51, False), (6, 7, 80, True), (5, 7, 80, False), (2, 3, 67, False), (0, 0, 1, False)],
)
def test_a_council_of_seven(yes: int, of: int, threshold: int, passed: bool) -> None:
    assert has_passed(yes, of, threshold) is passed


def test_base_is_the_membership_or_those_who_stay() -> None:
    assert base_of("membership", 7, 2) == 7
    assert base_of("entitled", 7, 2) == 5
