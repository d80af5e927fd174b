"""The works an officer has in hand, in the order in which they end, each with the step it waits for."""

from __future__ import annotations

import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.factories import NOW, Cast, cast
from tests.stages.works.support import done, house, piece, registered, road, whole_house, with_catalogue
from thidua.stages.works.in_hand import works_in_hand
from thidua.stages.works.models import Work
from thidua.stages.works.operations import complete_step, note_work, register_work, sign_paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def in_hand(people: Cast, by: str, most: int = 50) -> list[tuple[str, str, bool]]:
    return [(one.work.name, one.step.key, one.is_last) for one in works_in_hand(people.actor(by), most)[0]]


def noted(people: Cast, name: str, finish: datetime.date | None = None) -> Work:
    work = registered(people, people.actor("commune_officer"), piece(people, name=name, planned_finish=finish))
    return note_work(by=people.actor("district_officer"), now=NOW, work=work)


def test_nearest_end_first_then_those_without_a_day_however_far(people: Cast) -> None:
    noted(people, "Không có ngày")
    noted(people, "Cuối năm", datetime.date(2024, 12, 1))
    noted(people, "Đã quá", datetime.date(2024, 7, 1))
    assert in_hand(people, "commune_officer") == [
        (name, "done", True) for name in ("Đã quá", "Cuối năm", "Không có ngày")
    ]


def test_areas_are_in_it_and_what_is_done_or_not_sent_or_another_s_is_not(people: Cast) -> None:
    officer = people.actor("commune_officer")
    registered(people, officer, road(people))
    register_work(by=officer, now=NOW, content=piece(people, name="Nháp"), send=False)
    done(people, content=road(people, name="Đã xong"), by="commune_officer")
    registered(people, people.actor("district_officer"))
    assert [name for name, _step, _last in in_hand(people, "commune_officer")] == ["Bê tông hóa đường nội thôn"]
    assert in_hand(people, "commune_leader") == []


def test_beyond_the_limit_the_others_are_counted(people: Cast) -> None:
    for number in range(5):
        noted(people, f"Việc {number}", datetime.date(2024, 8, 1 + number))
    found, beyond = works_in_hand(people.actor("commune_officer"), 3)
    assert ([one.work.name for one in found], beyond) == (["Việc 0", "Việc 1", "Việc 2"], 2)


def test_house_waits_for_its_next_step_and_for_its_paper_outside_the_list(people: Cast) -> None:
    officer = people.actor("district_officer")
    work = registered(people, officer, whole_house(with_catalogue(people)))
    work = note_work(by=people.actor("province_officer"), now=NOW, work=work)
    assert in_hand(people, "district_officer") == [(work.name, "survey", False)]
    work = complete_step(by=officer, now=NOW, work=work, step="survey", done_date=datetime.date(2024, 3, 1))
    assert in_hand(people, "district_officer") == []  # The decision is drawn up and signed on its own page.
    sign_paper(by=people.actor("district_leader"), now=NOW, work=work, step="approve")
    assert in_hand(people, "district_officer") == [(work.name, "start", False)]


def test_many_take_the_statements_of_one(people: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(4):
        actor = people.actor("district_officer")
        registered(people, actor, house(people, name=f"Nhà {number}"))
        with django_assert_num_queries(3):
            assert len(works_in_hand(actor, 50)[0]) == number + 1
