"""The proof of the board: everything counted again by code that neither posts nor rebuilds, cell by cell.

Nothing of posting or rebuilding is used here, nor their judging: an error there must show as a difference here. Reads
only; every difference is named with the target, the unit and both values.
"""

from __future__ import annotations

import itertools
import json
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from thidua.foundation.core import steps
from thidua.stages.campaigns.models import Campaign, Exemption, Participation, Target, TargetMinimum
from thidua.stages.progress.measures import ALL_OF, MEASURES, Fact, part_uid
from thidua.stages.progress.models import Entry, UnitProgress, UnitProgressDay


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


# Rows read from the database at a time.
CHUNK = 5000
Cell = dict[str, Any]
# The columns of a cell, or what an entry says.
Values = Sequence[Any]
# A unit's parent and kind in the frame.
Place = tuple[int | None, str]
# Quantity, denominator and number of facts.
Total = tuple[int, int, int]
NONE: Total = (0, 0, 0)


# Of a part of a compound: who is asked, and whether it has met.
Standings = dict[int, dict[int, bool]]


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
    facts, places = _facts_now(target, counted), _population(target)
    expected = _expected(target, places, facts.values())
    counted[target.pk] = _met(expected)
    found = _ledger(target, facts)
    del facts  # at the nation's size the facts and the cells' history need not be held together
    names = dict(Participation.objects.filter(campaign=target.campaign_id).values_list("unit_id", "unit__name"))
    stored = _latest(UnitProgress.objects.filter(target=target).order_by("unit_id"))
    return [*found, *_cells(target, stored, expected, names), *_history(target, stored, names)]


def _facts_now(target: Target, counted: Standings) -> dict[uuid.UUID, Fact]:
    if target.measure == ALL_OF:
        return {fact.source_uid: fact for fact in _parts_now(target, counted)}
    if target.measure not in MEASURES:
        return {}
    return {fact.source_uid: fact for fact in MEASURES[target.measure].facts(target)}


def _parts_now(target: Target, counted: Standings) -> Iterator[Fact]:
    """Of a target made of others: whether each unit it asks has met each of them, all counted anew."""
    first_day = target.window_from or target.campaign.starts_on
    codes = target.measure_params["targets"]
    for part in target.campaign.targets.filter(code__in=codes).exclude(measure=ALL_OF).order_by("id"):
        places = _population(part)
        if part.pk not in counted:
            counted[part.pk] = _met(_expected(part, places, _facts_now(part, counted).values()))
        for unit, met in counted[part.pk].items():
            if places[unit][1] in target.unit_kinds:
                uid = part_uid(part.pk, unit)
                yield Fact(uid, 1 if met else 0, first_day, frozenset([unit]), denominator=1)


def _met(expected: dict[int, Values]) -> dict[int, bool]:
    """Who is asked, and whether it has met."""
    applies, met = COLUMNS.index("applies"), COLUMNS.index("met")
    return {unit: cell[met] for unit, cell in expected.items() if cell[applies]}


def _population(target: Target) -> dict[int, Place]:
    """Who stands in the frame the target counts in: parent and kind of each unit."""
    rows = Participation.objects.filter(campaign=target.campaign_id).order_by("id")
    columns = ("unit_id", "parent_id", "kind_id", "valid_from", "valid_to")
    day, found = target.reference_date, {}
    for unit, parent, kind, since, until in rows.values_list(*columns).iterator(chunk_size=CHUNK):
        if until is None if day is None else since <= day and (until is None or until > day):
            found[unit] = (parent, kind)
    return found


def _expected(target: Target, places: dict[int, Place], facts: Iterable[Fact]) -> dict[int, Values]:
    """Every cell worked out from the facts, from the leaves up: a branch holds the union of its facts."""
    below: dict[int | None, list[int]] = defaultdict(list)
    for unit, (parent, _kind) in places.items():
        below[parent if parent in places else None].append(unit)
    own, branch = _gathered(places, facts)
    minimums = _minimums(target, places)
    # The counts of a cell wait until the one above has gathered them.
    waiting: dict[int, Cell] = {}
    found: dict[int, Values] = {}
    blank = tuple(getattr(UnitProgress(), name) for name in COLUMNS)
    for unit in _leaves_to_roots(below):
        parts = [waiting.pop(child) for child in below.get(unit, ()) if child in waiting]
        if unit not in minimums and unit not in branch and not parts:
            found[unit] = blank
            continue
        cell = _cell(target, minimums, unit, own.get(unit, NONE), branch.get(unit, NONE))
        cell |= _counts(cell, places[unit][1], parts)
        waiting[unit], found[unit] = cell, tuple(cell[name] for name in COLUMNS)
    return found


def _gathered(places: dict[int, Place], facts: Iterable[Fact]) -> tuple[dict[int, Total], dict[int, Total]]:
    """What each unit has of its own and what its branch has. Facts credited alike climb together, each once."""
    alike: dict[frozenset[int], list[int]] = {}
    for fact in facts:
        total = alike.setdefault(fact.credits, [0, 0, 0])
        total[0] += fact.quantity
        total[1] += fact.denominator
        total[2] += 1
    own: dict[int, Total] = {}
    branch: dict[int, Total] = {}
    for credits, total in alike.items():
        credited = [unit for unit in credits if unit in places]
        reached = {above for unit in credited for above in _way_up(places, unit)}
        for of, units in ((own, credited), (branch, reached)):
            for unit in units:
                quantity, whole, number = of.get(unit, NONE)
                of[unit] = (quantity + total[0], whole + total[1], number + total[2])
    return own, branch


def _way_up(places: dict[int, Place], unit: int | None) -> Iterator[int]:
    """The unit and everyone above it, as far as they stand in the frame."""
    while unit is not None and unit in places:
        yield unit
        unit = places[unit][0]


def _leaves_to_roots(below: dict[int | None, list[int]]) -> Iterator[int]:
    waiting, seen = list(below[None]), []
    while waiting:
        unit = waiting.pop()
        seen.append(unit)
        waiting.extend(below.get(unit, ()))
    return reversed(seen)


def _minimums(target: Target, places: dict[int, Place]) -> dict[int, int | None]:
    """The minimum of every unit the target asks; None is all that were assigned."""
    asked = {unit: target.minimum for unit, (_parent, kind) in places.items() if kind in target.unit_kinds}
    for row in TargetMinimum.objects.filter(target=target).order_by("id"):
        if row.unit_id in asked:
            asked[row.unit_id] = row.minimum
    for exemption in Exemption.objects.filter(target=target).order_by("id"):
        asked.pop(exemption.unit_id, None)
    return asked


def _cell(target: Target, minimums: dict[int, int | None], unit: int, own: Total, branch: Total) -> Cell:
    read = branch if target.reading == "subtree" else own
    minimum = minimums.get(unit)
    cell: Cell = {"applies": unit in minimums, "minimum": minimum}
    for name, (quantity, whole, number) in (("own", own), ("subtree", branch)):
        cell |= {name: quantity, f"{name}_denominator": whole, f"{name}_figures": number}
    cell["known"] = unit in minimums and _reported(target, minimum, read)
    cell["met"] = cell["known"] and _enough(target, minimum, read)
    return cell


def _reported(target: Target, minimum: int | None, read: Total) -> bool:
    _quantity, whole, number = read
    if minimum is None:
        return whole > 0
    absent_is_zero = target.measure not in MEASURES or getattr(MEASURES[target.measure], "counts_records", True)
    return absent_is_zero or number > 0


def _enough(target: Target, minimum: int | None, read: Total) -> bool:
    have, whole, _number = read
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


COLUMNS = (
    "applies", "minimum", "own", "subtree", "own_denominator", "subtree_denominator", "own_figures", "subtree_figures",
    "known", "met", "asked_own", "units_required", "units_known", "units_met", "by_kind",
)  # fmt: skip


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
            continue
        yield from _compare(target, what, stored[unit], expected[unit])


def _history(target: Target, stored: dict[int, Values], names: dict[int, str]) -> Iterator[Difference]:
    """The latest line of each cell's history is what the cell shows."""
    latest = _latest(UnitProgressDay.objects.filter(target=target).order_by("day", "id"))
    nothing = tuple(getattr(UnitProgressDay(), name) for name in COLUMNS)
    for unit, values in stored.items():
        shown = latest.get(unit, nothing)
        if list(shown) != list(values):
            what = _("%(unit)s (lịch sử)") % {"unit": names.get(unit, str(unit))}
            yield from _compare(target, what, shown, values)


def _compare(target: Target, what: str, stored: Values, found: Values) -> Iterable[Difference]:
    return [
        Difference(target.code, what, name, old, new)
        for name, old, new in zip(COLUMNS, stored, found, strict=True)
        if old != new
    ]
