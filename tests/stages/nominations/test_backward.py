"""The days of a guidance counted back from the event: the last good days before a known congress, else none."""

from __future__ import annotations

import datetime

import pytest

from tests.factories import Cast, cast
from thidua.foundation.core.working_days import after_working_days, before_working_days, is_working_day
from thidua.stages.campaigns.models import AwardRound
from thidua.stages.nominations.backward import days_of

pytestmark = pytest.mark.django_db
CONGRESS = datetime.date(2024, 10, 16)


@pytest.fixture
def people() -> Cast:
    return cast()


def a_round(people: Cast, on: datetime.date | None) -> AwardRound:
    people.campaign.events.filter(key="national-congress").update(date=on)
    return AwardRound.objects.create(
        campaign=people.campaign, unit=people.province, number=2, event_key="national-congress"
    )


@pytest.mark.clause("VII.1")
def test_days_run_back_from_the_event_past_weekends_and_holidays(people: Cast) -> None:
    days = days_of(a_round(people, CONGRESS), 10)
    assert days is not None
    # Twenty working days before the congress; then ten of comment and one, five of checking, ten to propose; 2-3/9 off.
    assert (days.council_on, days.dossiers_before, days.proposals_before) == (
        datetime.date(2024, 9, 18), datetime.date(2024, 8, 23), datetime.date(2024, 8, 9),
    )  # fmt: skip


@pytest.mark.clause("VII.1")
def test_nothing_is_counted_back_from_an_event_without_a_day(people: Cast) -> None:
    assert days_of(a_round(people, None), 10) is None


@pytest.mark.parametrize("number", [0, 1, 5, 23])
def test_counting_back_undoes_counting_on(number: int) -> None:
    day = datetime.date(2024, 8, 30)
    assert is_working_day(day)
    assert before_working_days(after_working_days(day, number), number) == day
