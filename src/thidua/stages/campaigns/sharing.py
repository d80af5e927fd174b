"""A total shared out as its owner reads it: every unit that could share, what it was given, what it took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor, visible
from thidua.foundation.core import search
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.vietnamese import fold
from thidua.foundation.units.models import Unit, UnitKind
from thidua.stages.campaigns.models import Exemption, Participation, Target, TargetMinimum


@dataclass(frozen=True, slots=True)
class Sharer:
    """One unit the target asks: `row` is its own number, if it has one; `by` is whose total is read."""

    place: Participation
    row: TargetMinimum | None
    exemption: str
    by: Unit
    common: int | None

    @property
    def unit(self) -> Unit:
        return self.place.unit

    @property
    def share(self) -> int | None:
        """What it was given of this total."""
        return self.row.share if self.row and self.row.allocated_by_id == self.by.pk else None

    @property
    def elsewhere(self) -> Unit | None:
        """Whose total it shares, where that is another one."""
        giver = self.row.allocated_by if self.row else None
        return giver if giver and giver.pk != self.by.pk else None

    @property
    def taken(self) -> int | None:
        """What is asked of it: its own number, or everybody's; None where that is all that was assigned to it."""
        return self.row.minimum if self.row else self.common

    @property
    def more(self) -> int:
        """How much it took beyond its share."""
        return self.row.minimum - self.share if self.row and self.share is not None else 0


@dataclass(frozen=True, slots=True)
class Sharing:
    """The total of a place in a target. `lack` is what nobody has taken yet."""

    target: Target
    place: Participation
    kinds: list[UnitKind]
    kind: UnitKind | None
    total: int | None
    source: str
    rows: Sequence[Sharer]
    count: int
    shared: int
    sharers: int
    given: int
    taken: int

    @property
    def lack(self) -> int:
        return max(0, (self.total or 0) - self.taken)


def sharing(
    actor: Actor, target: Target, place: Participation, *, kind: str = "", most: int, first: int = 0
) -> Sharing:
    """The units of one kind beneath a place that a target asks and the actor sees, at most so many from the first on.

    Of no kind named that of those who share already, else the highest asked. Six statements.
    """
    rows = TargetMinimum.objects.filter(target=target)
    own = rows.filter(unit=place.unit_id).first()
    mine = {row.unit_id: row for row in rows.filter(allocated_by=place.unit_id).order_by("id")}
    beneath = asked_beneath(actor, target, place)
    kinds = list(UnitKind.objects.filter(pk__in=beneath.order_by().values("kind")).order_by("rank", "key"))
    chosen = next((row for row in kinds if row.key == kind), None) or _usual(kinds, mine, beneath)
    listed = beneath.filter(kind=chosen)
    freed = dict(Exemption.objects.in_force().filter(target=target).order_by("id").values_list("unit_id", "document"))
    sharing_now = [row for unit, row in mine.items() if unit not in freed]
    return Sharing(
        target=target,
        place=place,
        kinds=kinds,
        kind=chosen,
        total=own.minimum if own else None,
        source=own.source if own else "",
        rows=sharers(target, place.unit, list(listed[first : first + most]), freed),
        count=listed.count(),
        shared=len(mine),
        sharers=len(sharing_now),
        given=sum(row.share or 0 for row in sharing_now),
        taken=sum(row.minimum for row in sharing_now),
    )


def asked_beneath(
    actor: Actor, target: Target, place: Participation, *, itself: bool = False
) -> QuerySet[Participation]:
    """The units beneath a place that a target asks and the actor sees, in the frame's order; `itself` too if wanted."""
    rows = Participation.objects.standing().beneath(place).filter(kind__in=target.unit_kinds)
    return (
        visible(rows if itself else rows.exclude(pk=place.pk), actor)
        .select_related("unit", "kind", "parent")
        .order_by("lft", "id")
    )


def unit_called(text: str, places: QuerySet[Participation]) -> Unit:
    """The one unit of a code or a name. Raises `Invalid` (`unit`) where there is none, or several of the name."""
    wanted = fold(text)
    of_code = list(places.filter(code=text.strip())[:2]) if text.isprintable() else []
    found = of_code or [
        place
        for place in search.match(places, text, column="unit__folded")
        if wanted in {fold(place.unit.name), fold(place.unit.short_name)}
    ]
    if len(found) == 1:
        return found[0].unit
    if found:
        names = ", ".join(f"{row.code} ({row.parent.short_name if row.parent else row.unit.name})" for row in found[:5])
        raise Invalid({"unit": _("Có nhiều đơn vị tên như vậy. Xin ghi mã đơn vị: %(codes)s.") % {"codes": names}})
    raise Invalid({"unit": _("Không có đơn vị nào được giao chỉ tiêu này mang tên hoặc mã như vậy.")})


def sharers(target: Target, by: Unit, places: Sequence[Participation], freed: dict[int, str]) -> list[Sharer]:
    """The places with what each was given and took; one statement."""
    found = TargetMinimum.objects.filter(target=target, unit__in=[place.unit_id for place in places])
    rows = {row.unit_id: row for row in found.select_related("allocated_by").order_by("id")}
    return [
        Sharer(place, rows.get(place.unit_id), freed.get(place.unit_id, ""), by, target.minimum) for place in places
    ]


def _usual(kinds: list[UnitKind], mine: dict[int, TargetMinimum], beneath: QuerySet[Participation]) -> UnitKind | None:
    some = next(iter(mine), None)
    standing = beneath.filter(unit=some).order_by("id").values_list("kind", flat=True).first() if some else None
    return next((row for row in kinds if row.pk == standing), next(iter(kinds), None))
