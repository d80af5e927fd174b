"""The level above keeps the schedule of the units below: planned days, who holds a pilot and by when (II.6, III.6b)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import audit, clock
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow, Refused, Stale
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import check_version, operation, touch
from thidua.foundation.core.vietnamese import tidy
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import MilestoneKind, Participation
from thidua.stages.milestones.frame import campaign_end, place_of
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations.assigning import ask_for_all, give, take_off
from thidua.stages.milestones.operations.opening import held, require_asked
from thidua.stages.milestones.operations.posting import post_milestones
from thidua.stages.milestones.particulars import day_words
from thidua.stages.milestones.reports import planned_day_problem
from thidua.stages.milestones.rules import require_assigner, require_seen
from thidua.stages.milestones.schedules import general_of
from thidua.stages.milestones.states import PLANNED, RETURNED

# What the page knew: of the unit's own milestone and of its pilot; 0 where there was none, None when nobody looked.
Versions = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One unit as the schedule has it."""

    unit: Unit
    planned_date: datetime.date | None
    is_pilot: bool
    prescribed_date: datetime.date | None = None
    prescribed_by: str = ""
    versions: Versions = (None, None)


@dataclass(slots=True)
class ScheduleResult:
    """How many units changed, and what was not taken: unit → field → sentence; `stale`: somebody saved there first."""

    saved: int = 0
    problems: dict[int, dict[str, str]] = field(default_factory=dict)
    stale: set[int] = field(default_factory=set)


@operation
def set_schedule(*, by: By, now: datetime.datetime, kind: MilestoneKind, rows: Sequence[ScheduleRow]) -> ScheduleResult:
    """Keeps a schedule: each row is taken or refused by itself, one that says nothing new changes nothing.

    `kind` is the pilot; the planned day is that of the milestone it is the pilot of. The target that asks for all
    pilots follows. Refused as a whole by `Missing` a foreign unit and `NotAllowed` unless an officer of the unit above.
    """
    result, general = ScheduleResult(), general_of(kind)
    pilots: list[Milestone] = []
    # Of each unit above: a place below it and the document that its target is asked by.
    asked: dict[int | None, tuple[Participation | None, str]] = {}
    for row in rows:
        require_seen(by, row.unit)
        place = place_of(kind.campaign_id, row.unit.pk)
        require_assigner(by, row.unit, place.parent_id if place else row.unit.parent_id)
        try:
            with transaction.atomic():
                require_asked(kind, row.unit, None, place)
                planned = general is not None and _plan(row, general, by=by, now=now)
                pilot = _pilot(row, kind, by=by, now=now)
        except (Missing, NotAllowed):
            raise
        except Stale:
            result.stale.add(row.unit.pk)
            result.problems[row.unit.pk] = {"planned_date": _both(row, kind, general)}
        except Invalid as refused:
            result.problems[row.unit.pk] = {name: str(sentence) for name, sentence in refused.fields.items()}
        except Refused as refused:
            result.problems[row.unit.pk] = {refused.field or "planned_date": str(refused)}
        else:
            result.saved += bool(planned or pilot)
            if pilot:
                pilots.append(pilot)
                asked[place.parent_id if place else None] = (place, row.prescribed_by or pilot.prescribed_by)
    for place, source in asked.values():
        ask_for_all(kind, place, source=source, now=now)
    post_milestones(pilots, now=now)
    return result


def _plan(row: ScheduleRow, kind: MilestoneKind, *, by: By, now: datetime.datetime) -> bool:
    """Writes down the planned day of what all units owe; whether that changed anything."""
    known = Milestone.objects.filter(kind=kind, unit=row.unit, year=None).first()
    if (known.planned_date if known else None) == row.planned_date:
        return False
    if known and known.status not in (PLANNED, RETURNED):
        sentence = _("%(unit)s đã báo làm xong ngày %(day)s, không đổi ngày dự kiến nữa.")
        day = day_words(known.done_date) if known.done_date else ""
        raise NotNow(sentence % {"unit": row.unit.short_name, "day": day}, field="planned_date")
    ends = campaign_end(kind.campaign)
    why = row.planned_date and planned_day_problem(
        row.planned_date, kind=kind, campaign=kind.campaign, ends=ends, today=clock.day_of(now)
    )
    if why:
        raise Invalid({"planned_date": why})
    milestone = held(by=by, now=now, kind=kind, unit=row.unit, year=None)
    check_version(milestone, row.versions[0] if known or row.versions[0] or milestone.planned_date else None)
    before = audit.snapshot(milestone)
    milestone.planned_date, milestone.changed_by_id = row.planned_date, person_of(by)
    touch(milestone, now=now)
    milestone.save()
    audit.record(by=by, act=gettext_noop("ghi ngày dự kiến"), obj=milestone, before=before)
    return True


def _pilot(row: ScheduleRow, kind: MilestoneKind, *, by: By, now: datetime.datetime) -> Milestone | None:
    """Gives the unit the pilot, changes its day, or takes it off; None when that changes nothing."""
    known = Milestone.objects.filter(kind=kind, unit=row.unit, year=None).first()
    if not row.is_pilot:
        if row.prescribed_date or tidy(row.prescribed_by):
            sentence = _("Ngày và văn bản quy định chỉ ghi cho đại hội điểm. Xin đánh dấu «Điểm» hoặc xóa hai ô này.")
            raise Invalid({"prescribed_date": sentence})
        if known is None:
            return None
        milestone = lock(known)
        milestone.unit, milestone.kind = row.unit, kind
        take_off(milestone, by=by, version=row.versions[1])
        return milestone
    if known and (known.prescribed_date, known.prescribed_by) == (row.prescribed_date, tidy(row.prescribed_by)):
        return None
    version = row.versions[1] if known or row.versions[1] else None
    given = (row.prescribed_date, row.prescribed_by)
    return give(by=by, now=now, kind=kind, unit=row.unit, given=given, version=version)


def _both(row: ScheduleRow, kind: MilestoneKind, general: MilestoneKind | None) -> str:
    """What stands there now beside what was typed here."""
    rows = Milestone.objects.filter(kind__in=[kind, *([general] if general else [])], unit=row.unit, year=None)
    known = {one.kind_id: one for one in rows.select_related("changed_by").order_by("id")}
    plan, pilot = known.get(general.pk) if general else None, known.get(kind.pk)
    last = max(known.values(), key=lambda one: one.changed_at, default=None)
    return _(
        "%(who)s vừa sửa dòng này thành «%(theirs)s»; bạn gõ «%(yours)s». Chưa ghi đè: bấm «Ghi» để lấy của bạn."
    ) % {
        "who": last.changed_by.full_name if last and last.changed_by else _("Người khác"),
        "theirs": _words(plan.planned_date if plan else None, pilot.prescribed_date if pilot else None),
        "yours": _words(row.planned_date, row.prescribed_date if row.is_pilot else None),
    }


def _words(planned: datetime.date | None, prescribed: datetime.date | None) -> str:
    parts = [day_words(planned) if planned else _("chưa có ngày")]
    parts += [_("điểm, hạn %(day)s") % {"day": day_words(prescribed)}] if prescribed else []
    return ", ".join(parts)
