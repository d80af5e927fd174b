"""What looks like a slip: a quantity far above the usual of its kind, a photo taken too early or elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Count, Q, Subquery
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

# A quantity this many times the usual of its kind is asked about; fewer other works say nothing of what is usual.
FAR, ENOUGH = 50, 3
# From so many works on what is usual is kept for so many seconds.
MANY, KEPT, USUALS = 100_000, 900, "works-usual-of-kinds"
# So many records that may be the same are told.
MOST = 3


class Usual(NamedTuple):
    """What is usual of a kind: the quantity of the work in the middle, of so many works.

    In the middle, since one slip among a few works makes the mean so large that the next is not noticed.
    """

    quantity: int
    works: int


@dataclass(frozen=True, slots=True)
class Unusual:
    """A quantity far from the usual of its kind: how many times, and what is usual."""

    times: int
    usual: int


def unusual(kind: WorkKind, quantity: int, *, apart_from: int | None = None) -> Unusual | None:
    """Whether a quantity is so far above the other works of its kind that a slip of the key is likely."""
    return _far_above(_usuals({kind.pk}).get(kind.pk), quantity, itself=apart_from is not None)


def times_the_usual(kinds: Collection[WorkKind]) -> Callable[[WorkKind, int], Unusual | None]:
    """`unusual` for the new works of a whole list: what is usual is asked once."""
    usuals = _usuals({kind.pk for kind in kinds})
    return lambda kind, quantity: _far_above(usuals.get(kind.pk), quantity)


def _far_above(of_kind: Usual | None, quantity: int, *, itself: bool = False) -> Unusual | None:
    """`itself`: the work is one of its kind already."""
    if of_kind is None or of_kind.works - itself < ENOUGH or quantity < FAR * of_kind.quantity:
        return None
    return Unusual(quantity // of_kind.quantity, of_kind.quantity)


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
    """Works whose quantity is far above the usual of their kind.

    Found kind by kind in the index of the quantities; with «or» between them a million works would be read through.
    """
    found = [
        Work.objects.filter(kind=kind, quantity__gte=FAR * usual.quantity).order_by().values("pk")
        for kind, usual in _usuals().items()
        if usual.works > ENOUGH
    ]
    return Q(pk__in=found[0].union(*found[1:], all=True) if len(found) > 1 else found[0] if found else [])


def _usuals(kinds: Collection[int] | None = None) -> dict[int, Usual]:
    """What is usual, by kind, for some kinds or all; of a great many works as it was some minutes ago."""
    known: dict[int, Usual] | None = cache.get(USUALS)
    if known is None:
        known = _middles(kinds)
        # One work more among so many moves no middle.
        if sum(usual.works for usual in known.values()) >= MANY:
            known = known if kinds is None else _middles()
            cache.set(USUALS, known, KEPT)
    return known


def _middles(kinds: Collection[int] | None = None) -> dict[int, Usual]:
    """The middle quantity of each kind: two statements, however many kinds."""
    rows = Work.objects.living().order_by()
    if kinds is not None:
        rows = rows.filter(kind__in=kinds)
    works = dict(rows.values_list("kind").annotate(works=Count("id")))
    if not works:
        return {}
    middles = [
        Subquery(rows.filter(kind=kind).order_by("quantity").values("quantity")[place : place + 1])
        for kind, number in works.items()
        for place in [(number - 1) // 2]
    ]
    found = WorkKind.objects.filter(pk=next(iter(works))).values_list(*middles).get()
    # A work may be gone since they were counted.
    return {
        kind: Usual(quantity, number)
        for (kind, number), quantity in zip(works.items(), found, strict=True)
        if quantity is not None
    }
