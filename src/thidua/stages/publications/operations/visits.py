"""Visits as the worker stores them: what was spooled is counted once, then who it was is forgotten."""

from __future__ import annotations

import datetime
import itertools
import uuid
from collections.abc import Iterable, Sequence

from django.db.models import F

from thidua.foundation.core import clock
from thidua.foundation.core.actors import System
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import operation
from thidua.stages.publications.models import PublicItem, PublicViews, VisitDay, Visitor, VisitorItem
from thidua.stages.publications.visiting import Hit

# Who comes back after so long makes a new visit.
SILENCE = datetime.timedelta(minutes=30)
# Words that tell visitors apart are kept for this long and no longer.
FORGOTTEN_AFTER = datetime.timedelta(hours=48)
# A statement names no more than so many visitors.
AT_ONCE = 1000


@operation
def store_visits(*, by: System, now: datetime.datetime, hits: Sequence[Hit], receipt: uuid.UUID | None = None) -> None:
    """Adds the spooled hits to their days and to what was read, and forgets who came two days ago.

    Called with the spool file's own receipt, so that a file is counted once even when the worker stops in between.
    Leaves no line in the audit trail. Refuses nothing: what was read is no longer there is passed over.
    """
    for day, rows in itertools.groupby(sorted(hits, key=lambda hit: hit.at), key=lambda hit: clock.day_of(hit.at)):
        of_day = list(rows)
        for start in range(0, len(of_day), AT_ONCE):
            _store_day(day, of_day[start : start + AT_ONCE])
    Visitor.objects.filter(seen_at__lt=now - FORGOTTEN_AFTER).delete()


def _store_day(day: datetime.date, hits: list[Hit]) -> None:
    VisitDay.objects.get_or_create(day=day)
    row = lock(VisitDay.objects.get(day=day))
    known = {found.token: found for found in Visitor.objects.filter(token__in={hit.token for hit in hits})}
    strangers: dict[str, Visitor] = {}
    for hit in hits:
        visitor = known.get(hit.token) or strangers.get(hit.token)
        if visitor is None:
            strangers[hit.token] = visitor = Visitor(token=hit.token, seen_at=hit.at)
            row.visits += 1
        elif hit.at - visitor.seen_at >= SILENCE:
            row.visits += 1
        visitor.seen_at = max(visitor.seen_at, hit.at)
    Visitor.objects.bulk_update(known.values(), ["seen_at"])
    Visitor.objects.bulk_create(strangers.values())
    row.visitors += len(strangers)
    row.views += _store_views(hits)
    row.save()


def _store_views(hits: Iterable[Hit]) -> int:
    """Counts each thing once a reader and day; returns how many such readings are new."""
    read = {(hit.token, hit.item) for hit in hits if hit.item}
    items = _standing({item for _token, item in read})
    visitors = dict(Visitor.objects.filter(token__in={token for token, _item in read}).values_list("token", "pk"))
    pairs = {(visitors[token], items[item]) for token, item in read if item in items}
    rows = VisitorItem.objects.filter(visitor__in={visitor for visitor, _item in pairs})
    new = sorted(pairs - set(rows.values_list("visitor_id", "item_id")))
    VisitorItem.objects.bulk_create(VisitorItem(visitor_id=visitor, item_id=item) for visitor, item in new)
    for item, group in itertools.groupby(sorted(item for _visitor, item in new)):
        PublicViews.objects.get_or_create(item_id=item)
        PublicViews.objects.filter(item=item).update(count=F("count") + len(list(group)))
    return len(new)


def _standing(uids: set[uuid.UUID]) -> dict[uuid.UUID, int]:
    """The numbers of the things that stand on the portal, by the uids they were read under."""
    return dict(PublicItem.objects.live().filter(uid__in=uids).values_list("uid", "pk"))
