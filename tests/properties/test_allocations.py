"""Totals shared out against a naive model: whatever is shared, raised, freed, each takes its share, all is covered.

The model keeps plain dictionaries of numbers; it knows nothing of rows, intervals or constraints.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.factories import COMMUNE, DISTRICT, NOW, PROVINCE, SYSTEM, Cast, cast
from thidua.foundation.core.errors import Invalid
from thidua.stages.campaigns.allocations import allocations_of
from thidua.stages.campaigns.models import Exemption, Target, TargetMinimum
from thidua.stages.campaigns.operations import allocate, allocating, asking, exempt_unit, exempting, set_minimum
from thidua.stages.progress.models import UnitProgress

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# Who lies under whom, in plain words; an area is asked by nobody.
ABOVE = {
    "province": None, "district": "province", "far_district": "province", "commune": "district",
    "sister_commune": "district", "far_commune": "far_district", "area": "commune",
}  # fmt: skip
UNITS = tuple(ABOVE)
COMMON = 2
amount = st.integers(-1, 12)
unit = st.sampled_from(UNITS)
# Whole districts, or communes of one or of two: the ways a total can be shared out without being refused at once.
SHARING = {
    "province": [("district", "far_district"), ("district", "far_commune"), ("commune", "sister_commune", "far_district")],
    "district": [("commune", "sister_commune"), ("sister_commune",)],
    "far_district": [("far_commune",)],
}  # fmt: skip
fitting = st.sampled_from([(who, ways) for who, found in SHARING.items() for ways in found]).flatmap(
    lambda row: st.tuples(
        st.just("allocate"), st.just(row[0]), st.integers(1, 14), st.fixed_dictionaries(dict.fromkeys(row[1], st.integers(1, 8)))
    )
)  # fmt: skip
steps = st.lists(
    st.one_of(
        fitting,
        st.tuples(st.just("allocate"), st.sampled_from(UNITS[:3]), st.integers(0, 14), st.dictionaries(unit, amount, max_size=4)),
        st.tuples(st.just("set"), unit, amount, st.just({})),
        st.tuples(st.just("exempt"), unit, st.just(0), st.just({})),
    ),
    max_size=12,
)  # fmt: skip


def lies_under(one: str, other: str) -> bool:
    above = ABOVE[one]
    return above is not None and (above == other or lies_under(above, other))


@dataclass
class Model:
    """Numbers by unit: what each must do, what it was given and by whom; who is free."""

    minimum: dict[str, int] = field(default_factory=dict)
    given: dict[str, tuple[str, int]] = field(default_factory=dict)
    free: set[str] = field(default_factory=set)

    def take(self, act: str, who: str, number: int, shares: dict[str, int]) -> bool:
        """Whether the act is allowed; carries it out when it is."""
        other = Model(dict(self.minimum), dict(self.given), set(self.free))
        if not getattr(other, act)(who, number, shares) or not other.covered():
            return False
        self.minimum, self.given, self.free = other.minimum, other.given, other.free
        return True

    def covered(self) -> bool:
        for top in {by for by, _share in self.given.values()}:
            total = self.minimum.get(top, COMMON)
            taken = sum(self.minimum[one] for one, (by, _) in self.given.items() if by == top and one not in self.free)
            if taken < total:
                return False
        return True

    def allocate(self, who: str, total: int, shares: dict[str, int]) -> bool:
        wrong = [
            one for one, share in shares.items()
            if one == "area" or one in self.free or share < COMMON or not lies_under(one, who)
            or any(lies_under(one, other) for other in shares)
        ]  # fmt: skip
        least = self.given[who][1] if who in self.given else 1
        if total < max(1, least) or not shares or wrong:
            return False
        self.minimum[who] = total
        for one in [one for one, (by, _share) in self.given.items() if by == who and one not in shares]:
            del self.given[one]
        for one, share in shares.items():
            had = self.given.get(one)
            if had and self.minimum[one] == had[1]:
                self.minimum[one] = share
            else:
                self.minimum[one] = max(share, self.minimum.get(one, share))
            self.given[one] = (who, share)
        return True

    def set(self, who: str, number: int, _shares: dict[str, int]) -> bool:
        least = max(COMMON, self.given[who][1] if who in self.given else 0)
        if who == "area" or number < least:
            return False
        self.minimum[who] = number
        return True

    def exempt(self, who: str, _number: int, _shares: dict[str, int]) -> bool:
        if who == "area" or who in self.free:
            return False
        self.free.add(who)
        return True


@dataclass
class Real:
    """The same acts through the operations."""

    people: Cast
    target: Target

    def take(self, act: str, who: str, number: int, shares: dict[str, int]) -> bool:
        units, common = self.people.units, {"by": SYSTEM, "now": NOW, "target": self.target}
        calls = {
            "allocate": lambda: allocate(
                **common, unit=units[who], total=number, source="Phụ lục",
                shares={units[one]: share for one, share in shares.items()},
            ),
            "set": lambda: set_minimum(**common, unit=units[who], minimum=number, source="Kế hoạch"),
            "exempt": lambda: exempt_unit(**common, unit=units[who], document="Công văn"),
        }  # fmt: skip
        try:
            calls[act]()
        except Invalid:
            return False
        return True

    def shown(self) -> tuple[dict[str, int], dict[str, tuple[str, int]], set[str]]:
        names = {row.pk: key for key, row in self.people.units.items()}
        rows = TargetMinimum.objects.filter(target=self.target).order_by("id")
        given = {
            names[row.unit_id]: (names[row.allocated_by_id], row.share)
            for row in rows
            if row.allocated_by_id is not None
        }
        free = Exemption.objects.filter(target=self.target).order_by("id").values_list("unit_id", flat=True)
        return {names[row.unit_id]: row.minimum for row in rows}, given, {names[pk] for pk in free}


def check(plan: list[tuple[str, str, int, dict[str, int]]]) -> None:
    with transaction.atomic():
        people = cast()
        people.campaign.targets.all().delete()
        target = Target.objects.create(
            campaign=people.campaign, code="D", position=1, text="", short_label="", unit_kinds=[PROVINCE, DISTRICT, COMMUNE],
            measure="works", reading="subtree", minimum=COMMON,
        )  # fmt: skip
        real, model = Real(people, target), Model()
        for act, who, number, shares in plan:
            assert real.take(act, who, number, shares) == model.take(act, who, number, shares), (
                act,
                who,
                number,
                shares,
            )
            assert real.shown() == (model.minimum, model.given, model.free)
            givers = {by for by, _share in model.given.values()}
            assert [found.lack for found in allocations_of(target)] == [0] * len(givers)
        cells = dict(UnitProgress.objects.filter(target=target, applies=True).values_list("unit_id", "minimum"))
        if cells:  # made by the first act that was carried out
            asked = [key for key in people.units if people.units[key].kind_id in target.unit_kinds]
            assert cells == {
                people.units[key].pk: model.minimum.get(key, COMMON) for key in asked if key not in model.free
            }
        transaction.set_rollback(True)


def property_holds(examples: int, **more: Any) -> Callable[[], None]:
    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), **more)
    @given(steps)
    def holds(plan: list[tuple[str, str, int, dict[str, int]]]) -> None:
        check(plan)

    return holds


def test_totals_stay_covered_and_nobody_takes_less_than_its_share() -> None:
    property_holds(60)()


def _gap_ignored(patch: pytest.MonkeyPatch) -> None:
    for module in (allocating, asking, exempting):
        patch.setattr(module, "require_covered", lambda target, field: None)


def _sharing_ignored(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(allocating, "_require_sharing", lambda target, unit, shares: None)


@pytest.mark.parametrize("plant", [_gap_ignored, _sharing_ignored])
def test_the_property_catches_a_planted_error(
    plant: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)
    with pytest.raises((AssertionError, IntegrityError)):
        property_holds(60, phases=(Phase.generate,), report_multiple_bugs=False, database=None)()
