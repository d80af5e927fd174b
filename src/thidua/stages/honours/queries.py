"""Honours read: what one subject received, what it received for the same achievement, the register as a list."""

from __future__ import annotations

import uuid

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor, visible
from thidua.foundation.accounts.models import Membership, Person
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.finding import the_one
from thidua.foundation.core.vietnamese import sort_key
from thidua.foundation.units.models import Unit, within
from thidua.stages.campaigns.models import Campaign
from thidua.stages.honours.filters import Narrowing
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

    `person` is the honoured person of `subject`; without one the body's own honours are meant. What a unit declared of
    older papers is of no campaign and never among them.
    """
    rows = honours_of(person=person) if person is not None else honours_of(unit=subject)
    return rows.filter(campaign=campaign)


def find_honour(actor: Actor, uid: uuid.UUID) -> Honour:
    """One honour with what its page shows; raises `Missing` for one the actor may not know of."""
    row = the_one(visible(Honour.objects.all(), actor).filter(uid=uid).select_related(*RELATED))
    if row is None:
        raise Missing(_("Không tìm thấy khen thưởng này, hoặc khen thưởng thuộc đơn vị khác."))
    return row


def list_honours(actor: Actor, chosen: Narrowing) -> HonourQuerySet:
    """The register as narrowed, the newest first; what was revoked stays in it and says so."""
    rows: HonourQuerySet = visible(Honour.objects.all(), actor)  # type: ignore[assignment]
    if chosen.text:
        rows = rows.matching(chosen.text)
    if chosen.form:
        rows = rows.filter(form_key=chosen.form)
    if chosen.year:
        rows = rows.filter(decided_on__year=chosen.year)
    if chosen.unit:
        rows = rows.filter(within("unit", ((chosen.unit.lft, chosen.unit.rgt),)))
    if chosen.person:
        rows = rows.filter(person=chosen.person)
    return rows.select_related("campaign").order_by("-decided_on", "-id")


def forms_given(actor: Actor) -> list[tuple[str, str]]:
    """The forms that occur in the register the actor sees, by name: the choices of its filter."""
    rows = visible(Honour.objects.all(), actor).order_by().values_list("form_key", "form_name").distinct()
    return sorted(dict(rows).items(), key=lambda pair: sort_key(pair[1]))


def recording_units(actor: Actor) -> QuerySet[Unit]:
    """The units whose older papers the actor copies into the register: its own, a commune's areas."""
    own = set(actor.bodies_with(Permission.AWARDS_PROPOSE))
    rows = Unit.objects.filter(Q(pk__in=own) | Q(kind__is_area=True, parent__in=own), valid_to__isnull=True)
    return rows.select_related("kind", "parent__kind").order_by("lft", "id")


def same_subject(actor: Actor, honour: Honour) -> HonourQuerySet:
    """All honours of the same person or body that the actor may see, revoked ones too, newest first (F100)."""
    rows = visible(Honour.objects.all(), actor)
    if honour.person_id is not None:
        rows = rows.filter(person=honour.person_id)
    else:
        rows = rows.filter(unit=honour.unit_id, person__isnull=True)
    return rows.select_related("campaign").order_by("-decided_on", "-id")  # type: ignore[return-value]


def people_of(*units: Unit) -> QuerySet[Person]:
    """The people of some bodies: who holds or held a role there, and who was honoured as one of them; by name."""
    ids = [unit.pk for unit in units]
    members = Membership.objects.filter(unit__in=ids).values("person")
    honoured = Honour.objects.filter(unit__in=ids, person__isnull=False).values("person")
    return Person.objects.filter(Q(pk__in=members) | Q(pk__in=honoured)).order_by("sort_key", "id")
