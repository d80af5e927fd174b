"""Rows of an office's book that say what the fund holds already: told before they are written, not refused."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.core.tables.sheets import some_numbers
from thidua.foundation.core.vietnamese import fold
from thidua.stages.funds.models import Fund, FundEntry
from thidua.stages.funds.planning import Line


def repeated(lines: list[Line], fund: Fund) -> list[int]:
    """The rows that equal an entry of the fund in day, kind, amount and who gave or received.

    An office keeps one book and sends it again each month with the new rows below the old ones: another file, and
    every gift in it would be counted twice. Entries that were answered by a counter-entry stand for nothing.
    """
    if not lines:
        return []
    days = [line.given.day for line in lines]
    rows = FundEntry.objects.filter(fund=fund, day__range=(min(days), max(days)), reverses=None, reversed_by=None)
    told = rows.order_by().values_list("kind", "day", "amount", "is_goods", "donor__name", "household")
    known = {_sign(*entry) for entry in told.iterator(chunk_size=10_000)}
    return [line.row.row for line in lines if known and _sign(*_said(line)) in known]


def repeated_words(rows: list[int]) -> str:
    """The sentence of the dry run; empty where nothing is repeated."""
    if not rows:
        return ""
    return _("%(count)d dòng giống hệt khoản đã có trong sổ (dòng %(rows)s). Nếu ghi nữa, tiền được tính hai lần.") % {
        "count": len(rows), "rows": some_numbers(rows),
    }  # fmt: skip


def _said(line: Line) -> tuple[Any, ...]:
    given = line.given
    return given.kind, given.day, given.amount, given.is_goods, line.donor, given.household


def _sign(kind: str, day: Any, amount: int, is_goods: bool, donor: str | None, household: str) -> tuple[Any, ...]:
    return kind, day, amount, is_goods, fold(donor or ""), fold(household)
