"""Works held against each other as they change: the pairs found are written down for a person to decide."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from django.db import transaction
from django.db.models import F, Q

from thidua.stages.works.finding_many import Match, doubles_of_many
from thidua.stages.works.models import NOT_LIVING, Double, Work

# So many works are looked at in one round of the job, and so many of one kind together: what they change is written at
# once, in less time than anybody waits for who writes beside it.
MOST_AT_ONCE, TOGETHER = 50_000, 500
# Two records, the first made one first.
Pair = tuple[int, int]


def find_new_doubles(*, now: datetime.datetime) -> int:
    """Looks at the works that changed since they were last looked at; returns how many. Called by the worker."""
    waiting = Work.objects.exclude(looked_version=F("version")).order_by("id")
    rows = list(waiting.values_list("pk", "kind_id")[:MOST_AT_ONCE])
    for part in _by_kind(rows):
        _look_at(list(Work.objects.filter(pk__in=part).select_related("kind").order_by("pk")), now=now)
    return len(rows)


def double_of(one: Work, other: Work, *, now: datetime.datetime) -> Double:
    """The row of two records, made when they are first seen together."""
    first, second = (one, other) if one.pk < other.pk else (other, one)
    row, _new = Double.objects.get_or_create(
        one=first, other=second, defaults={"unit_id": first.unit_id, "made_at": now, "changed_at": now}
    )
    return row


def _by_kind(rows: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    kinds: dict[int, list[int]] = defaultdict(list)
    for pk, kind in rows:
        kinds[kind].append(pk)
    for ids in kinds.values():
        yield from (ids[start : start + TOGETHER] for start in range(0, len(ids), TOGETHER))


def _look_at(works: Sequence[Work], *, now: datetime.datetime) -> None:
    """Reads before it writes: the transaction holds nothing but the changes, each on the state it was found for."""
    found = doubles_of_many([work for work in works if work.status not in NOT_LIVING])
    standing = _standing(works)
    wanted, units = _wanted(works, found, standing)
    versions: dict[int, list[int]] = defaultdict(list)
    for work in works:
        versions[work.version].append(work.pk)
    with transaction.atomic():
        _keep(wanted, units, standing, now=now)
        for version, ids in versions.items():
            Work.objects.filter(pk__in=ids, version=version).update(looked_version=version)


def _standing(works: Sequence[Work]) -> dict[Pair, Double]:
    """What was found or decided of these works before."""
    ids = [work.pk for work in works]
    rows = [*Double.objects.filter(one__in=ids).order_by("id"), *Double.objects.filter(other__in=ids).order_by("id")]
    return {(row.one_id, row.other_id): row for row in rows}


def _wanted(
    works: Sequence[Work], found: Mapping[int, Sequence[Match]], standing: Mapping[Pair, Double]
) -> tuple[dict[Pair, tuple[str, ...]], dict[int, int]]:
    """The pairs there should be, and the lead of each record; of two looked at together the later one's word holds."""
    wanted: dict[Pair, tuple[str, ...]] = {}
    units = {work.pk: work.unit_id for work in works}
    of: dict[int, set[Pair]] = defaultdict(set)
    for pair in standing:
        for pk in pair:
            of[pk].add(pair)
    for work in works:
        seen = {}
        for match in found.get(work.pk, ()):
            pair = (min(work.pk, match.other.pk), max(work.pk, match.other.pk))
            seen[pair] = match.reasons
            units.setdefault(match.other.pk, match.other.unit_id)
            of[match.other.pk].add(pair)
        for pair in of[work.pk] - seen.keys():
            wanted.pop(pair, None)
        wanted |= seen
    return wanted, units


def _keep(
    wanted: Mapping[Pair, tuple[str, ...]],
    units: Mapping[int, int],
    standing: Mapping[Pair, Double],
    *,
    now: datetime.datetime,
) -> None:
    """Writes down the pairs found; what was found before and is so no longer goes, unless a person decided it."""
    new = [
        Double(one_id=one, other_id=other, unit_id=units[one], reasons=list(reasons), made_at=now, changed_at=now)
        for (one, other), reasons in wanted.items()
        if (one, other) not in standing
    ]
    if new:
        # Somebody may have put the same two beside each other in the meantime.
        Double.objects.bulk_create(new, ignore_conflicts=True)
    told: dict[tuple[str, ...], list[int]] = defaultdict(list)
    gone = []
    for pair, row in standing.items():
        if row.status != Double.Status.OPEN:
            continue
        if pair not in wanted:
            gone.append(row.pk)
        elif row.reasons != list(wanted[pair]):
            told[wanted[pair]].append(row.pk)
    for reasons, ids in told.items():
        Double.objects.filter(pk__in=ids, status=Double.Status.OPEN).update(reasons=list(reasons))
    if gone:
        rows = Double.objects.filter(pk__in=gone, status=Double.Status.OPEN)
        rows.exclude(Q(one__status="merged") | Q(other__status="merged")).delete()
