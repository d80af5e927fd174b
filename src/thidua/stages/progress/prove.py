"""The proof of the board: everything counted again by code that neither posts nor rebuilds, cell by cell.

Nothing of posting or rebuilding is used here, nor their judging: an error there must show as a difference here. Reads
only; every difference is named with the target, the unit and both values.
"""

from __future__ import annotations

import itertools
import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from thidua.foundation.core import steps
from thidua.stages.campaigns.models import Campaign, Participation, Target
from thidua.stages.progress.measures import ALL_OF, Fact
from thidua.stages.progress.models import Entry, UnitProgress, UnitProgressDay
from thidua.stages.progress.proof_cells import (
    CHUNK,
    COLUMNS,
    Standings,
    Values,
    expected_cells,
    facts_now,
    population,
    standing_of,
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that stands otherwise than the records say."""

    target: str
    what: str
    column: str
    stored: Any
    found: Any

    def __str__(self) -> str:
        return _("Chỉ tiêu %(target)s, %(what)s, %(column)s: bảng ghi %(stored)s, tính lại là %(found)s.") % {
            "target": self.target,
            "what": self.what,
            "column": self.column,
            "stored": self.stored,
            "found": self.found,
        }


def prove(campaign: Campaign) -> list[Difference]:
    """Every difference of a campaign's board, targets in the plan's order; an empty list is the proof."""
    targets = list(campaign.targets.order_by("position", "id"))
    counted: Standings = {}
    found: dict[int, list[Difference]] = {}
    # Parts before what is made of them, so that their standing need not be counted twice.
    for done, target in enumerate(sorted(targets, key=lambda each: each.measure == ALL_OF)):
        steps.tell(_("Chứng minh chỉ tiêu %(code)s") % {"code": target.code}, done, len(targets))
        found[target.pk] = prove_target(target, counted)
        if found[target.pk]:
            # What is posted between two readings looks like a difference, once.
            still = {str(difference) for difference in prove_target(target)}
            found[target.pk] = [difference for difference in found[target.pk] if str(difference) in still]
    steps.tell(_("Chứng minh các chỉ tiêu"), len(targets), len(targets))
    return [difference for target in targets for difference in found[target.pk]]


def prove_target(target: Target, counted: Standings | None = None) -> list[Difference]:
    """The differences of one target: its ledger against the records, its cells and their history against the ledger.

    `counted` holds who has met other targets where that is known already, and is given this one's.
    """
    counted = {} if counted is None else counted
    facts = facts_now(target, counted)
    expected = expected_cells(target, population(target), facts.values())
    counted[target.pk] = standing_of(expected)
    found = _ledger(target, facts)
    del facts  # at the nation's size the facts and the cells' history need not be held together
    names = dict(Participation.objects.filter(campaign=target.campaign_id).values_list("unit_id", "unit__name"))
    stored = _latest(UnitProgress.objects.filter(target=target).order_by("unit_id"))
    return [*found, *_cells(target, stored, expected, names), *_history(target, stored, names)]


def _ledger(target: Target, facts: dict[uuid.UUID, Fact]) -> list[Difference]:
    """Where the live entries and the facts differ, by source; both are read once, in step with their credits."""
    found: list[tuple[uuid.UUID, Any, Any]] = []
    unseen = set(facts)
    for uid, stored in _entries(target):
        fact = facts.get(uid)
        unseen.discard(uid)
        told = (fact.quantity, fact.denominator, fact.effective_date, sorted(fact.credits)) if fact else None
        if stored != told:
            found.append((uid, stored, told))
    for uid in unseen:
        fact = facts[uid]
        found.append((uid, None, (fact.quantity, fact.denominator, fact.effective_date, sorted(fact.credits))))
    differences = [
        Difference(target.code, _("nguồn %(uid)s") % {"uid": uid}, _("sổ ghi"), _plain(stored), _plain(told))
        for uid, stored, told in sorted(found, key=lambda row: str(row[0]))
    ]
    return [*differences, *_unbalanced(target)]


def _entries(target: Target) -> Iterator[tuple[uuid.UUID, Values]]:
    """The live entries of the target by their sources, each with its credits in order."""
    live = Entry.objects.filter(target=target, reversed_by=None, is_reversal=False)
    columns = ("id", "source_uid", "quantity", "denominator", "effective_date", "credits__unit_id")
    rows = live.order_by("source_uid", "credits__unit_id").values_list(*columns).iterator(chunk_size=CHUNK)
    for (_pk, uid, *said), lines in itertools.groupby(rows, key=lambda row: row[:5]):
        yield uid, (*said, [line[5] for line in lines if line[5] is not None])


def _plain(values: Values | None) -> Values | None:
    """As a difference tells it: the day as a word."""
    return values and (*values[:2], str(values[2]), values[3])


def _unbalanced(target: Target) -> Iterator[Difference]:
    """A reversed entry and its reversal must cancel out."""
    for entry in Entry.objects.filter(~Q(reversed_by=None), target=target).select_related("reversed_by").order_by("id"):
        other = entry.reversed_by
        assert other is not None
        if (other.quantity, other.denominator, other.is_reversal) != (-entry.quantity, -entry.denominator, True):
            what = _("nguồn %(uid)s") % {"uid": entry.source_uid}
            yield Difference(target.code, what, _("bút toán đảo"), other.quantity, -entry.quantity)


def _latest(rows: QuerySet[Any]) -> dict[int, Values]:
    """The columns of each unit's last row; counts by kind that read alike are parsed once."""
    parsed: dict[str, Any] = {}
    found: dict[int, Values] = {}
    columns = rows.annotate(words=Cast("by_kind", TextField())).values_list("unit_id", *COLUMNS[:-1], "words")
    for unit, *values, words in columns.iterator(chunk_size=CHUNK):
        if words not in parsed:
            parsed[words] = json.loads(words)
        found[unit] = (*values, parsed[words])
    return found


def _cells(
    target: Target, stored: dict[int, Values], expected: dict[int, Values], names: dict[int, str]
) -> Iterator[Difference]:
    for unit in sorted(stored.keys() | expected.keys()):
        what = names.get(unit, str(unit))
        if unit not in stored or unit not in expected:
            yield Difference(target.code, what, _("ô của đơn vị"), unit in stored, unit in expected)
        elif stored[unit] != expected[unit]:
            yield from _compare(target, what, stored[unit], expected[unit])


def _history(target: Target, stored: dict[int, Values], names: dict[int, str]) -> Iterator[Difference]:
    """The latest line of each cell's history is what the cell shows."""
    latest = _latest(UnitProgressDay.objects.filter(target=target).order_by("day", "id"))
    nothing = tuple(getattr(UnitProgressDay(), name) for name in COLUMNS)
    for unit, values in stored.items():
        shown = latest.get(unit, nothing)
        if shown != values:
            what = _("%(unit)s (lịch sử)") % {"unit": names.get(unit, str(unit))}
            yield from _compare(target, what, shown, values)


def _compare(target: Target, what: str, stored: Values, found: Values) -> Iterable[Difference]:
    return [
        Difference(target.code, what, name, old, new)
        for name, old, new in zip(COLUMNS, stored, found, strict=True)
        if old != new
    ]
