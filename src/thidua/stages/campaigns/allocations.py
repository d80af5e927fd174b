"""Totals shared out among units (phân bổ): who was given what of whose total, and whether all of it is taken.

A unit's minimum may be more than its share, never less; the minimums of those who share and are not exempt cover the
total, which is the own minimum of whoever shared it out.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.quantities import PLAIN, UNITS, QuantityUnit
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Exemption, Target, TargetMinimum


@dataclass(frozen=True, slots=True)
class Allocation:
    """One total: whose it is, how much, and the rows of those who share it."""

    by: Unit
    total: int
    rows: tuple[TargetMinimum, ...]

    @property
    def taken(self) -> int:
        """What those who share have taken on together."""
        return sum(row.minimum for row in self.rows)

    @property
    def lack(self) -> int:
        return max(0, self.total - self.taken)


def allocations_of(target: Target) -> list[Allocation]:
    """The totals of a target that were shared out, exempt units left out; three statements."""
    rows = list(TargetMinimum.objects.filter(target=target).select_related("unit", "allocated_by").order_by("id"))
    exempt = set(Exemption.objects.in_force().filter(target=target).order_by("id").values_list("unit_id", flat=True))
    totals = {row.unit_id: row.minimum for row in rows}
    sharing: dict[Unit, list[TargetMinimum]] = defaultdict(list)
    for row in rows:
        if row.allocated_by is not None:
            sharing[row.allocated_by] += [] if row.unit_id in exempt else [row]
    return [Allocation(by, totals.get(by.pk, target.minimum or 0), tuple(found)) for by, found in sharing.items()]


def why_not_shared(target: Target) -> str:
    """Empty where a total of the target can be shared out, else why not."""
    is_quantity = target.operator == Target.Operator.AT_LEAST and target.minimum is not None
    if is_quantity and target.measure_unit != "percent":
        return ""
    return _("Chỉ phân bổ được chỉ tiêu «ít nhất» một số lượng.")


def require_covered(target: Target, field: str) -> None:
    """Raises `Invalid` on a field where a total of the target is not covered by what was taken."""
    for found in allocations_of(target):
        if found.lack:
            raise Invalid(
                {
                    field: _(
                        "Phân bổ của %(unit)s chưa đủ: các đơn vị nhận %(taken)s, còn thiếu %(lack)s so với %(total)s. "
                        "Xin phân bổ lại trước."
                    )
                    % {
                        "unit": found.by.name,
                        "taken": shown(found.taken, target),
                        "lack": shown(found.lack, target),
                        "total": shown(found.total, target),
                    }
                }
            )


def unit_of(target: Target) -> QuantityUnit:
    """What the target's amounts are counted in."""
    return UNITS[target.measure_unit if target.measure_unit in UNITS else PLAIN.key]


def shown(value: int, target: Target) -> str:
    """An amount of the target as people write it."""
    return unit_of(target).format(value, with_unit=True)
