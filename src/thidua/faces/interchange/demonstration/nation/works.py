"""A million invented works in every state: led by a commune or a level above it, each at a residential area."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from thidua.faces.interchange.demonstration.nation.frames import AREA
from thidua.faces.interchange.demonstration.nation.records import Table, batches
from thidua.faces.interchange.demonstration.nation.world import Nation, Place
from thidua.foundation.core import bulk, steps
from thidua.foundation.core.vietnamese import fold, sort_key
from thidua.stages.campaigns.models import Occasion, WorkKind
from thidua.stages.works.models import Status, Work, WorkPartner, WorkPlace

REGISTERED, VERIFIED = Status.REGISTERED.value, Status.VERIFIED.value
STATUSES = {REGISTERED: 20, Status.NOTED.value: 20, Status.DONE.value: 10, VERIFIED: 50}
DONE = (Status.DONE.value, VERIFIED)
LEAD_TIME = datetime.timedelta(days=20)
# Names come round again, as they do in life.
NAMES = 900
# One of so many works has a partner, found so many works further.
SHARED, NEARBY = 50, 25
TOLD = (
    "kind", "unit", "mobiliser", "name", "folded", "sort_key", "quantity", "status", "registered_at", "noted_at",
    "done_date", "done_at", "verified_at", "made_at", "changed_at",
)  # fmt: skip


def make_works(nation: Nation, number: int) -> None:
    """Writes the works with their campaign, occasion, places and partners."""
    works, occasion = Table(Work, *TOLD), Occasion.objects.filter(campaign=nation.campaign).order_by("id").first()
    kinds = [_Kind(kind) for kind in WorkKind.objects.order_by("id")]
    done = 0
    for places in batches(_drawn(nation, number)):
        steps.tell(_("Công trình, phần việc minh họa"), done, number)
        rows = list(_rows(nation, kinds, places, done))
        ids = works.write(rows)
        bulk.insert(Work.campaigns.through, ("work", "campaign"), ((pk, nation.campaign.pk) for pk in ids))
        if occasion:
            bulk.insert(Work.occasions.through, ("work", "occasion"), ((pk, occasion.pk) for pk in ids[::2]))
        bulk.insert(WorkPlace, ("work", "unit"), ((pk, place.pk) for pk, place in zip(ids, places, strict=True)))
        bulk.insert(WorkPartner, ("work", "unit"), _partners(ids, places))
        done += len(places)
    steps.tell(_("Công trình, phần việc minh họa"), done, number)


class _Kind:
    """A kind of work with the names its works bear."""

    def __init__(self, kind: WorkKind) -> None:
        self.pk, self.label, self.most = kind.pk, kind.label, 3 if kind.is_house else 900
        self.names: dict[int, tuple[str, str, str]] = {}

    def name(self, number: int) -> tuple[str, str, str]:
        """A name as it is shown, searched and sorted; worked out once."""
        if number not in self.names:
            name = f"{self.label} số {number} (minh họa)"
            self.names[number] = name, fold(name), sort_key(name)
        return self.names[number]


def _drawn(nation: Nation, number: int) -> Iterator[Place]:
    """The area of each work in the order of the tree, so that every index of places takes the works in as they come."""
    areas = nation.of_kinds([AREA])
    weights = [nation.eagerness(area) for area in areas]
    drawn = nation.chance.choices(range(len(areas)), weights if any(weights) else None, k=number)
    return (areas[place] for place in sorted(drawn))


def _rows(nation: Nation, kinds: list[_Kind], places: list[Place], first: int) -> Iterator[tuple[Any, ...]]:
    chance, many = nation.chance, len(places)
    drawn = zip(
        places, chance.choices(kinds, k=many), chance.choices(list(STATUSES), list(STATUSES.values()), k=many),
        chance.choices(_days(nation), k=many), strict=True,
    )  # fmt: skip
    for number, (place, kind, status, (day, at, registered)) in enumerate(drawn, start=first):
        done, lead = status in DONE, _lead(nation, place, chance.random())
        name, folded, key = kind.name(1 + number % NAMES)
        yield (
            kind.pk, lead.pk, lead.pk, name, f"{folded} {lead.folded} {place.folded}", key, 1 + number % kind.most,
            status, registered, None if status == REGISTERED else registered, day if done else None,
            at if done else None, at if status == VERIFIED else None, registered, at if done else registered,
        )  # fmt: skip


def _days(nation: Nation) -> list[tuple[datetime.date, datetime.datetime, datetime.datetime]]:
    """Every day of the campaign so far: the day, its moment, and when what was done on it had been registered."""
    start = nation.campaign.starts_on
    days = [start + datetime.timedelta(days=number) for number in range((nation.today - start).days + 1)]
    return [(day, nation.moment(day), nation.moment(max(start, day - LEAD_TIME))) for day in days]


def _lead(nation: Nation, place: Place, luck: float) -> Place:
    """Mostly the commune; now and then the level above it, more seldom the province."""
    lead = nation.places[place.parent or 0]
    for limit in (0.88, 0.97):
        above = nation.places.get(lead.parent or 0)
        if luck < limit or above is None or above.parent is None:
            return lead
        lead = above
    return lead


def _partners(ids: Sequence[int], places: list[Place]) -> Iterator[tuple[int, int]]:
    """One work of fifty is shared with another area of the same commune."""
    for turn in range(0, len(places) - NEARBY, SHARED):
        place, other = places[turn], places[turn + NEARBY]
        if other.parent == place.parent and other.pk != place.pk:
            yield ids[turn], other.pk
