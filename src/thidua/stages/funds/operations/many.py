"""Many entries of one fund written at once, each exactly as if it had been written alone: rows, numbers, history."""

from __future__ import annotations

import datetime
import itertools
import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db import models
from django.db.models import Max

from thidua.foundation.core import audit, bulk, keys
from thidua.foundation.core.actors import By
from thidua.foundation.core.audit import Told
from thidua.stages.funds.content import Movement
from thidua.stages.funds.models import Donor, Fund, FundEntry
from thidua.stages.funds.operations.entering import NewDonor, new_donor
from thidua.stages.funds.operations.records import DONOR_WRITTEN, ENTRY_WRITTEN, book_of, movement_of, new_entry

# So many donors are asked for in one statement.
RUN = 5_000


def write_many(fund: Fund, given: Sequence[Movement], *, by: By, now: datetime.datetime) -> list[FundEntry]:
    """More entries of a locked fund, in their order, with the next numbers of their books; the caller settles it."""
    numbers = _numbers(fund)
    entries = []
    for pk, movement in zip(keys.reserve_ids(FundEntry, len(given)), given, strict=True):
        number = numbers(book_of(movement), movement.day.year)
        entry = new_entry(fund, movement, number=number, by=by, now=now)
        entry.pk = pk
        entries.append(entry)
    _insert(FundEntry, entries)
    audit.record_many(by=by, acts=_made(entries, ENTRY_WRITTEN))
    return entries


def answer_many(
    fund: Fund, entries: Sequence[FundEntry], *, by: By, now: datetime.datetime, reason: str
) -> list[FundEntry]:
    """The counter-entries of entries of a locked fund, each of its own day, in their order."""
    numbers = _numbers(fund)
    counters = []
    for pk, entry in zip(keys.reserve_ids(FundEntry, len(entries)), entries, strict=True):
        movement = movement_of(entry, day=entry.day)
        counter = new_entry(
            fund, movement, number=numbers(book_of(movement, entry), movement.day.year), by=by, now=now, reason=reason,
            reverses=entry, answers=entry.answers, whole_month=entry.whole_month,
        )  # fmt: skip
        counter.pk = pk
        counters.append(counter)
    _insert(FundEntry, counters)
    audit.record_many(by=by, acts=_made(counters, ENTRY_WRITTEN, reason))
    return counters


def donors_of(fund: Fund, given: Iterable[NewDonor], *, by: By, now: datetime.datetime) -> list[Donor]:
    """Who stands in the fund's book under each name and address, in their order; those nobody knew are written down."""
    asked = [new_donor(fund, one, by=by, now=now) for one in given]
    known = {donor.folded: donor for run in _runs(asked) for donor in _known(fund, run)}
    fresh: dict[str, Donor] = {}
    for donor in asked:
        if donor.folded not in known:
            fresh.setdefault(donor.folded, donor)
    for pk, donor in zip(keys.reserve_ids(Donor, len(fresh)), fresh.values(), strict=True):
        donor.pk = pk
    _insert(Donor, list(fresh.values()))
    audit.record_many(by=by, acts=_made(fresh.values(), DONOR_WRITTEN))
    return [known.get(donor.folded) or fresh[donor.folded] for donor in asked]


def _numbers(fund: Fund) -> Callable[[str, int], int]:
    """The next number of a book and year of a locked fund, each time another."""
    rows = FundEntry.objects.filter(fund=fund).order_by().values_list("book", "year").annotate(last=Max("number"))
    counts = {(book, year): itertools.count(last + 1) for book, year, last in rows}
    return lambda book, year: next(counts.setdefault((book, year), itertools.count(1)))


def _known(fund: Fund, asked: Sequence[Donor]) -> Iterable[Donor]:
    return Donor.objects.filter(unit=fund.unit_id, folded__in={donor.folded for donor in asked}).order_by("id")


def _made(rows: Iterable[models.Model], act: str, reason: str = "") -> Iterator[Told]:
    return (Told(row, act, *audit.differing({}, audit.snapshot(row)), reason) for row in rows)


def _insert(model: type[models.Model], rows: Sequence[Any]) -> None:
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    values = operator.attrgetter(*(field.attname for field in fields))
    bulk.insert(model, [field.name for field in fields], map(values, rows))


def _runs(rows: Sequence[Donor]) -> Iterator[Sequence[Donor]]:
    return (rows[start : start + RUN] for start in range(0, len(rows), RUN))
