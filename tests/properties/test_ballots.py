"""The secret ballot against an oracle of its own: who sits, who stepped out, who voted how, what was counted.

Random acts by random people in random order; the oracle keeps plain lists and knows nothing of the code.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.factories import NOW
from tests.stages.councils.support import CHAIR, CLERK, VOTERS, Room, cast_in_council, opened
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.errors import Refused
from thidua.stages.councils.ballots import counts_of
from thidua.stages.councils.models import Ballot, Session, SessionItem, Voted
from thidua.stages.councils.operations import (
    cast_ballots,
    close_voting,
    counting,
    declare_conflict,
    start_voting,
    voting,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NAMES = ("commune", "sister", "district", "person")
PEOPLE = (*VOTERS, CLERK, "administrator", "district_officer")
ACTS = st.one_of(
    st.tuples(
        st.just("cast"), st.sampled_from(PEOPLE),
        st.fixed_dictionaries(dict.fromkeys(NAMES, st.sampled_from(["yes", "no", "invalid"]))),
        st.sampled_from(["own", "own", "own", "all", "fewer"]),
    ),
    st.tuples(st.just("declare"), st.sampled_from(VOTERS), st.sampled_from(NAMES)),
    st.tuples(st.sampled_from(["start", "close"]), st.sampled_from([CHAIR, CLERK, "women_officer"]), st.booleans()),
)  # fmt: skip


@dataclass
class Oracle:
    """What must be so, by the rules in words."""

    present: set[str]
    counting: str
    state: str = "open"
    out: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in NAMES})
    box: list[tuple[str, str]] = field(default_factory=list)
    voted: set[str] = field(default_factory=set)

    def mine(self, who: str) -> list[str]:
        return [name for name in NAMES if who not in self.out[name]]

    def cast(self, who: str, choices: dict[str, str], which: str) -> bool:
        mine = self.mine(who) if who in VOTERS else list(NAMES)
        answered = {"own": mine, "all": list(NAMES), "fewer": mine[1:]}[which]
        fits = who in self.present and self.state == "voting" and who not in self.voted
        if not fits or not mine or answered != mine:
            return False
        self.box += [(name, choices[name]) for name in mine]
        self.voted.add(who)
        return True

    def declare(self, who: str, name: str) -> bool:
        # Who steps out for an item already says nothing new.
        if self.state == "closed" or who in self.voted:
            return False
        self.out[name].add(who)
        return True

    def start(self, who: str) -> bool:
        if who not in {CHAIR, CLERK} or self.state != "open":
            return False
        self.state = "voting"
        return True

    def close(self, who: str, with_reason: bool) -> bool:
        waiting = {member for member in self.present if self.mine(member)} - self.voted
        if who not in {CHAIR, CLERK} or self.state != "voting" or (waiting and not with_reason):
            return False
        self.state = "closed"
        return True

    def counts(self) -> dict[str, tuple[Any, ...]]:
        if self.state != "closed":
            return dict.fromkeys(NAMES, (None, None, None, None, None))
        found: dict[str, tuple[Any, ...]] = {}
        for name in NAMES:
            votes = Counter(choice for item, choice in self.box if item == name)
            of = len(VOTERS) - (len(self.out[name]) if self.counting == "entitled" else 0)
            passed = of > 0 and Fraction(votes["yes"], of) >= Fraction(3, 5)
            found[name] = (votes["yes"], votes["no"], votes["invalid"], of, passed)
        return found


class Site:
    """The real session, driven by the same acts."""

    def __init__(self, room: Room, session: Session, actors: dict[str, Actor]) -> None:
        self.room, self.session, self.actors = room, session, actors
        self.items = {name: room.item(session, name) for name in NAMES}

    def carry_out(self, oracle: Oracle, act: tuple[Any, ...]) -> bool:
        try:
            with transaction.atomic():
                self._act(oracle, act)
        except Refused as refusal:
            assert str(refusal).endswith("."), refusal
            return False
        return True

    def _act(self, oracle: Oracle, act: tuple[Any, ...]) -> None:
        kind, who, *rest = act
        by, common = self.actors[who], {"now": NOW, "session": self.session}
        if kind == "cast":
            choices, which = rest
            mine = oracle.mine(who) if who in VOTERS else list(NAMES)
            names = {"own": mine, "all": list(NAMES), "fewer": mine[1:]}[which]
            given: dict[uuid.UUID, str] = {self.items[name].uid: choices[name] for name in names}
            cast_ballots(by=by, choices=given, **common)
        elif kind == "declare":
            declare_conflict(by=by, item=self.items[rest[0]], reason="Có liên quan", **common)
        elif kind == "start":
            start_voting(by=by, **common)
        else:
            close_voting(by=by, reason="Hết giờ" if rest[0] else "", **common)

    def counts(self) -> dict[str, tuple[Any, ...]]:
        rows = {row.pk: row for row in SessionItem.objects.filter(session=self.session)}
        return {
            name: (rows[item.pk].yes, rows[item.pk].no, rows[item.pk].invalid, rows[item.pk].of, rows[item.pk].passed)
            for name, item in self.items.items()
        }

    def box(self) -> Counter[tuple[str, str]]:
        names = {item.pk: name for name, item in self.items.items()}
        rows = Ballot.objects.filter(item__session=self.session).values_list("item_id", "choice")
        return Counter((names[item], choice) for item, choice in rows)


def check(room: Room, actors: dict[str, Actor], present: set[str], counting: str, acts: list[tuple[Any, ...]]) -> None:
    with transaction.atomic():
        type(room.council).objects.filter(pk=room.council.pk).update(counting=counting)
        away = {name: "absent" for name in VOTERS if name not in present}
        site = Site(room, opened(room, **away), actors)
        oracle = Oracle(present, counting)
        oracle.out["district"].add("district_leader")
        oracle.out["person"].add("far_district_officer")
        for act in acts:
            carried_out = site.carry_out(oracle, act)
            kind, who, *rest = act
            assert carried_out == getattr(oracle, kind)(who, *rest[: {"start": 0}.get(kind, 2)]), act
            assert site.counts() == oracle.counts()
            assert site.box() == Counter(oracle.box)
            assert Voted.objects.filter(session=site.session).count() == len(oracle.voted)
        transaction.set_rollback(True)


def property_holds(room: Room, examples: int, **more: Any) -> Callable[[], None]:
    # Nobody's posts change in a session.
    actors = {name: room.actor(name) for name in {*PEOPLE, "women_officer"}}

    @settings(max_examples=examples, suppress_health_check=list(HealthCheck), **more)
    @given(
        st.sets(st.sampled_from(VOTERS), min_size=3),
        st.sampled_from(["membership", "entitled"]),
        st.lists(ACTS, min_size=1, max_size=14),
        st.booleans(),
        st.booleans(),
    )
    def holds(present: set[str], counting: str, acts: list[tuple[Any, ...]], begun: bool, ended: bool) -> None:
        first = [("start", CLERK, True)] if begun else []
        last = [("close", CLERK, True)] if ended else []
        check(room, actors, present, counting, first + acts + last)

    return holds


def test_ballots_and_the_oracle_agree_over_random_sessions() -> None:
    property_holds(cast_in_council(), 40)()


def everything(session: Session, _member: Any) -> list[SessionItem]:
    return list(session.items.order_by("position", "id"))


# What is broken → where it is looked up: the property must notice each, or it proves nothing.
PLANTED: dict[str, tuple[Any, str, Any]] = {
    "who steps out votes all the same": (voting, "items_to_vote", everything),
    "one yes is enough": (counting, "has_passed", lambda yes, of, _threshold: of > 0 and yes > 0),
    "stepping out never changes the base": (counting, "base_of", lambda _rule, membership, _gone: membership),
    "closing waits for nobody": (counting, "not_yet_voted", lambda _session: []),
    "a ballot is lost in the shuffle": (
        counting,
        "counts_of",
        lambda session: {item: (max(0, yes - 1), no, bad) for item, (yes, no, bad) in counts_of(session).items()},
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_the_property_notices(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    room = cast_in_council()
    module, name, broken = PLANTED[fault]
    monkeypatch.setattr(module, name, broken)

    with pytest.raises(AssertionError):
        property_holds(room, 40, phases=[Phase.generate], report_multiple_bugs=False, database=None)()
