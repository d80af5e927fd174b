"""Who writes, signs, accepts and returns reports. Each rule answers None, or the sentence that names who may."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import clock
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Missing, NotAllowed, NotNow
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Participation
from thidua.stages.reports.models import Report, ReportPeriod, ReportSchedule
from thidua.stages.reports.schedules import is_closed, title_of

# Where a record carries its superior once it was asked for.
FOUND = "_found_superior"


def why_not_write(by: By, unit: Unit) -> str | None:
    """The unit's own officer; of a committee also its department's."""
    if not isinstance(by, Actor) or by.acts_for(Permission.REPORTS_WRITE, unit.pk):
        return None
    return _("Chỉ cán bộ của %(unit)s viết được báo cáo này.") % {"unit": unit.name}


def may_write(by: By, report: Report) -> str | None:
    """The rule of writing and of handing to the leader."""
    return why_not_write(by, report.unit)


def may_sign(by: By, report: Report) -> str | None:
    """The unit's own leader signs, sends, and hands back to the officer."""
    if not isinstance(by, Actor) or by.holds(Permission.REPORTS_SIGN, report.unit_id):
        return None
    return _("Chỉ lãnh đạo %(unit)s ký, gửi được báo cáo này.") % {"unit": report.unit.name}


def place_in(schedule: ReportSchedule, unit_id: int) -> Participation | None:
    """The unit's place in the frame of the schedule's first campaign that asks it; None where none does."""
    places = Participation.objects.standing().filter(
        campaign__in=schedule.campaigns.order_by().values("pk"), unit_id=unit_id, kind__in=schedule.unit_kinds
    )
    return places.select_related("parent__kind", "parent__parent").order_by("campaign_id").first()


def superior_of(report: Report) -> Unit | None:
    """Who accepts: the level directly above in the frame of the first campaign. Remembered on the record."""
    if FOUND not in vars(report):
        place = place_in(report.period.schedule, report.unit_id)
        vars(report)[FOUND] = place.parent if place else report.unit.parent
    found: Unit | None = vars(report)[FOUND]
    return found


def may_accept(by: By, report: Report) -> str | None:
    """The level directly above accepts and returns; what has nobody above, its own leader who did not sign it."""
    if not isinstance(by, Actor):
        return None
    above = superior_of(report)
    if above is None:
        if by.leads(report.unit_id) and by.person_id != report.signed_by_id:
            return None
        return _("Chỉ lãnh đạo khác của %(unit)s, không phải người ký, nhận được báo cáo này.") % {
            "unit": report.unit.name
        }
    if by.acts_for(Permission.REPORTS_ACCEPT, above.pk):
        return None
    return _("Chỉ %(unit)s, là cấp trên trực tiếp, nhận hoặc trả lại được báo cáo này.") % {"unit": above.name}


def is_own(by: By, unit_id: int) -> bool:
    """Whether the unit is one the actor works for: only then may it read what was not sent yet."""
    return not isinstance(by, Actor) or unit_id in by.bodies_with(Permission.READ)


def require_seen(by: By, report: Report) -> None:
    """Raises `Missing` for a report the actor may not know of: a foreign one, or one that was never sent."""
    if not isinstance(by, Actor):
        return
    if not by.sees(report.unit) or not (report.submitted_at or is_own(by, report.unit_id)):
        raise Missing(_("Không tìm thấy báo cáo này trong phạm vi của bạn."))


def require_open(period: ReportPeriod, now: datetime.datetime) -> None:
    """Raises `NotNow` for a period nothing is sent for any more."""
    if why_not := why_closed(period, clock.day_of(now)):
        raise NotNow(why_not)


def why_closed(period: ReportPeriod, on: datetime.date) -> str | None:
    """None while reports of the period are sent; else that it is closed and who opens it."""
    if not is_closed(period, on):
        return None
    return _("«%(report)s» đã đóng nên không nhận thêm. Xin đề nghị %(unit)s mở lại kỳ báo cáo.") % {
        "report": title_of(period), "unit": period.schedule.owner.name,
    }  # fmt: skip


def why_not_schedule(by: By, schedule: ReportSchedule) -> str | None:
    """The body that asks for the reports sets their days."""
    if not isinstance(by, Actor) or by.acts_for(Permission.REPORTS_ACCEPT, schedule.owner_id):
        return None
    return _("Chỉ cán bộ, lãnh đạo %(unit)s ấn định được ngày của kỳ báo cáo này.") % {"unit": schedule.owner.name}


def require_scheduler(by: By, schedule: ReportSchedule) -> None:
    """Raises `NotAllowed` unless the actor may set the days of the schedule's periods."""
    if why_not := why_not_schedule(by, schedule):
        raise NotAllowed(why_not)
