"""Numbers, money and days as a page shows them."""

import datetime

import pytest

from thidua.faces.kit import figures

DAY = datetime.date(2024, 8, 20)


@pytest.mark.parametrize(
    ("value", "shown"), [(0, "0"), (7, "7"), (1_234_500, "1.234.500"), (-1_200, "-1.200"), (None, "–")]
)
def test_number_is_grouped_by_dots_and_nothing_is_not_zero(value: int | None, shown: str) -> None:
    assert figures.number(value) == shown


def test_money_rounds_in_words_and_tells_the_exact_amount_on_hover() -> None:
    assert figures.money(1_234_500_000) == '<span class="n" title="1.234.500.000 đồng">1,23 tỷ đồng</span>'


def test_money_below_a_million_is_exact_and_needs_no_hover() -> None:
    assert figures.money(950_000) == '<span class="n">950.000 đồng</span>'


def test_money_exact_ends_at_the_last_dong() -> None:
    assert figures.money_exact(28_500_001) == '<span class="n">28.500.001 đồng</span>'


def test_money_unknown_is_a_dash() -> None:
    assert figures.money(None) == '<span class="n">–</span>'


def test_quantity_is_shown_in_its_unit() -> None:
    assert figures.quantity(1_500, "metre") == '<span class="n">1,5 km</span>'


def test_days_have_no_leading_zeros() -> None:
    shown = (figures.day(datetime.date(2024, 1, 5)), figures.day_month(DAY), figures.month(DAY), figures.weekday(DAY))
    assert shown == ("5/1/2024", "20/8", "8/2024", "Thứ Ba, 20/8/2024")


def test_moment_is_told_in_the_sites_time_zone() -> None:
    utc = datetime.datetime(2024, 7, 10, 17, 5, tzinfo=datetime.UTC)
    assert figures.moment(utc) == "0:05 ngày 11/7/2024"


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (datetime.date(2024, 8, 16), "Còn 3 ngày"),
        (datetime.date(2024, 8, 19), "Hôm nay"),
        (datetime.date(2024, 8, 20), "Quá hạn 1 ngày"),
        (datetime.date(2024, 8, 22), "Quá hạn 3 ngày"),
    ],
)
def test_days_left_takes_the_due_day_itself_as_too_late(today: datetime.date, words: str) -> None:
    assert figures.days_left(DAY, today) == words
