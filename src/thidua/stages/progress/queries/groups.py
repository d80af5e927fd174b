"""Groups (cụm, khối) beside the levels of a board: a group is no level and has no cell, only a list of units."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Count, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Missing
from thidua.stages.campaigns.models import GroupMember, Participation
from thidua.stages.progress.queries.places import Level, counted_levels


@dataclass(frozen=True, slots=True)
class Group:
    """A group with members beneath a place: of which kind most of them are, and how many there are."""

    key: str
    name: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Lists:
    """What may be listed beneath a place: its levels from the top down, its groups in their order."""

    levels: list[Level]
    groups: list[Group]

    def group(self, key: str) -> Group | None:
        """The group of a key; None for no key. Raises `Missing` where it has no member here."""
        found = next((group for group in self.groups if group.key == key), None)
        if key and found is None:
            raise Missing(_("Không có cụm, khối «%(key)s» ở đơn vị này.") % {"key": key})
        return found


def lists_beneath(place: Participation, on: datetime.date) -> Lists:
    """The levels of a place's branch and the groups that have members in it on a day, in one statement."""
    rows = [row for row in counted_levels(place).union(_members(place, on), all=True) if row[-1]]
    # A group stands in the column of ranks below nothing, in its own order.
    groups = sorted((row for row in rows if row[3] < 0), key=lambda row: (-row[3], -row[-1], row[2]))
    found: dict[str, Group] = {}
    for key, name, kind, *_rest, count in groups:
        known = found.get(key)
        found[key] = Group(key, name, known.kind if known else kind, count + (known.count if known else 0))
    kinds = [Level.of(row) for row in rows if row[3] >= 0]
    return Lists(sorted(kinds, key=lambda level: level.order), list(found.values()))


def members_of(campaign_id: int, key: str, on: datetime.date) -> QuerySet[GroupMember, Any]:
    """The ids of a group's units on a day, for a filter."""
    return GroupMember.objects.on(on).filter(campaign=campaign_id, group__key=key).order_by().values("unit_id")


def _members(place: Participation, on: datetime.date) -> QuerySet[GroupMember, Any]:
    inside = {
        "unit__participations__campaign": place.campaign_id,
        "unit__participations__valid_to__isnull": True,
        "unit__participations__lft__gte": place.lft,
        "unit__participations__lft__lte": place.rgt,
    }
    rows = GroupMember.objects.on(on).filter(campaign=place.campaign_id, **inside).order_by()
    rank = Value(-1) - Cast(F("group__position"), IntegerField())
    no = Value(False, output_field=BooleanField())
    kind = "unit__participations__kind"
    columns: Any = ("group__key", "group__name", kind, rank, no, no)
    counted: QuerySet[GroupMember, Any] = rows.values_list(*columns).annotate(count=Count("id"))
    return counted
