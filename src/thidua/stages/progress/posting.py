"""The exact increment: one change of one source moves only the cells it touches, and leaves them as a rebuild would.

A change takes the credits S₀ with q₀ to S₁ with q₁; P(S) is S and everyone above it in the frame. The cells of
P(S₀) ∪ P(S₁) are locked in one statement in one order; own and subtree move by the difference; where a cell's `met`
or `known` flips, the flip is carried to everyone above, deepest first.
"""

from __future__ import annotations

import contextlib
import datetime
import functools
import itertools
import operator
import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextvars import ContextVar

from django.db import transaction
from django.db.models import Q

from thidua.foundation.core.locking import Rank, lock_rows
from thidua.stages.campaigns.models import Target
from thidua.stages.progress import cells, frame, guard, judging, ledger
from thidua.stages.progress.cells import Key
from thidua.stages.progress.compounds import touched
from thidua.stages.progress.frame import Parents
from thidua.stages.progress.ledger import Change
from thidua.stages.progress.measures import ALL_OF, asking
from thidua.stages.progress.models import UnitProgress

# What one change adds to the columns own, subtree and their companions.
Moves = dict[int, Counter[str]]

_gathered: ContextVar[dict[tuple[int, str], set[uuid.UUID]] | None] = ContextVar("gathered_posts", default=None)


def post(
    *, measures: Iterable[str], source_uid: uuid.UUID, campaign_ids: Collection[int], now: datetime.datetime
) -> None:
    """Brings the ledger and the board up to date with one source; the last step of a stage's operation.

    Called once per operation, inside its transaction, while the source's own record is locked. For every target of the
    campaigns with one of the measures. A second call changes nothing.
    """
    post_many(measures=measures, source_uids=[source_uid], campaign_ids=campaign_ids, now=now)


def post_many(
    *,
    measures: Iterable[str],
    source_uids: Collection[uuid.UUID],
    campaign_ids: Collection[int],
    now: datetime.datetime,
) -> None:
    """The same for many sources at once (an import, the demonstration): each cell is written once."""
    assert transaction.get_connection().in_atomic_block, "posting is the last step of an operation"
    waiting = _gathered.get()
    if waiting is not None:
        for campaign_id, measure in itertools.product(campaign_ids, measures):
            waiting[(campaign_id, measure)].update(source_uids)
        return
    targets = asking([*measures, ALL_OF], campaign_ids)
    guard.share(targets)
    compounds = [target for target in targets if target.measure == ALL_OF]
    plain = [target for target in targets if target.measure != ALL_OF]
    flipped = _post(plain, source_uids, now)
    if compounds and flipped and (parts := touched(compounds, flipped, plain)):
        _post(compounds, parts, now)


def _post(targets: list[Target], source_uids: Collection[uuid.UUID], now: datetime.datetime) -> set[Key]:
    """Writes the ledger, then moves the cells; returns the cells whose «met» flipped.

    The cells last: those at the top are everybody's, and who holds them keeps all other writers waiting.
    """
    found = ledger.changes(targets, source_uids)
    if not found:
        return set()
    ledger.write(found, now=now)
    return roll_up(found, now=now)


@contextlib.contextmanager
def gathered(*, now: datetime.datetime) -> Iterator[None]:
    """Within the block posts only gather; they are posted together at its end. For loads of many operations at once.

    The block lies in one transaction: until its end the board and the ledger lag behind the stages' tables.
    """
    assert transaction.get_connection().in_atomic_block, "what is gathered is posted in the same transaction"
    waiting: dict[tuple[int, str], set[uuid.UUID]] = defaultdict(set)
    token = _gathered.set(waiting)
    try:
        yield
    finally:
        _gathered.reset(token)
    for (campaign_id, measure), uids in sorted(waiting.items()):
        post_many(measures=[measure], source_uids=sorted(uids), campaign_ids=[campaign_id], now=now)


def roll_up(found: list[Change], *, now: datetime.datetime) -> set[Key]:
    """Moves the cells of all targets touched; returns those whose «met» flipped."""
    by_target: dict[int, list[Change]] = defaultdict(list)
    for change in found:
        by_target[change.target.pk].append(change)
    frames = _frames(found)
    moves = {pk: moves_of(of, frames[_frame_key(of[0].target)]) for pk, of in by_target.items()}
    rows = _locked(moves)
    held = [row for of_target in rows.values() for row in of_target.values()]
    before = {cells.key_of(row): cells.snapshot(row) for row in held}
    met = {cells.key_of(row) for row in held if row.met}
    for pk, of_target in rows.items():
        target = by_target[pk][0].target
        _apply(of_target, moves[pk], target, frames[_frame_key(target)])
    cells.save(held, before, now=now)
    return met ^ {cells.key_of(row) for row in held if row.met}


def moves_of(found: list[Change], parents: Parents) -> Moves:
    """What the changes of one target add to each cell: q₁ where new credits reach it, less q₀ where old ones did."""
    moves: Moves = defaultdict(Counter)
    for change in found:
        if change.old:
            entry = change.old.entry
            _add(moves, change.old.credits, entry.quantity, entry.denominator, parents, sign=-1)
        if change.new:
            _add(moves, change.new.credits, change.new.quantity, change.new.denominator, parents, sign=1)
    return moves


def _add(moves: Moves, credits: Iterable[int], quantity: int, denominator: int, parents: Parents, *, sign: int) -> None:
    for reading, units in (("own", own_units(credits, parents)), ("subtree", branch_units(credits, parents))):
        for unit in units:
            moves[unit][reading] += sign * quantity
            moves[unit][f"{reading}_denominator"] += sign * denominator
            moves[unit][f"{reading}_figures"] += sign


def own_units(credits: Iterable[int], parents: Parents) -> Collection[int]:
    """Whom the entry is credited to, of those who stand in the frame."""
    return {unit for unit in credits if unit in parents}


def branch_units(credits: Iterable[int], parents: Parents) -> Collection[int]:
    """Everyone whose branch the entry lies in, each once however many of its units are credited."""
    return frame.branch_upwards(credits, parents)


def _apply(rows: dict[int, UnitProgress], moves: Moves, target: Target, parents: Parents) -> None:
    """Moves the cells of one target, then carries what flipped upwards by running sums, deepest first."""
    rising: dict[int, Counter[str]] = {}
    for unit, row in rows.items():
        own_before = row.own
        for column, amount in moves.get(unit, {}).items():
            setattr(row, column, getattr(row, column) + amount)
        rising[unit] = flips(row, target)
        if row.applies:
            rising[unit]["asked_own"] += row.own - own_before
    for unit in frame.deepest_first(rows, parents):
        cells.add_counts(rows[unit], rising[unit])
        parent = parents[unit]
        if parent in rows:
            rising[parent].update(rising[unit])


def flips(row: UnitProgress, target: Target) -> Counter[str]:
    """ε: how the cell's own standing changes the counts of its branch; sets the cell's known and met."""
    known, met = judging.judge(row, target)
    change = Counter(cells.flip(row, known=known, met=met))
    row.known, row.met = known, met
    return change


def move(rows: dict[int, UnitProgress], moves: Moves, target: Target, parents: Parents) -> None:
    """The same for cells that nobody stores: those of another day."""
    _apply(rows, moves, target, parents)


def _locked(moves: dict[int, Moves]) -> dict[int, dict[int, UnitProgress]]:
    """All cells of all targets, held by one statement in the order of target and unit: two writers never cross."""
    wanted = [Q(target_id=target, unit_id__in=list(units)) for target, units in moves.items() if units]
    if not wanted:
        return {}
    rows = UnitProgress.objects.filter(functools.reduce(operator.or_, wanted)).select_related("participation")
    found: dict[int, dict[int, UnitProgress]] = defaultdict(dict)
    for row in lock_rows(rows.order_by("target_id", "unit_id"), rank=Rank.PROGRESS):
        found[row.target_id][row.unit_id] = row
    return found


FrameKey = tuple[int, datetime.date | None]


def _frame_key(target: Target) -> FrameKey:
    return target.campaign_id, target.reference_date


def _frames(found: list[Change]) -> dict[FrameKey, Parents]:
    """The part of each frame the changes reach; targets fixed on one day share one."""
    credited: dict[FrameKey, set[int]] = defaultdict(set)
    for change in found:
        credited[_frame_key(change.target)] |= change.old.credits if change.old else frozenset()
        credited[_frame_key(change.target)] |= change.new.credits if change.new else frozenset()
    return {key: frame.parents_above(*key, units) for key, units in credited.items()}
