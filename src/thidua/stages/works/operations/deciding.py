"""The level above: note, question, verify, take a verification back."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core.actors import By
from thidua.foundation.core.operations import operation
from thidua.stages.works.models import Work
from thidua.stages.works.operations.records import held, post_work
from thidua.stages.works.states import WORK


@operation
def note_work(
    *, by: By, now: datetime.datetime, work: Work, version: int | None = None, receipt: uuid.UUID | None = None
) -> Work:
    """The level above takes note of a registered work; from then on its steps are reported.

    Refused with `Missing`, `NotAllowed` (names who notes), `NotNow`, `Stale`.
    """
    return _decide(
        work,
        "note",
        by=by,
        now=now,
        version=version,
        changes={"noted_at": now, "noted_by_id": person_of(by), "is_questioned": False},
    )


@operation
def return_work(
    *,
    by: By,
    now: datetime.datetime,
    work: Work,
    reason: str,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Work:
    """Sends a registered, noted or done work back with the reason; it counts again once it is sent again.

    Refused with `Missing`, `NotAllowed`, `NotNow`, `Stale`, without a reason `Invalid`.
    """
    changes = {"return_reason": reason.strip(), "is_questioned": False}
    return _decide(work, "return", by=by, now=now, version=version, reason=reason, changes=changes)


@operation
def verify_work(
    *, by: By, now: datetime.datetime, work: Work, version: int | None = None, receipt: uuid.UUID | None = None
) -> Work:
    """The level above has seen the proof (III): from now on the work counts as verified.

    Refused with `Missing`, `NotAllowed` (also for who entered the work), `NotNow`, `Stale`.
    """
    return _decide(work, "verify", by=by, now=now, version=version, changes=verified(by, now))


@operation
def unverify_work(
    *,
    by: By,
    now: datetime.datetime,
    work: Work,
    reason: str,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Work:
    """Takes a verification back with the reason: the work is done and waits again, the figures go down.

    Refused with `Missing`, `NotAllowed`, `NotNow`, `Stale`, without a reason `Invalid`.
    """
    changes = {"verified_at": None, "verified_by": None}
    return _decide(work, "unverify", by=by, now=now, version=version, reason=reason, changes=changes)


def verified(by: By, now: datetime.datetime) -> dict[str, Any]:
    """The columns of a verification."""
    return {"verified_at": now, "verified_by_id": person_of(by)}


def _decide(work: Work, act: str, *, by: By, now: datetime.datetime, **how: Any) -> Work:
    work = held(work, by=by)
    WORK.step(work, act, by=by, now=now, **how)
    post_work(work, now=now)
    return work
