"""Reports as lists: what an actor may see, who has not, what waits, how complete each period is."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import search
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.finding import the_one
from thidua.foundation.units.models import Unit, UnitKind, within
from thidua.stages.campaigns.models import Participation
from thidua.stages.reports.lateness import in_time, sent_for
from thidua.stages.reports.models import Report, ReportPeriod, ReportSchedule
from thidua.stages.reports.states import ACCEPTED, FOR_SIGNATURE, RECEIVED, SUBMITTED

WITH_ALL = ("period__schedule__owner", "form", "unit__kind", "unit__parent", "document", "signed_by", "accepted_by")
# So many periods of each schedule stand on the overview; older ones are found by their reports.
SHOWN_PERIODS = 12


def seen_by(actor: Actor) -> QuerySet[Report]:
    """Of the actor's branches what was sent at least once, and of its own units also what was not."""
    own = actor.bodies_with(Permission.READ)
    known = Q(submitted_at__isnull=False) | Q(unit__in=own)
    return Report.objects.filter(within("unit", actor.intervals) & known)


def report_by_uid(actor: Actor, uid: uuid.UUID) -> Report:
    """One report with what its page shows. Raises `Missing` for a foreign one and for one never sent."""
    found = the_one(seen_by(actor).filter(uid=uid).select_related(*WITH_ALL))
    if found is None:
        raise Missing(_("Không tìm thấy báo cáo này trong phạm vi của bạn."))
    return found


def periods_of(actor: Actor) -> QuerySet[ReportPeriod]:
    """The periods in which a unit of the actor's branches owes a report or has sent one, the newest first."""
    campaigns = Participation.objects.filter(within("unit", actor.intervals)).order_by().values("campaign").distinct()
    schedules = ReportSchedule.objects.filter(campaigns__in=campaigns).order_by().values("pk")
    rows = ReportPeriod.objects.filter(schedule__in=schedules).select_related("schedule__owner")
    return rows.order_by("-starts_on", "schedule__id", "-id")


def period_by_uid(actor: Actor, uid: uuid.UUID) -> ReportPeriod:
    """One period of a campaign the actor's branches take part in. Raises `Missing`."""
    found = the_one(periods_of(actor).filter(uid=uid))
    if found is None:
        raise Missing(_("Không có kỳ báo cáo này trong phạm vi của bạn."))
    return found


# What was sent at least once and is now with its unit again, to be mended.
MENDING = Q(submitted_at__isnull=False) & ~Q(status__in=sorted(RECEIVED))


def listed(
    actor: Actor,
    *,
    period: ReportPeriod | None,
    status: str,
    unit: Unit | None,
    text: str,
    kind: str = "",
    sending: Q | None = None,
) -> QuerySet[Report]:
    """The list as it was narrowed, the newest period first, then in the order of the tree.

    `kind` is the units' kind, `sending` how they stand to having been sent.
    """
    rows = seen_by(actor).select_related(*WITH_ALL).annotate(times=Count("rounds")).filter(sending or Q())
    if kind:
        rows = rows.filter(unit__kind=kind)
    if period:
        rows = rows.filter(period=period)
    if status:
        rows = rows.filter(status=status)
    if unit:
        rows = rows.filter(within("unit", ((unit.lft, unit.rgt),)))
    if kind:
        rows = rows.filter(unit__kind=kind)
    rows = search.match(rows, text, column="unit__folded")
    return rows.order_by("-period__starts_on", "unit__lft", "id")


def owing(period: ReportPeriod, units: QuerySet[Unit] | None = None) -> QuerySet[Unit]:
    """The units the schedule asks, each once however many of its campaigns it takes part in."""
    asked = Participation.objects.standing().filter(
        campaign__in=ReportSchedule.campaigns.through.objects.filter(reportschedule=period.schedule_id).values("campaign"),
        kind__in=period.schedule.unit_kinds,
        unit=OuterRef("pk"),
    )  # fmt: skip
    return (Unit.objects.all() if units is None else units).filter(Exists(asked))


def missing_for(
    actor: Actor, period: ReportPeriod, text: str = "", unit: Unit | None = None, kind: UnitKind | None = None
) -> QuerySet[Unit]:
    """Of the actor's branches, or of one unit's, who owes the report and has not sent it once, in the tree's order."""
    rows = owing(period, Unit.objects.inside(actor.intervals)).filter(~sent_for(period))
    if unit is not None:
        rows = rows.filter(within("", ((unit.lft, unit.rgt),)))
    if kind is not None:
        rows = rows.filter(kind=kind)
    return search.match(rows, text).select_related("kind", "parent").order_by("lft", "id")


def waiting_for(actor: Actor) -> QuerySet[Report]:
    """What was sent and waits for this actor to accept: of units directly below its own in the frame."""
    under = _directly_below(actor.bodies_with(Permission.REPORTS_ACCEPT))
    rows = Report.objects.filter(under, status=SUBMITTED).select_related(*WITH_ALL)
    return rows.order_by("period__starts_on", "submitted_at", "id")


def to_sign(actor: Actor) -> QuerySet[Report]:
    """What was handed to this leader."""
    led = [post.unit_id for post in actor.posts_with(Permission.REPORTS_SIGN)]
    rows = Report.objects.filter(unit__in=led, status=FOR_SIGNATURE).select_related(*WITH_ALL)
    return rows.order_by("period__due_before", "id")


def _directly_below(units: Collection[int]) -> Q:
    """Reports whose unit stands under one of these in the frame of the schedule's first campaign that asks it."""
    schedule_campaigns = ReportSchedule.campaigns.through.objects.filter(
        reportschedule=OuterRef(OuterRef("period__schedule"))
    )
    places = Participation.objects.standing().filter(
        unit=OuterRef("unit"), campaign__in=schedule_campaigns.values("campaign")
    )
    first = places.order_by("campaign_id").values("parent")[:1]
    return Q(pk__in=Report.objects.annotate(above=Subquery(first)).filter(above__in=list(units)).values("pk"))


@dataclass(frozen=True, slots=True)
class KindCount:
    """Of one kind of unit in one period: how many owe, have sent, sent in time. `label` is the kind's short word."""

    kind: str
    label: str
    expected: int
    received: int
    in_time: int

    @property
    def missing(self) -> int:
        return max(0, self.expected - self.received)


@dataclass(frozen=True, slots=True)
class Completeness:
    """How complete a period is in a branch, apart by kind of unit: kinds are never mixed into one share."""

    period: ReportPeriod
    kinds: tuple[KindCount, ...]
    accepted: int
    waiting: int
    mending: int

    @property
    def expected(self) -> int:
        return sum(row.expected for row in self.kinds)

    @property
    def missing(self) -> int:
        return sum(row.missing for row in self.kinds)


# Schedule and kind → the kind's short word and how many units of it owe the report.
Expected = dict[tuple[int, str], tuple[str, int]]
Counts = dict[str, Counter[str]]
TOLD = ("received", "in_time", "accepted", "waiting", "mending")


def completeness(actor: Actor, periods: Iterable[ReportPeriod]) -> list[Completeness]:
    """The line of each period, in two statements whatever their number."""
    rows = list(periods)
    expected = _expected(actor, {row.schedule_id for row in rows})
    counts: dict[int, Counts] = defaultdict(lambda: defaultdict(Counter))
    reports = Report.objects.filter(within("unit", actor.intervals), period__in=[row.pk for row in rows])
    told = reports.order_by().values("period", "unit__kind").annotate(
        received=Count("id", filter=Q(submitted_at__isnull=False)),
        in_time=Count("id", filter=in_time()),
        accepted=Count("id", filter=Q(status=ACCEPTED)),
        waiting=Count("id", filter=Q(status=SUBMITTED)),
        mending=Count("id", filter=MENDING),
    )  # fmt: skip
    for line in told:
        counts[line["period"]][line["unit__kind"]].update({name: line[name] for name in TOLD})
    return [_line(row, expected, counts[row.pk]) for row in rows]


def _line(period: ReportPeriod, expected: Expected, counts: Counts) -> Completeness:
    kinds = []
    for kind in period.schedule.unit_kinds:
        label, asked = expected.get((period.schedule_id, kind), ("", 0))
        if asked:
            kinds.append(KindCount(kind, label, asked, counts[kind]["received"], counts[kind]["in_time"]))
    return Completeness(
        period=period,
        kinds=tuple(kinds),
        accepted=sum(count["accepted"] for count in counts.values()),
        waiting=sum(count["waiting"] for count in counts.values()),
        mending=sum(count["mending"] for count in counts.values()),
    )


def _expected(actor: Actor, schedules: Collection[int]) -> Expected:
    """How many units of each kind take part in the campaigns of each schedule, in the branches: one statement."""
    if not schedules:
        return {}
    links = ReportSchedule.campaigns.through.objects.all()
    places = Participation.objects.standing().filter(
        within("unit", actor.intervals),
        campaign__in=links.filter(reportschedule__in=list(schedules)).values("campaign"),
    )
    found = places.order_by().values("kind", "kind__short_label").annotate(
        **{
            f"of_{pk}": Count(
                "unit", distinct=True, filter=Q(campaign__in=links.filter(reportschedule=pk).values("campaign"))
            )
            for pk in schedules
        }
    )  # fmt: skip
    return {(pk, row["kind"]): (row["kind__short_label"], row[f"of_{pk}"]) for row in found for pk in schedules}
