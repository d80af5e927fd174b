"""The audit trail as an administrator reads it: the branch of the unit it is posted at, and what is asked of it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.models import Membership, Person
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import clock, search
from thidua.foundation.core.errors import Missing, Unreadable
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.core.tables.lists import Filters
from thidua.foundation.core.tables.values import parse_day
from thidua.foundation.units.models import Interval, Unit, within

REFUSED, DONE = "tu-choi", "da-lam"


def trail_for(actor: Actor) -> QuerySet[AuditEntry]:
    """What happened in the branches the actor administers, newest first; nothing for anybody else."""
    posts = actor.posts_with(Permission.SITE)
    branches = tuple(
        (low, high) for low, high in actor.intervals if any(low <= post.lft and post.rgt <= high for post in posts)
    )
    return of_branches(branches).order_by("-id")


def trail_of(unit: Unit | None) -> QuerySet[AuditEntry]:
    """What happened in a unit's branch, or on the whole site: for who holds the machine."""
    rows = AuditEntry.objects.all() if unit is None else of_branches(((unit.lft, unit.rgt),))
    return rows.order_by("-id")


def of_branches(branches: tuple[Interval, ...]) -> QuerySet[AuditEntry]:
    """Entries about the branches' records and units; about no unit's record, if somebody of the branches acted.

    Entries about no unit's record are all of theirs whose branch holds the top of the tree: they answer for the site.
    """
    units = Unit.objects.inside(branches)
    people = Membership.objects.filter(within("unit", branches)).values("person__uid")
    theirs = Exists(units.filter(parent=None)) | Q(actor_uid__in=people) | Q(object_uid__in=units.values("uid"))
    return AuditEntry.objects.filter(Q(unit_id__in=units.values("pk")) | Q(unit_id=None) & theirs)


def narrowed(rows: QuerySet[AuditEntry], given: Filters) -> QuerySet[AuditEntry]:
    """The entries of some days (`tu`, `den`), a person (`nguoi`), an outcome (`ket-qua`), a record (`ban-ghi`).

    Raises `Missing` for what is no day and no outcome.
    """
    if first := _day(given.get("tu")):
        rows = rows.filter(at__gte=clock.local_midnight(first))
    if last := _day(given.get("den")):
        rows = rows.filter(at__lt=clock.local_midnight(last + datetime.timedelta(days=1)))
    if who := str(given.get("nguoi") or "").strip():
        rows = rows.filter(actor_uid__in=search.match(Person.objects.all(), who).values("uid"))
    if outcome := given.get("ket-qua"):
        if outcome not in {REFUSED, DONE}:
            raise Missing(_("Không có nhật ký theo bộ lọc này. Xin mở lại từ trang Nhật ký."))
        rows = rows.filter(refused=outcome == REFUSED)
    if record := str(given.get("ban-ghi") or "").strip():
        uid = _uid(record)
        rows = rows.filter(object_uid=uid) if uid else rows.filter(object_label__icontains=record[:100])
    return rows


def with_units(entries: Sequence[AuditEntry]) -> Sequence[AuditEntry]:
    """The entries, each with the name of its unit (`unit_name`): one statement."""
    names = dict(Unit.objects.filter(pk__in={entry.unit_id for entry in entries}).values_list("pk", "name"))
    for entry in entries:
        entry.__dict__["unit_name"] = names.get(entry.unit_id or 0, "")
    return entries


def _day(text: Any) -> datetime.date | None:
    if not text:
        return None
    try:
        day = parse_day(str(text))
    except Unreadable as error:
        raise Missing(str(error)) from error
    # The calendar of this program ends on the last day of 9999.
    return min(day, datetime.date.max - datetime.timedelta(days=1))


def _uid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
