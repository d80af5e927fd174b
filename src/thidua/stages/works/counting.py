"""Which targets a work counts in, or will once it is verified, and for whom: told on its page before anybody asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Participation, Target, WorkKind
from thidua.stages.works.measures import MEASURE, occasions_asked
from thidua.stages.works.models import Work


@dataclass(frozen=True, slots=True)
class Prospect:
    """A target and the units it credits the work to."""

    target: Target
    units: tuple[Unit, ...]


def prospects(work: Work) -> list[Prospect]:
    """The targets of the work's campaigns that mean it, whatever its state, with whom they credit; five statements."""
    asking = Target.objects.filter(campaign__works=work, measure=MEASURE, companion_of=None, ended_on=None)
    rows = asking.order_by("campaign_id", "position", "id")
    places = [row.unit for row in work.places.select_related("unit__kind", "unit__parent").order_by("unit__lft", "id")]
    partners = [
        row.unit for row in work.partners.select_related("unit__kind", "unit__parent").order_by("unit__lft", "id")
    ]
    occasions = set(work.occasions.order_by("id").values_list("campaign_id", "key"))
    named = {unit.pk: unit for unit in [work.unit, work.mobiliser, *places, *partners]}
    frame = Participation.objects.filter(campaign__works=work, unit__in=named).order_by("id")
    kinds = {(row.campaign_id, row.unit_id): row.kind_id for row in frame}
    found = []
    for target in rows:
        welcomed = all((target.campaign_id, key) in occasions for key in occasions_asked(target.measure_params))
        if not welcomed or not means(target.measure_params, work.kind):
            continue
        given = {"lead_mobiliser": [work.mobiliser], "place": places}.get(target.credited_to, [work.unit])
        credited = dict.fromkeys([*given, *(partners if target.partners_count else [])])
        units = tuple(unit for unit in credited if may_credit(target, kinds.get((target.campaign_id, unit.pk))))
        if units:
            found.append(Prospect(target, units))
    return found


def may_credit(target: Target, kind: str | None) -> bool:
    """Whether a unit of this kind in the frame (None: it takes no part) is credited: as `measures` has it."""
    return kind is not None and (target.reading == Target.Reading.SUBTREE or kind in target.unit_kinds)


def means(params: Mapping[str, Any], kind: WorkKind) -> bool:
    """Whether a measure's parameters mean works of this kind: `measures.matching` for one kind at hand."""
    if "kinds" in params and kind.key not in params["kinds"]:
        return False
    if "groups" in params and kind.group not in params["groups"]:
        return False
    if "daily_life" in params and kind.serves_daily_life != params["daily_life"]:
        return False
    choices = params.get("any")
    return not choices or any(means(choice, kind) for choice in choices)
