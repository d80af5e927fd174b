"""The one order of locks."""

from __future__ import annotations

import datetime

import pytest

from tests.foundation.core.papers import NOW, OFFICER, Paper, make
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.locking import LockOrderError, Rank, enter, fresh_order, lock, lock_rows
from thidua.foundation.core.operations import operation


@pytest.mark.usefixtures("papers")
@pytest.mark.django_db
def test_locked_row_is_read_again() -> None:
    paper = make("Một")
    Paper.objects.update(title="Hai")

    @operation
    def look(*, by: By, now: datetime.datetime) -> Paper:
        return lock(paper)

    assert look(by=OFFICER, now=NOW).title == "Hai"


@pytest.mark.usefixtures("papers")
@pytest.mark.django_db
def test_row_that_has_gone_is_missing() -> None:
    paper = make()
    Paper.objects.all().delete()
    with pytest.raises(Missing, match="Không còn tìm thấy"):
        lock(paper)


@pytest.mark.usefixtures("papers")
@pytest.mark.django_db
def test_rows_are_locked_in_their_order_in_one_statement(django_assert_num_queries: object) -> None:
    made = [make(title) for title in ("Một", "Hai", "Ba")]
    with fresh_order(), django_assert_num_queries(1):  # type: ignore[operator]
        assert lock_rows(Paper.objects.order_by("id"), rank=Rank.PROGRESS) == made


def test_step_backwards_is_an_error_in_the_code() -> None:
    with fresh_order():
        enter(Rank.RECORD)
        enter(Rank.PROGRESS)
        enter(Rank.PROGRESS)
        with pytest.raises(LockOrderError, match="POOL may not be locked after PROGRESS"):
            enter(Rank.POOL)


def test_each_operation_starts_anew_and_gives_back_the_outer_order() -> None:
    with fresh_order():
        enter(Rank.POOL)
        with fresh_order():
            enter(Rank.RECORD)
        with pytest.raises(LockOrderError):
            enter(Rank.RECORD)
