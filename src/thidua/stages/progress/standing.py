"""Where a unit stands in a target on a day: one of the seven states, or not asked. Judged at reading, never stored.

The states are worked out by the database, so that a page, its filter, its counts and its exports cannot differ. A due
date is exclusive; while an event has no date nothing that hangs on it is late.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When

from thidua.stages.campaigns.models import Exemption, Target
from thidua.stages.progress.lateness import Late
from thidua.stages.progress.measures import TargetDates
from thidua.stages.progress.models import UnitProgress


class State(StrEnum):
    """The seven states, and «không giao»."""

    MET = "met"
    MET_LATE = "met_late"
    OPEN = "open"
    MISSED = "missed"
    NOT_DUE = "not_due"
    UNREPORTED = "unreported"
    EXEMPT = "exempt"
    NOT_ASSIGNED = "not_assigned"


def with_states(
    rows: QuerySet[UnitProgress],
    targets: Collection[Target],
    dates: dict[int, TargetDates],
    *,
    on: datetime.date,
    late: Late,
) -> QuerySet[UnitProgress]:
    """The cells with two states: `unit_state`, the unit itself whatever lies beneath it, and `branch_state`.

    A branch has met a target when enough of its asked units have (the target's share, all without one); it has met it
    late when without those who met late it would not have. Where nobody is asked it is «không giao», never met.
    """
    exempt = Exists(Exemption.objects.filter(target=OuterRef("target"), unit=OuterRef("unit")))
    counted = rows.annotate(
        is_exempt=exempt,
        behind=_behind(late),
        needed=F("units_required") * _share(targets),
        reached=F("units_met") * 100,
    ).annotate(reached_in_time=F("reached") - F("behind") * 100)
    states: dict[str, Any] = {
        "unit_state": _first(
            (Q(applies=False, is_exempt=True), State.EXEMPT),
            (Q(applies=False), State.NOT_ASSIGNED),
            (_stands_in(late.units) & Q(met=True), State.MET_LATE),
            (Q(met=True), State.MET),
            *_not_yet(targets, dates, on),
            (Q(known=False), State.UNREPORTED),
            (_stands_in(late.overdue), State.MISSED),
            *_past_due(targets, dates, on),
        ),
        "branch_state": _first(
            (Q(units_required=0, is_exempt=True), State.EXEMPT),
            (Q(units_required=0), State.NOT_ASSIGNED),
            (Q(needed__lte=F("reached_in_time")), State.MET),
            (Q(needed__lte=F("reached")), State.MET_LATE),
            *_not_yet(targets, dates, on),
            (Q(units_known=0), State.UNREPORTED),
            (_stands_in(late.overdue_above), State.MISSED),
            *_past_due(targets, dates, on),
        ),
    }
    return counted.annotate(**states)


def in_state(rows: QuerySet[UnitProgress], state: str) -> QuerySet[UnitProgress]:
    """Of cells with states, those whose branch stands in one."""
    return rows.filter(Q(("branch_state", state)))


def able(
    targets: Collection[Target], state: str, dates: dict[int, TargetDates], *, on: datetime.date, late: Late
) -> list[Target]:
    """The targets whose branches can be in the state on the day at all."""
    if late.touches(targets) or state not in _UNMET:
        return list(targets)
    return [
        target
        for target in targets
        if state in {unmet_state(dates[target.pk], on, is_known=is_known) for is_known in (True, False)}
    ]


def in_state_now(
    rows: QuerySet[UnitProgress],
    state: str,
    targets: Collection[Target],
    dates: dict[int, TargetDates],
    *,
    on: datetime.date,
    late: Late,
) -> QuerySet[UnitProgress]:
    """The same in conditions an index can follow, where nobody is late; `targets` are those of the rows, all `able`.

    Asked of each unit of a nation it takes a tenth of the time.
    """
    if late.touches(targets) or state not in _UNMET | {State.MET}:
        return in_state(rows, state)
    if state == State.MET:
        return rows.filter(Q(("needed__lte", F("reached"))), units_required__gt=0)
    chosen = Q(pk__in=[])
    for is_known, told in ((True, Q(units_known__gt=0)), (False, Q(units_known=0))):
        of = [target.pk for target in targets if unmet_state(dates[target.pk], on, is_known=is_known) == state]
        # The rows are of these targets: naming them again makes a database expect far too few.
        named = Q() if len(of) == len(targets) else Q(target_id__in=of)
        chosen |= Q(told) & named if of else Q(pk__in=[])
    return rows.filter(chosen, Q(("needed__gt", F("reached"))), units_required__gt=0)


def unmet_state(dates: TargetDates, on: datetime.date, *, is_known: bool) -> State:
    """The state of who is asked and has not met, where each assigned thing has no day of its own."""
    if _is_early(dates, on):
        return State.NOT_DUE
    if not is_known:
        return State.UNREPORTED
    return State.MISSED if _is_over(dates, on) else State.OPEN


def count_by_state(rows: QuerySet[UnitProgress]) -> dict[str, int]:
    """How many of the cells stand in each state."""
    column: Any = "branch_state"
    return dict(rows.order_by().values_list(column).annotate(number=Count("id")))


Rule = tuple[Q, State]
_UNMET = frozenset({State.NOT_DUE, State.UNREPORTED, State.MISSED, State.OPEN})


def _first(*rules: Rule) -> Case:
    """The state of the first rule that holds; «chưa đạt (còn hạn)» where none does."""
    whens = [When(rule, then=Value(state.value)) for rule, state in rules]
    return Case(*whens, default=Value(State.OPEN.value), output_field=CharField())


def _not_yet(targets: Collection[Target], dates: dict[int, TargetDates], on: datetime.date) -> list[Rule]:
    early = [target.pk for target in targets if _is_early(dates[target.pk], on)]
    return [(Q(target_id__in=early), State.NOT_DUE)] if early else []


def _past_due(targets: Collection[Target], dates: dict[int, TargetDates], on: datetime.date) -> list[Rule]:
    over = [target.pk for target in targets if _is_over(dates[target.pk], on)]
    return [(Q(target_id__in=over), State.MISSED)] if over else []


def _is_early(dates: TargetDates, on: datetime.date) -> bool:
    return any(start is not None and on < start for start in (dates.judged_from, dates.opens))


def _is_over(dates: TargetDates, on: datetime.date) -> bool:
    return dates.due is not None and on >= dates.due


def _stands_in(units_of: Mapping[int, Iterable[int]]) -> Q:
    """The cells of some units by target."""
    found = Q(pk__in=[])
    for target_id, units in units_of.items():
        found |= Q(target_id=target_id, unit_id__in=sorted(units))
    return found


def _behind(late: Late) -> Case | Value:
    """How many units of the cell's branch met late."""
    whens = [
        When(target_id=target_id, unit_id__in=units, then=Value(number))
        for target_id, counts in late.branches.items()
        for number, units in _by_number(counts).items()
    ]
    return Case(*whens, default=Value(0), output_field=IntegerField()) if whens else Value(0)


def _by_number(counts: dict[int, int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for unit, number in sorted(counts.items()):
        found.setdefault(number, []).append(unit)
    return found


def _share(targets: Collection[Target]) -> Case | Value:
    shares = {target.pk: target.share for target in targets if target.share not in (None, 100)}
    whens = [When(target_id=pk, then=Value(share)) for pk, share in shares.items()]
    return Case(*whens, default=Value(100), output_field=IntegerField()) if whens else Value(100)
