"""Who will not be there in time: the cells which at the pace of the last thirty days miss their due date."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    Count,
    DateField,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import search
from thidua.foundation.units.models import UnitKind, within
from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress.derived import column
from thidua.stages.progress.forecast import HUNDREDTHS, PACE_DAYS, Pace, counted_from, days_left, is_forecast
from thidua.stages.progress.judging import PERCENT
from thidua.stages.progress.models import UnitProgress, UnitProgressDay
from thidua.stages.progress.moments import Day, Moment, Reckoning, moment_of
from thidua.stages.progress.queries import cells
from thidua.stages.progress.queries.board import chosen_level
from thidua.stages.progress.queries.cells import Cell
from thidua.stages.progress.queries.groups import Group, Lists, lists_beneath, members_of
from thidua.stages.progress.queries.missing import beneath
from thidua.stages.progress.queries.places import Asked, Level, asked_by
from thidua.stages.progress.reading import rows_at
from thidua.stages.progress.standing import State
from thidua.stages.progress.way_by_date import cells_then_and_now

PAGE = 50
PACE = datetime.timedelta(days=PACE_DAYS)


@dataclass(frozen=True, slots=True)
class AtRisk:
    """One page of the list; `unclear` counts the cells of which nothing can be said yet."""

    asked: Asked
    levels: list[Level]
    level: Level | None
    groups: list[Group]
    rows: Sequence[UnitProgress]
    count: int
    unclear: int
    number: int
    size: int = PAGE


def at_risk(
    *,
    actor: Actor,
    place: Participation,
    on: Day,
    level: str = "",
    code: str = "",
    group: str = "",
    text: str = "",
    number: int = 1,
) -> AtRisk:
    """One page of what a place (see `places`) will miss at this pace; five statements; `Missing` for a target."""
    asked, lists = asked_by(place.campaign, on), lists_beneath(place, moment_of(on).on)
    chosen, of_group = level_of(lists, place, level, group), lists.group(group)
    of = asked.only(asked.target(code)) if code else asked
    rows = open_cells(actor=actor, asked=of, place=place, level=chosen, on=on, text=text, group=of_group)
    late = rows.filter(is_late)
    counted = rows.order_by().aggregate(late=Count("id", filter=is_late), unclear=Count("id", filter=is_unclear))
    count, unclear = counted["late"], counted["unclear"]
    number = min(number, max(1, -(-count // PAGE)))
    found = with_cells(list(late[(number - 1) * PAGE : number * PAGE]))
    below = [each for each in lists.levels if each.rank > place.kind.rank]
    return AtRisk(asked, below, chosen, lists.groups, found, count, unclear, number)


def level_of(lists: Lists, place: Participation, level: str, group: str) -> Level | None:
    """The level listed: the one asked for, that of most members of a group, or the first. Raises `Missing`."""
    of_group = lists.group(group)
    return chosen_level(lists.levels, level or (of_group.kind if of_group else ""), place)


# Misses its due date at the pace of the last days; cannot be told of.
is_late = Q(in_steps__lt=F("goal") * PACE_DAYS)
is_unclear = Q(("then__isnull", True))


def open_cells(
    *,
    actor: Actor,
    asked: Asked,
    place: Participation,
    level: Level | None,
    on: Day,
    text: str = "",
    group: Group | None = None,
) -> QuerySet[UnitProgress]:
    """The cells not met yet whose time still runs, each with its pace; the most urgent first.

    Those of the units of a level, and what the place is asked itself. Of a unit asked alone its quantity is told, of a
    branch how many of its units have met. The earliest due date comes first, of one day who will be furthest off.
    Of another day than today the cells and their pace are those of that moment.
    """
    moment = moment_of(on)
    on = moment.on
    targets = [row for row in asked.targets if is_forecast(row, asked.dates[row.pk], on)]
    source = _source(targets, asked, place, moment)
    rows = source.filter(
        # The units by themselves too: from them SQLite finds the cells of a level without walking those of all levels.
        Q(unit__in=_units(place, level)),
        _listed(place, level),
        within("unit", actor.intervals),
        target__in=[row.pk for row in targets],
    ).annotate(is_alone=_is_alone(place))
    if group:
        rows = rows.filter(unit__in=members_of(place.campaign_id, group.key, on))
    if text:
        rows = search.match(rows, text, column="unit__folded")
    columns: dict[str, Any] = {
        "have": _hundredths(alone=_amount(targets), branch=F("units_met") * HUNDREDTHS),
        "goal": _hundredths(alone=_minimum(targets), branch=F("units_required") * _shares(targets)),
        "then": _then(targets, asked, source, moment),
        "left": _by_target(targets, lambda row: days_left(_due(asked, row), on), IntegerField()),
        "due": _by_target(targets, lambda row: _due(asked, row), DateField()),
        "branch_state": Case(When(units_known=0, then=Value(State.UNREPORTED.value)), default=Value(State.OPEN.value)),
        "unit_state": Case(When(known=False, then=Value(State.UNREPORTED.value)), default=Value(State.OPEN.value)),
        "exemption": Value(""),
    }
    counted = rows.annotate(**columns)
    in_steps: Any = F("have") * PACE_DAYS + (F("have") - F("then")) * F("left")
    paced = counted.filter(Q(("goal__gt", F("have")))).annotate(in_steps=in_steps, part=in_steps / F("goal"))
    related = ("target", "unit", "participation__parent", "participation__kind")
    return paced.select_related(*related).order_by("left", "part", "unit__sort_key", "target__position", "id")


def with_cells(rows: Sequence[UnitProgress]) -> Sequence[UnitProgress]:
    """The rows with their cell as the board words it, and their pace; one statement."""
    words = dict(UnitKind.objects.order_by("rank", "key").values_list("key", "short_label"))
    asked = Asked([], {}, {}, {})
    for row in rows:
        row.cell = _cell(asked, row, words)  # type: ignore[attr-defined]
        row.pace = Pace(row.have, row.then, row.goal, row.left)  # type: ignore[attr-defined]
    return rows


def _cell(asked: Asked, row: Any, words: dict[str, str]) -> Cell | None:
    only = {row.target_id: row}
    if row.is_alone and row.units_required != 1:
        return cells.own_cell(asked, row.target, only)
    return cells.branch_cell(asked, row.target, only, words)


def _listed(place: Participation, level: Level | None) -> Q:
    own = Q(unit=place.unit_id, applies=True)
    return own | (beneath(place) & Q(participation__kind=level.key, units_required__gt=0)) if level else own


def _units(place: Participation, level: Level | None) -> Any:
    """Whoever has stood in the place's branch on the level, and the place itself."""
    wanted = Q(pk=place.pk) | Q(kind=level.key) if level else Q(pk=place.pk)
    return Participation.objects.beneath(place).filter(wanted).order_by().values("unit")


def _is_alone(place: Participation) -> ExpressionWrapper:
    alone = Q(applies=True) & (Q(units_required=1) | Q(unit=place.unit_id))
    return ExpressionWrapper(alone, output_field=BooleanField())


def _due(asked: Asked, target: Target) -> datetime.date:
    due = asked.dates[target.pk].due
    assert due is not None, target
    return due


def _hundredths(*, alone: Any, branch: Any) -> Case:
    return Case(When(is_alone=True, then=alone), default=branch, output_field=BigIntegerField())


def _ids(targets: list[Target], *, chosen: Callable[[Target], bool]) -> list[int]:
    return [row.pk for row in targets if chosen(row)]


def _amount(targets: list[Target]) -> Case:
    """What the unit has, as each target reads it."""
    subtree = _ids(targets, chosen=lambda row: row.reading == Target.Reading.SUBTREE)
    return Case(
        When(target_id__in=subtree, then=F("subtree") * HUNDREDTHS),
        default=F("own") * HUNDREDTHS,
        output_field=BigIntegerField(),
    )


def _minimum(targets: list[Target]) -> Case:
    """What it must have: of a percentage so many hundredths of the whole."""
    percents = [row for row in targets if row.measure_unit == PERCENT]
    subtree = _ids(percents, chosen=lambda row: row.reading == Target.Reading.SUBTREE)
    own = _ids(percents, chosen=lambda row: row.reading == Target.Reading.OWN)
    return Case(
        When(target_id__in=subtree, then=F("minimum") * F("subtree_denominator")),
        When(target_id__in=own, then=F("minimum") * F("own_denominator")),
        default=F("minimum") * HUNDREDTHS,
        output_field=BigIntegerField(),
    )


def _shares(targets: list[Target]) -> Case | Value:
    whens = [When(target_id=row.pk, then=Value(row.share)) for row in targets if row.share is not None]
    return Case(*whens, default=Value(HUNDREDTHS), output_field=IntegerField()) if whens else Value(HUNDREDTHS)


def _by_target(targets: list[Target], value: Callable[[Target], Any], kind: Any) -> Case | Value:
    whens = [When(target_id=row.pk, then=Value(value(row), output_field=kind)) for row in targets]
    return Case(*whens, output_field=kind) if whens else Value(None, output_field=kind)


def _source(targets: list[Target], asked: Asked, place: Participation, moment: Moment) -> QuerySet[UnitProgress]:
    if moment.reckoning != Reckoning.DONE:
        return rows_at(moment)
    return cells_then_and_now(targets, asked.dates, place=place, on=moment.on, before=moment.on - PACE)


def _then(targets: list[Target], asked: Asked, source: QuerySet[UnitProgress], moment: Moment) -> Case:
    """The same thirty days ago; null where nothing is known of then."""
    if moment.reckoning == Reckoning.DONE:
        return _done_by_then(targets, asked, source, moment.on - PACE)
    days = UnitProgressDay.objects.filter(
        target=OuterRef("target"), unit=OuterRef("unit"), day__lte=moment.on - PACE
    ).order_by("-day")
    alone = Subquery(days.annotate(amount=_amount(targets)).values("amount")[:1])
    branch = Subquery(days.annotate(amount=F("units_met") * HUNDREDTHS).values("amount")[:1])
    return _hundredths(alone=alone, branch=branch)


def _done_by_then(targets: list[Target], asked: Asked, source: QuerySet[UnitProgress], before: datetime.date) -> Case:
    """What was done by then, of targets of which anything could count by then."""
    counted = [row for row in targets if counted_from(row, asked.dates[row.pk]) <= before]

    def then(name: str) -> Any:
        amount: Any = Coalesce(column(source, f"then_{name}"), F(name))
        return amount * HUNDREDTHS

    subtree = _ids(counted, chosen=lambda row: row.reading == Target.Reading.SUBTREE)
    own = _ids(counted, chosen=lambda row: row.reading == Target.Reading.OWN)
    return Case(
        When(is_alone=True, target_id__in=subtree, then=then("subtree")),
        When(is_alone=True, target_id__in=own, then=then("own")),
        When(is_alone=False, target_id__in=subtree + own, then=then("units_met")),
        output_field=BigIntegerField(),
    )
