"""Adoptions as facts of targets: verified works that a unit did after the model of another (I.4)."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable

from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress.measures import MEASURES, Explained, Fact, window_filter
from thidua.stages.works.evidence import OWNER
from thidua.stages.works.measures import MEASURE, matching
from thidua.stages.works.models import Adoption, Status, Work

# The key of the measure, as campaign files write it.
ADOPTIONS = "adoptions"


class AdoptionSource:
    """One fact a verified work with a model, from the day the work was done, for the unit that leads it.

    The work is the source: whatever is posted of a work is posted of its model too.
    """

    source_kind = OWNER

    def facts(self, target: Target, *, uids: Collection[uuid.UUID] | None = None) -> Iterable[Fact]:
        """All facts of the target, or only those of some works."""
        works = Work.objects.filter(
            matching(target.measure_params), window_filter(target, "done_date"), campaigns=target.campaign_id,
            status=Status.VERIFIED, pk__in=Adoption.objects.live().values("work"),
        )  # fmt: skip
        if uids is not None:
            works = works.filter(uid__in=uids)
        rows = list(works.order_by("id").values_list("uid", "done_date", "unit_id"))
        creditable = self._creditable(target, {unit for _uid, _day, unit in rows})
        for uid, day, unit in rows:
            if day is not None and unit in creditable:
                yield Fact(uid, 1, day, frozenset({unit}))

    def explain(self, uids: Collection[uuid.UUID]) -> dict[uuid.UUID, Explained]:
        """Each work as the measure of works tells it."""
        return MEASURES[MEASURE].explain(uids)

    def _creditable(self, target: Target, units: Collection[int]) -> set[int]:
        places = Participation.objects.filter(campaign_id=target.campaign_id, unit_id__in=units)
        if target.reading == Target.Reading.OWN:
            places = places.filter(kind_id__in=target.unit_kinds)
        return set(places.order_by("id").values_list("unit_id", flat=True))


MEASURES.register(ADOPTIONS, AdoptionSource())
