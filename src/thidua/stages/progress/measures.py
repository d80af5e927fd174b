"""What is counted: each stage gives the facts of its measures from its own tables; nobody else knows how to count."""

from __future__ import annotations

import datetime
import functools
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, runtime_checkable

from django.db.models import Model, OuterRef, Q, QuerySet, Subquery

from thidua.foundation.core.prepared import NUMBER, Prepared
from thidua.foundation.core.registry import Registry
from thidua.stages.campaigns.models import Campaign, CampaignEvent, Target


@dataclass(frozen=True, slots=True)
class Fact:
    """One counted thing for one target: the quantity in the measure's smallest unit, the day it holds from, for whom.

    `credits` are ids of units; of a share the denominator is kept beside the quantity. A source gives a target one fact
    or none.
    """

    source_uid: uuid.UUID
    quantity: int
    effective_date: datetime.date
    credits: frozenset[int]
    denominator: int = 0


@dataclass(frozen=True, slots=True)
class Explained:
    """What «giải thích con số» says of one source: what it is, whose, where its page is, who accepted it, its files."""

    source_uid: uuid.UUID
    label: str
    unit_name: str
    address_name: str
    address_args: tuple[Any, ...]
    accepted_by: str
    accepted_at: datetime.datetime | None
    files: tuple[uuid.UUID, ...]
    note: str = ""


class MeasureSource(Protocol):
    """A stage's side of a measure.

    A source of reported figures, where nothing reported is not the same as zero, says so by `counts_records = False`.
    One that can say why a record does not count is a `TellsWhyNot` too.
    """

    source_kind: str

    def facts(self, target: Target, *, uids: Collection[uuid.UUID] | None = None) -> Iterable[Fact]:
        """All facts of the target, or only those of some sources, from the stage's own tables, within `window`."""
        ...

    def explain(self, uids: Collection[uuid.UUID]) -> dict[uuid.UUID, Explained]:
        """What the sources are, by uid; those that are gone are left out."""
        ...


@runtime_checkable
class AnswersForOne(Protocol):
    """A source that tells of one record what it counts for, for many targets at once."""

    def facts_of_one(self, targets: Sequence[Target], uid: uuid.UUID) -> dict[int, list[Fact]]:
        """The facts of one source by the ids of the targets; who has none is left out."""
        ...


@runtime_checkable
class AnswersForSome(Protocol):
    """A source that tells of many records at once what they count for, for many targets."""

    def facts_of_some(self, targets: Sequence[Target], uids: Collection[uuid.UUID]) -> dict[int, list[Fact]]:
        """The facts of these sources by the ids of the targets; who has none is left out."""
        ...


@runtime_checkable
class TellsWhyNot(Protocol):
    """A source that knows of records which could count for a target and do not."""

    def candidates(self, target: Target, units: QuerySet[Any]) -> QuerySet[Any]:
        """The records of these units (ids) that are of the target's kind, whatever their state, in a firm order."""
        ...

    def why_not(self, target: Target, records: Collection[Any]) -> dict[uuid.UUID, str]:
        """Of records that do not count, by uid, the first reason in words."""
        ...


# Key: Target.measure. A stage registers its measures when the site starts.
MEASURES: Registry[MeasureSource] = Registry("measures")


# The measure of a compound target, whose sources are cells of other targets.
ALL_OF = "all_of"


def part_uid(target_id: int, unit_id: int) -> uuid.UUID:
    """The source that one unit's cell in a part is to the compound."""
    return uuid.UUID(int=target_id << 64 | unit_id)


def part_of(uid: uuid.UUID) -> tuple[int, int]:
    """The target and the unit of such a source."""
    return uid.int >> 64, uid.int & (2**64 - 1)


# Where a target carries its resolved dates through one posting, so that each source need not ask for them again.
KNOWN_DATES = "_known_dates"


def counts_records(measure: str) -> bool:
    """Whether no fact means zero (records are counted) rather than «chưa báo cáo» (a reported figure)."""
    return measure not in MEASURES or getattr(MEASURES[measure], "counts_records", True)


def window(target: Target) -> tuple[datetime.date | None, datetime.date | None]:
    """When a thing must have been done to count: the first day, and the first day too late; None is open.

    Without a window of its own a target has its campaign's. Where late does not count, nothing from the due date on
    does. An event without its date leaves the end open (IV.0).
    """
    dates = vars(target).get(KNOWN_DATES) or dates_of([target])[target.pk]
    return dates.opens, dates.counts_before


def is_inside(span: tuple[datetime.date | None, datetime.date | None], day: datetime.date) -> bool:
    """Whether a day lies in a window: from its first day on, before its exclusive end."""
    opens, before = span
    return (opens is None or day >= opens) and (before is None or day < before)


def window_filter(target: Target, column: str) -> Q:
    """The same for a column of dates."""
    opens, before = window(target)
    inside = Q(**{f"{column}__isnull": False})
    if opens is not None:
        inside &= Q(**{f"{column}__gte": opens})
    if before is not None:
        inside &= Q(**{f"{column}__lt": before})
    return inside


@dataclass(frozen=True, slots=True)
class TargetDates:
    """The days of a target with its events resolved; every end is exclusive."""

    opens: datetime.date | None
    counts_before: datetime.date | None
    due: datetime.date | None
    judged_from: datetime.date | None


Events = dict[tuple[int, str], datetime.date | None]
M = TypeVar("M", bound=Model)
# The three events a target's days may hang on, by where their keys stand.
EVENT_KEYS = {
    "window_event": "window_event_key", "due_event": "due_event_key", "end_event": "campaign__ends_event_key",
}  # fmt: skip


def dates_of(targets: Collection[Target]) -> dict[int, TargetDates]:
    """The days of many targets in two statements."""
    campaigns = Campaign.objects.in_bulk({target.campaign_id for target in targets})
    rows = CampaignEvent.objects.filter(campaign__in=campaigns, date__isnull=False).order_by("id")
    return resolved(targets, campaigns, {(row.campaign_id, row.key): row.date for row in rows})


def resolved(targets: Iterable[Target], campaigns: dict[int, Campaign], events: Events) -> dict[int, TargetDates]:
    """The same from campaigns and events already read."""
    return {target.pk: _dates(target, campaigns[target.campaign_id], events) for target in targets}


def with_event_dates(rows: QuerySet[M], path: str = "") -> QuerySet[M]:
    """Adds to rows the dates of the events of a target: of their own, or of the one that `path` leads to."""
    lead = f"{path}__" if path else ""
    columns: dict[str, Any] = {
        f"{name}_date": Subquery(
            CampaignEvent.objects.filter(
                campaign=OuterRef(f"{lead}campaign"), key=OuterRef(lead + key), date__isnull=False
            ).values("date")[:1]
        )
        for name, key in EVENT_KEYS.items()
    }
    dated: QuerySet[M] = rows.annotate(**columns)
    return dated


def events_of(target: Target, row: object) -> Events:
    """The events of a target as `with_event_dates` read them into a row."""
    keys = {
        "window_event": target.window_event_key,
        "due_event": target.due_event_key,
        "end_event": target.campaign.ends_event_key,
    }
    return {(target.campaign_id, key): vars(row)[f"{name}_date"] for name, key in keys.items()}


@functools.lru_cache(maxsize=256)
def _asking(names: tuple[str, ...], count: int) -> Prepared:
    """The targets of so many campaigns with one of the measures, with the dates of their events and their campaigns."""

    def build(**campaigns: int) -> QuerySet[Target]:
        rows = Target.objects.filter(campaign__in=list(campaigns.values()), measure__in=names)
        return with_event_dates(rows.select_related("campaign").order_by("id"))

    return Prepared(build, **{f"campaign_{place}": NUMBER - place for place in range(count)})


def asking(names: Sequence[str], campaign_ids: Collection[int]) -> list[Target]:
    """The targets of the campaigns with one of the measures, in order, carrying their dates; one statement."""
    wanted = sorted(campaign_ids)
    if not wanted:
        return []
    asked = {f"campaign_{place}": campaign for place, campaign in enumerate(wanted)}
    targets: list[Target] = _asking(tuple(names), len(wanted)).objects(**asked)
    events: Events = {}
    for target in targets:
        events |= events_of(target, target)
    dates = resolved(targets, {target.campaign_id: target.campaign for target in targets}, events)
    for target in targets:
        vars(target)[KNOWN_DATES] = dates[target.pk]
    return targets


def carry_dates(targets: Collection[Target]) -> None:
    """Resolves the days of these objects once; `window` then answers for them without a statement."""
    dates = dates_of(targets)
    for target in targets:
        vars(target)[KNOWN_DATES] = dates[target.pk]


def _dates(target: Target, campaign: Campaign, events: Events) -> TargetDates:
    def event(key: str) -> datetime.date | None:
        return events.get((campaign.pk, key)) if key else None

    end = _earliest(target.window_before, event(target.window_event_key))
    if not (target.window_before or target.window_event_key):
        end = _earliest(campaign.ends_before, event(campaign.ends_event_key))
    own_due = _earliest(target.due_before, event(target.due_event_key))
    has_own_due = bool(target.due_before or target.due_event_key)
    due = own_due if has_own_due else end
    late_counts = target.late == Target.Late.COUNTS_LATE
    return TargetDates(
        opens=target.window_from or campaign.starts_on,
        counts_before=end if late_counts else _earliest(end, due),
        due=due,
        judged_from=target.judged_from,
    )


def _earliest(*days: datetime.date | None) -> datetime.date | None:
    return min((day for day in days if day is not None), default=None)
