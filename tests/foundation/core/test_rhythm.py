"""Jobs that come back: when they are due, and the worker's sign of life."""

from __future__ import annotations

import datetime

import pytest

from thidua.foundation.core import rhythm
from thidua.foundation.core.registry import Registry

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def job(monkeypatch: pytest.MonkeyPatch) -> rhythm.Job:
    monkeypatch.setattr(rhythm, "JOBS", Registry("test jobs"))
    return rhythm.register("count", every=HOUR, run=lambda at: None)


def test_due_before_first_run(job: rhythm.Job) -> None:
    assert list(rhythm.due(NOON)) == [job]


@pytest.mark.parametrize(
    ("passed", "is_due"),
    [(HOUR - datetime.timedelta(microseconds=1), False), (HOUR, True), (2 * HOUR, True)],
)
def test_due_after_a_run(job: rhythm.Job, passed: datetime.timedelta, is_due: bool) -> None:
    rhythm.note_run(job, at=NOON)
    assert list(rhythm.due(NOON + passed)) == ([job] if is_due else [])


def test_worker_seen_at_keeps_the_latest_sign() -> None:
    assert rhythm.worker_seen_at() is None
    rhythm.note_worker(NOON)
    rhythm.note_worker(NOON + HOUR)
    assert rhythm.worker_seen_at() == NOON + HOUR
