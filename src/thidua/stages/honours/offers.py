"""What an actor may copy into the register: its bodies, their people, and the forms of award the site knows."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.models import Membership, Person
from thidua.foundation.core.errors import NotAllowed
from thidua.foundation.core.vietnamese import sort_key
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import AwardForm
from thidua.stages.honours.models import Honour
from thidua.stages.honours.queries import recording_units

MOST_UNITS, MOST_PEOPLE = 200, 200


@dataclass(frozen=True, slots=True)
class Offered:
    """Everything offered; each person with the body it is one of, each form by its key."""

    units: tuple[Unit, ...]
    people: tuple[tuple[Unit, Person], ...]
    award_forms: tuple[tuple[str, str], ...]


def offered_to(actor: Actor) -> Offered:
    """Five statements. Raises `NotAllowed` for an actor that records for nobody."""
    units = {unit.pk: unit for unit in recording_units(actor)[:MOST_UNITS]}
    if not units:
        raise NotAllowed(
            _("Khen thưởng các năm trước do cán bộ của đơn vị ghi. Tài khoản của bạn không có vai trò này.")
        )
    pairs: dict[tuple[int, int], None] = {}
    for model in (Membership, Honour):
        rows = model.objects.filter(unit__in=units, person__isnull=False).order_by("id")
        pairs |= dict.fromkeys(rows.values_list("unit", "person")[:MOST_PEOPLE])
    known = Person.objects.in_bulk({person for _unit, person in pairs})
    people = sorted(
        ((units[unit], known[person]) for unit, person in pairs), key=lambda pair: (pair[1].sort_key, pair[1].pk)
    )
    forms = dict(AwardForm.objects.filter(round__plan=None).order_by("id").values_list("key", "name"))
    named = sorted(forms.items(), key=lambda pair: sort_key(pair[1]))
    return Offered(tuple(units.values()), tuple(people), tuple(named))
