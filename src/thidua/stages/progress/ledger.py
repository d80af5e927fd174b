"""The ledger's own writing: what stands against a source now, and the lines a change adds. Nothing is ever erased."""

from __future__ import annotations

import datetime
import functools
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from thidua.foundation.core import bulk, keys
from thidua.foundation.core.prepared import NUMBER, SOME_UID, Prepared
from thidua.stages.campaigns.models import Target
from thidua.stages.progress.measures import MEASURES, AnswersForOne, AnswersForSome, Fact
from thidua.stages.progress.models import Entry, EntryCredit

BATCH = 1000
# Rows read from the database at a time.
CHUNK = 5000
# So many new entries at once change what the database knows of its tables.
MANY = 10_000
COLUMNS = (
    "id", "target", "source_kind", "source_uid", "quantity", "denominator", "effective_date", "recorded_at",
    "is_reversal",
)  # fmt: skip
Key = tuple[int, uuid.UUID]


@dataclass(frozen=True, slots=True)
class Standing:
    """A live entry with the units it is credited to."""

    entry: Entry
    credits: frozenset[int]

    def says(self, fact: Fact) -> bool:
        """Whether the ledger already holds exactly this fact."""
        entry = self.entry
        held = (entry.quantity, entry.denominator, entry.effective_date, self.credits)
        return held == (fact.quantity, fact.denominator, fact.effective_date, fact.credits)


@dataclass(frozen=True, slots=True)
class Change:
    """One source of one target: what the ledger held, what holds now; None is nothing."""

    target: Target
    source_uid: uuid.UUID
    old: Standing | None
    new: Fact | None


def standing(targets: Collection[Target], sources: Collection[uuid.UUID] | None = None) -> dict[Key, Standing]:
    """The live entries of the targets, of all sources or of some."""
    entries = Entry.objects.live().filter(target__in=[target.pk for target in targets])
    if sources is not None:
        entries = entries.filter(source_uid__in=keys.among(sources))
    if sources is not None and len(sources) == 1 and targets:
        named = {f"target_{place}": target.pk for place, target in enumerate(targets)}
        found: list[Entry] = _of_one(len(targets)).objects(uid=next(iter(sources)), **named)
    else:
        found = list(entries.defer("recorded_at").order_by("id"))
    if not found:
        return {}
    credits: dict[int, set[int]] = defaultdict(set)
    rows = EntryCredit.objects.filter(entry__in=entries.values("id")).order_by("id")
    for entry_id, unit_id in rows.values_list("entry_id", "unit_id"):
        credits[entry_id].add(unit_id)
    return {(row.target_id, row.source_uid): Standing(row, frozenset(credits[row.pk])) for row in found}


@functools.lru_cache(maxsize=64)
def _of_one(count: int) -> Prepared:
    """The live entries of one source in so many targets; of a new record there are none, and every posting asks."""

    def build(uid: uuid.UUID, **targets: int) -> QuerySet[Entry]:
        return Entry.objects.live().filter(target__in=list(targets.values()), source_uid=uid).order_by("id")

    return Prepared(build, uid=SOME_UID, **{f"target_{place}": NUMBER - place for place in range(count)})


def changes(targets: Collection[Target], sources: Collection[uuid.UUID] | None = None) -> list[Change]:
    """Where the stages' facts and the ledger differ, source by source."""
    held = standing(targets, sources)
    found: list[Change] = []
    for target, facts in _facts_by_target(targets, sources):
        found += (
            Change(target, uid, held.get((target.pk, uid)), fact)
            for uid, fact in facts.items()
            if (target.pk, uid) not in held or not held[target.pk, uid].says(fact)
        )
        found += (
            Change(target, uid, entry, None)
            for (target_id, uid), entry in held.items()
            if target_id == target.pk and uid not in facts
        )
    return found


def renew(target: Target, *, now: datetime.datetime) -> None:
    """Brings all of a target's ledger up to date: what is read is compared row by row, what holds is left alone."""
    facts, gone = _facts(target, None), []
    for (pk, uid, *said), lines in groupby(_live(target), key=lambda row: row[:5]):
        fact = facts.get(uid)
        held = (*said, {line[5] for line in lines} - {None})
        if fact is not None and held == (fact.quantity, fact.denominator, fact.effective_date, fact.credits):
            del facts[uid]
        else:
            gone.append(pk)
    for start in range(0, len(gone), BATCH):
        _reverse(list(Entry.objects.filter(pk__in=gone[start : start + BATCH]).order_by("id")), now)
    _add([(target, fact) for fact in facts.values()], now)


def _live(target: Target) -> Iterator[Any]:
    """The live entries of a target in the order of their sources, a line for each unit they are credited to."""
    columns = ("id", "source_uid", "quantity", "denominator", "effective_date", "credits__unit_id")
    return (
        Entry.objects.live()
        .filter(target=target)
        .order_by("source_uid")
        .values_list(*columns)
        .iterator(chunk_size=CHUNK)
    )


def write(found: Iterable[Change], *, now: datetime.datetime) -> None:
    """Adds the lines: a reversing entry for what no longer holds, a new entry for what holds now."""
    found = list(found)
    _reverse([change.old.entry for change in found if change.old], now)
    _add([(change.target, change.new) for change in found if change.new], now)


def _add(facts: Sequence[tuple[Target, Fact]], now: datetime.datetime) -> None:
    """New entries with their credits."""
    kinds = {target.measure: MEASURES[target.measure].source_kind for target, _fact in facts}
    ids = keys.reserve_ids(Entry, len(facts))
    entries = (
        (
            pk, target.pk, kinds[target.measure], fact.source_uid, fact.quantity, fact.denominator, fact.effective_date,
            now, False,
        )
        for pk, (target, fact) in zip(ids, facts, strict=True)
    )  # fmt: skip
    bulk.insert(Entry, COLUMNS, entries)
    credits = ((pk, unit) for pk, (_target, fact) in zip(ids, facts, strict=True) for unit in sorted(fact.credits))
    bulk.insert(EntryCredit, ("entry", "unit"), credits)
    if len(facts) >= MANY:
        bulk.take_stock(Entry, EntryCredit)


def _reverse(entries: Sequence[Entry], now: datetime.datetime) -> None:
    ids = keys.reserve_ids(Entry, len(entries))
    reversals = (
        (
            pk, entry.target_id, entry.source_kind, entry.source_uid, -entry.quantity, -entry.denominator,
            entry.effective_date, now, True,
        )
        for pk, entry in zip(ids, entries, strict=True)
    )  # fmt: skip
    bulk.insert(Entry, COLUMNS, reversals)
    bulk.update(Entry, ("reversed_by",), ((pk, entry.pk) for pk, entry in zip(ids, entries, strict=True)))


def _facts(target: Target, sources: Collection[uuid.UUID] | None) -> dict[uuid.UUID, Fact]:
    if target.measure not in MEASURES:
        return {}
    return _by_source(target, MEASURES[target.measure].facts(target, uids=sources))


def _facts_by_target(
    targets: Collection[Target], sources: Collection[uuid.UUID] | None
) -> Iterator[tuple[Target, dict[uuid.UUID, Fact]]]:
    """The facts target by target; of some sources asked for all targets of a measure at once, where it answers so."""
    told: dict[int, list[Fact]] = {}
    together = set[str]()
    for measure in {target.measure for target in targets} & {key for key, _source in MEASURES.items()}:
        source, asking = MEASURES[measure], [target for target in targets if target.measure == measure]
        if sources is not None and len(sources) == 1 and isinstance(source, AnswersForOne):
            told |= source.facts_of_one(asking, next(iter(sources)))
        elif sources is not None and isinstance(source, AnswersForSome):
            told |= source.facts_of_some(asking, sources)
        else:
            continue
        together.add(measure)
    for target in targets:
        if target.measure in together:
            yield target, _by_source(target, told.pop(target.pk, ()))
        else:
            yield target, _facts(target, sources)


def _by_source(target: Target, found: Iterable[Fact]) -> dict[uuid.UUID, Fact]:
    facts: dict[uuid.UUID, Fact] = {}
    for fact in found:
        if fact.source_uid in facts:
            raise ValueError(f"{target.measure}: source {fact.source_uid} gives target {target.code} two facts")
        facts[fact.source_uid] = fact
    return facts
