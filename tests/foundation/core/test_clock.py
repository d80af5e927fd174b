"""The site's day and moment, with and without a demonstration date."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from thidua.foundation.core import clock
from thidua.foundation.core.models import SiteSetting

REAL = datetime.datetime(2026, 3, 1, 18, 30, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def real_moment(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """Half past one at night of 2 March in the site's zone; no demonstration date in the settings."""
    settings.DEMO_DATE = None
    monkeypatch.setattr(clock, "real_now", lambda: REAL)


@pytest.mark.django_db
def test_site_without_demonstration_lives_in_its_own_zone() -> None:
    assert (clock.today(), clock.now()) == (datetime.date(2026, 3, 2), REAL)


@pytest.mark.django_db
def test_demonstration_date_of_the_settings_holds_until_one_is_stored(settings: Any) -> None:
    settings.DEMO_DATE = datetime.date(2024, 7, 15)
    assert clock.today() == datetime.date(2024, 7, 15)

    SiteSetting.objects.create(key=clock.DEMO_DATE_KEY, value="2024-08-20")
    assert (clock.demo_date(), clock.today()) == (datetime.date(2024, 8, 20), datetime.date(2024, 8, 20))


@pytest.mark.django_db
def test_stored_empty_date_ends_the_demonstration(settings: Any) -> None:
    settings.DEMO_DATE = datetime.date(2024, 7, 15)
    SiteSetting.objects.create(key=clock.DEMO_DATE_KEY, value="")

    assert (clock.demo_date(), clock.now()) == (None, REAL)


@pytest.mark.django_db
def test_time_of_day_runs_on_in_the_demonstration() -> None:
    SiteSetting.objects.create(key=clock.DEMO_DATE_KEY, value="2024-02-29")

    assert clock.now() == datetime.datetime(2024, 2, 28, 18, 30, tzinfo=datetime.UTC)
    assert clock.now().isoformat() == "2024-02-29T01:30:00+07:00"


def test_days_begin_at_local_midnight() -> None:
    midnight = clock.local_midnight(datetime.date(2024, 8, 20)).astimezone(datetime.UTC)

    assert midnight == datetime.datetime(2024, 8, 19, 17, tzinfo=datetime.UTC)
    assert clock.day_of(midnight) == datetime.date(2024, 8, 20)
    assert clock.day_of(midnight - datetime.timedelta(microseconds=1)) == datetime.date(2024, 8, 19)
