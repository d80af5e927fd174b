"""Who has not: every asked unit that has not met, by name, with whom to call."""

from __future__ import annotations

import datetime

from django.db.models import F, Q, QuerySet

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.units.models import within
from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.queries.board import judged_cells
from thidua.stages.progress.queries.places import Asked


def missing(
    *, actor: Actor, asked: Asked, place: Participation, target: Target, on: datetime.date
) -> QuerySet[UnitProgress]:
    """The asked units of the place's branch that have not met the target, in order of name, with their state."""
    rows = judged_cells(asked, place, on).filter(Q(target=target), beneath(place), within("unit", actor.intervals))
    lacking = rows.filter(applies=True, met=False)
    return lacking.select_related("unit", "participation__parent", "participation__kind").order_by(
        "participation__kind__rank", "unit__sort_key", "id"
    )


def beneath(place: Participation) -> Q:
    """The filter «in the place's branch» for cells."""
    return Q(participation__lft__gte=place.lft, participation__lft__lte=place.rgt)


def codes(rows: QuerySet[UnitProgress]) -> list[str]:
    """The frame's codes of the cells' units, in order."""
    return list(rows.order_by(F("participation__code"), "id").values_list("participation__code", flat=True))
