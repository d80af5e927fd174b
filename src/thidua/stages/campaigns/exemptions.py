"""Exemptions as they are read: whom a document frees from a target, with its paper."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.foundation.accounts.actors import Actor, visible
from thidua.foundation.core import files
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.files import OWNERS, OwnerKind
from thidua.foundation.core.models import StoredFile
from thidua.stages.campaigns.models import Exemption, Participation, Target

# The owner of the paper that frees a unit, by the exemption's uid.
OWNER = "exemption"


@dataclass(frozen=True, slots=True)
class Freed:
    """A unit that is exempt, or was, with its place in the frame and the papers."""

    place: Participation
    exemption: Exemption
    papers: tuple[StoredFile, ...]


def exemptions_of(actor: Actor, target: Target, place: Participation) -> list[Freed]:
    """The units of a place's branch that the actor sees and a document frees, or freed; three statements.

    In the frame's order, those of one unit as they were given.
    """
    rows: dict[int, list[Exemption]] = defaultdict(list)
    for row in Exemption.objects.filter(target=target).order_by("given_at", "id"):
        rows[row.unit_id].append(row)
    seen = visible(Participation.objects.standing().beneath(place), actor).filter(unit__in=rows.keys())
    places = list(seen.select_related("unit", "parent").order_by("lft", "id"))
    found = [(where, row) for where in places for row in rows[where.unit_id]]
    papers = files.by_owner(OWNER, [row.uid for _where, row in found])
    return [Freed(where, row, tuple(papers[row.uid])) for where, row in found]


def exemption_for(actor: Actor, uid: uuid.UUID) -> Exemption:
    """One exemption of a unit the actor sees. Raises `Missing` alike for unknown, unseen and ended ones."""
    rows = visible(Exemption.objects.in_force().filter(uid=uid), actor)
    found = rows.select_related("unit", "target__campaign__owner").first()
    if found is None:
        raise Missing(_("Không còn văn bản miễn này trong phạm vi của bạn."))
    return found


def may_read(actor: Actor, uid: uuid.UUID) -> bool:
    """Whoever sees the unit opens the paper that frees it."""
    return visible(Exemption.objects.filter(uid=uid), actor).exists()


OWNERS.register(OWNER, OwnerKind(label=gettext_lazy("văn bản cho miễn chỉ tiêu"), may_read=may_read))
