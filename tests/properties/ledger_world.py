"""Random small worlds for the ledger: a frame, targets, facts that change; and a naive model of the board."""

from __future__ import annotations

import datetime
import itertools
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import QuerySet
from hypothesis import strategies as st

from tests.factories import NOW, START, SYSTEM, make_campaign
from thidua.foundation.units.models import Unit, UnitKind
from thidua.stages.campaigns.models import Campaign, Exemption, Participation, Target, TargetMinimum
from thidua.stages.campaigns.operations import end_exemption, exempt_unit
from thidua.stages.progress import measures, posting, rebuild
from thidua.stages.progress.measures import Explained, Fact
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.queries.places import Asked

RECORDS, REPORTED = "fake-records", "fake-figures"
DAYS = [datetime.date(2023, 11, day) for day in (1, 10, 18, 19, 30)]
WINDOW_FROM, WINDOW_BEFORE = datetime.date(2023, 11, 10), datetime.date(2023, 11, 19)
SOURCES = [uuid.UUID(int=number) for number in range(1, 6)]
PLACES = 9


class FakeSource:
    """A stage whose tables are a dictionary: every target of the measure counts the same facts within its window.

    A companion «trên địa bàn» credits the units where a thing was done, whoever did it.
    """

    def __init__(self, *, counts_records: bool) -> None:
        self.source_kind = "fake"
        self.counts_records = counts_records
        self.held: dict[uuid.UUID, Fact] = {}
        self.done_in: dict[uuid.UUID, frozenset[int]] = {}

    def facts(self, target: Target, *, uids: Collection[uuid.UUID] | None = None) -> Iterable[Fact]:
        span = measures.window(target)
        in_place = target.companion_of_id is not None and target.beside == Target.Beside.IN_PLACE
        return [
            replace(fact, credits=self.done_in.get(uid, fact.credits)) if in_place else fact
            for uid, fact in list(self.held.items())
            if (uids is None or uid in uids) and measures.is_inside(span, fact.effective_date)
        ]

    def explain(self, uids: Collection[uuid.UUID]) -> dict[uuid.UUID, Explained]:
        return {
            uid: Explained(uid, f"Việc {uid.int}", "", "", (), "Người nhận", NOW, ())
            for uid in uids
            if uid in self.held
        }


@dataclass(frozen=True)
class AskedOf:
    """A target in plain words."""

    kinds: frozenset[int]
    reading: str
    operator: str
    minimum: int | None
    percent: bool
    measure: str
    windowed: bool
    exempt: frozenset[int]
    stricter: tuple[tuple[int, int], ...]
    in_place: bool = False
    # Of a compound: which of the earlier targets must all be met.
    parts: tuple[int, ...] = ()


@dataclass(frozen=True)
class Step:
    """One thing that happens: facts of some sources change (None: gone), a unit moves under another, or is freed.

    `frees` is a target and a unit: a document frees it, or the document that freed it no longer does.
    """

    facts: tuple[tuple[int, tuple[int, int, int, frozenset[int], frozenset[int]] | None], ...] = ()
    moves: tuple[int, int] | None = None
    frees: tuple[int, int] | None = None


@dataclass(frozen=True)
class Plan:
    """A whole world: `parents[n]` is the parent of unit n (units are numbered from the root down)."""

    parents: tuple[int | None, ...]
    targets: tuple[AskedOf, ...]
    steps: tuple[Step, ...]


@st.composite
def plans(draw: st.DrawFn, *, frees: bool = False) -> Plan:
    """A world in which facts come and go and units move; with `frees` units are also freed and asked again."""
    parents = draw(frames())
    count = len(parents)
    units = st.integers(0, count - 1)
    few = st.frozensets(units, min_size=1, max_size=3)
    asked = st.builds(
        AskedOf,
        kinds=st.frozensets(st.integers(0, 4), min_size=1),
        reading=st.sampled_from(["own", "subtree"]),
        operator=st.sampled_from(["at_least", "at_most", "exactly"]),
        minimum=st.one_of(st.none(), st.integers(0, 3)),
        percent=st.booleans(),
        measure=st.sampled_from([RECORDS, REPORTED]),
        windowed=st.booleans(),
        exempt=st.frozensets(units, max_size=2),
        stricter=st.lists(st.tuples(units, st.integers(0, 4)), max_size=2, unique_by=lambda pair: pair[0]).map(tuple),
    )
    fact = st.tuples(st.integers(0, 3), st.integers(0, 4), st.integers(0, len(DAYS) - 1), few, few)
    change = st.tuples(st.integers(0, len(SOURCES) - 1), st.one_of(fact, fact, st.none()))
    posted = st.builds(Step, facts=st.lists(change, min_size=1, max_size=3, unique_by=lambda pair: pair[0]).map(tuple))
    moved = st.builds(Step, moves=st.tuples(units, units))
    freed = st.builds(Step, frees=st.tuples(st.integers(0, 4), units))
    happens = st.one_of(posted, posted, posted, moved, *([freed, freed] if frees else []))
    steps = draw(st.lists(happens, min_size=3, max_size=8))
    targets = draw(st.lists(asked, min_size=1, max_size=3))
    if draw(st.booleans()):
        # What campaigns make of `in_place`: the same target read otherwise, of which nothing is asked.
        targets.append(replace(targets[0], reading="subtree", operator="at_least", minimum=0, in_place=True))
    if draw(st.booleans()):
        parts = draw(st.frozensets(st.integers(0, len(targets) - 1), min_size=1))
        whole = draw(asked)
        if draw(st.booleans()):
            # Asks whom a part asks; else often nobody that any part asks.
            whole = replace(whole, kinds=targets[min(parts)].kinds)
        targets.append(replace(whole, reading="own", operator="at_least", minimum=None, percent=False,
                               measure=measures.ALL_OF, windowed=False, stricter=(), parts=tuple(sorted(parts))))  # fmt: skip
    return Plan(parents, tuple(targets), tuple(steps))


@st.composite
def frames(draw: st.DrawFn) -> tuple[int | None, ...]:
    """Three to five levels: a chain as deep as the frame, and other units hung on it anywhere."""
    depth = draw(st.integers(3, 5))
    parents: list[int | None] = [None, *range(depth - 1)]
    levels = list(range(depth))
    for _unit in range(draw(st.integers(1, PLACES - depth))):
        above = draw(st.integers(0, len(parents) - 1).filter(lambda place: levels[place] < depth - 1))
        parents.append(above)
        levels.append(levels[above] + 1)
    return tuple(parents)


@dataclass
class World:
    """The plan carried out in the database."""

    plan: Plan
    sources: dict[str, FakeSource]
    parents: list[int | None] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    # Whom a document frees from each target now; a companion shares what frees from the target it stands beside.
    exempt: list[set[int]] = field(default_factory=list)
    campaign: Campaign | None = None
    # When the next step is taken.
    now: datetime.datetime = NOW
    asked: Asked | None = None

    def build(self) -> None:
        self.parents = list(self.plan.parents)
        for parent in self.parents:
            self.levels.append(0 if parent is None else self.levels[parent] + 1)
        UnitKind.objects.bulk_create(
            UnitKind(key=f"level-{level}", system="test", label=str(level), short_label=str(level), rank=level)
            for level in range(5)
        )
        common = {"folded": "", "valid_from": START, "made_at": NOW, "changed_at": NOW}
        self.units = Unit.objects.bulk_create(
            Unit(kind_id=f"level-{level}", name=f"Đơn vị {n}", short_name=f"{n}", sort_key=f"{n:03d}", **common)
            for n, level in enumerate(self.levels)
        )
        self.campaign = make_campaign(self.units[0])
        Participation.objects.bulk_create(
            Participation(
                campaign=self.campaign, unit=unit, parent=None if (above := self.parents[n]) is None else self.units[above],
                kind_id=unit.kind_id, code=str(n), lft=n, rgt=n, valid_from=START,
            )
            for n, unit in enumerate(self.units)
        )  # fmt: skip
        self.number()
        self.targets = [self._target(number, asked) for number, asked in enumerate(self.plan.targets)]
        rebuild.prepare(campaign=self.campaign, now=NOW)

    def _target(self, number: int, asked: AskedOf) -> Target:
        target = Target.objects.create(
            campaign=self.campaign, code=f"T{number}", position=number, text="", short_label="", measure=asked.measure,
            unit_kinds=[f"level-{level}" for level in sorted(asked.kinds)], reading=asked.reading, minimum=asked.minimum,
            operator=asked.operator, measure_unit="percent" if asked.percent else "piece",
            window_from=WINDOW_FROM if asked.windowed else None, window_before=WINDOW_BEFORE if asked.windowed else None,
            companion_of=Target.objects.get(campaign=self.campaign, code="T0") if asked.in_place else None,
            beside=Target.Beside.IN_PLACE if asked.in_place else Target.Beside.EARLIER,
            measure_params={"targets": [f"T{part}" for part in asked.parts]} if asked.parts else {},
        )  # fmt: skip
        self.exempt.append(self.exempt[0] if asked.in_place else set(asked.exempt))
        Exemption.objects.bulk_create(
            Exemption(target=target, unit=self.units[n], document="Công văn 1", given_at=NOW)
            for n in sorted([] if asked.in_place else asked.exempt)
        )
        TargetMinimum.objects.bulk_create(
            TargetMinimum(target=target, unit=self.units[n], minimum=minimum, source="")
            for n, minimum in asked.stricter
        )
        return target

    def take(self, step: Step) -> None:
        if step.moves:
            self._move(*step.moves)
        if step.frees:
            self._free(step.frees[0] % len(self.targets), step.frees[1])
        if not step.facts:
            return
        for number, given in step.facts:
            for source in self.sources.values():
                source.held.pop(SOURCES[number], None)
                if given:
                    quantity, whole, day, credits, places = given
                    credited = frozenset(self.units[n].pk for n in credits)
                    source.done_in[SOURCES[number]] = frozenset(self.units[n].pk for n in places)
                    source.held[SOURCES[number]] = Fact(SOURCES[number], quantity, DAYS[day], credited, whole)
        assert self.campaign
        changed = [SOURCES[number] for number, _given in step.facts]
        if len(changed) == 1:
            posting.post(measures=self.sources, source_uid=changed[0], campaign_ids=[self.campaign.pk], now=self.now)
        else:
            posting.post_many(measures=self.sources, source_uids=changed, campaign_ids=[self.campaign.pk], now=self.now)

    def _move(self, unit: int, under: int) -> None:
        """A dated step of the frame: only where the tree stays a tree and a level keeps its place."""
        if self.levels[under] != self.levels[unit] - 1 or self.parents[unit] == under:
            return
        self.parents[unit] = under
        Participation.objects.filter(unit=self.units[unit]).update(parent=self.units[under])
        assert self.campaign
        self.number()
        rebuild.prepare(campaign=self.campaign, now=self.now)

    def _free(self, number: int, unit: int) -> None:
        """What the operations do; nobody is freed of what it is not asked."""
        freed = self.exempt[number]
        target = self.targets[number].companion_of or self.targets[number]
        if unit in freed:
            row = Exemption.objects.in_force().get(target=target, unit=self.units[unit])
            end_exemption(by=SYSTEM, now=self.now, exemption=row, reason="Ghi nhầm")
            freed.remove(unit)
        elif self.levels[unit] in self.plan.targets[number].kinds:
            exempt_unit(by=SYSTEM, now=self.now, target=target, unit=self.units[unit], document="Công văn 2")
            freed.add(unit)

    def number(self) -> None:
        """Gives each place its interval in the frame, as enrolment does."""
        below: dict[int | None, list[int]] = {n: [] for n in (None, *range(len(self.parents)))}
        for n, parent in enumerate(self.parents):
            below[parent].append(n)
        passed = itertools.count()

        def walk(n: int) -> int:
            lft = next(passed)
            rgt = max([lft, *(walk(child) for child in below[n])])
            Participation.objects.filter(unit=self.units[n]).update(lft=lft, rgt=rgt)
            return rgt

        for top in below[None]:
            walk(top)


def shown(world: World, cells: QuerySet[UnitProgress] | None = None) -> dict[tuple[int, int], dict[str, Any]]:
    """What the board holds, or the cells of another moment, by (target, unit)."""
    rows = (UnitProgress.objects.all() if cells is None else cells).order_by("id")
    target_at = {target.pk: n for n, target in enumerate(world.targets)}
    unit_at = {unit.pk: n for n, unit in enumerate(world.units)}
    names = next(iter(naive(world).values())).keys()
    return {
        (target_at[row.target_id], unit_at[row.unit_id]): {name: getattr(row, name) for name in names} for row in rows
    }


def naive(world: World, until: datetime.date | None = None) -> dict[tuple[int, int], dict[str, Any]]:
    """The same worked out from the definitions, each unit for itself, with no regard for speed.

    With a day, from what was done up to it.
    """
    place = {unit.pk: n for n, unit in enumerate(world.units)}
    everyone = range(len(world.units))

    def is_under(unit: int, top: int) -> bool:
        parent = world.parents[unit]
        return unit == top or (parent is not None and is_under(parent, top))

    found: dict[tuple[int, int], dict[str, Any]] = {}
    for number, asked in enumerate(world.plan.targets):
        facts = [] if asked.parts else _counted(asked, world.sources[asked.measure], place, until)
        for part in asked.parts:
            facts += [
                (int(found[part, unit]["met"]), 1, {unit})
                for unit in everyone
                if found[part, unit]["applies"] and world.levels[unit] in asked.kinds
            ]
        cells = {}
        for unit in everyone:
            own = [fact for fact in facts if unit in fact[2]]
            branch = [fact for fact in facts if any(is_under(credit, unit) for credit in fact[2])]
            cells[unit] = _cell(asked, unit, world.levels[unit], world.exempt[number], own, branch)
        for unit in everyone:
            below = [cells[other] for other in everyone if is_under(other, unit)]
            asked_ones = [cell for cell in below if cell["applies"]]
            kinds = {level for other, level in enumerate(world.levels) if is_under(other, unit)}
            by_kind = {}
            for level in kinds:
                of_kind = [
                    cells[other] for other in everyone
                    if is_under(other, unit) and world.levels[other] == level and cells[other]["applies"]
                ]  # fmt: skip
                if of_kind:
                    by_kind[f"level-{level}"] = [
                        sum(cell["met"] for cell in of_kind), len(of_kind), sum(cell["known"] for cell in of_kind)
                    ]  # fmt: skip
            found[number, unit] = {
                **cells[unit],
                "asked_own": sum(cell["own"] for cell in asked_ones),
                "units_required": len(asked_ones),
                "units_known": sum(cell["known"] for cell in asked_ones),
                "units_met": sum(cell["met"] for cell in asked_ones),
                "by_kind": by_kind,
            }
    return found


def _counted(
    asked: AskedOf, source: FakeSource, place: dict[int, int], until: datetime.date | None = None
) -> list[Any]:
    """Quantity, whole and units of what counts in the target, to the end of a day."""
    return [
        (fact.quantity, fact.denominator, {place[unit] for unit in (source.done_in[uid] if asked.in_place else fact.credits)})
        for uid, fact in source.held.items()
        if until is None or fact.effective_date <= until
        if not asked.windowed or WINDOW_FROM <= fact.effective_date <= WINDOW_BEFORE - datetime.timedelta(days=1)
    ]  # fmt: skip


def _cell(asked: AskedOf, unit: int, level: int, exempt: set[int], own: list[Any], branch: list[Any]) -> dict[str, Any]:
    minimum = dict(asked.stricter).get(unit, asked.minimum)
    applies = level in asked.kinds and unit not in exempt
    read = own if asked.reading == "own" else branch
    have, whole = sum(fact[0] for fact in read), sum(fact[1] for fact in read)
    known = applies and (asked.measure == RECORDS or bool(read))
    met = False
    if minimum is None:
        known = applies and whole > 0
        met = known and have >= whole
    elif known:
        need = minimum
        if asked.percent:
            have, need = have * 100, minimum * whole
        met = {"at_least": have >= need, "at_most": have <= need, "exactly": have == need}[asked.operator]
        met = met and not (asked.percent and whole == 0)
    return {
        "applies": applies,
        "own": sum(fact[0] for fact in own),
        "subtree": sum(fact[0] for fact in branch),
        "own_denominator": sum(fact[1] for fact in own),
        "subtree_denominator": sum(fact[1] for fact in branch),
        "own_figures": len(own),
        "subtree_figures": len(branch),
        "known": known,
        "met": met,
    }
