"""Groups (cụm, khối) beside the levels of a board: a group is no level and has no cell, only a list of units."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Count, F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Missing
from thidua.foundation.core.prepared import DAY, NUMBER, OTHER_NUMBER, THIRD_NUMBER, Prepared
from thidua.stages.campaigns.models import GroupMember, Participation
from thidua.stages.progress.queries.places import ANY_PLACE, Level, counted_levels, is_vast, level_rows


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
    """The levels of a place's branch and the groups that have members in it on a day, in one statement.

    Of a vast branch in two, see `level_rows`.
    """
    asked = {"campaign": place.campaign_id, "low": place.lft, "high": place.rgt, "on": on}
    found_rows = [*level_rows(place), *_MEMBERS.rows(**asked)] if is_vast(place) else _LISTS.rows(**asked)
    rows = [row for row in found_rows if row[-1]]
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
    """Found from the members, a few, and each one's line of the frame: joined, SQLite would walk a nation's frame."""
    standing = Participation.objects.standing().beneath(place).filter(unit=OuterRef("unit")).order_by()
    rows = GroupMember.objects.on(on).filter(campaign=place.campaign_id).order_by()
    rank = Value(-1) - Cast(F("group__position"), IntegerField())
    no = Value(False, output_field=BooleanField())
    inside = rows.annotate(frame_kind=Subquery(standing.values("kind")[:1])).filter(frame_kind__isnull=False)
    columns: Any = ("group__key", "group__name", "frame_kind", rank, no, no)
    counted: QuerySet[GroupMember, Any] = inside.values_list(*columns).annotate(count=Count("id"))
    return counted


def _lists(campaign: int, low: int, high: int, on: datetime.date) -> QuerySet[Any, tuple[Any, ...]]:
    rows: QuerySet[Any, tuple[Any, ...]] = counted_levels(ANY_PLACE).union(_members(ANY_PLACE, on), all=True)
    return rows


MARKS: dict[str, Any] = {"campaign": NUMBER, "low": OTHER_NUMBER, "high": THIRD_NUMBER, "on": DAY}
_LISTS = Prepared(_lists, **MARKS)
_MEMBERS = Prepared(lambda campaign, low, high, on: _members(ANY_PLACE, on), **MARKS)
