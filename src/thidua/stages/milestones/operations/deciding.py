"""The level above confirms, or gives back with a reason."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import operation
from thidua.foundation.units.operations import name_contact
from thidua.stages.milestones import rules
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations.posting import post_milestones
from thidua.stages.milestones.particulars import particulars
from thidua.stages.milestones.states import MILESTONES


@operation
def confirm_milestone(
    *, by: By, now: datetime.datetime, milestone: Milestone, was_held_well: bool = False, version: int | None = None
) -> Milestone:
    """The level above has seen the proof: the milestone counts as verified; a new head becomes the area's contact.

    `was_held_well` is kept where the kind asks for it. Refused: `Missing` a foreign unit; `NotAllowed` unless of the
    unit directly above in the frame (what has nobody above: its own leader who did not enter it); `NotNow` what was
    not reported or is confirmed already, or a kind nobody confirms; `Stale` an old version.
    """
    rules.require_seen(by, milestone.unit)
    row = lock(milestone)
    if not particulars(row.kind).is_verified_above:
        raise NotNow(_("«%(kind)s» không cần cấp trên xác nhận.") % {"kind": row.kind.name})
    verify(row, by=by, now=now, was_held_well=was_held_well, version=version)
    post_milestones([row], now=now)
    return row


@operation
def return_milestone(
    *, by: By, now: datetime.datetime, milestone: Milestone, reason: str, version: int | None = None
) -> Milestone:
    """Gives a report back to the unit with the reason it reads; what had counted as verified counts no more.

    Refused like `confirm_milestone`, and `Invalid` (field `reason`) without a reason.
    """
    rules.require_seen(by, milestone.unit)
    row = lock(milestone)
    give_back(row, by=by, now=now, reason=reason, version=version)
    post_milestones([row], now=now)
    return row


def verify(
    milestone: Milestone, *, by: By, now: datetime.datetime, was_held_well: bool, version: int | None = None
) -> None:
    """Steps the held milestone to verified. Posts nothing."""
    asked = particulars(milestone.kind)
    changes = verified(milestone, by=by, now=now, was_held_well=was_held_well)
    MILESTONES.step(milestone, "confirm", by=by, now=now, version=version, changes=changes)
    if asked.asks_new_head and milestone.new_head_name:
        name_contact(
            by=by, now=now, unit=milestone.unit, contact_name=milestone.new_head_name, phone=milestone.new_head_phone
        )


def verified(milestone: Milestone, *, by: By, now: datetime.datetime, was_held_well: bool) -> dict[str, Any]:
    """What a confirmation writes into the row."""
    person = person_of(by)
    asks_how = bool(particulars(milestone.kind).quality)
    return {
        "verified_by_id": person, "verified_at": now, "changed_by_id": person, "was_held_well": asks_how and was_held_well,
    }  # fmt: skip


def give_back(milestone: Milestone, *, by: By, now: datetime.datetime, reason: str, version: int | None = None) -> None:
    """Steps the held milestone to returned. Posts nothing."""
    MILESTONES.step(
        milestone, "return", by=by, now=now, version=version, reason=reason,
        changes={
            "return_reason": reason.strip(), "verified_by_id": None, "verified_at": None, "was_held_well": False,
            "changed_by_id": person_of(by),
        },
    )  # fmt: skip
