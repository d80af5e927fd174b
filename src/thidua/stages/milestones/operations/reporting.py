"""A unit says that it did the thing, and takes back what it said."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.core.files.base import File

from thidua.foundation.accounts.actors import Actor, person_of
from thidua.foundation.core import clock
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.operations import check_version, operation
from thidua.foundation.core.vietnamese import nfc, tidy
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import MilestoneKind
from thidua.stages.milestones import rules
from thidua.stages.milestones.frame import campaign_end, superior_id
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations.deciding import verify
from thidua.stages.milestones.operations.opening import enter
from thidua.stages.milestones.operations.posting import post_milestones
from thidua.stages.milestones.operations.proofs import keep
from thidua.stages.milestones.operations.together import share, unshare
from thidua.stages.milestones.particulars import particulars
from thidua.stages.milestones.reports import Report, problems
from thidua.stages.milestones.states import MILESTONES


@operation
def report_milestone(
    *,
    by: By,
    now: datetime.datetime,
    kind: MilestoneKind,
    unit: Unit,
    report: Report,
    year: int | None = None,
    uploads: Sequence[File] = (),
    version: int | None = None,
) -> Milestone:
    """Reports a milestone as done, or corrects the report before it was confirmed; keeps the proof; posts progress.

    An officer who may also confirm (the commune for its areas) confirms in the same step. Refused: `Missing` a foreign
    unit; `NotAllowed` unless the unit's own officer, an area's head, or the commune's officer for its area; `Invalid` a
    milestone not asked of the unit, an unknown year, a day in the future or outside the kind's window or the campaign,
    a document without number or day, an unknown rating, a unit that cannot have taken part, a file that cannot be
    kept; `NotNow` what is already confirmed, unless the commune entered it and the area's head corrects it, which then
    waits to be confirmed again; `Stale` an old version. (III.1, III.2, III.5b, III.6)
    """
    milestone = enter(by=by, now=now, kind=kind, unit=unit, year=year)
    take(milestone, report, by=by, now=now, version=version)
    keep(milestone, uploads, by=by, now=now)
    post_milestones([milestone], now=now)
    return milestone


@operation
def withdraw_milestone(
    *, by: By, now: datetime.datetime, milestone: Milestone, version: int | None = None
) -> Milestone:
    """Takes back a report that was not confirmed yet: the milestone is owed again and counts nowhere; the proof stays.

    Refused: `Missing` a foreign unit; `NotAllowed` for who may not report; `NotNow` what is confirmed or only planned;
    `Stale` an old version.
    """
    rules.require_seen(by, milestone.unit)
    row = enter(by=by, now=now, kind=milestone.kind, unit=milestone.unit, year=milestone.year)
    take_back(row, by=by, now=now, version=version)
    post_milestones([row], now=now)
    return row


def take(milestone: Milestone, report: Report, *, by: By, now: datetime.datetime, version: int | None = None) -> None:
    """Checks a report and steps the held milestone to done, further to verified where the actor may. Posts nothing."""
    check_version(milestone, version)
    kind = milestone.kind
    found = problems(
        report, kind=kind, campaign=kind.campaign, ends=campaign_end(kind.campaign), today=clock.day_of(now)
    )
    if found:
        raise Invalid(found)
    act = "correct" if rules.corrects(by, milestone) else "report"
    MILESTONES.check(milestone, act, by=by)
    if isinstance(by, Actor) and by.by_link:
        # Who took part stays as the commune wrote it: a head speaks for the own area alone.
        report = replace(report, partners=tuple(milestone.partners.order_by("id")))
    share(milestone, report.partners)
    MILESTONES.step(milestone, act, by=by, now=now, changes=reported(milestone, report, by, now))
    if confirms_at_once(milestone, by):
        verify(milestone, by=by, now=now, was_held_well=bool(report.was_held_well))


def take_back(milestone: Milestone, *, by: By, now: datetime.datetime, version: int | None = None) -> None:
    """Steps the held milestone back to planned. Posts nothing."""
    MILESTONES.step(
        milestone, "withdraw", by=by, now=now, version=version,
        changes={
            "done_date": None, "reported_by_id": None, "reported_at": None, "entered_by_id": None, "was_held_well": False,
            "return_reason": "", "changed_by_id": person_of(by),
        },
    )  # fmt: skip
    unshare(milestone)


def confirms_at_once(milestone: Milestone, by: By) -> bool:
    """Whether entering and confirming are one step: a person who holds both, for what the level above confirms."""
    asked = particulars(milestone.kind).is_verified_above
    return isinstance(by, Actor) and asked and rules.may_confirm(by, milestone) is None


def reported(milestone: Milestone, report: Report, by: By, now: datetime.datetime) -> dict[str, Any]:
    """What a report writes into the row."""
    return {
        "done_date": report.done_date,
        "way": report.way,
        "document_number": tidy(report.document_number),
        "document_date": report.document_date,
        "document_subject": tidy(report.document_subject),
        "answer": report.answer,
        "answered_by": tidy(report.answered_by),
        "figures": dict(sorted(report.figures.items())),
        "new_head_name": tidy(report.new_head_name),
        "new_head_phone": tidy(report.new_head_phone),
        "note": nfc(report.note).strip(),
        "was_held_well": False,
        "verified_by_id": None,
        "verified_at": None,
        "return_reason": "",
        "reported_by_id": person_of(by),
        "reported_at": now,
        "entered_by_id": _entered_by(milestone, by),
        "changed_by_id": person_of(by),
    }


def _entered_by(milestone: Milestone, by: By) -> int | None:
    """The commune whose officer enters for one of its areas; None when a unit speaks for itself."""
    if not isinstance(by, Actor) or not milestone.unit.kind.is_area:
        return None
    return (
        None
        if any(post.unit_id == milestone.unit_id for post in by.posts)
        else superior_id(milestone.campaign_id, milestone.unit)
    )
