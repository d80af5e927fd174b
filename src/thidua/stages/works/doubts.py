"""What looks like a slip: a quantity far above the usual of its kind, a photo taken too early or elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from thidua.foundation.core import clock
from thidua.foundation.core.models import StoredFile
from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.units.provinces import photos_elsewhere
from thidua.stages.campaigns.models import WorkKind
from thidua.stages.works.finding import Found
from thidua.stages.works.kinds import BEFORE
from thidua.stages.works.likeness import HEAD, PHOTOS, PLACE, TIME, WORDS
from thidua.stages.works.models import Work

# A quantity this many times the mean of the other works of its kind is asked about; fewer works say nothing.
FAR, ENOUGH = 50, 3
# From so many works on the sums of the kinds are kept for so many seconds.
MANY, KEPT, SUMS = 100_000, 900, "works-sums-of-kinds"
# So many records that may be the same are told.
MOST = 3


@dataclass(frozen=True, slots=True)
class Unusual:
    """A quantity far from the usual of its kind: how many times, and what is usual."""

    times: int
    usual: int


def unusual(kind: WorkKind, quantity: int, *, apart_from: int | None = None) -> Unusual | None:
    """Whether a quantity is so far above the other works of its kind that a slip of the key is likely."""
    others = Work.objects.living().filter(kind=kind).exclude(pk=apart_from or 0)
    found = others.aggregate(total=Sum("quantity"), works=Count("id"))
    if found["works"] < ENOUGH or quantity * found["works"] < FAR * found["total"]:
        return None
    usual = max(1, round(found["total"] / found["works"]))
    return Unusual(quantity // usual, usual)


def times_the_usual(kinds: Collection[WorkKind]) -> Callable[[WorkKind, int], Unusual | None]:
    """`unusual` for the new works of a whole list: the sums of the kinds are asked once."""
    wanted = {kind.pk for kind in kinds}
    sums = {kind: (total, works) for kind, total, works in _sums() if kind in wanted and works >= ENOUGH}

    def of(kind: WorkKind, quantity: int) -> Unusual | None:
        total, works = sums.get(kind.pk, (0, 0))
        if not works or quantity * works < FAR * total:
            return None
        usual = max(1, round(total / works))
        return Unusual(quantity // usual, usual)

    return of


def photo_remarks(work: Work, stored: Sequence[StoredFile]) -> list[str]:
    """What the photos say of themselves that does not go with the work: taken before it began, in another province.

    For who accepts the work, to look at; nothing is refused by it. A photo that says nothing is the usual thing.
    """
    lines = []
    start = work.planned_start
    for file in stored:
        if start and file.taken_at and file.role != BEFORE and clock.day_of(file.taken_at) < start:
            lines.append(
                _("Ảnh «%(name)s» ghi chụp ngày %(day)s, trước ngày bắt đầu %(start)s.")
                % {"name": file.name, "day": day_words(clock.day_of(file.taken_at)), "start": day_words(start)}
            )
    return lines + photos_elsewhere(stored, work.unit)


def without_photos(found: Sequence[Found]) -> list[Found]:
    """Of records that may be the same those that would be found without their photos, and without a word of these.

    That the very same file was brought twice is for who accepts the work, not for who brought it.
    """
    return [
        Found(row.other, tuple(reason for reason in row.reasons if reason != PHOTOS))
        for row in found
        if {PLACE, TIME, WORDS} <= set(row.reasons) or {PLACE, HEAD} <= set(row.reasons)
    ]


def far_off() -> Q:
    """Quantities far above the mean of the others of their kind: q·(n−1+FAR) ≥ FAR·total.

    Found kind by kind in the index of the quantities; with «or» between them a million works would be read through.
    """
    found = [
        Work.objects.filter(kind=kind, quantity__gte=-(-FAR * total // (works - 1 + FAR))).order_by().values("pk")
        for kind, total, works in _sums()
        if works > ENOUGH
    ]
    return Q(pk__in=found[0].union(*found[1:], all=True) if len(found) > 1 else found[0] if found else [])


def _sums() -> list[tuple[int, int, int]]:
    """(kind, all quantities, works) of each kind; of a great many works as they were some minutes ago."""
    known: list[tuple[int, int, int]] | None = cache.get(SUMS)
    if known is None:
        rows = Work.objects.living().order_by().values("kind").annotate(total=Sum("quantity"), works=Count("id"))
        known = [(row["kind"], row["total"], row["works"]) for row in rows]
        # One work more among so many moves no mean.
        if sum(works for _kind, _total, works in known) >= MANY:
            cache.set(SUMS, known, KEPT)
    return known
