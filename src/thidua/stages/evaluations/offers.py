"""Whom an actor may evaluate: its bodies, their people, and the campaigns they take part in."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.models import Membership, Person
from thidua.foundation.core.errors import NotAllowed
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign, CriteriaSet, Participation
from thidua.stages.evaluations.models import Evaluation
from thidua.stages.evaluations.queries import written_units
from thidua.stages.honours.models import Honour

MOST_UNITS, MOST_PEOPLE = 200, 200


@dataclass(frozen=True, slots=True)
class Subjects:
    """Everything offered; each person with the body it is one of."""

    units: tuple[Unit, ...]
    people: tuple[tuple[Unit, Person], ...]
    campaigns: tuple[Campaign, ...]


def subjects_for(actor: Actor) -> Subjects:
    """Five statements. Raises `NotAllowed` for an actor that evaluates for nobody."""
    units = {unit.pk: unit for unit in written_units(actor)[:MOST_UNITS]}
    if not units:
        raise NotAllowed(_("Việc tự đánh giá do cán bộ của đơn vị làm. Tài khoản của bạn không có vai trò này."))
    taking_part = Participation.objects.standing().filter(unit__in=units)
    judged = CriteriaSet.objects.order_by().values("campaign")
    campaigns = Campaign.objects.filter(pk__in=taking_part.values("campaign")).filter(pk__in=judged)
    pairs: dict[tuple[int, int], None] = {}
    for model in (Membership, Honour, Evaluation):
        rows = model.objects.filter(unit__in=units, person__isnull=False).order_by("id")
        pairs |= dict.fromkeys(rows.values_list("unit", "person")[:MOST_PEOPLE])
    known = Person.objects.in_bulk({person for _unit, person in pairs})
    people = sorted(
        ((units[unit], known[person]) for unit, person in pairs), key=lambda pair: (pair[1].sort_key, pair[1].pk)
    )
    return Subjects(tuple(units.values()), tuple(people), tuple(campaigns.order_by("-starts_on", "id")))
