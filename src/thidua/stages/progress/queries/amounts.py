"""What there is of what there must be, in words: units of one kind, or a quantity of its minimum."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from thidua.foundation.core.quantities import (
    DONG,
    PLAIN,
    UNITS,
    QuantityUnit,
    format_money,
    format_number,
    format_percent,
    format_share,
)
from thidua.stages.campaigns.models import Target
from thidua.stages.progress import judging
from thidua.stages.progress.judging import PERCENT
from thidua.stages.progress.models import UnitProgress

# What stands for a figure that nobody reported: it is not zero.
UNTOLD = "–"


class Part(NamedTuple):
    """One count of a cell: units that met of units asked (of one kind), or a quantity of its minimum."""

    reached: str
    required: str
    word: str = ""
    # Both numbers of a percentage.
    behind: str = ""
    # Money as a table says it, in triệu or tỷ: reached, and required with its word.
    rounded: tuple[str, str] | None = None

    @property
    def words(self) -> str:
        """All of it: «50%/80% (60/120)», «3/5 căn»."""
        behind = f"({self.behind})" if self.behind else ""
        return " ".join(filter(None, (f"{self.reached}/{self.required}", self.word, behind)))

    @property
    def brief(self) -> Part:
        """The same for a cell of a table, where a long amount of money has no room."""
        return Part(*self.rounded) if self.rounded else self


def unit_of(target: Target) -> QuantityUnit:
    """In what the target's quantities are written."""
    return UNITS[target.measure_unit if target.measure_unit in UNITS else PLAIN.key]


def shown_quantity(value: int, target: Target, whole: int = 0) -> str:
    """A quantity in the target's measure as people write it, without its word; of a percentage with the whole."""
    return format_share(value, whole) if target.measure_unit == PERCENT else unit_of(target).format(value)


def counts(row: UnitProgress, words: dict[str, str]) -> tuple[Part, ...]:
    """Units met of units asked, apart by kind in the order of the words: kinds are never added up."""
    kinds = row.by_kind
    return tuple(
        [
            Part(format_number(kinds[kind][0]), format_number(kinds[kind][1]), word)
            for kind, word in words.items()
            if kind in kinds and kinds[kind][1]
        ]
    )


def quantity(row: UnitProgress, target: Target) -> tuple[Part, ...]:
    """What the unit has of what it must: the whole it was assigned where the target has no minimum."""
    if not row.applies:
        return ()
    amount = judging.amount_of(row, target)
    need, unit = need_of(row, amount), unit_of(target)
    if target.measure_unit == PERCENT:
        required = _bounded(f"{format_number(need)}%", target)
        if not row.known:
            return (Part(UNTOLD, required),)
        both = f"{format_number(amount.quantity)}/{format_number(amount.denominator)}"
        return (Part(format_percent(amount.quantity, amount.denominator, need), required, "", both),)
    if not row.known:
        # Of «all that were assigned» nothing was: there is no number to say.
        return (_untold(need, unit, target),) if row.minimum is not None else ()
    rounded = _rounded(amount.quantity, need, target) if unit is DONG else None
    required = _bounded(unit.format(need), target)
    return (Part(unit.format(amount.quantity), required, unit.word(need), "", rounded),)


def need_of(row: UnitProgress, amount: judging.Amount) -> int:
    """How much the unit must have: of a percentage how many in a hundred."""
    return row.minimum if row.minimum is not None else amount.denominator


def share_of(row: UnitProgress, target: Target) -> tuple[int, int, int] | None:
    """Part, whole and the percentage asked, where the more the better and something was told; else None."""
    if not row.known or target.operator != Target.Operator.AT_LEAST:
        return None
    amount = judging.amount_of(row, target)
    if target.measure_unit == PERCENT:
        return amount.quantity, amount.denominator, need_of(row, amount)
    need = need_of(row, amount)
    return (amount.quantity, need, 100) if need else None


def _untold(need: int, unit: QuantityUnit, target: Target) -> Part:
    rounded = (UNTOLD, _bounded(format_money(need, short=True), target)) if unit is DONG else None
    return Part(UNTOLD, _bounded(unit.format(need), target), unit.word(need), "", rounded)


def _rounded(have: int, need: int, target: Target) -> tuple[str, str] | None:
    """Both amounts in triệu or tỷ, the word once where it is the same; None where rounding would make them equal."""
    reached, required = format_money(have, short=True), format_money(need, short=True)
    if have != need and reached == required:
        return None
    figures, _space, word = reached.partition(" ")
    if not have or word == required.partition(" ")[2]:
        reached = figures
    return reached, _bounded(required, target)


def _bounded(required: str, target: Target) -> str:
    """What is required, as the target means it."""
    if target.operator == Target.Operator.AT_MOST:
        return _("tối đa %(amount)s") % {"amount": required}
    if target.operator == Target.Operator.EXACTLY:
        return _("đúng %(amount)s") % {"amount": required}
    return required
