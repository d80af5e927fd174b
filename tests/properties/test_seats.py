"""Seats against a naive model: whatever is proposed, voted, selected, released, announced, no list passes its quota.

The model keeps plain sets and numbers; it knows nothing of rows, ranks of locks or constraints.
"""

from __future__ import annotations

import copy
import dataclasses
import datetime
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import COMMUNE, NOW, SYSTEM, cast, make_person
from tests.foundation.documents import papers
from tests.stages.nominations.support import Awards, awards, guided, proposed
from thidua.foundation.core.errors import Refused
from thidua.foundation.documents.operations import record_issued
from thidua.stages.campaigns.models import AwardForm, AwardPool, Plan
from thidua.stages.campaigns.operations import PoolWords
from thidua.stages.campaigns.operations.awarding import give_awards
from thidua.stages.campaigns.operations.own_plans import place_of
from thidua.stages.campaigns.plan_writing.content import AwardLine, Content
from thidua.stages.nominations.models import Nomination, Seat
from thidua.stages.nominations.operations import (
    announce_quota,
    record_vote,
    release_seat,
    reserve_nominee,
    select_nominee,
    unreserve_nominee,
    withdraw_nomination,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MOST = 6
ACTS = ("propose", "vote", "select", "release", "reserve", "unreserve", "withdraw", "announce")
steps = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, MOST - 1), st.integers(0, 4)), max_size=30)


@dataclass
class Model:
    """What should be so: the announced number, and of each nominee its state, votes and place in the reserve."""

    quota: int | None = None
    states: dict[int, str] = field(default_factory=dict)
    votes: dict[int, int] = field(default_factory=dict)
    passed: dict[int, bool] = field(default_factory=dict)
    ranks: dict[int, int] = field(default_factory=dict)

    def count(self, state: str) -> int:
        return sum(found == state for found in self.states.values())

    def take(self, act: str, who: int, number: int) -> bool:
        """Whether the act is allowed; carries it out when it is."""
        return bool(getattr(self, act)(who, number))

    def propose(self, who: int, number: int) -> bool:
        if who in self.states and self.states[who] != "withdrawn":
            return False
        self.states[who], self.passed[who] = "proposed", False
        self.votes.pop(who, None)
        return True

    def vote(self, who: int, number: int) -> bool:
        if self.states.get(who) not in {"proposed", "reserve"}:
            return False
        self.votes[who], self.passed[who] = number, number >= 2
        return True

    def select(self, who: int, number: int) -> bool:
        waiting = self.states.get(who) in {"proposed", "reserve"} and self.passed[who]
        if not waiting or self.quota is None or self.count("selected") >= self.quota:
            return False
        free = self.quota - self.count("selected")
        ahead = [
            other
            for other, state in self.states.items()
            if other != who
            and state in {"proposed", "reserve"}
            and self.passed[other]
            and self.votes[other] >= self.votes[who]
        ]
        # `number` even: no reason is given.
        if len(ahead) >= free and number % 2 == 0:
            return False
        self.states[who] = "selected"
        self.ranks.pop(who, None)
        return True

    def release(self, who: int, number: int) -> bool:
        if self.states.get(who) != "selected":
            return False
        self.states[who] = "proposed"
        return True

    def reserve(self, who: int, number: int) -> bool:
        if self.states.get(who) != "proposed" or not self.passed[who] or self.quota is None:
            return False
        self.states[who] = "reserve"
        self.ranks[who] = max(self.ranks.values(), default=0) + 1
        return True

    def unreserve(self, who: int, number: int) -> bool:
        if self.states.get(who) != "reserve":
            return False
        self.states[who] = "proposed"
        self.ranks.pop(who)
        return True

    def withdraw(self, who: int, number: int) -> bool:
        if self.states.get(who) not in {"proposed", "reserve", "selected"}:
            return False
        self.states[who] = "withdrawn"
        self.ranks.pop(who, None)
        return True

    def announce(self, who: int, number: int) -> bool:
        if number < 1 or number < self.count("selected"):
            return False
        self.quota = number
        return True


@dataclass
class Real:
    """The same acts through the stage's operations."""

    found: Awards
    people: list[Any]
    rows: dict[int, Nomination] = field(default_factory=dict)

    def take(self, act: str, who: int, number: int) -> bool:
        if act not in {"propose", "announce"} and who not in self.rows:
            return False
        row = Nomination.objects.get(pk=self.rows[who].pk) if who in self.rows else None
        common: dict[str, Any] = {"by": SYSTEM, "now": NOW}
        calls = {
            "propose": lambda: self.rows.__setitem__(who, self.propose(who)),
            "vote": lambda: self.vote(row, number),
            "select": lambda: select_nominee(**common, nomination=row, reason="Lý do" if number % 2 else ""),
            "release": lambda: release_seat(**common, nomination=row, reason="Lý do"),
            "reserve": lambda: reserve_nominee(**common, nomination=row),
            "unreserve": lambda: unreserve_nominee(**common, nomination=row),
            "withdraw": lambda: withdraw_nomination(**common, nomination=row, reason="Lý do"),
            "announce": lambda: self.announce(number),
        }
        try:
            calls[act]()
        except Refused:
            return False
        return True

    def propose(self, who: int) -> Nomination:
        return proposed(self.found, self.found.cast.commune, form=self.found.later, person=self.people[who])

    def vote(self, row: Nomination | None, number: int) -> None:
        assert row is not None
        with transaction.atomic():
            record_vote(by=SYSTEM, now=NOW, nomination=row, votes_for=number, votes_of=4, passed=number >= 2)

    def announce(self, number: int) -> None:
        words = PoolWords("Cá nhân cấp xã", (COMMUNE,), for_people=True, quota=number)
        announce_quota(
            by=SYSTEM, now=NOW, form=self.found.later, pools=[words], document="45/TB-UBND",
            date=datetime.date(2024, 7, 1),
        )  # fmt: skip

    def shown(self) -> tuple[int | None, dict[int, str], dict[int, int | None]]:
        pool = AwardPool.objects.filter(form=self.found.later).first()
        fresh = {who: Nomination.objects.get(pk=row.pk) for who, row in self.rows.items()}
        ranks = {who: row.reserve_rank for who, row in fresh.items() if row.reserve_rank}
        return pool.quota if pool else None, {who: row.status for who, row in fresh.items()}, ranks


@dataclass
class OwnModel(Model):
    """The same of a form that a unit's own plan gives: its number is there from the start, and a plan may say none."""

    def propose(self, who: int, number: int) -> bool:
        return self.quota != 0 and super().propose(who, number)

    def announce(self, who: int, number: int) -> bool:
        if number < self.count("selected"):
            return False
        self.quota = number
        return True


class OwnReal(Real):
    """The acts on that form; another number is that of an amended plan."""

    def announce(self, number: int) -> None:
        plan = self.found.later.round.plan
        assert plan is not None
        lines = (AwardLine(self.found.later.name, "Cá nhân xã", number),) if number else ()
        given = {"plan": plan, "place": place_of(plan), "content": Content(subject="", awards=lines)}
        give_awards(by=SYSTEM, now=NOW, **given)


def check(made: Real, plan: list[tuple[str, int, int]], start: Model | None = None) -> None:
    with transaction.atomic():
        real, model = copy.deepcopy(made), copy.deepcopy(start or Model())
        for act, who, number in plan:
            assert real.take(act, who, number) == model.take(act, who, number), (act, who, number)
            assert real.shown() == (model.quota, model.states, model.ranks)
            seats = Seat.objects.filter(pool__form=real.found.later)
            seated = set(seats.filter(nomination__isnull=False).values_list("nomination_id", flat=True))
            assert seats.count() == (model.quota or 0)
            assert seated == {real.rows[who].pk for who, state in model.states.items() if state == "selected"}
        transaction.set_rollback(True)


def test_lists_never_pass_their_quota() -> None:
    made = Real(awards(cast()), [make_person(f"Người {place}") for place in range(MOST)])
    guided(made.found)

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(steps)
    def holds(plan: list[tuple[str, int, int]]) -> None:
        check(made, plan)

    holds()


def test_lists_of_a_units_own_plan_never_pass_its_quota() -> None:
    found = awards(cast())
    district = found.cast.district
    document = record_issued(
        by=SYSTEM, now=NOW, unit=district, body="Ban Thường trực", document=papers.plan(), sent_at=NOW
    )
    root = Plan.objects.get(campaign=found.cast.campaign)
    plan = Plan.objects.create(
        campaign=root.campaign, parent=root, unit=district, document=document, title="x", made_at=NOW, changed_at=NOW
    )
    content = Content(subject="", awards=(AwardLine("Giấy khen", "Cá nhân xã", 1),))
    give_awards(by=SYSTEM, now=NOW, plan=plan, place=place_of(plan), content=content)
    own = dataclasses.replace(found, later=AwardForm.objects.get(round__plan=plan))
    guided(own, own.later.round)
    made = OwnReal(own, [make_person(f"Người {place}") for place in range(MOST)])

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(steps)
    def holds(plan: list[tuple[str, int, int]]) -> None:
        check(made, plan, OwnModel(quota=1))

    holds()
