"""Readings of funds: the four figures of the unit's own ledger; a unit without one is not asked for them."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext_lazy as _

from thidua.stages.funds.balances import figures_of
from thidua.stages.funds.models import Fund
from thidua.stages.reports.readings import READINGS, Asked, Known, Reading

FIGURES = frozenset({"opening", "income", "outgo", "closing"})
ONE_DAY = datetime.timedelta(days=1)


def _figure(asked: Asked) -> Known | None:
    fund = Fund.objects.filter(unit=asked.unit).order_by("id").first()
    if fund is None or fund.opens_on > asked.on:
        return None
    found = figures_of(fund, asked.since, asked.on + ONE_DAY)
    return Known(getattr(found, asked.params["figure"]))


READINGS.register("fund", Reading("fund", _("sổ quỹ"), _figure, needs=frozenset({"figure"})))
