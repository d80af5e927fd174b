"""Milestones as lists: what an actor may see, one unit's own, what waits, what is planned."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor, visible
from thidua.foundation.accounts.roles import Leader, Permission
from thidua.foundation.core import search
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.finding import the_one
from thidua.foundation.units.models import Unit, within
from thidua.stages.campaigns.models import Campaign, MilestoneKind, Participation
from thidua.stages.milestones.filters import Narrowing
from thidua.stages.milestones.models import Milestone, MilestonePartner
from thidua.stages.milestones.particulars import particulars
from thidua.stages.milestones.rules import committees
from thidua.stages.milestones.states import DONE, PLANNED, VERIFIED

WITH_ALL = ("kind", "unit__kind", "unit__parent", "entered_by", "reported_by", "verified_by")


@dataclass(frozen=True, slots=True)
class Line:
    """One milestone of one unit, whether or not there is a row for it yet."""

    kind: MilestoneKind
    year: int | None
    milestone: Milestone | None
    # The milestone of another unit in which this one took part.
    shared: Milestone | None = None

    @property
    def told(self) -> Milestone | None:
        return self.milestone if self.shared is None else self.shared


def seen_by(actor: Actor) -> QuerySet[Milestone]:
    """What the actor may see: of units in its branches, and what such a unit took part in."""
    shared = MilestonePartner.objects.filter(within("unit", actor.intervals), milestone=OuterRef("pk"))
    return Milestone.objects.filter(within("unit", actor.intervals) | Exists(shared))


def is_settled(line: Line) -> bool:
    """Whether the unit has reported it, or took part in another's."""
    return any(row is not None and row.status in (DONE, VERIFIED) for row in (line.milestone, line.shared))


def milestone_by_uid(actor: Actor, uid: uuid.UUID) -> Milestone:
    """One milestone with all its page shows. Raises `Missing` for a foreign one too."""
    found = the_one(seen_by(actor).filter(uid=uid).select_related(*WITH_ALL, "kind__campaign"))
    if found is None:
        raise Missing(_("Không tìm thấy mốc việc này trong phạm vi của bạn."))
    return found


def listed(actor: Actor, chosen: Narrowing) -> QuerySet[Milestone]:
    """The list as it was narrowed, within what the actor may see, in the plan's order and then the tree's.

    A unit that took part in another's is named there: what it had planned or taken back before is not still to do.
    """
    rows = visible(Milestone.objects.filter(campaign=chosen.campaign), actor).exclude(_is_held_elsewhere())
    rows = rows.select_related(*WITH_ALL)
    if chosen.kind:
        rows = rows.filter(kind=chosen.kind, year=chosen.year)
    if chosen.status:
        rows = rows.filter(status=chosen.status)
    if chosen.unit:
        rows = rows.filter(within("unit", ((chosen.unit.lft, chosen.unit.rgt),)))
    rows = search.match(rows, chosen.text, column="unit__folded")
    return rows.order_by("kind__position", "year", "unit__lft", "id")


def _is_held_elsewhere() -> Q:
    """Whether a planned milestone is settled by another unit's in which this one took part."""
    # A kind comes every year or once: a share without a year is of one that comes once.
    year = Q(year=OuterRef("year")) | Q(year=None)
    shares = MilestonePartner.objects.filter(year, kind=OuterRef("kind"), unit=OuterRef("unit"))
    return Q(Exists(shares.filter(milestone__status__in=(DONE, VERIFIED))), status=PLANNED)


def waiting_for(actor: Actor, campaign: Campaign | None = None) -> QuerySet[Milestone]:
    """What was reported and waits for this actor to confirm: of units directly below; for a leader its own root's."""
    rows = Milestone.objects.filter(status=DONE).select_related(*WITH_ALL)
    if campaign is not None:
        rows = rows.filter(campaign=campaign)
    places = Participation.objects.standing().filter(campaign=OuterRef("campaign"), unit=OuterRef("unit"))
    under = Exists(places.filter(parent__in=committees(actor, Permission.MILESTONES_CONFIRM)))
    led = [post.unit_id for post in actor.posts if post.role == Leader.key]
    own = Q(unit__in=led) & Exists(places.filter(parent=None)) & ~Q(reported_by=actor.person_id)
    asked = MilestoneKind.objects.filter(settings__verified_above=True)
    return rows.filter(under | own, kind__in=asked).order_by("kind__position", "reported_at", "id")


def planned(actor: Actor, campaign: Campaign, *, since: datetime.date) -> QuerySet[Milestone]:
    """The calendar: what is planned for a day and not done yet, in order of day."""
    rows = visible(Milestone.objects.filter(campaign=campaign, status=PLANNED, planned_date__gte=since), actor)
    rows = rows.exclude(_is_held_elsewhere())
    return rows.select_related(*WITH_ALL).order_by("planned_date", "unit__lft", "id")


def entered_for(unit: Unit) -> list[Milestone]:
    """What the level above entered in the unit's place and a day tells, the latest first: its head may put it right."""
    rows = Milestone.objects.filter(unit=unit, status=VERIFIED, entered_by__isnull=False)
    found = rows.select_related("kind", "campaign").order_by("-reported_at", "-id")
    return [row for row in found if particulars(row.kind).is_told_by_its_day]


def lines_of(campaign: Campaign, places: Collection[Participation]) -> dict[int, list[Line]]:
    """Every milestone asked of these places of one campaign, unit by unit in the plan's order; three statements."""
    lines = lines_by_place([campaign.pk], places)
    return {place.unit_id: lines[place.pk] for place in places}


def lines_by_place(campaigns: Collection[int], places: Collection[Participation]) -> dict[int, list[Line]]:
    """Every milestone asked of places of whatever campaigns, by place in the plan's order; three statements."""
    kinds: dict[int, list[MilestoneKind]] = defaultdict(list)
    asked = MilestoneKind.objects.filter(campaign__in=campaigns, ended_on=None).select_related("campaign")
    for kind in asked.order_by("position", "id"):
        kinds[kind.campaign_id].append(kind)
    units = {place.unit_id for place in places}
    rows = Milestone.objects.filter(campaign__in=campaigns, unit__in=units).select_related(
        "kind", "unit__kind", "entered_by"
    )
    own = {(row.unit_id, row.kind_id, row.year): row for row in rows.order_by("id")}
    shares = MilestonePartner.objects.filter(kind__campaign__in=campaigns, unit__in=units)
    shares = shares.select_related("milestone__unit__kind").order_by("id")
    joint = {(row.unit_id, row.kind_id, row.year): row.milestone for row in shares}
    found: dict[int, list[Line]] = {}
    for place in places:
        cells = [
            (kind, year, (place.unit_id, kind.pk, year))
            for kind in kinds[place.campaign_id]
            if place.kind_id in kind.unit_kinds
            for year in particulars(kind).occurrences
        ]
        found[place.pk] = [
            Line(kind, year, own.get(cell), joint.get(cell))
            for kind, year, cell in cells
            if cell in own or not particulars(kind).is_assigned
        ]
    return found


def areas_of(actor: Actor, campaign: Campaign) -> list[Participation]:
    """The residential areas the actor enters for: those under a commune it is officer of, by name."""
    parents = [post.unit_id for post in actor.posts_with(Permission.MILESTONES_ENTER)]
    rows = Participation.objects.standing().filter(campaign=campaign, parent__in=parents, kind__is_area=True)
    return list(rows.select_related("unit__kind", "parent").order_by("unit__sort_key", "id"))


def kinds_below(actor: Actor, campaign: Campaign) -> dict[str, bool]:
    """The kinds of the units directly below those the actor enters for, each with whether it is an area."""
    above = committees(actor, Permission.MILESTONES_ENTER)
    rows = Participation.objects.standing().filter(campaign=campaign, parent__in=above)
    return dict(rows.order_by("kind").values_list("kind_id", "kind__is_area").distinct())


def own_units(actor: Actor) -> list[Unit]:
    """The units the actor works for, a department's committee among them, in the order of its posts."""
    ids = committees(actor, Permission.READ)
    found = Unit.objects.select_related("kind", "parent").in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]
