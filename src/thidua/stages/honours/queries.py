"""Honours read: what one subject received, what it received for the same achievement, the register as a list."""

from __future__ import annotations

import uuid

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor, visible
from thidua.foundation.accounts.models import Membership, Person
from thidua.foundation.core.errors import Missing
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign
from thidua.stages.honours.models import Honour, HonourQuerySet

RELATED = ("unit__kind", "unit__parent__kind", "person", "campaign__owner", "document__unit")


def honours_of(*, unit: Unit | None = None, person: Person | None = None) -> HonourQuerySet:
    """The standing honours of one person, or of one body itself; newest first."""
    if (unit is None) == (person is None):
        raise ValueError("honours are asked of a unit or of a person")
    rows = Honour.objects.standing()
    rows = rows.filter(person=person) if person is not None else rows.filter(unit=unit, person__isnull=True)
    return rows.order_by("-decided_on", "-id")


def earlier_honours(campaign: Campaign, subject: Unit, person: Person | None = None) -> HonourQuerySet:
    """What the subject already holds from this campaign: another award for it would be a second for one achievement.

    `person` is the honoured person of `subject`; without one the body's own honours are meant.
    """
    rows = honours_of(person=person) if person is not None else honours_of(unit=subject)
    return rows.filter(campaign=campaign)


def find_honour(actor: Actor, uid: uuid.UUID) -> Honour:
    """One honour with what its page shows; raises `Missing` for one the actor may not know of."""
    row = visible(Honour.objects.all(), actor).filter(uid=uid).select_related(*RELATED).order_by("id").first()
    if row is None:
        raise Missing(_("Không tìm thấy khen thưởng này, hoặc khen thưởng thuộc đơn vị khác."))
    return row


def same_subject(actor: Actor, honour: Honour) -> HonourQuerySet:
    """All honours of the same person or body that the actor may see, revoked ones too, newest first (F100)."""
    rows = visible(Honour.objects.all(), actor)
    if honour.person_id is not None:
        rows = rows.filter(person=honour.person_id)
    else:
        rows = rows.filter(unit=honour.unit_id, person__isnull=True)
    return rows.select_related("campaign").order_by("-decided_on", "-id")  # type: ignore[return-value]


def people_of(unit: Unit) -> QuerySet[Person]:
    """The people of a body: who holds or held a role there, and who was honoured as one of it; by name."""
    members = Membership.objects.filter(unit=unit).values("person")
    honoured = Honour.objects.filter(unit=unit, person__isnull=False).values("person")
    return Person.objects.filter(Q(pk__in=members) | Q(pk__in=honoured)).order_by("sort_key", "id")
