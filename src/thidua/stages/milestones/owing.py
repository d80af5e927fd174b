"""Who has not: which unit still owes which milestone. Lists, counts, duties and reminders all read this."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet, Value

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import search
from thidua.foundation.units.models import within
from thidua.stages.campaigns.models import Campaign, MilestoneKind, Participation
from thidua.stages.milestones.filters import Narrowing
from thidua.stages.milestones.models import Milestone, MilestonePartner
from thidua.stages.milestones.particulars import particulars, title
from thidua.stages.milestones.states import DONE, VERIFIED

SETTLED = (DONE, VERIFIED)
# A yearly milestone is spoken of from the year's last month on: no year is rated before it draws to its end.
YEARLY_FROM_MONTH = 12


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the units of a branch are with one milestone: asked, confirmed, reported and waiting, given back."""

    kind: MilestoneKind
    year: int | None
    asked: int
    verified: int
    done: int
    returned: int

    @property
    def settled(self) -> int:
        return self.verified + self.done

    @property
    def missing(self) -> int:
        return max(0, self.asked - self.settled)


def is_spoken_of(kind: MilestoneKind, year: int | None, on: datetime.date) -> bool:
    """Whether units are asked for it on a day: after its window opened, a yearly one once its year draws to its end."""
    return may_be_held(kind, year, on) and (year is None or on >= datetime.date(year, YEARLY_FROM_MONTH, 1))


def may_be_held(kind: MilestoneKind, year: int | None, on: datetime.date) -> bool:
    """Whether it may have been done by a day: after its window opened, a yearly one in its year or later."""
    return (not kind.window_from or on >= kind.window_from) and (year is None or on.year >= year)


def missing(places: QuerySet[Participation], kind: MilestoneKind, year: int | None) -> QuerySet[Participation]:
    """Of these places of the frame those asked for the milestone that have neither reported it nor taken part."""
    same = {"kind": kind, "year": year, "unit": OuterRef("unit")}
    done = Milestone.objects.filter(**same, status__in=SETTLED)
    shared = MilestonePartner.objects.filter(**same, milestone__status__in=SETTLED)
    rows = places.filter(campaign_id=kind.campaign_id, kind__in=kind.unit_kinds).exclude(Exists(done) | Exists(shared))
    if particulars(kind).is_assigned:
        rows = rows.filter(Exists(Milestone.objects.filter(**same)))
    return rows


def missing_for(actor: Actor, chosen: Narrowing) -> QuerySet[Participation]:
    """Who has not, within what the actor may see and chose, in the order of the frame; of no kind chosen nobody."""
    places = Participation.objects.standing().filter(within("unit", actor.intervals))
    if chosen.kind is None:
        return places.none()
    if chosen.unit:
        places = places.filter(within("unit", ((chosen.unit.lft, chosen.unit.rgt),)))
    rows = missing(search.match(places, chosen.text, column="unit__folded"), chosen.kind, chosen.year)
    asked = Value(title(chosen.kind, chosen.year))
    return rows.annotate(milestone=asked).select_related("unit__kind", "parent").order_by("lft", "id")


def standings(actor: Actor, campaign: Campaign) -> list[Standing]:
    """Every milestone of the campaign with its counts within what the actor may see; four statements."""
    kinds = list(
        MilestoneKind.objects.filter(campaign=campaign, ended_on=None)
        .select_related("campaign")
        .order_by("position", "id")
    )
    places = Participation.objects.standing().filter(within("unit", actor.intervals), campaign=campaign)
    asked = Counter(dict(places.order_by("kind").values_list("kind").annotate(Count("id"))))
    rows = Milestone.objects.filter(within("unit", actor.intervals), campaign=campaign)
    counts = _by_status(rows.order_by().values_list("kind_id", "year", "status").annotate(Count("id")))
    shares = MilestonePartner.objects.filter(within("unit", actor.intervals), kind__in=kinds)
    counts_of_shares = _by_status(
        shares.order_by().values_list("kind_id", "year", "milestone__status").annotate(Count("id"))
    )
    found = []
    for kind in kinds:
        asked_of = sum(asked[key] for key in kind.unit_kinds)
        for year in particulars(kind).occurrences:
            own, joint = counts[kind.pk, year], counts_of_shares[kind.pk, year]
            found.append(_standing(kind, year, asked_of, own, joint))
    return found


def _by_status(rows: Iterable[tuple[int, int | None, str, int]]) -> dict[tuple[int, int | None], Counter[str]]:
    counts: dict[tuple[int, int | None], Counter[str]] = defaultdict(Counter)
    for kind, year, status, number in rows:
        counts[kind, year][status] += number
    return counts


def _standing(kind: MilestoneKind, year: int | None, asked_of: int, own: Counter[str], joint: Counter[str]) -> Standing:
    return Standing(
        kind=kind,
        year=year,
        asked=sum(own.values()) if particulars(kind).is_assigned else asked_of,
        verified=own[VERIFIED] + joint[VERIFIED],
        done=own[DONE] + joint[DONE],
        returned=own[Milestone.Status.RETURNED],
    )
