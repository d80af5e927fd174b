"""Fifteen kinds of faults, twenty lists of 5,000 works of each: every wrong cell is named, no sound row refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from tests.factories import TODAY, cast
from tests.stages.works.faulty_lists import (
    FAULTS,
    FIRST_ROW,
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


@pytest.mark.parametrize("kind", FAULTS)
def test_exactly_the_wrong_cells_are_named_and_no_sound_row_is_refused(office: Lookups, kind: str) -> None:
    for seed in SEEDS:
        upload, wrong = faulty(kind, seed)
        draft = read(WORKS_SHEET, upload)
        if kind in UNDERSTOOD:
            assert len(planned(draft, office).contents) == ROWS - len(wrong), (kind, seed)

        assert cells(draft) == wrong, (kind, seed)
        assert len(draft.rows) == ROWS, (kind, seed)
        assert {(problem.sheet, bool(problem.reason)) for problem in draft.problems} == {("Xã Nam Dong", True)}


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
