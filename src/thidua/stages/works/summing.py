"""Adoptions that count, summed by level of the adopting unit, by month, by district; each sum opens its list."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth

from thidua.foundation.core import clock
from thidua.foundation.units.models import Unit
from thidua.stages.works.models import Adoption, Status


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum: the value of the filter that opens its list, what it is, how many."""

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Sums:
    """What a list of adoptions comes to."""

    counted: int
    levels: tuple[Sum, ...]
    months: tuple[Sum, ...]
    districts: tuple[Sum, ...]


def sums_of(rows: QuerySet[Adoption]) -> Sums:
    """The sums of a list, of those adoptions alone whose work is verified; two statements."""
    standing = rows.filter(work__status=Status.VERIFIED).order_by()
    kind = ("work__unit__kind__rank", "work__unit__kind__key", "work__unit__kind__short_label")
    months, levels, at = Counter[str](), Counter[tuple[int, str, str]](), Counter[int]()
    grouped = standing.values_list(TruncMonth("work__verified_at"), "work__unit__lft", *kind).annotate(n=Count("id"))
    for month, lft, rank, key, label, count in grouped:
        months[f"{clock.day_of(month):%Y-%m}"] += count
        levels[(rank, key, label)] += count
        at[lft] += count
    by_level = tuple(Sum(key, label, count) for (_rank, key, label), count in sorted(levels.items()))
    by_month = tuple(Sum(month, "", count) for month, count in sorted(months.items(), reverse=True))
    return Sums(sum(at.values()), by_level, by_month, tuple(_by_district(at)))


def _by_district(at: Counter[int]) -> list[Sum]:
    """By the bodies just beneath the top; what the top itself did stands under none of them."""
    tops = list(
        Unit.objects.filter(kind__is_committee=True, parent__isnull=False, parent__parent__isnull=True).order_by("lft")
    )
    starts = [unit.lft for unit in tops]
    found: Counter[int] = Counter()
    for lft, count in at.items():
        place = bisect_right(starts, lft) - 1
        if place >= 0 and lft <= tops[place].rgt:
            found[place] += count
    return [Sum(str(tops[place].uid), tops[place].short_name, found[place]) for place in sorted(found)]
