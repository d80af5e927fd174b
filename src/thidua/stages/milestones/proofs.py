"""Who may read the photos and papers of a milestone, and a list on its way in."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import files
from thidua.stages.milestones.queries import seen_by

OWNER_KIND = "milestone"
LIST_OWNER_KIND = "milestones-list"


def may_read(actor: Actor, uid: uuid.UUID) -> bool:
    """Whoever sees the unit, or one that took part with it, sees the proof."""
    return seen_by(actor).filter(uid=uid).exists()


def may_read_list(actor: Actor, uid: uuid.UUID) -> bool:
    """A list that waits to be taken over is its sender's alone."""
    return actor.uid == uid


files.OWNERS.register(
    OWNER_KIND, files.OwnerKind(label=_("mốc việc"), may_read=may_read, address_name="desk:milestone")
)
files.OWNERS.register(LIST_OWNER_KIND, files.OwnerKind(label=_("danh sách mốc việc"), may_read=may_read_list))
