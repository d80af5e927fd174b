"""Reports that are not there: owed by the actor's own units and not begun, owed by those below and not sent."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.duties import Duty
from thidua.foundation.units.models import within
from thidua.stages.campaigns.models import Participation
from thidua.stages.reports.models import Report, ReportPeriod, ReportSchedule
from thidua.stages.reports.queries import SHOWN_PERIODS
from thidua.stages.reports.schedules import ONCE, title_of

# A report is spoken of from the first day of its period, and from so many days before it is due.
AHEAD = datetime.timedelta(days=45)
WEEK = datetime.timedelta(days=7)
# Nobody is reminded any more of what was due so long ago.
LONG_AGO = datetime.timedelta(days=60)
PERIODS = "campaign__report_schedules__periods"
OF_UNIT = ("unit", "unit__uid", "unit__name", "kind")
# The period's own columns of a place that is asked for it.
OF_PERIOD = {name: f"{PERIODS}__{column}" for name, column in (
    ("period", "pk"), ("period_uid", "uid"), ("period_key", "key"), ("starts", "starts_on"), ("ends", "ends_before"),
    ("due", "due_before"), ("closed", "closed_on"), ("called", "schedule__name"), ("asked_kinds", "schedule__unit_kinds"),
)}  # fmt: skip


def unbegun(units: list[int], on: datetime.date) -> list[dict[str, Any]]:
    """What these units owe of open periods and have not begun, due or not: each report once, whatever campaigns ask.

    One statement. A period is open from its first day until it is closed; one that is due soon, from before that.
    """
    begun = Report.objects.filter(period=OuterRef("period"), unit=OuterRef("unit"))
    rows = _asked(on).filter(Q(starts__lte=on) | Q(due__lte=on + AHEAD), ~Exists(begun), unit__in=units)
    found = {
        (row["period"], row["unit"]): row
        for row in rows.order_by("starts", "period", "unit__lft", "id").values(*OF_UNIT, *OF_PERIOD)
        if row["kind"] in row["asked_kinds"]
    }
    return list(found.values())


def not_begun(units: list[int], on: datetime.date) -> Iterator[Duty]:
    """The duties of what these units owe and have not begun; one statement."""
    yield from (_write(row, on) for row in unbegun(units, on))


def missing_below(actor: Actor, on: datetime.date) -> Iterator[Duty]:
    """Of the periods due within a week or overdue, how many units below have not sent; one statement."""
    sent = Report.objects.filter(period=OuterRef("period"), unit=OuterRef("unit"), submitted_at__isnull=False)
    rows = _asked(on).filter(within("unit", actor.intervals), due__lte=on + WEEK, due__gt=on - LONG_AGO)
    counted = rows.filter(~Exists(sent)).order_by("-starts", "-period").values("kind", *OF_PERIOD)
    own = {post.kind for post in actor.posts}
    periods: dict[int, dict[str, Any]] = {}
    missing: Counter[int] = Counter()
    for row in counted.annotate(number=Count("unit", distinct=True)):
        if row["kind"] in row["asked_kinds"] and row["kind"] not in own:
            periods.setdefault(row["period"], row)
            missing[row["period"]] += row["number"]
    for pk, row in list(periods.items())[:SHOWN_PERIODS]:
        yield _remind(actor, row, missing[pk])


def _asked(on: datetime.date) -> QuerySet[Any]:
    """Places in the frames of campaigns, each with every open period of the reports the campaign asks for."""
    rows: QuerySet[Any] = Participation.objects.standing().annotate(
        **{name: F(path) for name, path in OF_PERIOD.items()}
    )
    return rows.filter(Q(closed__isnull=True) | Q(closed__gt=on), period__isnull=False)


def period_in(row: dict[str, Any]) -> ReportPeriod:
    """The period a row speaks of, as far as it is called by its name and due date."""
    schedule = ReportSchedule(name=row["called"])
    return ReportPeriod(key=row["period_key"], due_before=row["due"], schedule=schedule)


def _title(row: dict[str, Any]) -> str:
    return title_of(period_in(row))


def _write(row: dict[str, Any], on: datetime.date) -> Duty:
    is_over = row["ends"] is not None and row["ends"] <= on
    told = row["unit__name"] if row["due"] else _("%(unit)s, chưa ấn định hạn") % {"unit": row["unit__name"]}
    return Duty(
        kind="report-owed",
        unit_id=row["unit"],
        what=_("Viết: %(report)s") % {"report": _title(row)},
        action=_("Viết báo cáo"),
        address_name="desk:report-new",
        address_args=(row["period_uid"], row["unit__uid"]),
        since=row["ends"] if is_over and row["period_key"] != ONCE else None,
        due_before=row["due"],
        detail=told,
    )


def _remind(actor: Actor, row: dict[str, Any], missing: int) -> Duty:
    return Duty(
        kind="reports-below",
        unit_id=actor.posts[0].unit_id,
        what=_("Nhắc %(count)d đơn vị chưa gửi: %(report)s") % {"count": missing, "report": _title(row)},
        action=_("Xem ai chưa gửi"),
        address_name="desk:reports-missing",
        address_args=(row["period_uid"],),
        due_before=row["due"],
        count=missing,
    )
