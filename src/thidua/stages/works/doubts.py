"""What looks like a slip: a quantity far above the usual of its kind, one work registered by two bodies."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from thidua.foundation.core.vietnamese import fold
from thidua.stages.campaigns.models import WorkKind
from thidua.stages.works.models import Work

# A quantity this many times the mean of the other works of its kind is asked about; fewer works say nothing.
FAR, ENOUGH = 50, 3
# From this share of common words on, counted in the shorter name, two names are alike.
ALIKE = 0.5


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


def possible_doubles(work: Work) -> list[Work]:
    """Other works of the same kind at the same place under a like name: perhaps one work registered by two bodies."""
    places = list(work.places.order_by("id").values_list("unit_id", flat=True))
    rows = Work.objects.living().filter(kind=work.kind_id, places__unit__in=places).exclude(pk=work.pk)
    near = rows.select_related("unit__kind", "unit__parent").distinct().order_by("id")[:50]
    own = _words(work.name)
    return [other for other in near if _likeness(own, _words(other.name)) >= ALIKE]


def far_off() -> Q:
    """Quantities far above the mean of the others of their kind: q·(n−1+FAR) ≥ FAR·total, kind by kind."""
    sums = Work.objects.living().order_by().values("kind").annotate(total=Sum("quantity"), works=Count("id"))
    found = Q(pk__in=[])
    for row in sums:
        if row["works"] > ENOUGH:
            least = -(-FAR * row["total"] // (row["works"] - 1 + FAR))
            found |= Q(kind=row["kind"], quantity__gte=least)
    return found


def _words(name: str) -> set[str]:
    return set(fold(name).replace(",", " ").split())


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))
