"""What will not be met in time, and the way to it: the database's list against a naive model of random worlds."""

from __future__ import annotations

import datetime
import random
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.factories import AREA, COMMITTEES, COMMUNE, DISTRICT, NOW, PROVINCE, TODAY, Cast, make_target
from tests.stages.progress.conftest import MEASURE, Stage
from tests.stages.progress.growing import grown
from thidua.foundation.core.errors import Missing
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import GroupMember, Participation, Target, UnitGroup
from thidua.stages.progress import posting, rebuild
from thidua.stages.progress.forecast import Outlook, Pace
from thidua.stages.progress.measures import Fact
from thidua.stages.progress.queries.burnup import BurnUp, Step, burn_up, shown_days
from thidua.stages.progress.queries.places import home_place, place_of
from thidua.stages.progress.queries.risk import AtRisk, at_risk

DUE = datetime.date(2024, 9, 1)
LEFT = (DUE - TODAY).days - 1


def moment(days_ago: int) -> datetime.datetime:
    return NOW - datetime.timedelta(days=days_ago)


def asked(site: Cast, code: str = "T", *, days_ago: int = 60, **values: Any) -> Target:
    """A target whose board has stood for so many days."""
    target = make_target(site.campaign, code, **{"measure": MEASURE, "due_before": DUE, **values})
    rebuild.rebuild(target=target, now=moment(days_ago))
    return target


def does(stage: Stage, units: Unit | Iterable[Unit], *, days_ago: int = 0, quantity: int = 1) -> uuid.UUID:
    """One thing, done and posted so many days ago."""
    credited = [units] if isinstance(units, Unit) else list(units)
    uid = uuid.UUID(int=len(stage.held) + 1)
    stage.held[uid] = Fact(uid, quantity, moment(days_ago).date(), frozenset(unit.pk for unit in credited))
    with transaction.atomic():
        posting.post(measures=[MEASURE], source_uid=uid, campaign_ids=[stage.campaign_id], now=moment(days_ago))
    return uid


def look(site: Cast, who: str = "province_officer", unit: Unit | None = None, **given: Any) -> AtRisk:
    actor = site.actor(who)
    place = place_of(actor, site.campaign.key, unit.uid) if unit else home_place(actor, site.campaign.key)
    return at_risk(actor=actor, place=place, on=TODAY, **given)


def way(site: Cast, unit: Unit, code: str = "T", who: str = "province_officer") -> BurnUp:
    return burn_up(place=place_of(site.actor(who), site.campaign.key, unit.uid), code=code, on=TODAY)


def named(found: AtRisk) -> list[tuple[str, str]]:
    return [(row.unit.short_name, row.target.code) for row in found.rows]


def test_only_who_misses_at_this_pace_is_listed(site: Cast, stage: Stage) -> None:
    asked(site, unit_kinds=[DISTRICT], minimum=13, measure_unit="house")
    does(stage, site.district, days_ago=40, quantity=2)
    does(stage, site.district, days_ago=10, quantity=5)
    does(stage, site.far_district, days_ago=40, quantity=2)
    does(stage, site.far_district, days_ago=10, quantity=4)
    found = look(site)
    # Forty-seven days are left: at five in thirty days there will be fourteen, at four twelve.
    assert (LEFT, named(found), found.count, found.unclear) == (47, [("Huyện Đắk Mil", "T")], 1, 0)
    (row,) = found.rows
    assert (row.pace.have, row.pace.then, row.pace.goal, row.pace.left) == (600, 200, 1300, LEFT)
    assert [(part.reached, part.required) for part in row.cell.parts] == [("6", "13")]


def test_the_most_urgent_come_first(site: Cast, stage: Stage) -> None:
    asked(site, "LATE", unit_kinds=[DISTRICT], minimum=4, due_before=datetime.date(2024, 12, 1))
    asked(site, "SOON", unit_kinds=[DISTRICT], minimum=4, due_before=datetime.date(2024, 7, 20))
    does(stage, site.district, days_ago=50, quantity=3)
    assert named(look(site)) == [
        ("Huyện Đắk Mil", "SOON"), ("Huyện Cư Jút", "SOON"), ("Huyện Đắk Mil", "LATE"), ("Huyện Cư Jút", "LATE"),
    ]  # fmt: skip
    assert named(look(site, code="LATE", text="cu jut")) == [("Huyện Cư Jút", "LATE")]


def test_a_young_board_says_that_it_cannot_tell(site: Cast, stage: Stage) -> None:
    asked(site, unit_kinds=[DISTRICT], minimum=4, days_ago=29)
    does(stage, site.district, days_ago=3)
    found = look(site)
    assert (found.count, found.unclear) == (0, 2)
    (series,) = way(site, site.district).series
    assert (series.pace.outlook, series.steps[0].day) == (Outlook.TOO_LITTLE, moment(29).date())


def test_nothing_is_said_without_a_due_date_or_past_it(site: Cast, stage: Stage) -> None:
    asked(site, "A", unit_kinds=[DISTRICT], due_before=None, due_event_key="national-congress")
    asked(site, "B", unit_kinds=[DISTRICT], due_before=TODAY)
    asked(site, "C", unit_kinds=[DISTRICT], operator=Target.Operator.AT_MOST)
    asked(site, "D", unit_kinds=[DISTRICT], judged_from=DUE)
    found = look(site)
    assert (found.count, found.unclear) == (0, 0)
    assert [[series.pace for series in way(site, site.district, code).series] for code in "ABCD"] == [[None]] * 4


def test_a_place_sees_its_own_beside_those_beneath_it(site: Cast, stage: Stage) -> None:
    asked(site, unit_kinds=[PROVINCE, DISTRICT], minimum=2)
    found = look(site)
    assert [row.unit for row in found.rows] == [site.district, site.far_district, site.province]
    assert [row.cell.parts[0].required for row in found.rows] == ["2", "2", "2"]


def test_who_sees_what_is_its_own_branch(site: Cast, stage: Stage) -> None:
    asked(site, unit_kinds=COMMITTEES)
    assert [row.unit for row in look(site, "district_officer", level=COMMUNE).rows] == [
        site.district, site.commune, site.sister_commune,
    ]  # fmt: skip
    with pytest.raises(Missing):
        look(site, "district_officer", code="khong-co")


def test_a_group_lists_its_members_alone(site: Cast, stage: Stage) -> None:
    asked(site, unit_kinds=[COMMUNE])
    group = UnitGroup.objects.create(
        campaign=site.campaign, key="cum-1", position=1, name="Cụm 1", source="Quyết định 1", valid_from=TODAY, made_at=NOW,
        changed_at=NOW,
    )  # fmt: skip
    GroupMember.objects.create(campaign=site.campaign, group=group, unit=site.far_commune, valid_from=TODAY)
    found = look(site, group="cum-1")
    assert [row.unit for row in found.rows] == [site.far_commune]
    assert [(each.key, each.name, each.kind, each.count) for each in found.groups] == [("cum-1", "Cụm 1", COMMUNE, 1)]
    with pytest.raises(Missing, match="Không có cụm, khối «cum-1» ở đơn vị này"):
        look(site, "district_officer", group="cum-1")


def test_kinds_go_their_own_way(site: Cast, stage: Stage) -> None:
    asked(site, unit_kinds=[DISTRICT, COMMUNE], share=100)
    does(stage, site.commune, days_ago=20)
    found = way(site, site.province)
    assert [(series.word, series.now, series.goal) for series in found.series] == [("huyện", 0, 2), ("xã", 1, 3)]
    assert found.series[1].steps == (Step(moment(60).date(), 0), Step(moment(20).date(), 1))
    assert [series.pace for series in found.series] == [Pace(0, 0, 200, LEFT), Pace(100, 0, 300, LEFT)]


def test_a_quantity_goes_as_its_target_reads_it(site: Cast, stage: Stage) -> None:
    asked(site, unit_kinds=[DISTRICT], minimum=5, reading=Target.Reading.SUBTREE)
    does(stage, site.commune, days_ago=45, quantity=2)
    does(stage, site.area, days_ago=5, quantity=1)
    (series,) = way(site, site.district).series
    assert ([step.value for step in series.steps], series.goal, series.pace) == (
        [0, 2, 3],
        5,
        Pace(300, 200, 500, LEFT),
    )
    assert way(site, site.commune).series == ()


def test_days_that_changed_nothing_are_left_out_and_many_are_drawn_together() -> None:
    days = [datetime.date(2024, 1, 1) + datetime.timedelta(days=n) for n in range(300)]
    assert shown_days([Step(days[0], 0), Step(days[1], 0), Step(days[2], 1)]) == [Step(days[0], 0), Step(days[2], 1)]
    assert len(shown_days([Step(day, n) for n, day in enumerate(days[:100])])) == 15
    monthly = shown_days([Step(day, n) for n, day in enumerate(days)])
    assert ([step.day.month for step in monthly], monthly[-1].value) == (list(range(1, 11)), 299)


@dataclass
class Naive:
    """What was done, by whom, recorded when; everything else is counted anew each time."""

    site: Cast
    done: list[tuple[int, int, int]] = field(default_factory=list)

    def branch(self, unit: int) -> set[int]:
        place = Participation.objects.get(unit=unit, campaign=self.site.campaign)
        rows = Participation.objects.filter(campaign=self.site.campaign, lft__gte=place.lft, lft__lte=place.rgt)
        return set(rows.order_by("id").values_list("unit_id", flat=True))

    def amount(self, units: set[int], days_ago: int) -> int:
        return sum(quantity for unit, quantity, ago in self.done if unit in units and ago >= days_ago)

    def pace(self, target: Target, unit: Unit) -> Pace | None:
        """Of the whole branch of a unit above those asked; None where all there is is there."""
        members = self.branch(unit.pk)
        kinds = dict(Unit.objects.filter(pk__in=members).order_by("id").values_list("pk", "kind_id"))
        who = {pk for pk, kind in kinds.items() if kind in target.unit_kinds}
        have, then = (self.have(target, unit, who, days_ago) for days_ago in (0, 30))
        goal = target.minimum * 100 if who == {unit.pk} else len(who) * (target.share or 100)
        return Pace(have, then, goal, LEFT) if who and have < goal else None

    def have(self, target: Target, unit: Unit, who: set[int], days_ago: int) -> int:
        reads = {pk: self.branch(pk) if target.reading == Target.Reading.SUBTREE else {pk} for pk in who}
        if who == {unit.pk}:
            return 100 * self.amount(reads[unit.pk], days_ago)
        return 100 * sum(self.amount(reads[pk], days_ago) >= target.minimum for pk in who)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_the_list_is_that_of_a_naive_model(site: Cast, stage: Stage, seed: int) -> None:
    chance = random.Random(seed)
    targets = [
        asked(site, "OWN", unit_kinds=[DISTRICT], minimum=6),
        asked(site, "MANY", unit_kinds=[COMMUNE, AREA], minimum=2, share=70),
        asked(site, "BELOW", unit_kinds=[DISTRICT, COMMUNE], minimum=4, reading=Target.Reading.SUBTREE),
    ]
    naive = Naive(site)
    units = [
        site.district,
        site.far_district,
        site.commune,
        site.sister_commune,
        site.far_commune,
        site.area,
        site.far_area,
    ]
    for days_ago in sorted(chance.choices(range(60), k=14), reverse=True):
        unit, quantity = chance.choice(units), chance.randint(1, 3)
        does(stage, unit, days_ago=days_ago, quantity=quantity)
        naive.done.append((unit.pk, quantity, days_ago))
    for level, listed in (
        (DISTRICT, units[:2]),
        (COMMUNE, units[2:5]),
        (AREA, [site.area, site.area_two, site.far_area]),
    ):
        paces = {(unit.pk, target.pk): naive.pace(target, unit) for unit in listed for target in targets}
        expected = {key: pace for key, pace in paces.items() if pace and pace.outlook == Outlook.AT_RISK}
        found = {(row.unit_id, row.target_id): row.pace for row in look(site, level=level).rows}
        assert {key: pace for key, pace in found.items() if key in paces} == expected, level


@pytest.mark.slow
def test_the_list_takes_the_same_few_statements_at_any_size(site: Cast, stage: Stage) -> None:
    asked(site, unit_kinds=[COMMUNE, AREA], share=100)
    does(stage, site.commune, days_ago=10)
    counts = []
    for more in (0, 3, 1000):
        if more:
            grown(site, more)
        actor = site.actor("province_officer")
        place = home_place(actor, site.campaign.key)
        with CaptureQueriesContext(connection) as statements:
            found = at_risk(actor=actor, place=place, on=TODAY, level=COMMUNE)
        counts.append((len(statements), found.count + found.unclear))
    assert [number for number, _rows in counts] == [5, 5, 5]
    assert counts[2][1] > counts[0][1] + 1000 - 1
