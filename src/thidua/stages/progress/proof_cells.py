"""Every cell of the board worked out from the stages' facts, for its proof: by code that neither posts nor rebuilds."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from thidua.stages.campaigns.models import Exemption, Participation, Target, TargetMinimum
from thidua.stages.progress.measures import ALL_OF, MEASURES, Fact, part_uid
from thidua.stages.progress.models import UnitProgress

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
# Of each target counted: who is asked, and whether it has met.
Standings = dict[int, dict[int, bool]]
COLUMNS = (
    "applies", "minimum", "own", "subtree", "own_denominator", "subtree_denominator", "own_figures", "subtree_figures",
    "known", "met", "asked_own", "units_required", "units_known", "units_met", "by_kind",
)  # fmt: skip


def facts_now(target: Target, counted: Standings) -> dict[uuid.UUID, Fact]:
    """The facts of a target by their sources, as the stages tell them now."""
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
        places = population(part)
        if part.pk not in counted:
            counted[part.pk] = standing_of(expected_cells(part, places, facts_now(part, counted).values()))
        for unit, met in counted[part.pk].items():
            if places[unit][1] in target.unit_kinds:
                uid = part_uid(part.pk, unit)
                yield Fact(uid, 1 if met else 0, first_day, frozenset([unit]), denominator=1)


def standing_of(expected: dict[int, Values]) -> dict[int, bool]:
    """Who is asked, and whether it has met."""
    applies, met = COLUMNS.index("applies"), COLUMNS.index("met")
    return {unit: cell[met] for unit, cell in expected.items() if cell[applies]}


def population(target: Target) -> dict[int, Place]:
    """Who stands in the frame the target counts in: parent and kind of each unit."""
    rows = Participation.objects.filter(campaign=target.campaign_id).order_by("id")
    columns = ("unit_id", "parent_id", "kind_id", "valid_from", "valid_to")
    day, found = target.reference_date, {}
    for unit, parent, kind, since, until in rows.values_list(*columns).iterator(chunk_size=CHUNK):
        if until is None if day is None else since <= day and (until is None or until > day):
            found[unit] = (parent, kind)
    return found


def expected_cells(target: Target, places: dict[int, Place], facts: Iterable[Fact]) -> dict[int, Values]:
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
    # What frees from a target frees from its companions.
    for exemption in Exemption.objects.filter(target=target.companion_of_id or target.pk).order_by("id"):
        if exemption.ended_at is None:
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
