"""What is owed of reports: the officer writes and mends, the leader signs, the level above accepts and reminds."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import clock
from thidua.foundation.core.duties import SOURCES, Duty
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Participation
from thidua.stages.reports import queries
from thidua.stages.reports.lateness import late_days
from thidua.stages.reports.models import Report, ReportPeriod, ReportRound, ReportSchedule
from thidua.stages.reports.schedules import ONCE, title_of
from thidua.stages.reports.states import DRAFT, RETURNED
from thidua.stages.reports.tables import late_words

# A report is spoken of from so many days before it is due; one without a day once its period is over.
AHEAD = datetime.timedelta(days=45)
WEEK = datetime.timedelta(days=7)
# Nobody is reminded any more of what was due so long ago.
LONG_AGO = datetime.timedelta(days=60)
# More than so many of one kind are one duty with a count that leads to their list.
SINGLY = 5


def duties(actor: Actor, on: datetime.date) -> Iterable[Duty]:
    """The actor's duties from reports, in the same number of statements however many reports there are."""
    writing = [] if actor.by_link else actor.bodies_with(Permission.REPORTS_WRITE)
    if writing:
        yield from _to_write(writing, on)
    if actor.holds_anywhere(Permission.REPORTS_SIGN):
        yield from (_sign(report) for report in queries.to_sign(actor)[:SINGLY])
    if actor.holds_anywhere(Permission.REPORTS_ACCEPT) and not actor.by_link:
        yield from _to_accept(actor)
        yield from _below(actor, on)


def is_spoken_of(period: ReportPeriod, on: datetime.date) -> bool:
    """Whether units are asked for the report on a day."""
    if period.closed_on is not None and on >= period.closed_on:
        return False
    if period.due_before is not None:
        return on >= period.due_before - AHEAD
    return period.ends_before is not None and on >= period.ends_before


def _spoken(on: datetime.date) -> Q:
    """The same as a filter on periods."""
    is_open = Q(closed_on__isnull=True) | Q(closed_on__gt=on)
    return is_open & (Q(due_before__lte=on + AHEAD) | Q(due_before__isnull=True, ends_before__lte=on))


def _to_write(units: list[int], on: datetime.date) -> Iterator[Duty]:
    """Of the units themselves: what came back, what is begun, what is owed and not begun."""
    reports = Report.objects.filter(unit__in=units).select_related("period__schedule__owner", "unit")
    began = list(reports.filter(status__in=[DRAFT, RETURNED]).order_by("id"))
    rounds = ReportRound.objects.filter(report__in=[row.pk for row in began], returned_at__isnull=False)
    back = {row.report_id: row for row in rounds.order_by("number")}
    for report in began:
        yield _mend(report, back.get(report.pk)) if report.status == RETURNED else _go_on(report)
    yield from _not_begun(units, on)


def _not_begun(units: list[int], on: datetime.date) -> Iterator[Duty]:
    places = Participation.objects.standing().filter(unit__in=units).select_related("unit")
    found: dict[tuple[int, int], tuple[ReportPeriod, Unit]] = {}
    rows = list(places.order_by("campaign_id", "id"))
    periods = ReportPeriod.objects.filter(_spoken(on), schedule__campaigns__in={row.campaign_id for row in rows})
    asked = list(periods.select_related("schedule__owner").distinct().order_by("starts_on", "id"))
    campaigns: dict[int, set[int]] = {}
    for link in _campaign_links(asked):
        campaigns.setdefault(link[0], set()).add(link[1])
    for period in asked:
        for row in rows:
            if row.campaign_id in campaigns[period.schedule_id] and row.kind_id in period.schedule.unit_kinds:
                found[(period.pk, row.unit_id)] = (period, row.unit)
    there = Report.objects.filter(unit__in=units, period__in=[period.pk for period in asked])
    begun = set(there.order_by("id").values_list("period_id", "unit_id"))
    for key, (period, unit) in found.items():
        if key not in begun:
            yield _write(period, unit)


def _campaign_links(periods: list[ReportPeriod]) -> Iterable[tuple[int, int]]:
    links = ReportSchedule.campaigns.through.objects.filter(
        reportschedule__in={period.schedule_id for period in periods}
    )
    return links.order_by("id").values_list("reportschedule_id", "campaign_id")


def _to_accept(actor: Actor) -> Iterator[Duty]:
    """Each report by itself, or all as one duty where they are many."""
    rows = queries.waiting_for(actor)
    found = list(rows[: SINGLY + 1])
    if len(found) <= SINGLY:
        yield from (_accept(report) for report in found)
        return
    home = actor.home
    yield Duty(
        kind="reports-confirm",
        unit_id=home.unit_id if home else found[0].unit_id,
        what=_("Nhận báo cáo của cấp dưới"),
        action=_("Xem danh sách"),
        address_name="desk:reports-waiting",
        address_args=(),
        since=clock.day_of(found[0].submitted_at or found[0].changed_at),
        count=rows.count(),
    )


def _below(actor: Actor, on: datetime.date) -> Iterator[Duty]:
    """Of the periods due within a week or overdue, how many units directly concerned have not sent."""
    near = queries.periods_of(actor).filter(due_before__lte=on + WEEK, due_before__gt=on - LONG_AGO)
    near = near.filter(Q(closed_on=None) | Q(closed_on__gt=on))
    for line in queries.completeness(actor, near[: queries.SHOWN_PERIODS]):
        own = {post.kind for post in actor.posts}
        missing = sum(row.missing for row in line.kinds if row.kind not in own)
        if missing:
            yield Duty(
                kind="reports-below",
                unit_id=actor.posts[0].unit_id,
                what=_("Nhắc %(count)d đơn vị chưa gửi: %(report)s")
                % {"count": missing, "report": title_of(line.period)},
                action=_("Xem ai chưa gửi"),
                address_name="desk:reports-missing",
                address_args=(line.period.uid,),
                due_before=line.period.due_before,
                count=missing,
            )


def _write(period: ReportPeriod, unit: Unit) -> Duty:
    return Duty(
        kind="report-owed",
        unit_id=unit.pk,
        what=_("Viết: %(report)s") % {"report": title_of(period)},
        action=_("Viết báo cáo"),
        address_name="desk:report-new",
        address_args=(period.uid, unit.uid),
        since=None if period.key == ONCE else period.ends_before,
        due_before=period.due_before,
        detail=unit.name,
    )


def _go_on(report: Report) -> Duty:
    reason = report.hand_back_reason
    told = _("Lãnh đạo chuyển lại: %(reason)s") % {"reason": reason} if reason else report.unit.name
    return _duty(report, "report-draft", _("Viết tiếp: %(report)s"), _("Viết tiếp"), "desk:report-edit", detail=told)


def _mend(report: Report, back: ReportRound | None) -> Duty:
    what, action = _("Sửa và gửi lại: %(report)s"), _("Sửa báo cáo")
    due = back.answer_before if back else None
    return _duty(
        report, "report-returned", what, action, "desk:report-edit", detail=back.reason if back else "", due=due
    )


def _sign(report: Report) -> Duty:
    return _duty(report, "report-sign", _("Ký, gửi: %(report)s"), _("Xem và ký"), "desk:report-sign")


def _accept(report: Report) -> Duty:
    late = late_words(late_days(report.period, report.submitted_at))
    return Duty(
        kind="report-confirm",
        unit_id=report.unit_id,
        what=_("Nhận: %(report)s") % {"report": title_of(report.period)},
        action=_("Xem và nhận"),
        address_name="desk:report-review",
        address_args=(report.uid,),
        since=clock.day_of(report.submitted_at or report.changed_at),
        detail=", ".join(word for word in (report.unit.name, late) if word),
    )


def _duty(
    report: Report,
    kind: str,
    what: str,
    action: str,
    address: str,
    *,
    detail: str = "",
    due: datetime.date | None = None,
) -> Duty:
    return Duty(
        kind=kind,
        unit_id=report.unit_id,
        what=what % {"report": title_of(report.period)},
        action=action,
        address_name=address,
        address_args=(report.uid,),
        since=clock.day_of(report.changed_at),
        due_before=due or report.period.due_before,
        detail=detail or report.unit.name,
    )


SOURCES.register("reports", duties)
