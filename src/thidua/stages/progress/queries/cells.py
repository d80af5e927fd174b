"""The board's cell as a reader sees it: what is counted in it, how far it is, its state, what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from thidua.stages.campaigns.models import Exemption, Target
from thidua.stages.progress import judging
from thidua.stages.progress.judging import PERCENT
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.moments import Moment
from thidua.stages.progress.queries import amounts
from thidua.stages.progress.queries.amounts import Part
from thidua.stages.progress.queries.places import Asked
from thidua.stages.progress.standing import State

FULL = 100


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit in one target. `done` and `registered` are whole percent of what is required, for the bar."""

    target: Target
    row: UnitProgress
    state: State
    parts: tuple[Part, ...]
    done: int
    registered: int | None
    registered_parts: tuple[Part, ...]
    in_branch: str
    exemption: str
    # The cell of the same at an earlier state.
    beside: UnitProgress | None = None
    # What several units share counts once here, so their figures add up to more («đã trừ trùng»).
    is_counted_once: bool = False

    @property
    def is_asked(self) -> bool:
        return self.state not in {State.NOT_ASSIGNED, State.EXEMPT}


def with_exemptions(rows: QuerySet[UnitProgress], on: Moment) -> QuerySet[UnitProgress]:
    """Adds the document that frees the unit, of an evening the one that freed it then."""
    freed = Exemption.objects.in_force(on.evening).filter(target=OuterRef("target"), unit=OuterRef("unit"))
    freed = freed.order_by("id")
    document: dict[str, Any] = {"exemption": Subquery(freed.values("document")[:1])}
    return rows.annotate(**document)


def branch_cell(asked: Asked, target: Target, rows: dict[int, UnitProgress], words: dict[str, str]) -> Cell | None:
    """The cell of a unit's branch; None where the unit has none. `rows` are the unit's cells by target."""
    row = rows.get(target.pk)
    if row is None:
        return None
    beside = _companion(asked.companions, target, rows)
    alone = row.applies and row.units_required == 1
    state = State(row.branch_state)
    return Cell(
        target=target,
        row=row,
        state=state,
        parts=amounts.quantity(row, target) if alone else amounts.counts(row, words),
        done=_percent(row, target, alone=alone),
        registered=_percent(beside, target, alone=alone) if beside else None,
        registered_parts=(amounts.quantity(beside, target) if alone else amounts.counts(beside, words))
        if beside
        else (),
        in_branch=_in_branch(row, target, _companion(asked.in_place, target, rows)),
        exemption=row.exemption or "",
        beside=beside,
    )


def own_cell(asked: Asked, target: Target, rows: dict[int, UnitProgress]) -> Cell | None:
    """The cell of the unit itself, whatever lies beneath it; None where the target does not ask it."""
    row = rows.get(target.pk)
    if row is None or State(row.unit_state) == State.NOT_ASSIGNED:
        return None
    beside = _companion(asked.companions, target, rows)
    return Cell(
        target=target,
        row=row,
        state=State(row.unit_state),
        parts=amounts.quantity(row, target),
        done=_percent(row, target, alone=True),
        registered=_percent(beside, target, alone=True) if beside else None,
        registered_parts=amounts.quantity(beside, target) if beside else (),
        in_branch=_in_branch(row, target, _companion(asked.in_place, target, rows)),
        exemption=row.exemption or "",
        beside=beside,
    )


def _percent(row: UnitProgress, target: Target, *, alone: bool) -> int:
    if not alone:
        return row.units_met * FULL // row.units_required if row.units_required else 0
    amount = judging.amount_of(row, target)
    have, need = amount.quantity, amounts.need_of(row, amount)
    if target.measure_unit == PERCENT:
        have, need = amount.quantity * FULL, need * amount.denominator
    return have * FULL // need if need else FULL * row.met


def _companion(companions: dict[int, Target], target: Target, rows: dict[int, UnitProgress]) -> UnitProgress | None:
    """The unit's cell in a companion of the target."""
    companion = companions.get(target.pk)
    return rows.get(companion.pk) if companion else None


def _in_branch(row: UnitProgress, target: Target, in_place: UnitProgress | None) -> str:
    """«trên địa bàn»: what was done there by whomever, where the target shows it beside what each asked unit did.

    Of other targets what the unit's branch did, where only the unit's own is judged and the two differ.
    """
    if in_place is not None:
        return (
            amounts.shown_quantity(in_place.subtree, target, in_place.subtree_denominator) if row.units_required else ""
        )
    is_own = target.reading == Target.Reading.OWN
    if is_own and row.applies and row.units_required == 1 and row.subtree != row.own:
        return amounts.shown_quantity(row.subtree, target, row.subtree_denominator)
    return ""
