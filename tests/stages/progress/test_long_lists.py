"""A long list is told by the roll-up above it: the same numbers as its rows give, and only where they are the same."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests.factories import AREA, COMMUNE, NOW, TODAY, Cast
from tests.stages.progress.conftest import Stage, ask
from thidua.foundation.units.models import Unit, outside
from thidua.stages.campaigns.models import Exemption, Participation
from thidua.stages.progress import rebuild, standing
from thidua.stages.progress.queries import board as of_board
from thidua.stages.progress.queries import long_lists, paging, places
from thidua.stages.progress.queries.board import Asking, Board, board
from thidua.stages.progress.queries.groups import lists_beneath
from thidua.stages.progress.queries.places import home_place
from thidua.stages.progress.standing import State

EARLIER, LATER = datetime.date(2024, 1, 1), datetime.date(2024, 12, 1)


def look(site: Cast, **asking: Any) -> Board:
    actor = site.actor("province_officer")
    return board(actor=actor, place=home_place(actor, site.campaign.key), asking=Asking(**asking), on=TODAY)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Every list counts as long; what `says_all` answered is kept."""
    said: list[bool] = []
    monkeypatch.setattr(long_lists, "LONG", 0)

    def heard(*given: Any) -> bool:
        said.append(long_lists.says_all(*given))
        return said[-1]

    monkeypatch.setattr(of_board, "says_all", heard)
    return said


def filled(site: Cast, stage: Stage) -> None:
    """Areas that have met, that have not, and that may still: one target past its day, one open, one not begun."""
    ask(site, "A", unit_kinds=[AREA], due_before=EARLIER)
    ask(site, "B", unit_kinds=[AREA], due_before=LATER)
    ask(site, "C", unit_kinds=[AREA], judged_from=LATER)
    ask(site, "D", unit_kinds=[COMMUNE])
    stage.does(site.area, on=datetime.date(2023, 12, 1))


def told(site: Cast, **asking: Any) -> tuple[Any, ...]:
    seen = look(site, level=AREA, **asking)
    return seen.tally, seen.count, [row.place.unit for row in seen.rows]


ASKED = [
    {}, {"state": "met"}, {"state": "missed"}, {"state": "open"}, {"state": "not_due"}, {"state": "unreported"},
    {"state": "missed", "target": "A"}, {"state": "met", "target": "B"}, {"state": "met_late"},
    {"state": "not_assigned", "target": "D"}, {"state": "not_assigned"}, {"state": "exempt"},
    {"state": "open", "page": 2}, {"sort": "chua-dat"}, {"sort": "xep-hang"}, {"sort": "danh-muc"},
]  # fmt: skip


def test_the_roll_up_tells_what_the_rows_tell(
    site: Cast, stage: Stage, short: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(site, stage)
    by_roll_up = [told(site, **asking) for asking in ASKED]
    assert short == [True] * len(ASKED)
    monkeypatch.setattr(long_lists, "LONG", 10_000)
    assert [told(site, **asking) for asking in ASKED] == by_roll_up
    assert by_roll_up[0][0][State.MET] == 3


@pytest.mark.parametrize("most", [0, 1, 2])
def test_many_are_told_without_being_counted(
    site: Cast, stage: Stage, short: list[bool], monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    filled(site, stage)
    for module in (of_board, paging):
        monkeypatch.setattr(module, "MOST", most)
    monkeypatch.setattr(of_board, "PAGE", 1)
    states = [{"state": str(state)} for state in State]
    by_roll_up = [(*told(site, **asking), look(site, level=AREA, **asking).is_more) for asking in states]
    monkeypatch.setattr(long_lists, "LONG", 10_000)
    assert [(*told(site, **asking), look(site, level=AREA, **asking).is_more) for asking in states] == by_roll_up
    assert {is_more for *_rest, is_more in by_roll_up} == {True, False}


def test_a_freed_unit_a_deep_level_and_one_who_came_since_are_counted(
    site: Cast, stage: Stage, short: list[bool]
) -> None:
    filled(site, stage)
    first = Participation.objects.filter(campaign=site.campaign, kind=AREA).order_by("id").first()
    assert first is not None
    exemption = Exemption.objects.create(
        target=site.campaign.targets.get(code="A"), unit=first.unit, document="1/TB", given_at=NOW
    )
    rebuild.prepare(campaign=site.campaign, now=NOW)
    assert look(site, level=AREA).tally[State.EXEMPT] == 1
    exemption.delete()
    rebuild.prepare(campaign=site.campaign, now=NOW)
    look(site, level=COMMUNE)
    site.campaign.targets.filter(code="A").update(reference_date=first.valid_from)
    Participation.objects.filter(pk=first.pk).update(valid_from=first.valid_from + datetime.timedelta(days=1))
    look(site, level=AREA)
    assert short == [False, False, False]


def test_who_is_hidden_from_the_reader_is_not_told(site: Cast, stage: Stage, short: list[bool]) -> None:
    filled(site, stage)
    seen = look(site, level=AREA)
    last = max(row.lft for row in Unit.objects.order_by("id"))
    Unit.objects.filter(pk=site.area.pk).update(lft=last + 100, rgt=last + 100)
    hidden = look(site, level=AREA)
    assert short == [True, False]
    assert hidden.count == seen.count - 1
    assert hidden.tally[State.MET] == seen.tally[State.MET] - 3


@pytest.mark.parametrize("state", [*State, "khong-co"])
def test_a_state_in_plain_conditions_is_the_state(site: Cast, stage: Stage, state: str) -> None:
    filled(site, stage)
    asked = of_board.asked_by(site.campaign)
    place = home_place(site.actor("province_officer"), site.campaign.key)
    rows, late = of_board._judged(asked, place, TODAY)
    plain = standing.in_state_now(rows, state, asked.targets, asked.dates, on=TODAY, late=late)
    assert not late.touches(asked.targets)
    assert set(plain.values_list("id", flat=True)) == set(standing.in_state(rows, state).values_list("id", flat=True))


def test_outside_of_branches_are_the_gaps_between_them(site: Cast) -> None:
    branches = [(row.lft, row.rgt) for row in (site.area, site.far_district)]
    inside = {unit.pk for unit in Unit.objects.order_by("id") if unit.is_inside(tuple(branches))}
    found = set(Unit.objects.filter(outside(branches)).values_list("pk", flat=True))
    everyone = set(Unit.objects.values_list("pk", flat=True))
    assert found == everyone - inside
    assert set(Unit.objects.filter(outside([])).values_list("pk", flat=True)) == everyone


def test_vast_branch_is_counted_once_for_each_step_of_its_frame(site: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    place = home_place(site.actor("province_officer"), site.campaign.key)
    counted = places.levels_beneath(place)
    places._counts.cache_clear()
    monkeypatch.setattr(places, "VAST", 0)
    first, again = places.levels_beneath(place), places.levels_beneath(place)
    assert (first, again, places._counts.cache_info().misses) == (counted, counted, 1)
    assert lists_beneath(place, TODAY).levels == counted

    areas = Participation.objects.filter(campaign=site.campaign, kind=AREA).order_by("pk")
    areas.filter(pk=areas.first().pk).update(valid_to=TODAY)
    after = {level.key: level.count for level in places.levels_beneath(place)}
    assert after == {level.key: level.count - (level.key == AREA) for level in counted}
