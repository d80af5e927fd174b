"""Where a reader stands: the campaign and the unit's place in its frame, if the reader may see it."""

from __future__ import annotations

import datetime
import functools
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor, visible
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.prepared import NUMBER, OTHER_NUMBER, THIRD_NUMBER, WORD, Prepared
from thidua.foundation.units.models import UnitKind
from thidua.stages.campaigns.amended import as_shown
from thidua.stages.campaigns.models import Campaign, Participation, PlanAmendment, Target
from thidua.stages.progress import measures
from thidua.stages.progress.measures import TargetDates
from thidua.stages.progress.moments import Day, Moment, Reckoning, moment_of


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
    rows = _with_superiors(actor, campaign_key, "id", units)
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
    rows = _with_superiors(actor, campaign_key, "uid", [unit_uid]) if campaign_key else []
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


# The wanted places and everyone above them, by their rows of the standing frame. A step up is two lookups: joined,
# SQLite would read the whole frame of a nation for it.
LINES = """
WITH RECURSIVE line(id, campaign_id, parent_id) AS (
    SELECT place.id, place.campaign_id, place.parent_id
    FROM campaigns_participation place JOIN units_unit unit ON unit.id = place.unit_id
    WHERE place.valid_to IS NULL AND unit.{column} IN ({wanted})
    UNION
    SELECT (
        SELECT place.id FROM campaigns_participation place
        WHERE place.campaign_id = line.campaign_id AND place.unit_id = line.parent_id AND place.valid_to IS NULL
    ), line.campaign_id, (
        SELECT place.parent_id FROM campaigns_participation place
        WHERE place.campaign_id = line.campaign_id AND place.unit_id = line.parent_id AND place.valid_to IS NULL
    )
    FROM line WHERE line.parent_id IS NOT NULL
)
SELECT id FROM line WHERE id IS NOT NULL
"""
CAMPAIGN = "campaign"


def _lines(column: str, **given: Any) -> QuerySet[Participation]:
    wanted = [value for name, value in given.items() if name != CAMPAIGN]
    text = LINES.format(column=column, wanted=", ".join(["%s"] * len(wanted)))
    rows = Participation.objects.standing().filter(pk__in=RawSQL(text, tuple(wanted)))  # noqa: S611  # of two constants
    if CAMPAIGN in given:
        rows = rows.filter(campaign__key=given[CAMPAIGN])
    return rows.select_related("unit__kind", "kind", "campaign").order_by("campaign_id", "lft", "id")


@functools.cache
def _prepared(column: str, count: int, *, in_one: bool) -> Prepared:
    """The query for so many wanted units by a column, of all campaigns or `in_one`."""
    marks: dict[str, Any] = {f"unit_{n}": OTHER_NUMBER - n if column == "id" else f"{WORD}-{n}" for n in range(count)}
    return Prepared(functools.partial(_lines, column), **marks, **({CAMPAIGN: WORD} if in_one else {}))


def _with_superiors(actor: Actor, campaign_key: str, column: str, wanted: Sequence[object]) -> list[Participation]:
    """The wanted places and everyone above them, of whom the actor sees; from the top down."""
    values: dict[str, object] = {f"unit_{n}": value for n, value in enumerate(wanted)}
    if campaign_key:
        values[CAMPAIGN] = campaign_key
    rows: list[Participation] = _prepared(column, len(wanted), in_one=bool(campaign_key)).objects(**values)
    return [row for row in rows if actor.sees(row.unit)]


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


def asked_by(campaign: Campaign, on: Day | None = None) -> Asked:
    """All targets that a campaign asks on a day, today without one, with their days; one statement.

    As the board showed them that evening, what was amended since is undone; one more where anything was. What an
    amendment took out is asked on the days before.
    """
    moment = Moment(clock.today()) if on is None else moment_of(on)
    rows: list[Target] = _TARGETS.objects(campaign=campaign.pk)
    events: measures.Events = {}
    for target in rows:
        target.campaign = campaign
        events |= measures.events_of(target, target)
    then = campaign
    if moment.reckoning == Reckoning.SHOWN and _is_amended_since(rows, moment.ends_at):
        then, rows = as_shown(campaign, rows, moment.ends_at)
    dates = measures.resolved(rows, {campaign.pk: then}, events)
    own = [target for target in rows if target.companion_of_id is None and _is_asked(target, moment.on)]
    asked = {target.pk for target in own}
    beside: dict[str, dict[int, Target]] = {kind: {} for kind in Target.Beside.values}
    for row in rows:
        if row.companion_of_id in asked:
            beside[row.beside][row.companion_of_id] = row
    return Asked(own, beside[Target.Beside.EARLIER], beside[Target.Beside.IN_PLACE], dates)


def _is_asked(target: Target, day: datetime.date) -> bool:
    return target.ended_on is None or day < target.ended_on


def _is_amended_since(rows: Sequence[Target], moment: datetime.datetime) -> bool:
    amended_at = vars(rows[0])["amended_at"] if rows else None
    return amended_at is not None and amended_at >= moment


def _targets(campaign: int) -> QuerySet[Target]:
    """With the campaign's last amendment: whether an evening is to be asked about is known without a statement."""
    of_own_plan = PlanAmendment.objects.filter(plan__campaign=campaign, plan__parent=None).order_by("-number")
    last = Subquery(of_own_plan.values("made_at")[:1])
    rows = Target.objects.filter(campaign=campaign).annotate(amended_at=last)
    return measures.with_event_dates(rows.order_by("position", "id"))


# Every page of progress begins with it.
_TARGETS = Prepared(_targets, campaign=NUMBER)


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
# A place of no campaign's frame, to put into SQL once what is asked of any.
ANY_PLACE = Participation(campaign_id=NUMBER, lft=OTHER_NUMBER, rgt=THIRD_NUMBER)


def counted_levels(place: Participation) -> QuerySet[UnitKind, tuple[Any, ...]]:
    """Every kind of unit with how many of it stand in the place's branch, None for none: counted in an index alone."""
    of_kind = Participation.objects.standing().beneath(place).filter(kind=OuterRef("pk")).order_by()
    count = of_kind.values("kind").annotate(count=Count("id")).values("count")
    return UnitKind.objects.order_by().values_list(*LEVEL_COLUMNS).annotate(count=Subquery(count))


_LEVELS = Prepared(
    lambda campaign, low, high: counted_levels(ANY_PLACE), campaign=NUMBER, low=OTHER_NUMBER, high=THIRD_NUMBER
)
# A branch of more units is counted once for each state of the frames: a nation's takes as long as the rest of a page.
VAST = 20_000


def level_rows(place: Participation) -> list[tuple[Any, ...]]:
    """`counted_levels` of a place; one statement, of a vast branch one more the first time after its frame changed."""
    branch = {"campaign": place.campaign_id, "low": place.lft, "high": place.rgt}
    if not is_vast(place):
        return _LEVELS.rows(**branch)
    kinds = _KINDS.rows(campaign=place.campaign_id)
    counts = _counts(**branch, state=kinds[0][-2:]) if kinds else {}
    return [(*kind, counts.get(kind[0])) for *kind, _newest, _ended in kinds]


def is_vast(place: Participation) -> bool:
    """Whether counting the place's branch takes as long as the rest of a page."""
    return place.rgt - place.lft > VAST


@functools.lru_cache(maxsize=256)
def _counts(campaign: int, low: int, high: int, state: tuple[int, int]) -> dict[str, int]:
    """How many of each kind stand in a branch at a state of the frames."""
    return {key: count for key, *_words, count in _LEVELS.rows(campaign=campaign, low=low, high=high)}


def _kinds(campaign: int) -> QuerySet[UnitKind, tuple[Any, ...]]:
    """The kinds, and what changes with every step of the frame: its newest row, how many of its rows have ended."""
    every = Participation.objects.order_by("-pk").values("pk")[:1]
    ended = Participation.objects.filter(campaign=campaign, valid_to__isnull=False).order_by()
    number = ended.values("campaign").annotate(number=Count("id")).values("number")
    told = UnitKind.objects.order_by().values_list(*LEVEL_COLUMNS)
    return told.annotate(newest=Subquery(every), ended=Subquery(number))


_KINDS = Prepared(_kinds, campaign=NUMBER)


def levels_beneath(place: Participation) -> list[Level]:
    """The kinds of unit in the place's branch, from the top down; see `level_rows`."""
    return sorted((Level.of(row) for row in level_rows(place) if row[-1]), key=lambda level: level.order)
