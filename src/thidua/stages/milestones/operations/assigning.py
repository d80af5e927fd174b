"""The level above names who holds a pilot, and by which day; takes it off again (III.6b)."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import audit, files
from thidua.foundation.core.actors import By, System
from thidua.foundation.core.errors import Invalid, NotNow
from thidua.foundation.core.operations import check_version, operation, touch
from thidua.foundation.core.vietnamese import tidy
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import MilestoneKind, Participation, Target
from thidua.stages.campaigns.operations import set_minimum
from thidua.stages.milestones.frame import campaign_end, place_of
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations.opening import held, require_asked
from thidua.stages.milestones.operations.posting import post_milestones
from thidua.stages.milestones.particulars import particulars
from thidua.stages.milestones.proofs import OWNER_KIND
from thidua.stages.milestones.reports import outside
from thidua.stages.milestones.rules import require_assigner, require_seen
from thidua.stages.milestones.states import PLANNED


@operation
def assign_milestone(
    *,
    by: By,
    now: datetime.datetime,
    kind: MilestoneKind,
    unit: Unit,
    prescribed_date: datetime.date | None,
    prescribed_by: str,
    year: int | None = None,
    version: int | None = None,
) -> Milestone:
    """Assigns a milestone to one unit with its last good day and the document that says so; again: changes them.

    Refused: `Missing` a foreign unit; `NotAllowed` unless an officer of the unit above; `Invalid` a kind that nobody
    assigns, a unit it is not asked of, no day or document, a day outside the window or the campaign; `Stale`. (III.6b)
    """
    require_seen(by, unit)
    place = place_of(kind.campaign_id, unit.pk)
    require_assigner(by, unit, place.parent_id if place else unit.parent_id)
    require_asked(kind, unit, year, place)
    given = (prescribed_date, prescribed_by)
    milestone = give(by=by, now=now, kind=kind, unit=unit, given=given, year=year, version=version)
    ask_for_all(kind, place, source=milestone.prescribed_by, now=now)
    post_milestones([milestone], now=now)
    return milestone


def give(
    *,
    by: By,
    now: datetime.datetime,
    kind: MilestoneKind,
    unit: Unit,
    given: tuple[datetime.date | None, str],
    year: int | None = None,
    version: int | None = None,
) -> Milestone:
    """Assigns with day and document who may be assigned. Raises `Invalid`, `Stale`. Asks and posts nothing."""
    day, document = given
    if found := _problems(kind, day, document):
        raise Invalid(found)
    milestone = held(by=by, now=now, kind=kind, unit=unit, year=year)
    check_version(milestone, version)
    before = audit.snapshot(milestone)
    milestone.prescribed_date, milestone.prescribed_by = day, tidy(document)
    milestone.changed_by_id = person_of(by)
    touch(milestone, now=now)
    milestone.save()
    audit.record(by=by, act=gettext_noop("giao mốc việc"), obj=milestone, before=before)
    return milestone


def take_off(milestone: Milestone, *, by: By, version: int | None = None) -> None:
    """Assigns the held milestone no more: as long as nothing was reported its record goes, the audit trail keeps it.

    Raises `Stale`, and `NotNow` (field `is_pilot`) what was reported or has proof. Asks and posts nothing.
    """
    check_version(milestone, version)
    if milestone.status != PLANNED or files.of_owner(OWNER_KIND, milestone.uid).exists():
        sentence = _("%(unit)s đã báo hoặc đã gửi minh chứng cho việc này, không thôi giao được.")
        raise NotNow(sentence % {"unit": milestone.unit.short_name}, field="is_pilot")
    audit.record(
        by=by, act=gettext_noop("thôi giao mốc việc"), obj=milestone, before=audit.snapshot(milestone), after={}
    )
    milestone.delete()


def ask_for_all(kind: MilestoneKind, place: Participation | None, *, source: str, now: datetime.datetime) -> None:
    """A target that asks for all that were assigned asks the unit above for as many as there are now."""
    if place is None or place.parent is None:
        return
    assigned = Milestone.objects.filter(
        kind=kind, prescribed_date__isnull=False, unit__participations__parent=place.parent
    )
    number = assigned.filter(unit__participations__campaign=kind.campaign_id).distinct().count()
    asking = Target.objects.filter(campaign=kind.campaign_id, measure="pilot_congresses", minimum=None, ended_on=None)
    for target in asking.order_by("id"):
        if target.measure_params.get("milestone") == kind.key and place.parent.kind_id in target.unit_kinds:
            set_minimum(by=System(), now=now, target=target, unit=place.parent, minimum=number, source=source)


def _problems(kind: MilestoneKind, day: datetime.date | None, document: str) -> dict[str, str]:
    found: dict[str, str] = {}
    if not particulars(kind).is_assigned:
        found["kind"] = _("«%(kind)s» không phải việc giao riêng từng đơn vị.") % {"kind": kind.name}
    if day is None:
        found["prescribed_date"] = _("Xin ghi ngày quy định, là ngày cuối cùng còn đúng hạn.")
    elif why := outside(day, kind=kind, campaign=kind.campaign, ends=campaign_end(kind.campaign)):
        found["prescribed_date"] = why
    if not tidy(document):
        found["prescribed_by"] = _("Xin ghi văn bản quy định ngày này.")
    return found
