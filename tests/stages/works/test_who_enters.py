"""Who enters a work and who notes it; everybody else is refused."""

from __future__ import annotations

import pytest

from tests.factories import NOW, Cast, cast
from tests.stages.works.support import house, piece, registered, road
from thidua.foundation.core.errors import Missing, NotAllowed, NotNow
from thidua.stages.works.content import Content
from thidua.stages.works.models import Work
from thidua.stages.works.operations import (
    note_work,
    register_work,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def noted(people: Cast, content: Content | None = None) -> Work:
    work = registered(people, people.actor("district_officer"), content)
    return note_work(by=people.actor("province_officer"), now=NOW, work=work)


def test_foreign_unit_is_missing_and_a_seen_one_not_allowed(people: Cast) -> None:
    with pytest.raises(Missing):
        register_work(by=people.actor("far_commune_officer"), now=NOW, content=house(people))
    with pytest.raises(NotAllowed) as refusal:
        register_work(by=people.actor("district_officer"), now=NOW, content=piece(people))

    assert str(refusal.value) == "Chỉ cán bộ Ủy ban MTTQ Việt Nam xã Nam Dong nhập, sửa được việc này."


def test_leader_does_not_enter(people: Cast) -> None:
    with pytest.raises(NotAllowed):
        register_work(by=people.actor("district_leader"), now=NOW, content=house(people))


def test_department_enters_for_its_committee(people: Cast) -> None:
    work = registered(people, people.actor("province_officer"), house(people, unit=people.province))

    assert (work.unit, work.status) == (people.province, "registered")


def test_commune_enters_for_its_area_and_has_noted_it_in_one_step(people: Cast) -> None:
    officer = people.actor("commune_officer")
    work = registered(people, officer, road(people))

    assert (work.status, work.noted_by_id) == ("noted", officer.person_id)


def test_area_head_registers_by_link_and_commune_notes(people: Cast) -> None:
    work = registered(people, people.area_head(), road(people))
    assert work.status == "registered"

    assert note_work(by=people.actor("commune_officer"), now=NOW, work=work).status == "noted"


def test_level_above_notes_and_nobody_else(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    with pytest.raises(Missing):
        note_work(by=people.actor("far_district_officer"), now=NOW, work=work)
    with pytest.raises(NotAllowed) as refusal:
        note_work(by=people.actor("district_leader"), now=NOW, work=work)
    assert str(refusal.value) == "Việc này do cán bộ hoặc lãnh đạo Ủy ban MTTQ Việt Nam tỉnh Đắk Nông làm."

    noted = note_work(by=people.actor("province_officer"), now=NOW, work=work, version=work.version)
    assert (noted.status, noted.noted_at) == ("noted", NOW)


def test_noting_twice_is_not_open(people: Cast) -> None:
    work = note_work(
        by=people.actor("province_officer"), now=NOW, work=registered(people, people.actor("district_officer"))
    )

    with pytest.raises(NotNow):
        note_work(by=people.actor("province_officer"), now=NOW, work=work)


def test_superior_follows_the_frame_and_not_todays_tree(people: Cast) -> None:
    people.campaign.participations.filter(unit=people.commune).update(parent=people.far_district)
    work = registered(people, people.actor("commune_officer"), piece(people))

    with pytest.raises(NotAllowed):
        note_work(by=people.actor("district_officer"), now=NOW, work=work)
