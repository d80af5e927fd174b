"""The stage of the demonstration: the site with its units, its campaigns and their frames, and who acts where."""

from __future__ import annotations

import datetime
import heapq
import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.utils import timezone

from thidua.foundation.accounts.actors import Actor, actor_of_person
from thidua.foundation.accounts.models import Person
from thidua.foundation.core.actors import System
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign, MilestoneKind, Occasion, Participation, Target, WorkKind
from thidua.stages.progress.posting import gathered

SYSTEM = System("Dữ liệu minh họa")
TODAY = datetime.date(2024, 7, 15)
SEED = 28_6_2024

Act = Callable[[datetime.datetime], object]


@dataclass(slots=True)
class Diary:
    """What happens when. Acts are carried out in the order of their moments, so that the board's history is true."""

    acts: list[tuple[datetime.datetime, int, Act]] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def at(self, day: datetime.date, act: Act, *, minutes: int = 0) -> None:
        """Enters an act for a working hour of a day; `minutes` after eight."""
        eight = datetime.datetime.combine(min(day, TODAY), datetime.time(8))
        moment = timezone.make_aware(eight + datetime.timedelta(minutes=minutes % 500))
        heapq.heappush(self.acts, (moment, next(self.numbers), act))

    def carry_out(self) -> int:
        """Does everything in order, the board following week by week and in the last week daily; returns how many acts.

        What an act enters for later is done too; an act for a moment gone by is done at once.
        """
        done, now = 0, self.acts[0][0]
        while self.acts:
            evening = _posting_evening(self.acts[0][0])
            with gathered(now=evening):
                while self.acts and self.acts[0][0] < evening:
                    moment, _number, act = heapq.heappop(self.acts)
                    now = max(now, moment)
                    act(now)
                    done += 1
        return done


def _posting_evening(moment: datetime.datetime) -> datetime.datetime:
    """When what was done is counted together: the week's Sunday evening, in the last week each evening."""
    days = 0 if (TODAY - moment.date()).days < 7 else 6 - moment.weekday()
    return (moment + datetime.timedelta(days=days)).replace(hour=23)


@dataclass(slots=True)
class World:
    """Units by code, people by unit and role, kinds by key; one source of chance, so that every load is the same."""

    campaign: Campaign
    units: dict[str, Unit]
    codes: dict[int, str]
    milestones: dict[str, MilestoneKind]
    works: dict[str, WorkKind]
    occasions: dict[str, Occasion]
    targets: dict[str, Target]
    people: dict[tuple[str, str], Person] = field(default_factory=dict)
    actors: dict[tuple[str, str], Actor] = field(default_factory=dict)
    diary: Diary = field(default_factory=Diary)
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))
    # Numbers of pictures and papers: no two are alike.
    serial: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def of_kind(self, kind: str) -> list[str]:
        """The codes of the units of a kind, in the order of their codes."""
        return sorted(code for code, unit in self.units.items() if unit.kind_id == kind)

    def beneath(self, code: str, kind: str) -> list[str]:
        """The codes of the units of a kind directly under a unit."""
        parent = self.units[code].pk
        return [child for child in self.of_kind(kind) if self.units[child].parent_id == parent]

    def above(self, code: str) -> str:
        """The code of the unit directly above."""
        parent = self.units[code].parent_id
        assert parent is not None, code
        return self.codes[parent]

    def officer(self, code: str) -> Actor:
        """Who enters for a unit: its officer; of a residential area the commune's; of the province the focal one."""
        unit = self.units[code]
        if unit.kind.is_area:
            return self.officer(self.above(code))
        return self.actor(code, "officer")

    def superior(self, code: str) -> Actor:
        """Who confirms what a unit did: an officer of the level above; at the top its leader."""
        unit = self.units[code]
        if unit.parent_id is None:
            return self.actor(code, "leader")
        above = self.above(code)
        return self.actor(above, "leader" if (above, "leader") in self.people else "officer")

    def actor(self, code: str, role: str) -> Actor:
        """Who holds a role at a unit."""
        if (code, role) not in self.actors:
            self.actors[(code, role)] = actor_of_person(self.people[(code, role)], self.campaign.starts_on)
        return self.actors[(code, role)]

    def read_tree_again(self) -> None:
        """After a reorganisation units have another place, and so have those who act for them."""
        fresh = Unit.objects.select_related("kind", "parent__kind").in_bulk([unit.pk for unit in self.units.values()])
        self.units = {code: fresh[unit.pk] for code, unit in self.units.items()}
        self.actors.clear()

    def day(self, first: datetime.date, last: datetime.date) -> datetime.date:
        """Some day from the first to the last."""
        return first + datetime.timedelta(days=self.chance.randint(0, (last - first).days))


def read_world(campaign: Campaign) -> World:
    """The campaign's part of the site."""
    places = Participation.objects.filter(campaign=campaign).select_related("unit__kind", "unit__parent__kind")
    rows = list(places.order_by("lft", "id"))
    return World(
        campaign=campaign,
        units={row.code: row.unit for row in rows},
        codes={row.unit_id: row.code for row in rows},
        milestones={row.key: row for row in campaign.milestone_kinds.order_by("id")},
        works={row.key: row for row in WorkKind.objects.order_by("id")},
        occasions={row.key: row for row in campaign.occasions.order_by("id")},
        targets={row.code: row for row in campaign.targets.order_by("id")},
    )


def within_words(name: str) -> str:
    """A unit's name in the middle of a sentence: «xã Đắk Wer»; the proper name keeps its letters."""
    return name[:1].lower() + name[1:]
