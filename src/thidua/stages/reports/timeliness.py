"""How complete and how punctual reports are, unit by unit and for those under each unit above, period by period."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.units.models import Unit, UnitKind, within
from thidua.stages.campaigns.models import Participation
from thidua.stages.reports.lateness import in_time
from thidua.stages.reports.models import Report, ReportPeriod
from thidua.stages.reports.queries import SHOWN_PERIODS, periods_of

SCHEDULE = "campaign__report_schedules"
Share = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Timeliness:
    """Of the units of one kind under one unit above, in one period: how many owe, have sent, sent in time.

    Kinds are never mixed into one share. While a period has no due date nothing of it is in time or late.
    """

    period: ReportPeriod
    parent: Unit | None
    kind: UnitKind
    expected: int
    received: int
    punctual: int

    @property
    def rate(self) -> Share:
        return self.received, self.expected

    @property
    def on_time(self) -> int | None:
        return self.punctual if self.period.due_before else None

    @property
    def on_time_rate(self) -> Share | None:
        return (self.punctual, self.expected) if self.period.due_before else None

    @property
    def missing(self) -> int:
        return self.expected - self.received


def shown_periods(actor: Actor) -> list[ReportPeriod]:
    """The newest periods of which the actor's branches owe or have sent something."""
    return list(periods_of(actor)[:SHOWN_PERIODS])


def timeliness(
    actor: Actor, periods: Collection[ReportPeriod], unit: Unit | None = None, kind: UnitKind | None = None
) -> list[Timeliness]:
    """By period, unit above and kind, in the order of the frame; three statements. With a unit only its branch."""
    counted = (
        owed(actor, periods, unit, kind)
        .annotate(is_sent=Exists(_sent()), is_punctual=Exists(_sent().filter(in_time())))
        .order_by()
        .values("period", "parent", "kind", "kind__rank")
        .annotate(
            expected=Count("unit", distinct=True),
            received=Count("unit", distinct=True, filter=Q(is_sent=True)),
            punctual=Count("unit", distinct=True, filter=Q(is_punctual=True)),
        )
    )
    lines = list(counted)
    kinds = UnitKind.objects.in_bulk({line["kind"] for line in lines})
    above = Unit.objects.select_related("kind").in_bulk({line["parent"] for line in lines if line["parent"]})
    places = {period.pk: number for number, period in enumerate(periods)}
    known = {period.pk: period for period in periods}

    def order(line: dict[str, Any]) -> tuple[Any, ...]:
        parent = above.get(line["parent"])
        return places[line["period"]], line["kind__rank"], parent.lft if parent else 0, line["kind"]

    return [
        Timeliness(
            period=known[line["period"]], parent=above.get(line["parent"]), kind=kinds[line["kind"]],
            expected=line["expected"], received=line["received"], punctual=line["punctual"],
        )
        for line in sorted(lines, key=order)
    ]  # fmt: skip


def totals(lines: Collection[Timeliness]) -> list[Timeliness]:
    """The same for all units above together, still apart by period and kind."""
    found: dict[tuple[int, str], Timeliness] = {}
    for line in lines:
        before = found.get((line.period.pk, line.kind.pk))
        expected, received, punctual = line.expected, line.received, line.punctual
        if before:
            expected, received = expected + before.expected, received + before.received
            punctual += before.punctual
        found[line.period.pk, line.kind.pk] = Timeliness(line.period, None, line.kind, expected, received, punctual)
    return list(found.values())


def by_unit(
    actor: Actor, periods: Collection[ReportPeriod], unit: Unit | None = None, kind: UnitKind | None = None
) -> QuerySet[Any]:
    """Each unit and period as a row of values: when it first sent and how that report stands, None if never."""
    sent = _sent().order_by("id")
    columns = (
        "period", "unit__uid", "unit__short_name", "parent__short_name", "kind__short_label", "sent_at", "status", "uid",
    )  # fmt: skip
    rows = owed(actor, periods, unit, kind).annotate(
        sent_at=Subquery(sent.values("submitted_at")[:1]),
        status=Subquery(sent.values("status")[:1]),
        uid=Subquery(sent.values("uid")[:1]),
    )
    found: QuerySet[Any] = rows.order_by("-starts", "period", "lft", "id").values(*columns)
    return found


def owed(
    actor: Actor, periods: Collection[ReportPeriod], unit: Unit | None = None, kind: UnitKind | None = None
) -> QuerySet[Any]:
    """The places of the actor's branches with each of the periods they owe a report of.

    A unit that owes it for several campaigns stands once, where the first of them has it.
    """
    asked = Q(pk__in=[])
    for schedule in {period.schedule_id: period.schedule for period in periods}.values():
        asked |= Q(schedule=schedule.pk, kind__in=schedule.unit_kinds)
    earlier = Participation.objects.standing().filter(
        unit=OuterRef("unit"), campaign__report_schedules=OuterRef("schedule"), pk__lt=OuterRef("pk")
    )
    rows: QuerySet[Any] = Participation.objects.standing().annotate(
        schedule=F(f"{SCHEDULE}__pk"), period=F(f"{SCHEDULE}__periods__pk"), starts=F(f"{SCHEDULE}__periods__starts_on")
    )
    rows = rows.filter(asked, within("unit", actor.intervals), period__in=[period.pk for period in periods])
    if unit is not None:
        rows = rows.filter(within("unit", ((unit.lft, unit.rgt),)))
    if kind is not None:
        rows = rows.filter(kind=kind)
    return rows.filter(~Exists(earlier))


def _sent() -> QuerySet[Report]:
    return Report.objects.filter(period=OuterRef("period"), unit=OuterRef("unit"), submitted_at__isnull=False)


def overdue_on(period: ReportPeriod, on: datetime.date) -> bool:
    """Whether the last good day of the period has passed."""
    return period.due_before is not None and on >= period.due_before
