"""The fund before the public: sums of the ledgers by unit and year, copied now and then with their hour."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import ExtractYear

from thidua.foundation.core.actors import System
from thidua.foundation.core.operations import operation
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign
from thidua.stages.funds.models import Fund, FundEntry, Kind
from thidua.stages.publications.models import PublicFund

# More lines than this are a table for the desk.
MOST_LINES = 100
# Beside the units beneath by their ids: the body's own fund, and all of the branch.
OWN, WHOLE = 0, -1


@dataclass(slots=True)
class Sums:
    """What a branch gave and got in one year; a house helped by two funds is one house."""

    raised: int = 0
    spent: int = 0
    houses: set[int] = field(default_factory=set)

    def told(self) -> dict[str, int]:
        return {"raised": self.raised, "spent": self.spent, "houses": len(self.houses)}


@operation
def freeze_funds(*, by: System, now: datetime.datetime, unit: Unit) -> PublicFund:
    """Replaces the body's public figures of the fund by those of this moment: of the whole, and one line a unit.

    A copy that follows the ledgers by itself, so it leaves no line in the audit trail.
    """
    row, _new = PublicFund.objects.update_or_create(
        unit=unit, defaults={"frozen_at": now, "content": {"years": years_of(unit)}}
    )
    return row


def bodies() -> QuerySet[Unit]:
    """The bodies with a campaign of their own: those a portal speaks for."""
    return Unit.objects.filter(pk__in=Campaign.objects.values("owner")).order_by("lft", "id")


def years_of(unit: Unit) -> list[dict[str, Any]]:
    """Each year of which a ledger of the branch tells, the latest first; the body's own fund is the first line.

    A gift is counted where it first came in, so that what one fund sends to another is neither raised nor spent again.
    Four statements.
    """
    entries = FundEntry.objects.filter(fund__unit__lft__gte=unit.lft, fund__unit__lft__lte=unit.rgt)
    lines = _lines(unit)
    years: dict[int, dict[int, Sums]] = defaultdict(lambda: defaultdict(Sums))
    for year, lft, raised, spent in _sums(entries):
        for of in (years[year][_line_of(lines, lft)], years[year][WHOLE]):
            of.raised += raised
            of.spent += spent
    for year, lft, work in _houses(entries):
        for of in (years[year][_line_of(lines, lft)], years[year][WHOLE]):
            of.houses.add(work)
    shown = [(OWN, unit.short_name), *((line.pk, line.short_name) for line in lines)]
    return [
        {
            "year": year,
            "whole": sums[WHOLE].told(),
            "lines": [{"name": name, **sums[pk].told()} for pk, name in shown if pk in sums],
        }
        for year, sums in sorted(years.items(), reverse=True)
    ]


def _sums(entries: QuerySet[FundEntry]) -> Iterable[tuple[int, int, int, int]]:
    rows = entries.order_by().annotate(on=ExtractYear("day")).values("on", "fund__unit__lft")
    return rows.annotate(
        raised=Sum("amount", filter=Q(kind=Kind.DONATION), default=0),
        spent=Sum("amount", filter=Q(kind=Kind.SPENDING), default=0),
    ).values_list("on", "fund__unit__lft", "raised", "spent")


def _houses(entries: QuerySet[FundEntry]) -> Iterable[tuple[int, int, int]]:
    """The houses that money or goods of a year went to; what was taken back by a counter-entry went nowhere."""
    rows = entries.order_by().filter(kind=Kind.SPENDING, work__kind__is_house=True).annotate(on=ExtractYear("day"))
    paid = rows.values("on", "fund__unit__lft", "work").annotate(paid=Sum("amount")).filter(paid__gt=0)
    return paid.values_list("on", "fund__unit__lft", "work")


def _lines(unit: Unit) -> list[Unit]:
    """The committees directly beneath in whose branch there is a fund, by name."""
    beneath = Unit.objects.filter(parent=unit, kind__is_committee=True).order_by("sort_key", "id")
    opened = list(Fund.objects.order_by("unit__lft").values_list("unit__lft", flat=True))
    found = [row for row in beneath if any(row.lft <= lft <= row.rgt for lft in opened)]
    return found[:MOST_LINES]


def _line_of(lines: Iterable[Unit], lft: int) -> int:
    return next((line.pk for line in lines if line.lft <= lft <= line.rgt), OWN)
