"""Works held against each other as they change: the pairs found are written down for a person to decide."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db.models import F, Q

from thidua.stages.works.finding import Found, doubles_of
from thidua.stages.works.models import NOT_LIVING, Double, Work

# So many works are looked at in one round of the job.
MOST_AT_ONCE = 2000


def find_new_doubles(*, now: datetime.datetime) -> int:
    """Looks at the works that changed since they were last looked at; returns how many. Called by the worker."""
    waiting = Work.objects.exclude(looked_version=F("version")).select_related("kind").order_by("id")
    rows = list(waiting[:MOST_AT_ONCE])
    for work in rows:
        keep_found(work, doubles_of(work) if work.status not in NOT_LIVING else [], now=now)
        Work.objects.filter(pk=work.pk, version=work.version).update(looked_version=work.version)
    return len(rows)


def keep_found(work: Work, found: Iterable[Found], *, now: datetime.datetime) -> None:
    """Writes down the pairs found; what was found before and is so no longer goes, unless a person decided it."""
    seen = []
    for row in found:
        pair = double_of(work, row.other, now=now)
        seen.append(pair.pk)
        if pair.status == Double.Status.OPEN and pair.reasons != list(row.reasons):
            Double.objects.filter(pk=pair.pk).update(reasons=list(row.reasons))
    gone = Double.objects.filter(Q(one=work) | Q(other=work), status=Double.Status.OPEN).exclude(pk__in=seen)
    gone.exclude(Q(one__status="merged") | Q(other__status="merged")).delete()


def double_of(one: Work, other: Work, *, now: datetime.datetime) -> Double:
    """The row of two records, made when they are first seen together."""
    first, second = (one, other) if one.pk < other.pk else (other, one)
    row, _new = Double.objects.get_or_create(
        one=first, other=second, defaults={"unit_id": first.unit_id, "made_at": now, "changed_at": now}
    )
    return row
