"""How far a lead unit reaches: which places its works may serve, who may join, who may mobilise for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from thidua.foundation.core import clock, keys
from thidua.foundation.core.prepared import NUMBER, OTHER_NUMBER, Prepared
from thidua.foundation.units.models import Interval, Unit, UnitKind, UnitLink
from thidua.stages.works.models import WorkPartner, WorkPlace


@dataclass(frozen=True, slots=True)
class Reach:
    """The branches of the tree that a lead unit's works may name."""

    unit: Unit
    # Where its works may lie; where the areas that join it may lie; the one tree all of it stands in.
    places: tuple[Interval, ...]
    joining: tuple[Interval, ...]
    root: Interval
    # In a system that has neither committees nor areas (schools, an association) every body is a place of its own.
    bodies_are_places: bool = False

    def serves(self, unit: Unit) -> bool:
        """A committee's or board's place inside the lead's own branch."""
        is_place = unit.kind.is_area or unit.kind.is_committee or self.bodies_are_places
        return is_place and unit.is_inside(self.places)

    def joins(self, unit: Unit) -> bool:
        """Any body of the same tree; of the areas only those around: they are credited with what they join."""
        return unit.is_inside(self.joining if unit.kind.is_area else (self.root,))

    def mobilises(self, unit: Unit) -> bool:
        """The lead, what lies in its reach, and the bodies above it."""
        above = unit.lft <= self.unit.lft and self.unit.rgt <= unit.rgt
        return above or unit.is_inside(self.places)


def reach_of(unit: Unit) -> Reach:
    """How far a unit reaches today: its branch; a department's whole committee; an organization's linked committee."""
    own: list[Interval] = [(unit.lft, unit.rgt)]
    bodies_are_places = False
    if unit.kind_id.endswith("department") and unit.parent is not None:
        own.append((unit.parent.lft, unit.parent.rgt))
    elif not unit.kind.is_committee and not unit.kind.is_area:
        links = UnitLink.objects.on(clock.today()).filter(unit=unit).select_related("to").order_by("id")
        own += [(link.to.lft, link.to.rgt) for link in links]
        bodies_are_places = len(own) == 1 and not _has_places(unit.kind.system)
    joining = list(own)
    if unit.kind.is_area and unit.parent is not None:
        joining.append((unit.parent.lft, unit.parent.rgt))
    around = _AROUND.rows(lft=unit.lft, rgt=unit.rgt)
    root: Interval = around[0] if around else (unit.lft, unit.rgt)
    return Reach(unit, tuple(own), tuple(joining), root, bodies_are_places)


def units_beside(model: type[WorkPlace] | type[WorkPartner], works: Sequence[int]) -> dict[int, list[int]]:
    """The places or the partners of works, both by id, in the order they were named."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = model.objects.filter(work_id__in=keys.among(works)).order_by("id")
    for work_id, unit_id in rows.values_list("work_id", "unit_id"):
        found[work_id].append(unit_id)
    return found


def _around(lft: int, rgt: int) -> QuerySet[Unit, tuple[int, int]]:
    """The outermost unit first."""
    return Unit.objects.filter(lft__lte=lft, rgt__gte=rgt).order_by("lft").values_list("lft", "rgt")[:1]


_AROUND = Prepared(_around, lft=NUMBER, rgt=OTHER_NUMBER)


def _has_places(system: str) -> bool:
    """Whether some kind of the system stands in a place: a committee or an area."""
    return UnitKind.objects.filter(Q(is_committee=True) | Q(is_area=True), system=system).exists()
