"""When a cell is known and when it is met. One place for posting and rebuilding; `prove` judges by words of its own."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.stages.campaigns.models import Target
from thidua.stages.progress.measures import counts_records
from thidua.stages.progress.models import Figures, UnitProgress, UnitProgressDay

# A target in this unit compares the share quantity : denominator, its minimum is in whole percent.
PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Amount:
    """What a unit has: of its own or of its branch, as the target reads it."""

    quantity: int
    denominator: int
    figures: int


def amount_of(row: Figures, target: Target) -> Amount:
    """The reading of the cell that the target judges."""
    if target.reading == Target.Reading.SUBTREE:
        return Amount(row.subtree, row.subtree_denominator, row.subtree_figures)
    return Amount(row.own, row.own_denominator, row.own_figures)


def judge(row: UnitProgress | UnitProgressDay, target: Target) -> tuple[bool, bool]:
    """(known, met) of the cell as its figures stand. Who reported nothing has met nothing, «at most» included."""
    amount = amount_of(row, target)
    known = row.applies and is_known(amount, row.minimum, target)
    return known, known and reaches(amount, row.minimum, target)


def is_known(amount: Amount, minimum: int | None, target: Target) -> bool:
    """Whether the figures say anything: of «all that were assigned» only once something was."""
    if minimum is None:
        return amount.denominator > 0
    return amount.figures > 0 or counts_records(target.measure)


def reaches(amount: Amount, minimum: int | None, target: Target) -> bool:
    """Whether the amount stands to the minimum as the target asks. A share of nothing reaches nothing.

    Without a minimum all that were assigned are asked: the denominator says how many.
    """
    if minimum is None:
        return amount.quantity >= amount.denominator > 0
    have, need = amount.quantity, minimum
    if target.measure_unit == PERCENT:
        if amount.denominator <= 0:
            return False
        have, need = amount.quantity * 100, minimum * amount.denominator
    if target.operator == Target.Operator.AT_MOST:
        return have <= need
    if target.operator == Target.Operator.EXACTLY:
        return have == need
    return have >= need


def share_reached(row: Figures, target: Target) -> bool:
    """Whether enough of the asked units of the branch have met: units_met·100 ≥ share·units_required, of somebody."""
    if target.share is None or row.units_required == 0:
        return False
    return row.units_met * 100 >= target.share * row.units_required
