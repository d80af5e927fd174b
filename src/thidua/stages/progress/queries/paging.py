"""One page of the board's list: which units, in which order, and how many there are."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Window
from django.db.models.functions import Coalesce, Rank

from thidua.foundation.accounts.actors import Actor, visible
from thidua.foundation.units.models import UnitBoundary
from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress import standing
from thidua.stages.progress.derived import cells_like
from thidua.stages.progress.lateness import Late
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.moments import Moment
from thidua.stages.progress.queries.groups import Group, members_of
from thidua.stages.progress.queries.places import Asked, Level

# A filtered list is told to hold more than so many: to count on costs more than to show the page.
MOST = 5000
BY_NAME, BY_LIST, LACKING, RANKED = "ten", "danh-muc", "chua-dat", "xep-hang"
SORTS = (BY_NAME, BY_LIST, LACKING, RANKED)


class CountUpTo(Subquery):
    """How many rows there are, counted no further than one past `MOST`."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet[Any, Any]) -> None:
        super().__init__(rows.order_by().values("pk")[: MOST + 1])


@dataclass(frozen=True, slots=True)
class Asking:
    """What the reader wants to see. `level` is a kind of unit; empty means those directly beneath the place.

    `group` is the key of a group: of the level only its members, of no level asked for that of most of them.
    `sort` is one of `SORTS`; empty means as usual: by name directly beneath the place, deeper by the list of units,
    where the areas of one commune stand together (and a nation's page is found without sorting all of them).
    """

    level: str = ""
    state: str = ""
    target: str = ""
    text: str = ""
    sort: str = ""
    page: int = 1
    group: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """The units that may be listed and the cells that filter and order them."""

    units: QuerySet[Participation]
    judged: QuerySet[UnitProgress]
    asked: Asked
    targets: Collection[Target]
    on: Moment
    late: Late

    @property
    def mine(self) -> QuerySet[UnitProgress]:
        """The cells of one of the units in the targets shown."""
        return self._of(self.targets)

    def _of(self, targets: Collection[Target]) -> QuerySet[UnitProgress]:
        """Those in some targets; no other target is named, or an index is led astray."""
        shown = cells_like(self.judged).filter(unit=OuterRef("unit"), target__in=[target.pk for target in targets])
        return standing.with_states(shown, targets, self.asked.dates, on=self.on, late=self.late)

    def in_state(self, state: str) -> QuerySet[UnitProgress]:
        """Those of them in a state."""
        dates = self.asked.dates
        targets = standing.able(self.targets, state, dates, on=self.on.on, late=self.late)
        return standing.in_state_now(self._of(targets), state, targets, dates, on=self.on.on, late=self.late)


def units_of(
    actor: Actor | None, place: Participation, level: Level | None, group: Group | None, on: datetime.date
) -> QuerySet[Participation]:
    """The units of a level beneath a place that the actor sees; without an actor they are known to be seen."""
    if level is None:
        return Participation.objects.none()
    rows: QuerySet[Participation] = Participation.objects.standing().beneath(place).filter(kind=level.key)
    if actor:
        rows = visible(rows, actor)
    if group:
        rows = rows.filter(unit__in=members_of(place.campaign_id, group.key, on))
    return rows


def page_of(of: Listing, asking: Asking, size: int, *, counts: bool = True) -> list[Participation]:
    """One page of the list; with `counts` each row has `total`: how many the whole list has, `MOST` + 1 for all above.

    One row past the page tells that there is another. The rows are found by what orders them, and only then read: of a
    nation's list the rest is never read.
    """
    rows = of.units
    if asking.state:
        rows = rows.filter(Exists(of.in_state(asking.state)))
    told: dict[str, Any] = {"is_outlined": Exists(UnitBoundary.objects.filter(unit=OuterRef("unit")))}
    if counts:
        told["total"] = CountUpTo(rows)
    first = (asking.page - 1) * size
    if asking.sort == RANKED and not (asking.text or asking.state):
        # Among those a filter leaves over a place says nothing.
        ranked = _ranked(rows, of.mine).annotate(**told).select_related("unit", "parent")
        return list(ranked.order_by("standing", "unit__sort_key", "id")[first : first + size + 1])
    order = ["unit__sort_key", "id"]
    if asking.sort == BY_LIST:
        order = ["lft", "id"]
    elif asking.sort == LACKING:
        rows, order = _lacking(rows, of.mine), ["-lacking", *order]
    chosen: QuerySet[Participation] = Participation.objects.filter(
        pk__in=rows.order_by(*order).values("pk")[first : first + size + 1]
    )
    if asking.sort == LACKING:
        chosen = _lacking(chosen, of.mine)
    return list(chosen.annotate(**told).select_related("unit", "parent").order_by(*order))


def _lacking(rows: QuerySet[Participation], mine: QuerySet[UnitProgress]) -> QuerySet[Participation]:
    """The list with how many of each branch have not."""
    lacking = mine.order_by().values("unit").annotate(lacking=Sum(F("units_required") - F("units_met")))
    return rows.annotate(lacking=Coalesce(Subquery(lacking.values("lacking")), 0))


def _ranked(rows: QuerySet[Participation], mine: QuerySet[UnitProgress]) -> QuerySet[Participation]:
    """The list with each one's place in it, by how many targets its branch has met; equals share a place."""
    reached = mine.filter(Q(("needed__lte", F("reached"))), units_required__gt=0)
    number = reached.order_by().values("unit").annotate(number=Count("id")).values("number")
    met: Any = Coalesce(Subquery(number), 0)
    rank: Any = Window(Rank(), order_by=F("targets_met").desc())
    return rows.annotate(targets_met=met).annotate(standing=rank)
