"""What a supervisor is told."""

from __future__ import annotations

import datetime

import pytest
from django.db import DatabaseError
from django.test import Client

from thidua import __version__
from thidua.foundation.core import clock, rhythm

pytestmark = pytest.mark.django_db


def test_health_with_living_worker(client: Client) -> None:
    rhythm.note_worker(clock.real_now() - datetime.timedelta(seconds=60))
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "worker": "ok", "version": __version__})


def test_health_with_silent_worker(client: Client) -> None:
    rhythm.note_worker(clock.real_now() - datetime.timedelta(seconds=120))
    assert client.get("/healthz").json()["worker"] == "silent"


def test_health_before_any_worker(client: Client) -> None:
    assert client.get("/healthz").json()["worker"] == "silent"


def test_health_without_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise DatabaseError

    monkeypatch.setattr(rhythm, "worker_seen_at", away)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["database"]) == (503, "down")


def test_health_refuses_post(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
