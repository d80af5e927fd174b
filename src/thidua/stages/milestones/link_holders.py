"""Who holds a personal link: the areas of a commune with their heads."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.models import PersonalLink
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.units.models import Unit


@dataclass(frozen=True, slots=True)
class Holder:
    """One area, with its living link where it has one."""

    area: Unit
    link: PersonalLink | None


def holders(actor: Actor, *, on: datetime.date) -> list[Holder]:
    """The areas the actor may give links to, by name; two statements."""
    parents = [post.unit_id for post in actor.posts_with(Permission.MILESTONES_ENTER)]
    areas = list(Unit.objects.filter(parent__in=parents, kind__is_area=True).select_related("kind").by_name())
    rows = PersonalLink.objects.filter(unit__in=areas, revoked_at__isnull=True, valid_to__gt=on).select_related(
        "person"
    )
    links = {link.unit_id: link for link in rows.order_by("id")}
    return [Holder(area, links.get(area.pk)) for area in areas]
