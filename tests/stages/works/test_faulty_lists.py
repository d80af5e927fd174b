"""Fifteen kinds of faults in lists of 5,000 works, twenty seeds: every wrong cell is named, no sound row refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from tests.factories import TODAY, cast
from tests.stages.works.faulty_lists import (
    FAULTS,
    FIRST_ROW,
    READ,
    ROWS,
    UNDERSTOOD,
    Wrong,
    faulty,
    file_with,
    repeated,
    sound_row,
)
from thidua.foundation.core.tables import Draft, read
from thidua.stages.works.planning import Lookups, planned
from thidua.stages.works.sheets import WORKS_SHEET

SEEDS = range(20)
# Reading asks no database: where another one is tested these files are not read again.
pytestmark = [] if connection.vendor == "postgresql" else [pytest.mark.django_db]


@pytest.fixture(scope="module")
def office(django_db_setup: None, django_db_blocker: Any) -> Iterator[Lookups]:
    """What the words of cells are looked up in: once for all files."""
    with django_db_blocker.unblock(), transaction.atomic():
        people = cast()
        yield Lookups(by=people.actor("commune_officer"), unit=people.commune, campaign=people.campaign, on=TODAY)
        transaction.set_rollback(True)


def cells(draft: Draft) -> Wrong:
    return {(problem.row, problem.column) for problem in draft.problems}


@pytest.mark.parametrize("kinds", [*([kind] for kind in FAULTS), list(FAULTS)], ids=" ".join)
def test_exactly_the_wrong_cells_are_named_and_no_sound_row_is_refused(office: Lookups, kinds: list[str]) -> None:
    """Each kind alone, and all of them in one list, as offices send them, with twenty seeds."""
    for seed in SEEDS if len(kinds) > 1 else range(1):
        upload, wrong = faulty(kinds, seed)
        draft = read(WORKS_SHEET, upload)
        assert cells(draft) == all_of(wrong, READ), (kinds, seed)
        assert len(draft.rows) == ROWS, (kinds, seed)
        if set(kinds) & set(UNDERSTOOD):
            named = all_of(wrong, FAULTS)
            assert len(planned(draft, office).contents) == ROWS - len({row for row, _column in named}), (kinds, seed)
            assert cells(draft) == named, (kinds, seed)
        assert {(problem.sheet, bool(problem.reason)) for problem in draft.problems} == {("Xã Nam Dong", True)}


def all_of(wrong: dict[str, Wrong], kinds: Iterable[str]) -> Wrong:
    return set().union(*(wrong.get(kind, set()) for kind in kinds))


def test_rows_said_twice_are_named(office: Lookups) -> None:
    for seed in range(3):
        upload, wrong = repeated(seed)
        plan = planned(read(WORKS_SHEET, upload), office)

        assert (cells(plan.draft), len(plan.contents)) == (wrong, ROWS - len(wrong))


def hidden(page: Any) -> None:
    page.set_row(FIRST_ROW + 3, None, None, {"hidden": True})


TITLE, TOTAL = ["II", "CÔNG TRÌNH CỦA BUÔN NUI"], [None, "Tổng cộng", None, None, None, None, None, None, 99_000_000]


@pytest.mark.parametrize(
    ("changed", "prepare", "told"),
    [
        ({}, None, []),
        ({FIRST_ROW: [f"({number})" for number in range(1, 11)]}, None, [FIRST_ROW + 1]),
        ({FIRST_ROW + 700: TITLE, FIRST_ROW + 1400: ["", "Cộng"], FIRST_ROW + ROWS - 1: TOTAL}, None, [706, 1406, 5005]),
        ({FIRST_ROW + 3: sound_row(3)}, hidden, []),
    ],
)  # fmt: skip
def test_what_offices_write_around_their_works_is_no_fault(
    office: Lookups, changed: dict[int, Any], prepare: Any, told: list[int]
) -> None:
    """Ordinals of columns, titles of groups, totals, a row that is hidden."""
    plan = planned(read(WORKS_SHEET, file_with(changed, prepare=prepare)), office)

    assert plan.draft.problems == []
    assert [passed.row for passed in plan.draft.passed_over] == told
    assert len(plan.contents) == ROWS - len(told)
