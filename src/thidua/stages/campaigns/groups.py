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

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.files import OWNERS, OwnerKind
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign, GroupHead, GroupMember, GroupPact, UnitGroup
from thidua.stages.campaigns.queries import campaigns_of

# The owner of a signed pact's file, by the pact's uid.
OWNER = "group-pact"


def groups_of(campaign: Campaign, *, on: datetime.date | None = None) -> QuerySet[UnitGroup]:
    """The campaign's groups that stand on a day, in their order."""
    return UnitGroup.objects.on(on or clock.today()).filter(campaign=campaign).order_by("position", "id")


def group_for(campaign: Campaign, key: str, *, on: datetime.date | None = None) -> UnitGroup:
    """The group of a key. Raises `Missing` where the campaign has none such on the day."""
    found = groups_of(campaign, on=on).filter(key=key).first()
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
    return GroupHead.objects.filter(group=group, year=year).select_related("unit").first()


def pact_of(group: UnitGroup, year: int) -> GroupPact | None:
    """What the group signed for a year."""
    return GroupPact.objects.filter(group=group, year=year).first()


def with_year(groups: QuerySet[UnitGroup], year: int) -> QuerySet[UnitGroup]:
    """The groups with their head and their pact of a year, each as a list of none or one: `heads_now`, `pacts_now`."""
    heads = GroupHead.objects.filter(year=year).select_related("unit").order_by("id")
    pacts = GroupPact.objects.filter(year=year).order_by("id")
    return groups.prefetch_related(
        Prefetch("heads", heads, to_attr="heads_now"), Prefetch("pacts", pacts, to_attr="pacts_now")
    )


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
