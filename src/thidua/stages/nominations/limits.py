"""How many a body may propose for a pool, where the guidance limits it (VII.1)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.finding import the_one
from thidua.foundation.core.locking import Rank, lock
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import AwardPool
from thidua.stages.nominations.models import Allotment, Nomination


def allotment_of(pool: AwardPool | None, unit: Unit) -> Allotment | None:
    """What the guidance allots a body of a pool."""
    if pool is None:
        return None
    rows = Allotment.objects.filter(pool=pool, unit=unit).select_related("pool", "unit")
    return the_one(rows)


def require_allotment(nomination: Nomination) -> None:
    """Raises `Invalid` when the proposing body has already proposed as many for this pool as it was allotted."""
    found = allotment_of(nomination.pool, nomination.unit)
    if found is None:
        return
    lock(found, rank=Rank.POOL)
    others = Nomination.objects.living().filter(pool=found.pool, unit=found.unit).exclude(pk=nomination.pk)
    others = others.exclude(status=Nomination.Status.RETURNED)
    if others.count() >= found.most:
        raise Invalid(
            {
                "pool": _("%(unit)s được phân bổ %(most)d suất đề nghị cho «%(pool)s» và đã đề nghị đủ. Xin rút bớt một đề nghị trước.")
                % {"unit": found.unit.name, "most": found.most, "pool": found.pool.name}
            }
        )  # fmt: skip
