"""Where a unit stands in a target on a day: one of the seven states, or not asked. Judged at reading, never stored.

The states are worked out by the database, so that a page, its filter, its counts and its exports cannot differ. A due
date is exclusive; while an event has no date nothing that hangs on it is late.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any

from django.db.models import CharField, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet

from thidua.stages.campaigns.models import Exemption, Target
from thidua.stages.progress.lateness import Late
from thidua.stages.progress.measures import TargetDates
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.moments import Day, moment_of
from thidua.stages.progress.spelled import Spelled, numbers


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


# A condition in SQL and the state it stands for; one that nothing can meet is empty.
Rule = tuple[str, State]
UNIT_COLUMNS = ("target_id", "unit_id", "applies", "met", "known", "is_exempt")
BRANCH_COLUMNS = (
    "target_id", "unit_id", "units_required", "units_known", "is_exempt", "needed", "reached", "reached_in_time",
)  # fmt: skip
_UNMET = frozenset({State.NOT_DUE, State.UNREPORTED, State.MISSED, State.OPEN})
# What the states are worked out from; whoever shows them needs none of it.
WORKINGS = frozenset({"is_exempt", "behind", "needed", "reached", "reached_in_time"})


def with_states(
    rows: QuerySet[UnitProgress],
    targets: Collection[Target],
    dates: dict[int, TargetDates],
    *,
    on: Day,
    late: Late,
) -> QuerySet[UnitProgress]:
    """The cells with two states: `unit_state`, the unit itself whatever lies beneath it, and `branch_state`.

    A branch has met a target when enough of its asked units have (the target's share, all without one); it has met it
    late when without those who met late it would not have. Where nobody is asked it is «không giao», never met.
    """
    moment = moment_of(on)
    freed = Exemption.objects.in_force(moment.evening).filter(target=OuterRef("target"), unit=OuterRef("unit"))
    exempt: Any = Exists(freed)
    number: Any = IntegerField()
    behind, share = _behind(late), _share(targets)
    early = [target.pk for target in targets if _is_early(dates[target.pk], moment.on)]
    over = [target.pk for target in targets if _is_over(dates[target.pk], moment.on)]
    unit_state = _first(
        ("NOT {applies} AND {is_exempt}", State.EXEMPT),
        ("NOT {applies}", State.NOT_ASSIGNED),
        (f"{{met}} AND ({told})" if (told := _stands_in(late.units)) else "", State.MET_LATE),
        ("{met}", State.MET),
        (_of(early), State.NOT_DUE),
        ("NOT {known}", State.UNREPORTED),
        (_stands_in(late.overdue), State.MISSED),
        (_of(over), State.MISSED),
    )
    branch_state = _first(
        ("{units_required} = 0 AND {is_exempt}", State.EXEMPT),
        ("{units_required} = 0", State.NOT_ASSIGNED),
        ("{needed} <= {reached_in_time}", State.MET),
        ("{needed} <= {reached}" if late.branches else "", State.MET_LATE),
        (_of(early), State.NOT_DUE),
        ("{units_known} = 0", State.UNREPORTED),
        (_stands_in(late.overdue_above), State.MISSED),
        (_of(over), State.MISSED),
    )
    counted = rows.annotate(
        is_exempt=exempt,
        behind=Spelled(behind, "target_id", "unit_id", output_field=number),
        needed=Spelled(f"{{units_required}} * {share}", "units_required", "target_id", output_field=number),
        reached=Spelled("{units_met} * 100", "units_met", output_field=number),
        reached_in_time=Spelled(
            f"({{units_met}} - {behind}) * 100", "units_met", "target_id", "unit_id", output_field=number
        ),
    )
    states: dict[str, Any] = {
        "unit_state": Spelled(unit_state, *UNIT_COLUMNS, output_field=CharField()),
        "branch_state": Spelled(branch_state, *BRANCH_COLUMNS, output_field=CharField()),
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


def _first(*rules: Rule) -> str:
    """The state of the first rule that holds; «chưa đạt (còn hạn)» where none does."""
    whens = " ".join(f"WHEN {rule} THEN '{state.value}'" for rule, state in rules if rule)
    return f"CASE {whens} ELSE '{State.OPEN.value}' END"


def _of(targets: Collection[int]) -> str:
    """The cells of some targets."""
    return f"{{target_id}} IN ({numbers(targets)})" if targets else ""


def _is_early(dates: TargetDates, on: datetime.date) -> bool:
    return any(start is not None and on < start for start in (dates.judged_from, dates.opens))


def _is_over(dates: TargetDates, on: datetime.date) -> bool:
    return dates.due is not None and on >= dates.due


def _stands_in(units_of: Mapping[int, Collection[int]]) -> str:
    """The cells of some units by target."""
    return " OR ".join(
        f"{{target_id}} = {target_id} AND {{unit_id}} IN ({numbers(units)})"
        for target_id, units in units_of.items()
        if units
    )


def _behind(late: Late) -> str:
    """How many units of the cell's branch met late."""
    whens = " ".join(
        f"WHEN {{target_id}} = {target_id} AND {{unit_id}} IN ({numbers(units)}) THEN {number}"
        for target_id, counts in late.branches.items()
        for number, units in _by_number(counts).items()
    )
    return f"CASE {whens} ELSE 0 END" if whens else "0"


def _by_number(counts: dict[int, int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for unit, number in counts.items():
        found.setdefault(number, []).append(unit)
    return found


def _share(targets: Collection[Target]) -> str:
    """How many in a hundred of a branch's units must have met."""
    whens = " ".join(f"WHEN {target.pk} THEN {target.share}" for target in targets if target.share not in (None, 100))
    return f"CASE {{target_id}} {whens} ELSE 100 END" if whens else "100"
