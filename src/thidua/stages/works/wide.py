"""The list of works over a branch as wide as the nation: counted no further than a limit, a million rows or not.

What matches is either few, then those are fetched and sorted, or many, then a page is soon read along the index of the
order. Which of the two is known before the page is read: from the counts, and for words from the index of letters.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.db.models import Count, Exists, OuterRef

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.prepared import WORD
from thidua.foundation.core.search_index import counts, counts_by, narrowed, unaided
from thidua.stages.campaigns.models import Campaign
from thidua.stages.works import filters, queries
from thidua.stages.works.filters import Narrowing
from thidua.stages.works.models import Status, Work, WorkQuerySet
from thidua.stages.works.visibility import is_vast

# A list is told to hold more than so many; of words that stand in thousands of names, more than so few.
MOST, MOST_SAID = 1000, 200
# Up to so many rows that match are fetched and sorted.
FEW = 5000


@dataclass(frozen=True, slots=True)
class WideList:
    """A list's rows in order; how many they are, up to the limit; by status for the chips, where that costs little.

    `is_unnamed`: asked by name and shown by what changed last, because the words stand in too many names to be sorted.
    """

    rows: WorkQuerySet
    count: int
    is_more: bool
    by_status: dict[str, int] = field(default_factory=dict)
    is_unnamed: bool = False


def wide_list(actor: Actor, chosen: Narrowing) -> WideList | None:
    """The list, where its branch is vast; None for any other, which is counted as it is. A handful of statements."""
    branch = ((chosen.unit.lft, chosen.unit.rgt),) if chosen.unit else actor.intervals
    if not is_vast(branch) or not is_vast(actor.intervals):
        return None
    rows, is_few = queries.narrowed_by(actor, replace(chosen, campaign=None)), False
    if chosen.campaign:
        rows = _in_campaign(rows, chosen.campaign)
    every = rows
    if chosen.text:
        rows, is_few = narrowed(rows, chosen.text, most=FEW, in_order=not chosen.kind)
    counted_by_status = (is_few or not chosen.text) and (not chosen.view or chosen.view in filters.COUNTED)
    most = MOST if is_few or not chosen.text else MOST_SAID
    listed = _of_status(rows, chosen)
    if counted_by_status:
        by_status = _by_status(rows, None if is_few else most)
        of = [by_status.get(chosen.status, 0)] if chosen.status else [
            number for status, number in by_status.items() if status != Status.CANCELLED
        ]  # fmt: skip
        total = sum(of)
        if total == 0:
            listed = listed.none()
        elif total <= most and not is_few:
            # Few among many: found by what narrows them, then sorted; along the order one would pass all the others.
            listed = listed.filter(pk__in=_up_to(listed, most))
    else:
        by_status, keys = {}, list(_up_to(listed, most).values_list("pk", flat=True))
        total = len(keys)
        if total <= most:
            listed = queries.listed(Work.objects.filter(pk__in=keys))
        elif chosen.text:
            # So many that a page of them is soon met along the order.
            listed = _of_status(unaided(every, chosen.text), chosen)
    is_unnamed = bool(chosen.text) and not is_few and total > most and chosen.order == filters.BY_NAME
    order = queries.order_of(replace(chosen, order=filters.NEWEST) if is_unnamed else chosen)
    return WideList(listed.order_by(*order), min(total, most), total > most, by_status, is_unnamed)


def found_works(actor: Actor, chosen: Narrowing) -> WorkQuerySet:
    """The rows of a list in order, whatever its branch; only so many of a wide one as it was counted to."""
    wide = wide_list(actor, chosen)
    return wide.rows if wide else queries.list_works(actor, chosen)


def _in_campaign(rows: WorkQuerySet, campaign: Campaign) -> WorkQuerySet:
    """Those of a campaign: of one with few works from its own side, of any other each work is asked."""
    served = Work.campaigns.through.objects.filter(campaign=campaign).order_by()
    if counts([served.values("pk")[: FEW + 1]])[0] <= FEW:
        return rows.filter(pk__in=served.values("work"))
    return rows.filter(Exists(served.filter(work=OuterRef("pk"))))


def _of_status(rows: WorkQuerySet, chosen: Narrowing) -> WorkQuerySet:
    if chosen.status:
        return rows.filter(status=chosen.status)
    return rows if chosen.view else rows.exclude(status=Status.CANCELLED)


def _by_status(rows: WorkQuerySet, most: int | None) -> dict[str, int]:
    """How many stand in each status that occurs: of many up to a limit each, of few all at once."""
    if most is None:
        return dict(rows.order_by().values_list("status").annotate(number=Count("*")))
    found = counts_by(_up_to(rows.filter(status=WORD), most), WORD, Status.values)
    return {status: number for status, number in found.items() if number}


def _up_to(rows: WorkQuerySet, most: int) -> WorkQuerySet:
    return rows.select_related(None).order_by().values("pk")[: most + 1]  # type: ignore[return-value]
