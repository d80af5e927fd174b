"""What the site does by itself, again and again: each stage registers its job, the worker runs those that are due."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from thidua.foundation.core.models import SiteSetting
from thidua.foundation.core.registry import Registry

SEEN_KEY = "worker_seen_at"
RAN_KEY = "ran_at:"


@dataclass(frozen=True, slots=True)
class Job:
    """One job, run when `every` has passed since it last ended well. `run` is given the real moment."""

    name: str
    every: datetime.timedelta
    run: Callable[[datetime.datetime], object]


JOBS: Registry[Job] = Registry("periodic jobs")


def register(name: str, *, every: datetime.timedelta, run: Callable[[datetime.datetime], object]) -> Job:
    """Adds a job; called by a stage when the site starts."""
    return JOBS.register(name, Job(name, every, run))


def due(at: datetime.datetime) -> Iterator[Job]:
    """The jobs whose time has come, in order of registration. What never ran is due."""
    keys = [RAN_KEY + job.name for job in JOBS]
    ran = dict(SiteSetting.objects.filter(key__in=keys).values_list("key", "value"))
    for job in JOBS:
        last = ran.get(RAN_KEY + job.name)
        if last is None or datetime.datetime.fromisoformat(last) + job.every <= at:
            yield job


def note_run(job: Job, *, at: datetime.datetime) -> None:
    """Remembers that the job ended well."""
    SiteSetting.objects.update_or_create(key=RAN_KEY + job.name, defaults={"value": at.isoformat()})


def note_worker(at: datetime.datetime) -> None:
    """The worker's sign of life."""
    SiteSetting.objects.update_or_create(key=SEEN_KEY, defaults={"value": at.isoformat()})


def worker_seen_at() -> datetime.datetime | None:
    """When a worker last gave a sign of life; None before the first one."""
    stored = SiteSetting.objects.filter(key=SEEN_KEY).values_list("value", flat=True).first()
    return datetime.datetime.fromisoformat(stored) if stored else None
