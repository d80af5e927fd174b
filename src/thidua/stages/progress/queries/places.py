"""Where a reader stands: the campaign and the unit's place in its frame, if the reader may see it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor, visible
from thidua.foundation.core.errors import Missing
from thidua.foundation.units.models import Unit, UnitKind
from thidua.stages.campaigns.models import Campaign, Participation, Target
from thidua.stages.progress import measures
from thidua.stages.progress.measures import TargetDates


def campaigns_of(actor: Actor) -> list[Campaign]:
    """The campaigns in which somebody the actor sees takes part, the newest first."""
    seen = visible(Participation.objects.standing(), actor).values("campaign_id")
    return list(Campaign.objects.filter(id__in=seen).order_by("-starts_on", "-id"))


@dataclass(frozen=True, slots=True)
class Standpoint:
    """A place with its superiors that the reader sees, from the top down."""

    place: Participation
    way: list[Participation]


def home_place(actor: Actor, campaign_key: str = "") -> Participation:
    """The place the actor works for, see `home`."""
    return home(actor, campaign_key).place


def home(actor: Actor, campaign_key: str = "") -> Standpoint:
    """Where the actor works in the frame: its unit, or the committee it is a department of; one statement.

    In the campaign named, or the newest the unit takes part in. Raises `Missing` for an unknown campaign or a unit
    that takes no part.
    """
    served = (unit for post in actor.posts for unit in (post.parent_id if _serves(post.kind) else None, post.unit_id))
    units = [unit for unit in served if unit]
    if not units:
        raise Missing(_("Đơn vị của bạn không tham gia đợt thi đua này."))
    rows = _with_superiors(actor, campaign_key, f"unit.id IN ({', '.join(['%s'] * len(units))})", units)
    mine = [row for row in rows if row.unit_id in units]
    if not mine:
        raise Missing(_("Đơn vị của bạn không tham gia đợt thi đua này."))
    newest = max(mine, key=lambda row: (row.campaign.starts_on, row.campaign_id)).campaign_id
    place = min((row for row in mine if row.campaign_id == newest), key=lambda row: units.index(row.unit_id))
    return _standpoint(place, rows)


def place_of(actor: Actor, campaign_key: str, unit_uid: uuid.UUID) -> Participation:
    """A unit's place in a campaign's frame, see `standpoint`."""
    return standpoint(actor, campaign_key, unit_uid).place


def standpoint(actor: Actor, campaign_key: str, unit_uid: uuid.UUID) -> Standpoint:
    """A unit's place in a campaign's frame; one statement. Raises `Missing` alike for unknown and unseen ones."""
    uid = Unit._meta.get_field("uid").get_db_prep_value(unit_uid, connection)
    rows = _with_superiors(actor, campaign_key, "unit.uid = %s", [uid]) if campaign_key else []
    for row in rows:
        if row.unit.uid == unit_uid:
            return _standpoint(row, rows)
    raise Missing(_("Không có đơn vị này trong đợt thi đua, hoặc bạn không xem được đơn vị này."))


def _standpoint(place: Participation, rows: list[Participation]) -> Standpoint:
    above = [
        row
        for row in rows
        if row.campaign_id == place.campaign_id and row.lft < place.lft and row.rgt >= place.rgt and row.pk != place.pk
    ]
    return Standpoint(place, above)


def _serves(kind: str) -> bool:
    """A department's officers work for the committee they are part of."""
    return kind.endswith("department")


# The wanted places and everyone above them, by their rows of the standing frame.
LINES = """
WITH RECURSIVE line(id, campaign_id, parent_id) AS (
    SELECT place.id, place.campaign_id, place.parent_id
    FROM campaigns_participation place JOIN units_unit unit ON unit.id = place.unit_id
    WHERE place.valid_to IS NULL AND {wanted}
    UNION
    SELECT place.id, place.campaign_id, place.parent_id
    FROM line JOIN campaigns_participation place
        ON place.campaign_id = line.campaign_id AND place.unit_id = line.parent_id AND place.valid_to IS NULL
)
SELECT id FROM line
"""


def _with_superiors(actor: Actor, campaign_key: str, wanted: str, given: Sequence[object]) -> list[Participation]:
    """The wanted places and everyone above them, of whom the actor sees; from the top down."""
    lines = RawSQL(LINES.format(wanted=wanted), tuple(given))  # noqa: S611  # the condition is one of two constants
    rows = visible(Participation.objects.standing(), actor).filter(pk__in=lines)
    if campaign_key:
        rows = rows.filter(campaign__key=campaign_key)
    return list(rows.select_related("unit__kind", "kind", "campaign").order_by("campaign_id", "lft", "id"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A campaign's targets in the plan's order with their days; companions stand beside the target they belong to."""

    targets: list[Target]
    # By the target they belong to: the same at an earlier state, and what everybody did there.
    companions: dict[int, Target]
    in_place: dict[int, Target]
    dates: dict[int, TargetDates]

    @property
    def all(self) -> list[Target]:
        return [*self.targets, *self.companions.values(), *self.in_place.values()]

    def only(self, target: Target) -> Asked:
        """One target with its companions."""

        def of(found: dict[int, Target]) -> dict[int, Target]:
            return {pk: row for pk, row in found.items() if pk == target.pk}

        return Asked([target], of(self.companions), of(self.in_place), self.dates)

    def target(self, code: str) -> Target:
        """The target of a code. Raises `Missing`."""
        for target in self.targets:
            if target.code == code:
                return target
        raise Missing(_("Đợt thi đua này không có chỉ tiêu «%(code)s».") % {"code": code})


def asked_by(campaign: Campaign) -> Asked:
    """All targets of a campaign with their days; one statement."""
    rows = list(measures.with_event_dates(campaign.targets.order_by("position", "id")))
    events: measures.Events = {}
    for target in rows:
        target.campaign = campaign
        events |= measures.events_of(target, target)
    dates = measures.resolved(rows, {campaign.pk: campaign}, events)
    own = [target for target in rows if target.companion_of_id is None]
    beside: dict[str, dict[int, Target]] = {kind: {} for kind in Target.Beside.values}
    for row in rows:
        if row.companion_of_id is not None:
            beside[row.beside][row.companion_of_id] = row
    return Asked(own, beside[Target.Beside.EARLIER], beside[Target.Beside.IN_PLACE], dates)


@dataclass(frozen=True, slots=True)
class Level:
    """One kind of unit beneath a place, and how many there are."""

    key: str
    label: str
    short_label: str
    count: int
    rank: int
    is_committee: bool
    is_area: bool

    @property
    def order(self) -> tuple[int, bool, bool, str]:
        """From the top down; of one rank committees first, then areas, then what else there is."""
        return self.rank, not self.is_committee, not self.is_area, self.key

    @classmethod
    def of(cls, row: Sequence[Any]) -> Level:
        """The level of a row of `LEVEL_COLUMNS` and a count."""
        key, label, short, rank, is_committee, is_area, count = row
        return cls(key, label, short, count, rank, bool(is_committee), bool(is_area))


LEVEL_COLUMNS = ("key", "label", "short_label", "rank", "is_committee", "is_area")


def counted_levels(place: Participation) -> QuerySet[UnitKind, tuple[Any, ...]]:
    """Every kind of unit with how many of it stand in the place's branch, None for none: counted in an index alone."""
    of_kind = Participation.objects.standing().beneath(place).filter(kind=OuterRef("pk")).order_by()
    count = of_kind.values("kind").annotate(count=Count("id")).values("count")
    return UnitKind.objects.order_by().values_list(*LEVEL_COLUMNS).annotate(count=Subquery(count))


def levels_beneath(place: Participation) -> list[Level]:
    """The kinds of unit in the place's branch, from the top down; one statement."""
    return sorted((Level.of(row) for row in counted_levels(place) if row[-1]), key=lambda level: level.order)
