"""What looks like a slip: a quantity far above the usual of its kind, one photo brought for two works."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Q, Sum

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import files
from thidua.foundation.core.models import StoredFile
from thidua.stages.campaigns.models import WorkKind
from thidua.stages.works.evidence import OWNER
from thidua.stages.works.models import Status, Work
from thidua.stages.works.visibility import readable

# A quantity this many times the mean of the other works of its kind is asked about; fewer works say nothing.
FAR, ENOUGH = 50, 3
# From so many works on the sums of the kinds are kept for so many seconds.
MANY, KEPT, SUMS = 100_000, 900, "works-sums-of-kinds"
# So many of those that show the same file are told.
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


def works_with_same_photos(actor: Actor, work: Work, stored: Sequence[StoredFile]) -> list[Work]:
    """Other works the actor sees that show one of these very files: one photo brought as proof of two things."""
    proofs = {file.sha256 for file in stored}
    twins = files.live().filter(owner_kind=OWNER, sha256__in=proofs).exclude(owner_uid=work.uid)
    rows = (
        readable(actor).filter(uid__in=twins.values("owner_uid")).exclude(status__in=[Status.CANCELLED, Status.MERGED])
    )
    return list(rows.select_related("unit").order_by("id")[:MOST])


def far_off() -> Q:
    """Quantities far above the mean of the others of their kind: q·(n−1+FAR) ≥ FAR·total, kind by kind."""
    found = Q(pk__in=[])
    for kind, total, works in _sums():
        if works > ENOUGH:
            least = -(-FAR * total // (works - 1 + FAR))
            found |= Q(kind=kind, quantity__gte=least)
    return found


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
