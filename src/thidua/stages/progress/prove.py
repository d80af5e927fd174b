"""The proof of the board: everything counted again by code that neither posts nor rebuilds, cell by cell.

Nothing of posting or rebuilding is used here, nor their judging: an error there must show as a difference here. Reads
only; every difference is named with the target, the unit and both values.
"""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.stages.campaigns.models import Campaign, Exemption, Participation, Target, TargetMinimum
from thidua.stages.progress.measures import MEASURES, Fact
from thidua.stages.progress.models import Entry, EntryCredit, UnitProgress, UnitProgressDay


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


Cell = dict[str, Any]


def prove(campaign: Campaign) -> list[Difference]:
    """Every difference of a campaign's board, targets in the plan's order; an empty list is the proof."""
    return [found for target in campaign.targets.order_by("position", "id") for found in prove_target(target)]


def prove_target(target: Target) -> list[Difference]:
    """The differences of one target: its ledger against the records, its cells and their history against the ledger."""
    facts = _facts_now(target)
    places = _population(target)
    expected = _expected(target, places, list(facts.values()))
    names = dict(Participation.objects.filter(campaign=target.campaign_id).values_list("unit_id", "unit__name"))
    return [*_ledger(target, facts), *_cells(target, expected, names), *_history(target, names)]


def _facts_now(target: Target) -> dict[uuid.UUID, Fact]:
    if target.measure not in MEASURES:
        return {}
    return {fact.source_uid: fact for fact in MEASURES[target.measure].facts(target)}


def _population(target: Target) -> dict[int, Participation]:
    """Who stands in the frame the target counts in."""
    rows = Participation.objects.filter(campaign=target.campaign_id).order_by("id")
    if target.reference_date is None:
        return {row.unit_id: row for row in rows if row.valid_to is None}
    day = target.reference_date
    return {row.unit_id: row for row in rows if row.valid_from <= day and (row.valid_to is None or row.valid_to > day)}


def _expected(target: Target, places: dict[int, Participation], facts: list[Fact]) -> dict[int, Cell]:
    """Every cell worked out from the facts, from the leaves up: a branch holds the union of its facts."""
    below: dict[int | None, list[int]] = defaultdict(list)
    for unit, place in places.items():
        below[place.parent_id if place.parent_id in places else None].append(unit)
    credited: dict[int, list[int]] = defaultdict(list)
    for number, fact in enumerate(facts):
        for unit in fact.credits:
            credited[unit].append(number)
    minimums = _minimums(target, places)
    found: dict[int, Cell] = {}
    for unit in _leaves_to_roots(below):
        parts = [found[child] for child in below[unit]]
        gathered = set(credited[unit]).union(*(part["facts"] for part in parts))
        own = [facts[number] for number in credited[unit]]
        cell = _cell(target, minimums, unit, own, [facts[number] for number in gathered])
        found[unit] = {**cell, **_counts(cell, places[unit].kind_id, parts), "facts": gathered}
        for part in parts:
            del part["facts"]
    return found


def _leaves_to_roots(below: dict[int | None, list[int]]) -> Iterator[int]:
    waiting, seen = list(below[None]), []
    while waiting:
        unit = waiting.pop()
        seen.append(unit)
        waiting.extend(below[unit])
    return reversed(seen)


def _minimums(target: Target, places: dict[int, Participation]) -> dict[int, int | None]:
    """The minimum of every unit the target asks; None is all that were assigned."""
    asked = {unit: target.minimum for unit, place in places.items() if place.kind_id in target.unit_kinds}
    for row in TargetMinimum.objects.filter(target=target).order_by("id"):
        if row.unit_id in asked:
            asked[row.unit_id] = row.minimum
    for exemption in Exemption.objects.filter(target=target).order_by("id"):
        asked.pop(exemption.unit_id, None)
    return asked


def _cell(target: Target, minimums: dict[int, int | None], unit: int, own: list[Fact], branch: list[Fact]) -> Cell:
    read = branch if target.reading == "subtree" else own
    minimum = minimums.get(unit)
    cell: Cell = {"applies": unit in minimums, "minimum": minimum}
    for name, facts in (("own", own), ("subtree", branch)):
        cell[name] = sum(fact.quantity for fact in facts)
        cell[f"{name}_denominator"] = sum(fact.denominator for fact in facts)
        cell[f"{name}_figures"] = len(facts)
    cell["known"] = unit in minimums and _reported(target, minimum, read)
    cell["met"] = cell["known"] and _enough(target, minimum, read)
    return cell


def _reported(target: Target, minimum: int | None, facts: list[Fact]) -> bool:
    if minimum is None:
        return any(fact.denominator for fact in facts)
    absent_is_zero = target.measure not in MEASURES or getattr(MEASURES[target.measure], "counts_records", True)
    return absent_is_zero or bool(facts)


def _enough(target: Target, minimum: int | None, facts: list[Fact]) -> bool:
    have = sum(fact.quantity for fact in facts)
    whole = sum(fact.denominator for fact in facts)
    if minimum is None:
        return whole > 0 and have >= whole
    if target.measure_unit == "percent":
        if not whole:
            return False
        have, minimum = 100 * have, minimum * whole
    difference = have - minimum
    return {"at_least": difference >= 0, "at_most": difference <= 0, "exactly": difference == 0}[target.operator]


def _counts(cell: Cell, kind: str, parts: list[Cell]) -> Cell:
    met, required, known = Counter[str](), Counter[str](), Counter[str]()
    for counter, name in ((met, "met"), (required, "applies"), (known, "known")):
        if cell[name]:
            counter[kind] += 1
    for part in parts:
        for word, numbers in part["by_kind"].items():
            met[word] += numbers[0]
            required[word] += numbers[1]
            known[word] += numbers[2]
    return {
        "units_met": met.total(),
        "units_required": required.total(),
        "units_known": known.total(),
        "by_kind": {
            word: [met[word], required[word], known[word]]
            for word in sorted(required.keys() | known.keys() | met.keys())
        },
        "asked_own": (cell["own"] if cell["applies"] else 0) + sum(part["asked_own"] for part in parts),
    }


def _ledger(target: Target, facts: dict[uuid.UUID, Fact]) -> Iterator[Difference]:
    credits: dict[int, set[int]] = defaultdict(set)
    live = Entry.objects.filter(target=target, reversed_by=None, is_reversal=False)
    for entry_id, unit_id in (
        EntryCredit.objects.filter(entry__in=live).order_by("id").values_list("entry_id", "unit_id")
    ):
        credits[entry_id].add(unit_id)
    held = {row.source_uid: row for row in live.order_by("id")}
    for uid in sorted(held.keys() | facts.keys(), key=str):
        entry, fact = held.get(uid), facts.get(uid)
        stored = (
            (entry.quantity, entry.denominator, str(entry.effective_date), sorted(credits[entry.pk])) if entry else None
        )
        found = (fact.quantity, fact.denominator, str(fact.effective_date), sorted(fact.credits)) if fact else None
        if stored != found:
            yield Difference(target.code, _("nguồn %(uid)s") % {"uid": uid}, _("sổ ghi"), stored, found)
    yield from _unbalanced(target)


def _unbalanced(target: Target) -> Iterator[Difference]:
    """A reversed entry and its reversal must cancel out."""
    for entry in Entry.objects.filter(~Q(reversed_by=None), target=target).select_related("reversed_by").order_by("id"):
        other = entry.reversed_by
        assert other is not None
        if (other.quantity, other.denominator, other.is_reversal) != (-entry.quantity, -entry.denominator, True):
            what = _("nguồn %(uid)s") % {"uid": entry.source_uid}
            yield Difference(target.code, what, _("bút toán đảo"), other.quantity, -entry.quantity)


COLUMNS = (
    "applies", "minimum", "own", "subtree", "own_denominator", "subtree_denominator", "own_figures", "subtree_figures",
    "known", "met", "asked_own", "units_required", "units_known", "units_met", "by_kind",
)  # fmt: skip


def _cells(target: Target, expected: dict[int, Cell], names: dict[int, str]) -> Iterator[Difference]:
    stored = {row.unit_id: row for row in UnitProgress.objects.filter(target=target).order_by("id")}
    for unit in sorted(stored.keys() | expected.keys()):
        what = names.get(unit, str(unit))
        if unit not in stored or unit not in expected:
            yield Difference(target.code, what, _("ô của đơn vị"), unit in stored, unit in expected)
            continue
        yield from _compare(target, what, _values(stored[unit]), expected[unit])


def _history(target: Target, names: dict[int, str]) -> Iterator[Difference]:
    """The latest line of each cell's history is what the cell shows."""
    latest: dict[int, UnitProgressDay] = {}
    for day in UnitProgressDay.objects.filter(target=target).order_by("day", "id"):
        latest[day.unit_id] = day
    for row in UnitProgress.objects.filter(target=target).order_by("id"):
        shown = _values(latest.get(row.unit_id, UnitProgressDay()))
        what = _("%(unit)s (lịch sử)") % {"unit": names.get(row.unit_id, str(row.unit_id))}
        yield from _compare(target, what, shown, _values(row))


def _values(row: UnitProgress | UnitProgressDay) -> Cell:
    return {name: getattr(row, name) for name in COLUMNS}


def _compare(target: Target, what: str, stored: Cell, found: Cell) -> Iterable[Difference]:
    return [
        Difference(target.code, what, name, stored[name], found[name])
        for name in COLUMNS
        if stored[name] != found[name]
    ]
