"""What the site does by itself, again and again."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest

from thidua.foundation.core import rhythm

AT = datetime.datetime(2024, 7, 15, 2, 0, tzinfo=datetime.UTC)
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def jobs(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(rhythm, "JOBS", type(rhythm.JOBS)("tests"))
    for name, every in (("hourly", HOUR), ("daily", DAY)):
        rhythm.register(name, every=every, run=lambda at: None)
    yield


def due(at: datetime.datetime) -> list[str]:
    return [job.name for job in rhythm.due(at)]


@pytest.mark.django_db
def test_job_is_due_when_its_time_has_passed_since_it_ran() -> None:
    assert due(AT) == ["hourly", "daily"]
    for job in rhythm.JOBS:
        rhythm.note_run(job, at=AT)

    second = datetime.timedelta(seconds=1)
    assert (due(AT + HOUR - second), due(AT + HOUR), due(AT + DAY)) == ([], ["hourly"], ["hourly", "daily"])


@pytest.mark.django_db
def test_worker_is_seen_at_its_last_sign_of_life() -> None:
    assert rhythm.worker_seen_at() is None
    rhythm.note_worker(AT)
    rhythm.note_worker(AT + HOUR)

    assert rhythm.worker_seen_at() == AT + HOUR
