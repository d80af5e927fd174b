"""The sheet of months begun for an office: a row for each month that waits to be told."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from thidua.foundation.core.actors import By
from thidua.stages.funds.models import Fund, Manner, next_month
from thidua.stages.funds.month_planning import tellable
from thidua.stages.funds.sheets import month_words
from thidua.stages.works.naming import full_name


def rows_due(by: By, today: datetime.date) -> Iterator[dict[str, object]]:
    """The next month of each fund kept as figures that the actor may tell, where it is over; what is left to write
    are its figures."""
    units = {unit.pk: unit for unit in tellable(by, today)}
    funds = Fund.objects.filter(unit__in=units, manner=Manner.FIGURES).order_by("unit__lft", "id")
    for fund in funds:
        if next_month(fund.closed_before) <= today:
            unit = units[fund.unit_id]
            above = f", {unit.parent.short_name}" if unit.parent else ""
            yield {
                "unit": f"{full_name(unit)}{above}",
                "month": month_words(fund.closed_before),
                "opening": fund.closed_balance + fund.closed_goods,
            }
