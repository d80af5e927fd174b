"""The worker's rounds: tasks, jobs whose time has come, its sign of life."""

from __future__ import annotations

import datetime

import pytest
from django.core.management import call_command

from thidua.foundation.core import clock, rhythm
from thidua.foundation.core.registry import Registry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two jobs, the first of which fails; the names of those that were called."""
    called: list[str] = []

    def fail(at: datetime.datetime) -> None:
        called.append("failing")
        raise ValueError("planted")

    monkeypatch.setattr(rhythm, "JOBS", Registry("test jobs"))
    rhythm.register("failing", every=datetime.timedelta(hours=1), run=fail)
    rhythm.register("sound", every=datetime.timedelta(hours=1), run=lambda at: called.append("sound"))
    return called


def test_round_runs_due_jobs_and_goes_past_a_failing_one(ran: list[str]) -> None:
    call_command("worker", "--once")
    assert ran == ["failing", "sound"]


def test_second_round_runs_only_what_failed(ran: list[str]) -> None:
    call_command("worker", "--once")
    ran.clear()
    call_command("worker", "--once")
    assert ran == ["failing"]


def test_round_leaves_a_sign_of_life(ran: list[str]) -> None:
    before = clock.real_now()
    call_command("worker", "--once")
    seen = rhythm.worker_seen_at()
    assert seen is not None
    assert before <= seen <= clock.real_now()
