"""Periods: precision kept, due days exclusive, ends that hang on an event."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.foundation.core.errors import Unreadable
from thidua.foundation.core.periods import Edge, Period, Precision

D = datetime.date
DAYS = st.dates(D(2023, 1, 1), D(2025, 12, 31))


@pytest.mark.parametrize(
    ("value", "first", "last", "precision", "shown"),
    [
        ("2023-10", D(2023, 10, 1), D(2023, 10, 31), Precision.MONTH, "10/2023"),
        ("2024-02", D(2024, 2, 1), D(2024, 2, 29), Precision.MONTH, "2/2024"),
        ("2023-10-26", D(2023, 10, 26), D(2023, 10, 26), Precision.DAY, "26/10/2023"),
        (D(2024, 8, 20), D(2024, 8, 20), D(2024, 8, 20), Precision.DAY, "20/8/2024"),
        (
            datetime.datetime(2024, 8, 20, 5, tzinfo=datetime.UTC),
            D(2024, 8, 20),
            D(2024, 8, 20),
            Precision.DAY,
            "20/8/2024",
        ),
    ],
)
def test_edge_keeps_its_precision(value: object, first: D, last: D, precision: Precision, shown: str) -> None:
    edge = Edge.parse(value)

    assert (edge.first, edge.last, edge.precision, str(edge)) == (first, last, precision, shown)


@pytest.mark.parametrize("value", ["2023", "2023-13", "10/2023", "2023-02-30", "", "mai"])
def test_edge_that_is_no_day_is_refused(value: str) -> None:
    with pytest.raises(Unreadable, match="không phải ngày"):
        Edge.parse(value)


@pytest.mark.parametrize(
    ("period", "shown"),
    [
        (Period.of("2023-10", "2024-07"), "10/2023 – 7/2024"),
        (Period.of("2023-11-01", "2023-11-18"), "1/11/2023 – 18/11/2023"),
        (Period.of("2023-10", "2023-10"), "10/2023"),
        (Period.of(before="2024-08-20"), "trước 20/8/2024"),
        (Period.of("2024-07", before="2024-08-20"), "7/2024 đến trước 20/8/2024"),
        (Period.of(event="Đại hội đại biểu toàn quốc"), "trước Đại hội đại biểu toàn quốc"),
        (Period.of("2024-07", event="Đại hội"), "7/2024 – trước Đại hội"),
        (Period.of("2023-10"), "từ 10/2023"),
        (Period.of(None, "2023-12-31"), "đến 31/12/2023"),
        (Period(), "không giới hạn"),
    ],
)
def test_period_is_shown_as_plans_write_it(period: Period, shown: str) -> None:
    assert str(period) == shown


def test_due_day_itself_is_too_late() -> None:
    due = Period.of(before="2024-08-20")

    assert due.last_day == D(2024, 8, 19)
    assert (due.contains(D(2024, 8, 19)), due.contains(D(2024, 8, 20))) == (True, False)
    assert (due.is_over(D(2024, 8, 19)), due.is_over(D(2024, 8, 20))) == (False, True)


def test_due_day_ends_at_local_midnight() -> None:
    assert Period.of(before="2024-08-20").ends_at == datetime.datetime(2024, 8, 19, 17, tzinfo=datetime.UTC)
    assert Period.of("2023-10", "2024-07").ends_at == datetime.datetime(2024, 7, 31, 17, tzinfo=datetime.UTC)
    assert Period.of("2023-10").ends_at is None


def test_month_reaches_to_its_last_day() -> None:
    period = Period.of("2023-10", "2024-02")

    assert [period.contains(day) for day in (D(2023, 9, 30), D(2023, 10, 1), D(2024, 2, 29), D(2024, 3, 1))] == [
        False, True, True, False,
    ]  # fmt: skip


def test_open_end_on_an_event_without_date_is_never_over() -> None:
    period = Period.of("2024-07", event="Đại hội")

    assert (period.last_day, period.is_over(D(2030, 1, 1)), period.contains(D(2030, 1, 1))) == (None, False, True)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (Period.of("2023-10", "2024-07"), Period.of("2024-07", event="Đại hội"), True),
        (Period.of("2023-10", "2024-06"), Period.of("2024-07", "2024-12"), False),
        (Period.of(before="2024-07-01"), Period.of("2024-07"), False),
        (Period.of(before="2024-07-02"), Period.of("2024-07"), True),
        (Period(), Period.of("2024-07", "2024-07"), True),
    ],
)
def test_periods_that_share_a_day_overlap(one: Period, other: Period, meet: bool) -> None:
    assert (one.overlaps(other), other.overlaps(one)) == (meet, meet)


def test_period_that_ends_before_it_starts_is_an_error() -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        Period.of("2024-07", "2024-06")
    with pytest.raises(ValueError, match="not both"):
        Period(end=Edge(D(2024, 7, 1)), before=D(2024, 7, 1))


@pytest.mark.slow
@given(start=DAYS, length=st.integers(0, 400), other=DAYS, other_length=st.integers(0, 400))
def test_overlap_agrees_with_days_one_by_one(start: D, length: int, other: D, other_length: int) -> None:
    one = Period.of(start, start + datetime.timedelta(days=length))
    two = Period.of(other, before=other + datetime.timedelta(days=other_length + 1))
    shared = [n for n in range(length + 1) if two.contains(start + datetime.timedelta(days=n))]

    assert one.overlaps(two) == bool(shared)
