"""Plans under plans against a naive model: whatever is issued, amended, withdrawn, none asks less than those above.

The model keeps for each plan what it asks; what counts for a unit is the most of what the lines above it ask.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import COMMUNE, DISTRICT, NOW, PROVINCE, SYSTEM, Cast
from tests.stages.campaigns.own_plans import world
from thidua.foundation.core.errors import Invalid, NotNow
from thidua.stages.campaigns.models import Plan, Target, TargetMinimum
from thidua.stages.campaigns.operations import (
    amend_plan,
    issue_plan,
    revise_plan,
    set_minimum,
    start_plan,
    submit_plan,
    withdraw_plan,
)
from thidua.stages.campaigns.operations.own_plans import content_of
from thidua.stages.campaigns.plan_writing import applying, checking
from thidua.stages.campaigns.plan_writing.content import Number

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ABOVE = {"province": None, "district": "province", "commune": "district", "sister_commune": "district"}
WRITING = ("district", "commune")
COMMON = 2
number = st.one_of(st.none(), st.integers(-1, 6))
steps = st.lists(
    st.one_of(
        st.tuples(st.just("plan"), st.sampled_from(WRITING), number, number),
        st.tuples(st.just("withdraw"), st.sampled_from(WRITING), st.none(), st.none()),
        st.tuples(st.just("body"), st.sampled_from(tuple(ABOVE)), st.integers(0, 6), st.none()),
    ),
    max_size=5,
)


@dataclass
class Model:
    """What each unit's plan asks of itself and beneath; what the campaign's body wrote for a unit."""

    own: dict[str, int] = field(default_factory=dict)
    beneath: dict[str, int] = field(default_factory=dict)
    wrote: dict[str, int] = field(default_factory=dict)
    issued: set[str] = field(default_factory=set)

    def least_beneath(self, who: str) -> int:
        """What is asked of units under `who`, without its own plan."""
        above = ABOVE[who]
        return COMMON if above is None else max(self.least_beneath(above), self.beneath.get(above, 0))

    def least(self, who: str) -> int:
        return max(self.least_beneath(who), self.wrote.get(who, 0))

    def plan(self, who: str, own: int | None, beneath: int | None) -> bool:
        if (own is not None and own < self.least(who)) or (beneath is not None and beneath < self.least_beneath(who)):
            return False
        self.issued.add(who)
        for kept, value in ((self.own, own), (self.beneath, beneath)):
            kept.pop(who, None)
            if value is not None:
                kept[who] = value
        return True

    def withdraw(self, who: str, _own: None, _beneath: None) -> bool:
        if who not in self.issued:
            return False
        self.issued.remove(who)
        self.own.pop(who, None)
        self.beneath.pop(who, None)
        return True

    def body(self, who: str, value: int, _none: None) -> bool:
        if value < COMMON:
            return False
        self.wrote[who] = value
        return True

    def counts(self) -> dict[str, int]:
        return {who: max(self.least(who), self.own.get(who, 0)) for who in ABOVE}


@dataclass
class Real:
    """The same acts through the operations; a refused one leaves nothing."""

    people: Cast
    root: Plan
    target: Target

    def take(self, act: str, who: str, own: int | None, beneath: int | None) -> bool:
        try:
            with transaction.atomic():
                getattr(self, act)(who, own, beneath)
        except (Invalid, NotNow):
            return False
        return True

    def plan(self, who: str, own: int | None, beneath: int | None) -> None:
        """Written, signed and issued: as a first plan, or as an amendment."""
        unit, given = self.people.units[who], {"by": SYSTEM, "now": NOW}
        plan = Plan.objects.filter(unit=unit, parent__isnull=False).first()
        plan = amend_plan(**given, plan=plan) if plan else start_plan(**given, parent=self.root, unit=unit)
        numbers = (Number("D", own, beneath),) if (own, beneath) != (None, None) else ()
        plan = revise_plan(**given, plan=plan, content=dataclasses.replace(content_of(plan), numbers=numbers))
        issue_plan(**given, plan=submit_plan(**given, plan=plan), date=NOW.date())

    def withdraw(self, who: str, _own: None, _beneath: None) -> None:
        plan = Plan.objects.filter(unit=self.people.units[who], parent__isnull=False).first()
        if plan is None:
            raise NotNow("none")
        withdraw_plan(by=SYSTEM, now=NOW, plan=plan, reason="Sai")

    def body(self, who: str, value: int, _none: None) -> None:
        unit = self.people.units[who]
        set_minimum(by=SYSTEM, now=NOW, target=self.target, unit=unit, minimum=value, source="Công văn")

    def counts(self) -> dict[str, int]:
        found = dict(TargetMinimum.objects.filter(target=self.target).values_list("unit_id", "minimum"))
        return {key: found.get(self.people.units[key].pk, COMMON) for key in ABOVE}


def check(acts: list[tuple[str, str, int | None, int | None]]) -> None:
    with transaction.atomic():
        people, root = world()
        people.campaign.targets.all().delete()
        target = Target.objects.create(
            campaign=people.campaign, code="D", position=1, text="", short_label="", measure="works", minimum=COMMON,
            unit_kinds=[PROVINCE, DISTRICT, COMMUNE],
        )  # fmt: skip
        real, model = Real(people, root, target), Model()
        for act, who, own, beneath in acts:
            assert real.take(act, who, own, beneath) == getattr(model, act)(who, own, beneath), (act, who, own, beneath)
            assert real.counts() == model.counts(), (act, who, own, beneath)
        transaction.set_rollback(True)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps)
def holds(acts: list[tuple[str, str, int | None, int | None]]) -> None:
    check(acts)


def test_nobody_is_asked_less_than_the_plans_above_ask() -> None:
    holds()


RAISED_ABOVE = [("plan", "district", None, 5), ("plan", "commune", 3, None)]
WITHDRAWN = [("body", "commune", 3, None), ("plan", "district", None, 5), ("withdraw", "district", None, None)]


@pytest.mark.parametrize("acts", [RAISED_ABOVE, WITHDRAWN], ids=["raised above", "withdrawn"])
def test_plans_that_meet_agree_with_the_model(acts: list[tuple[str, str, int | None, int | None]]) -> None:
    check(acts)


def test_the_model_catches_a_plan_that_is_not_held_against_those_above(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_wrong_numbers", lambda plan, place, content: {})
    with pytest.raises(AssertionError):
        check(RAISED_ABOVE)


def test_the_model_catches_numbers_that_outlive_their_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(applying, "_restore", lambda row: None)
    with pytest.raises(AssertionError):
        check(WITHDRAWN)
