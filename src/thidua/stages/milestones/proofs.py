"""Who may read the photos and papers of a milestone, and a list on its way in."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import files
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.particulars import title
from thidua.stages.milestones.queries import seen_by

OWNER_KIND = "milestone"
LIST_OWNER_KIND = "milestones-list"


def may_read(actor: Actor, uid: uuid.UUID) -> bool:
    """Whoever sees the unit, or one that took part with it, sees the proof."""
    return seen_by(actor).filter(uid=uid).exists()


def may_read_list(actor: Actor, uid: uuid.UUID) -> bool:
    """A list that waits to be taken over is its sender's alone."""
    return actor.uid == uid


def told(actor: Actor, uids: Iterable[uuid.UUID]) -> tuple[int, list[files.OwnerTold]]:
    """Of these milestones how many there are, and in words those the actor sees."""
    uids = list(uids)
    rows = seen_by(actor).filter(uid__in=uids).select_related("kind", "unit").order_by("id")
    seen = [
        files.OwnerTold(row.uid, title(row.kind, row.year), row.unit.name, _year(row), actor.stands_above(row.unit))
        for row in rows
    ]
    return Milestone.objects.filter(uid__in=uids).count(), seen


def _year(row: Milestone) -> int | None:
    return row.year or (row.done_date.year if row.done_date else None)


files.OWNERS.register(
    OWNER_KIND, files.OwnerKind(label=_("mốc việc"), may_read=may_read, address_name="desk:milestone", told=told)
)
files.OWNERS.register(LIST_OWNER_KIND, files.OwnerKind(label=_("danh sách mốc việc"), may_read=may_read_list))
