"""Tasks of «Tổ chức thực hiện»: given out by an issued plan, done with proof, seen or sent back by who gave them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence

from django.core.files.base import File
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor, person_of
from thidua.foundation.core import audit, clock, files
from thidua.foundation.core.actors import By, System
from thidua.foundation.core.errors import Invalid, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import operation
from thidua.foundation.core.vietnamese import nfc
from thidua.stages.campaigns import plan_rules
from thidua.stages.campaigns.days import before_start
from thidua.stages.campaigns.models import Campaign, CampaignTask, Participation, Plan, TaskReport
from thidua.stages.campaigns.plan_writing.checking import Owner, owner_of
from thidua.stages.campaigns.plan_writing.content import Content, TaskLine
from thidua.stages.campaigns.rules import require_runner
from thidua.stages.campaigns.states import TASK

Who = Actor | System
MOST_FILES = 20


@operation
def report_task(
    *,
    by: Who,
    now: datetime.datetime,
    report: TaskReport,
    done_on: datetime.date,
    note: str = "",
    uploads: Sequence[File] = (),
    version: int | None = None,
) -> TaskReport:
    """A unit says that it did its task, with its proof.

    Refused with `NotAllowed` for another unit, `Stale`; `NotNow` once it was reported or its plan asks it no more;
    `Invalid`: a day still to come or before the campaign (`done_on`), no proof where the plan asks one (`uploads`).
    """
    row = lock(report)
    TASK.check(row, "report", by=by)
    if row.task.ended_on is not None:
        raise NotNow(_("Kế hoạch giao việc này đã thu hồi hoặc không còn giao việc này."))
    standing = files.of_owner(plan_rules.PROOFS_OF, row.uid).count()
    if why := _why_not_day(row.task.campaign, done_on, clock.day_of(now)):
        raise Invalid({"done_on": why})
    if row.task.proof and not uploads and not standing:
        raise Invalid({"uploads": _("Xin kèm minh chứng: %(proof)s.") % {"proof": row.task.proof}})
    if len(uploads) + standing > MOST_FILES:
        raise Invalid({"uploads": _("Mỗi việc giữ nhiều nhất %(most)d tệp.") % {"most": MOST_FILES}})
    changes = {
        "done_on": done_on,
        "note": nfc(note).strip()[:1000],
        "return_reason": "",
        "changed_by_id": person_of(by),
    }
    TASK.step(row, "report", by=by, now=now, version=version, changes=changes)
    for upload in uploads:
        files.store(upload=upload, owner_kind=plan_rules.PROOFS_OF, owner_uid=row.uid, by=by, now=now, field="uploads")
    return row


@operation
def take_back_task(*, by: Who, now: datetime.datetime, report: TaskReport, version: int | None = None) -> TaskReport:
    """Takes back that a task is done, before anybody looked; its proof stays. Refused like the table of states."""
    row = lock(report)
    TASK.step(row, "take_back", by=by, now=now, version=version, changes={"done_on": None})
    return row


@operation
def see_task(*, by: Who, now: datetime.datetime, report: TaskReport, version: int | None = None) -> TaskReport:
    """Who gave the task out has seen that it is done. Refused like the table of states."""
    row = lock(report)
    TASK.step(row, "see", by=by, now=now, version=version)
    return row


@operation
def return_task(
    *, by: Who, now: datetime.datetime, report: TaskReport, reason: str, version: int | None = None
) -> TaskReport:
    """Sends a task back, with the reason: it is owed again. Refused like the table of states, `Invalid` without one."""
    row = lock(report)
    TASK.step(
        row, "return", by=by, now=now, version=version, reason=reason,
        changes={"return_reason": reason.strip()[:1000], "done_on": None},
    )  # fmt: skip
    return row


@operation
def hand_out_task(*, by: By, now: datetime.datetime, task: CampaignTask) -> list[TaskReport]:
    """The campaign's body gives a task of its own plan out to every unit it asks; who has it already keeps it.

    Refused with `NotAllowed` unless the actor runs the campaign; `NotNow` for a task that a milestone stands for, one
    that an amendment took out, and one of a lower unit's plan.
    """
    require_runner(by, task.campaign)
    task = lock(task)
    if task.ended_on is not None:
        raise NotNow(_("Việc này đã được bãi bỏ nên không giao nữa."))
    if task.milestone_key or task.plan_id is not None:
        raise NotNow(_("Việc này theo dõi ở mục Mốc việc, không giao thêm ở đây."))
    places = Participation.objects.standing().filter(campaign=task.campaign, kind__in=task.unit_kinds)
    made = _owe(task, list(places.order_by("lft", "id")), by=by, now=now)
    audit.record(
        by=by, act=gettext_noop("giao việc"), obj=task.campaign, before={}, after={"task": task.key, "units": len(made)}
    )
    return made


def give_tasks(plan: Plan, place: Participation, content: Content, *, by: Who, now: datetime.datetime) -> None:
    """The tasks of a plan that was just issued; a line that stood before keeps what was reported of it."""
    owners = [_owner(place, line) for line in content.tasks]
    kept, gone = _matched(plan, content.tasks, owners)
    number = plan.tasks.count()
    for position, (line, owner) in enumerate(zip(content.tasks, owners, strict=True)):
        task = kept.get(position)
        if task is None:
            number += 1
            task = CampaignTask(
                campaign=plan.campaign, plan=plan, key=f"{plan.pk}-{number}", clause="", text=line.text,
                owner=owner.unit, unit_kinds=[owner.kind] if owner.kind else [], proof=line.proof[:300],
            )  # fmt: skip
        _give(task, place, line, by=by, now=now)
    for task in gone:
        _end(task, now=now)


def _owner(place: Participation, line: TaskLine) -> Owner:
    owner = owner_of(place, line)
    if owner is None:
        raise Invalid({"tasks": _("Không có đơn vị «%(owner)s».") % {"owner": line.owner}})
    return owner


def _matched(
    plan: Plan, lines: Sequence[TaskLine], owners: Sequence[Owner]
) -> tuple[dict[int, CampaignTask], list[CampaignTask]]:
    """The standing task of each line by its position, and those of no line any more.

    Several lines may say the same with other days: each takes one task, first that of its own day.
    """
    standing: dict[tuple[object, ...], list[CampaignTask]] = defaultdict(list)
    for row in plan.tasks.order_by(F("ended_on").asc(nulls_first=True), "id"):
        standing[row.text, row.proof, row.owner_id, *row.unit_kinds].append(row)
    kept: dict[int, CampaignTask] = {}
    for same_day in (True, False):
        for position, (line, owner) in enumerate(zip(lines, owners, strict=True)):
            kinds = [owner.kind] if owner.kind else []
            rows = standing[line.text, line.proof, owner.unit.pk if owner.unit else None, *kinds]
            fitting = (row for row in rows if not same_day or row.due_before == line.due_before)
            if position not in kept and (found := next(fitting, None)):
                kept[position] = found
                rows.remove(found)
    return kept, [row for rows in standing.values() for row in rows if row.ended_on is None]


def end_tasks(plan: Plan, *, now: datetime.datetime) -> None:
    """A withdrawn plan asks nothing any more; what was done stays as it is."""
    for task in plan.tasks.filter(ended_on=None).order_by("id"):
        _end(task, now=now)


def _give(task: CampaignTask, place: Participation, line: TaskLine, *, by: Who, now: datetime.datetime) -> None:
    task.due_before, task.ended_on = line.due_before, None
    task.save()
    task.reports.update(due_before=line.due_before)
    if task.owner_id is not None:
        rows = Participation.objects.standing().filter(campaign=task.campaign, unit=task.owner_id)
    else:
        rows = Participation.objects.standing().beneath(place).filter(kind__in=task.unit_kinds)
    _owe(task, list(rows.order_by("lft", "id")), by=by, now=now)


def _owe(task: CampaignTask, places: list[Participation], *, by: By, now: datetime.datetime) -> list[TaskReport]:
    have = set(task.reports.order_by("id").values_list("unit_id", flat=True))
    person = person_of(by)
    return TaskReport.objects.bulk_create(
        TaskReport(
            task=task, unit_id=place.unit_id, due_before=task.due_before, made_at=now, changed_at=now,
            made_by_id=person, changed_by_id=person,
        )
        for place in places
        if place.unit_id not in have
    )  # fmt: skip


def _end(task: CampaignTask, *, now: datetime.datetime) -> None:
    task.ended_on = clock.day_of(now)
    task.save(update_fields=["ended_on"])


def _why_not_day(campaign: Campaign, on: datetime.date, today: datetime.date) -> str:
    if on > today:
        return _("Ngày làm xong không được sau ngày hôm nay.")
    return before_start(campaign, on)
