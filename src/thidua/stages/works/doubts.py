"""What looks like a slip: a quantity far above the usual of its kind, one work registered by two bodies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import files
from thidua.foundation.core.models import StoredFile
from thidua.foundation.core.vietnamese import fold
from thidua.stages.campaigns.models import WorkKind
from thidua.stages.works.evidence import OWNER
from thidua.stages.works.models import Status, Work
from thidua.stages.works.visibility import readable

# A quantity this many times the mean of the other works of its kind is asked about; fewer works say nothing.
FAR, ENOUGH = 50, 3
# From this share of common words on, counted in the shorter name, two names are alike.
ALIKE = 0.5
# Words (without accents) that stand in the name of any work and tell nothing of this one.
IDLE = "ho gia dinh ba ong anh chi co chu cho cua tai va nha xay lam moi so xa thon buon bon to dan pho"
# Of so many works at one place the first are looked at, and so many of those alike are told.
NEAR, MOST = 50, 3


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


def possible_doubles(actor: Actor, work: Work) -> list[Work]:
    """Works of the same kind at the same place under a like name, that the actor sees: perhaps one registered twice."""
    named = list(work.places.select_related("unit").order_by("unit_id"))
    places = [row.unit for row in named]
    rows = readable(actor).filter(kind=work.kind_id, places__unit__in=places).exclude(pk=work.pk)
    rows = rows.exclude(status__in=[Status.DRAFT, Status.CANCELLED])
    near = rows.select_related("unit__kind", "unit__parent").distinct().order_by("id")[:NEAR]
    idle = _words(" ".join([work.kind.label, IDLE, *(unit.name for unit in places)]))
    # The number of a thôn is no word of its name; the number of a road is.
    idle -= {word for word in idle if word.isdigit()}
    own = _words(work.name) - idle
    return [other for other in near if _alike(own, _words(other.name) - idle)][:MOST]


def works_with_same_photos(actor: Actor, work: Work, stored: Sequence[StoredFile]) -> list[Work]:
    """Other works the actor sees that show one of these very files: one photo brought as proof of two things."""
    proofs = {file.sha256 for file in stored}
    twins = files.live().filter(owner_kind=OWNER, sha256__in=proofs).exclude(owner_uid=work.uid)
    rows = readable(actor).filter(uid__in=twins.values("owner_uid")).exclude(status=Status.CANCELLED)
    return list(rows.select_related("unit").order_by("id")[:MOST])


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


def _alike(one: set[str], other: set[str]) -> bool:
    """Whether enough of what is said of the shorter name is said of the other; other numbers mean another thing."""
    numbers = {word for word in one if word.isdigit()}, {word for word in other if word.isdigit()}
    if all(numbers) and numbers[0] != numbers[1]:
        return False
    if not one or not other:
        return one == other
    return len(one & other) >= ALIKE * min(len(one), len(other))
