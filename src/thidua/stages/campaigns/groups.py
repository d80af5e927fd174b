"""Groups of a campaign's units as they are read: clusters (cụm) and blocs (khối) for ranking and reports.

The interface for lists, boards and reports:

- `groups_of(campaign, on=…)`: the groups that stand on a day, in their order (`UnitGroup`);
- `group_for(campaign, key)`: one of them by its key, `Missing` for an unknown one;
- `members(group, on=…)`: its units on a day, by name (`QuerySet[Unit]`). To keep only a group's cells or places:
  `rows.filter(unit__in=members(group))`;
- `with_groups(campaign, units, on=…)`: the group of each of some units, by unit id, in one statement;
- `head_of(group, year)`, `pact_of(group, year)`: who heads it, what it signed; None while nobody has said so;
- `may_read(actor, campaign)`: whoever takes part in the campaign reads its groups, members, heads and pacts. Figures of
  members are not part of that: they follow the actor's branches as everywhere.

`on` is a day; without it the site's today. A group is no level of the frame and has no cell.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock, files
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.files import OWNERS, OwnerKind
from thidua.foundation.core.finding import the_one
from thidua.foundation.core.models import StoredFile
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign, GroupHead, GroupMember, GroupPact, Participation, UnitGroup
from thidua.stages.campaigns.queries import campaigns_of

# The owner of a signed pact's file, by the pact's uid.
OWNER = "group-pact"


def groups_of(campaign: Campaign, *, on: datetime.date | None = None) -> QuerySet[UnitGroup]:
    """The campaign's groups that stand on a day, in their order."""
    return UnitGroup.objects.on(on or clock.today()).filter(campaign=campaign).order_by("position", "id")


def group_for(campaign: Campaign, key: str, *, on: datetime.date | None = None) -> UnitGroup:
    """The group of a key. Raises `Missing` where the campaign has none such on the day."""
    found = the_one(groups_of(campaign, on=on).filter(key=key))
    if found is None:
        raise Missing(_("Đợt thi đua này không có cụm, khối «%(key)s».") % {"key": key})
    return found


def members(group: UnitGroup, *, on: datetime.date | None = None) -> QuerySet[Unit]:
    """The group's units on a day, by name."""
    places = GroupMember.objects.on(on or clock.today()).filter(group=group).order_by()
    return Unit.objects.filter(pk__in=places.values("unit")).order_by("sort_key", "id")


def with_groups(campaign: Campaign, units: Collection[int], *, on: datetime.date | None = None) -> dict[int, UnitGroup]:
    """The group of each of the units that has one on the day."""
    places = GroupMember.objects.on(on or clock.today()).filter(campaign=campaign, unit__in=units)
    return {place.unit_id: place.group for place in places.select_related("group").order_by("id")}


def head_of(group: UnitGroup, year: int) -> GroupHead | None:
    """Who heads the group in a year."""
    return the_one(GroupHead.objects.filter(group=group, year=year).select_related("unit"))


def pact_of(group: UnitGroup, year: int) -> GroupPact | None:
    """What the group signed for a year."""
    return GroupPact.objects.filter(group=group, year=year).first()


def with_year(groups: QuerySet[UnitGroup], year: int) -> QuerySet[UnitGroup]:
    """The groups with their head and their pact of a year, each as a list of none or one: `heads_now`, `pacts_now`."""
    heads = GroupHead.objects.filter(year=year).select_related("unit").order_by("id")
    pacts = GroupPact.objects.filter(year=year).order_by("id")
    of_heads, of_pacts = "heads_now", "pacts_now"
    return groups.prefetch_related(
        Prefetch("heads", heads, to_attr=of_heads), Prefetch("pacts", pacts, to_attr=of_pacts)
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """A group in a list: its head and pact of a year, how many belong to it, whether the reader's own unit does."""

    group: UnitGroup
    head: GroupHead | None
    pact: GroupPact | None
    count: int
    is_own: bool


def listed(actor: Actor, year: int, *, on: datetime.date | None = None) -> list[Listed]:
    """The standing groups of the campaigns the actor takes part in, its own first; three statements."""
    on = on or clock.today()
    places = GroupMember.objects.on(on).filter(group=OuterRef("pk")).order_by()
    own = places.filter(unit__in=[post.unit_id for post in actor.posts])
    count = places.values("group").annotate(number=Count("pk")).values("number")
    columns: dict[str, Any] = {"number": Coalesce(Subquery(count), 0), "is_own": Exists(own)}
    rows = groups_for(actor).filter(_stands(on)).annotate(**columns)
    found = [
        Listed(row, next(iter(row.heads_now), None), next(iter(row.pacts_now), None), row.number, row.is_own)
        for row in with_year(rows, year)
    ]
    return sorted(found, key=lambda row: not row.is_own)


@dataclass(frozen=True, slots=True)
class Year:
    """What a group has of one year; `papers` are the signed papers of the pact."""

    year: int
    head: GroupHead | None
    pact: GroupPact | None
    papers: tuple[StoredFile, ...]


def group_read_by(actor: Actor, uid: uuid.UUID) -> UnitGroup:
    """One group. Raises `Missing` for who takes no part in its campaign."""
    found = the_one(groups_for(actor).filter(uid=uid))
    if found is None:
        raise Missing(_("Không có cụm, khối này trong các đợt thi đua của bạn."))
    return found


def years_of(group: UnitGroup) -> list[Year]:
    """The group's years that have a head or a pact, the newest first; three statements."""
    heads = {row.year: row for row in group.heads.select_related("unit").order_by("id")}
    pacts = {row.year: row for row in group.pacts.order_by("id")}
    papers = files.by_owner(OWNER, [row.uid for row in pacts.values()])
    return [
        Year(year, heads.get(year), pact := pacts.get(year), tuple(papers[pact.uid]) if pact else ())
        for year in sorted(heads.keys() | pacts.keys(), reverse=True)
    ]


def candidates(campaign: Campaign, group: UnitGroup | None = None) -> list[Unit]:
    """Whom a group may take in: units straight under the campaign's body that are in no other group, and its own."""
    taken = GroupMember.objects.filter(campaign=campaign, valid_to__isnull=True).order_by()
    own = taken.filter(group=group) if group else taken.none()
    places = Participation.objects.standing().filter(campaign=campaign).order_by()
    under = places.filter(parent=campaign.owner_id).exclude(unit__in=taken.values("unit"))
    offered = Q(pk__in=under.values("unit")) | Q(pk__in=own.values("unit"))
    return list(Unit.objects.filter(offered).order_by("sort_key", "id"))


def _stands(on: datetime.date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def may_read(actor: Actor, campaign: Campaign) -> bool:
    """Whether the actor takes part in the campaign: its groups are no secret among those who do."""
    return campaigns_of(actor).filter(pk=campaign.pk).exists()


def groups_for(actor: Actor) -> QuerySet[UnitGroup]:
    """The groups of all campaigns the actor takes part in, ended ones too."""
    standing = Q(campaign__in=campaigns_of(actor).order_by())
    return (
        UnitGroup.objects.filter(standing).select_related("campaign__owner").order_by("campaign_id", "position", "id")
    )


def may_read_pact(actor: Actor, uid: uuid.UUID) -> bool:
    """Whoever reads the group opens the paper it signed."""
    return GroupPact.objects.filter(uid=uid, group__in=groups_for(actor).order_by()).exists()


OWNERS.register(OWNER, OwnerKind(label=gettext_lazy("giao ước thi đua"), may_read=may_read_pact))
