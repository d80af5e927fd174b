"""What the invented records of the nation are made from: who lies where, how eager it is, which day it may be."""

from __future__ import annotations

import datetime
import random
from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from thidua.faces.interchange.demonstration.nation.frames import AREA, SEED
from thidua.foundation.core import clock
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign

# How much a commune's people do beside others: some do nothing, so that there is somebody to remind.
EAGERNESS = ((0.0, 2), (0.15, 13), (0.6, 25), (1.0, 35), (1.5, 25))


class Place(NamedTuple):
    """One unit as the records need it."""

    pk: int
    parent: int | None
    kind: str
    folded: str


@dataclass
class Nation:
    """The campaign with the units beneath its owner, in the order of the tree; one source of chance for all."""

    campaign: Campaign
    now: datetime.datetime
    places: dict[int, Place] = field(init=False)
    eager: dict[int, float] = field(init=False)
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))
    moments: dict[datetime.date, datetime.datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rows = Unit.objects.branch(self.campaign.owner).order_by("lft")
        columns = rows.values_list("id", "parent_id", "kind_id", "folded")
        self.places = {pk: Place(pk, parent, kind, folded) for pk, parent, kind, folded in columns}
        degrees, weights = zip(*EAGERNESS, strict=True)
        heads = [place.pk for place in self.places.values() if place.kind != AREA]
        self.eager = dict(zip(heads, self.chance.choices(degrees, weights, k=len(heads)), strict=True))

    @property
    def today(self) -> datetime.date:
        return clock.day_of(self.now)

    def of_kinds(self, kinds: list[str]) -> list[Place]:
        """The units of some kinds, in the order of the tree."""
        return [place for place in self.places.values() if place.kind in kinds]

    def areas_beneath(self) -> dict[int, list[Place]]:
        """The residential areas of each commune."""
        found: dict[int, list[Place]] = defaultdict(list)
        for place in self.of_kinds([AREA]):
            found[place.parent or 0].append(place)
        return found

    def eagerness(self, place: Place) -> float:
        """The commune's for its areas, else the unit's own."""
        return self.eager[place.parent or 0] if place.kind == AREA else self.eager[place.pk]

    def does(self, place: Place, usual: float) -> bool:
        """Whether the unit does what a usual one does with this likelihood."""
        return self.chance.random() < min(0.97, usual * self.eagerness(place))

    def day(self, first: datetime.date, before: datetime.date | None) -> datetime.date:
        """A day from the first on, before another and not after today."""
        last = min(self.today, before - datetime.timedelta(days=1) if before else self.today)
        return first + datetime.timedelta(days=self.chance.randrange(max(1, (last - first).days + 1)))

    def moment(self, day: datetime.date) -> datetime.datetime:
        """The day's first moment; few days, many records."""
        if day not in self.moments:
            self.moments[day] = clock.local_midnight(day)
        return self.moments[day]
