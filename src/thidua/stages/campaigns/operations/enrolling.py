"""Units enrolled: the tree of a day copied into the campaign's frame."""

from __future__ import annotations

import datetime
from collections import defaultdict

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.core import audit, bulk
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import operation
from thidua.foundation.units.models import Unit, UnitParent
from thidua.foundation.units.queries import codes_of, living
from thidua.stages.campaigns.events import asked_anew
from thidua.stages.campaigns.models import Campaign, Participation
from thidua.stages.campaigns.rules import require_runner

COLUMNS = ("campaign", "unit", "parent", "kind", "code", "lft", "rgt", "valid_from")


@operation
def enrol(*, by: By, now: datetime.datetime, campaign: Campaign, unit_kinds: list[str]) -> Campaign:
    """Copies into the frame all units of some kinds under the campaign's owner, as they stood when it began.

    A frame that stands is left as it is. Refused with `NotAllowed` unless the actor runs the campaign, with `Invalid`
    when the owner itself is not among the kinds.
    """
    require_runner(by, campaign)
    campaign = lock(campaign)
    if Participation.objects.filter(campaign=campaign).exists():
        return campaign
    day = campaign.starts_on
    units = _units(campaign.owner, unit_kinds, day)
    if campaign.owner_id not in units:
        raise Invalid({"unit_kinds": _("Loại đơn vị của cơ quan phát động phải có trong các loại tham gia.")})
    parents = _parents(units, Unit.objects.branch(campaign.owner), day)
    places = _numbered(units, parents, campaign.owner_id)
    codes = codes_of(list(units), on=day)
    rows = (
        (campaign.pk, pk, parents[pk], units[pk].kind_id, codes.get(pk, ""), low, high, day)
        for pk, (low, high) in places.items()
    )
    bulk.insert(Participation, COLUMNS, rows)
    audit.record(by=by, act=gettext_noop("ghi danh đơn vị tham gia"), obj=campaign, after={"units": len(places)})
    asked_anew.send(sender=Campaign, campaign=campaign, now=now)
    return campaign


def _units(owner: Unit, kinds: list[str], day: datetime.date) -> dict[int, Unit]:
    rows = Unit.objects.branch(owner).filter(living(day), kind__in=kinds).order_by("sort_key", "id")
    return {unit.pk: unit for unit in rows}


def _parents(units: dict[int, Unit], branch: QuerySet[Unit], day: datetime.date) -> dict[int, int | None]:
    """Each unit's nearest superior that takes part, by the parents of that day."""
    held = UnitParent.objects.on(day).filter(unit__in=branch)
    above = dict(held.order_by("valid_from", "id").values_list("unit_id", "parent_id"))
    return {pk: _nearest(above.get(pk, unit.parent_id), units, above) for pk, unit in units.items()}


def _nearest(parent: int | None, units: dict[int, Unit], above: dict[int, int | None]) -> int | None:
    while parent is not None and parent not in units:
        parent = above.get(parent)
    return parent


def _numbered(units: dict[int, Unit], parents: dict[int, int | None], root: int) -> dict[int, tuple[int, int]]:
    """The frame's own preorder interval of each unit beneath the root, children in the order of their names."""
    children: dict[int | None, list[int]] = defaultdict(list)
    for pk in units:
        children[parents[pk]].append(pk)
    low: dict[int, int] = {}
    stack = [root]
    while stack:
        pk = stack.pop()
        low[pk] = len(low) + 1
        stack.extend(reversed(children[pk]))
    high = dict(low)
    for pk in reversed(low):
        for child in children[pk]:
            high[pk] = max(high[pk], high[child])
    return {pk: (low[pk], high[pk]) for pk in low}
