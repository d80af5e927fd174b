"""A work registered a second time: who registers it is told before anything is written, and may say it is another."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import Any

import pytest

from tests.factories import NOW, SYSTEM, Cast, cast
from tests.harness.races import at_once, refused
from tests.stages.works.spread_support import opened
from tests.stages.works.support import house, piece, registered, road, with_catalogue
from thidua.foundation.core.errors import NotNow
from thidua.stages.works.content import Content
from thidua.stages.works.models import Work
from thidua.stages.works.operations import (
    adopt_story,
    cancel_work,
    edit_work,
    register_work,
    send_work,
)
from thidua.stages.works.operations.spreading import NewWork
from thidua.stages.works.standing import AlreadyRegistered

pytestmark = pytest.mark.django_db
TOLD = "«Bê tông hóa đường nội thôn» của Thôn 1 đã đăng ký ngày 15/7/2024, người nhập: Vũ Thị Giang."


@pytest.fixture
def people() -> Cast:
    return cast()


def again(people: Cast, by: str, content: Content, **more: Any) -> Work:
    return register_work(by=people.actor(by), now=NOW, content=content, **more)


def test_same_name_kind_place_and_campaign_is_told_and_nothing_is_written(people: Cast) -> None:
    first = registered(people, people.actor("commune_officer"), road(people))
    for name in ("Bê tông hóa đường nội thôn", "BE TONG HOA  ĐƯỜNG nội thôn"):
        with pytest.raises(AlreadyRegistered) as refusal:
            again(people, "commune_officer", road(people, name=name))
        assert (refusal.value.work, list(refusal.value.fields)) == (first, ["another"])
        assert str(refusal.value).startswith(TOLD)
    assert Work.objects.count() == 1

    other = again(people, "commune_officer", road(people), another=True)
    assert (Work.objects.count(), other.name) == (2, first.name)


@pytest.mark.parametrize("difference", ["name", "kind", "area", "place", "campaign"])
def test_what_differs_is_another_work(people: Cast, difference: str) -> None:
    officer = people.actor("commune_officer")
    content = road(people, unit=people.commune, places=(people.area,))
    registered(people, officer, content)
    changed = {
        "name": {"name": "Bê tông hóa đường nội thôn 2"},
        "kind": {"money": {}, "kind": people.work_kinds["piece-of-work"]},
        "area": {"unit": people.area_two, "places": ()},
        "place": {"places": (people.area_two,)},
        "campaign": {},
    }[difference]
    if difference == "campaign":
        Work.objects.get().campaigns.clear()
    register_work(by=officer, now=NOW, content=replace(content, **changed))
    assert Work.objects.count() == 2


def test_another_lead_in_the_same_place_is_told_too(people: Cast) -> None:
    """The commune writes for itself what it wrote for the area."""
    registered(people, people.actor("commune_officer"), road(people))
    with pytest.raises(AlreadyRegistered, match="Thôn 1 đã đăng ký"):
        again(people, "commune_officer", road(people, unit=people.commune, places=(people.area, people.area_two)))


def test_what_the_actor_may_not_see_is_not_told(people: Cast) -> None:
    """Whether these are one work the level above both is asked; the one learns nothing of the other."""
    registered(people, people.actor("district_officer"), house(people))
    again(people, "women_officer", house(people, unit=people.women))
    assert Work.objects.count() == 2


@pytest.mark.parametrize(
    ("one", "other", "is_told"),
    [
        ("bà H'Duyên", "H’Duyên Êban", True),
        ("bà H'Duyên", "ông Y Minh", False),
        ("bà H'Duyên", "", True),
        ("", "", True),
    ],
)
def test_houses_of_two_householders_are_two(people: Cast, one: str, other: str, is_told: bool) -> None:
    with_catalogue(people)
    named = {"name": "Nhà đại đoàn kết"}
    registered(people, people.actor("district_officer"), house(people, details={"householder": one}, **named))
    second = house(people, details={"householder": other}, **named)
    if is_told:
        with pytest.raises(AlreadyRegistered):
            again(people, "district_officer", second)
    else:
        again(people, "district_officer", second)
    assert Work.objects.count() == (1 if is_told else 2)


def test_drafts_and_withdrawn_works_stand_for_nothing(people: Cast) -> None:
    officer = people.actor("commune_officer")
    first = registered(people, officer, road(people))
    cancel_work(by=officer, now=NOW, work=first, reason="Ghi nhầm")
    draft = again(people, "commune_officer", road(people), send=False)
    again(people, "commune_officer", road(people))
    assert draft.status == "draft"


def test_draft_is_asked_about_when_it_is_sent(people: Cast) -> None:
    officer = people.actor("commune_officer")
    draft = again(people, "commune_officer", road(people), send=False)
    registered(people, officer, road(people))
    with pytest.raises(NotNow, match="xin bấm Sửa, gửi lại và đánh dấu"):
        send_work(by=officer, now=NOW, work=draft)
    with pytest.raises(AlreadyRegistered):
        edit_work(by=officer, now=NOW, work=draft, content=road(people), send=True)
    edit_work(by=officer, now=NOW, work=draft, content=road(people))
    sent = edit_work(by=officer, now=NOW, work=draft, content=road(people), send=True, another=True)
    assert sent.status == "noted"


def test_model_taken_up_twice_in_one_place_is_told(people: Cast) -> None:
    story = opened(people)
    new = NewWork(name="Đường hoa", campaign=people.campaign)
    take = functools.partial(
        adopt_story,
        by=people.actor("sister_officer"),
        now=NOW,
        story=story,
        unit=people.sister_area,
        changed="Như nơi kể",
    )
    take(new=new)
    with pytest.raises(AlreadyRegistered):
        take(new=new)
    take(new=replace(new, another=True))
    assert Work.objects.filter(name="Đường hoa").count() == 2


def test_what_the_product_writes_is_not_asked_about(people: Cast) -> None:
    for _time in range(2):
        register_work(by=SYSTEM, now=NOW, content=piece(people))
    assert Work.objects.count() == 2


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_at_one_moment_the_second_is_told() -> None:
    people = cast()
    acts = [
        functools.partial(register_work, by=people.actor(name), now=NOW, content=road(people))
        for name in ("commune_officer", "commune_officer")
    ]
    answers = at_once(*acts)
    assert refused(answers) == ["AlreadyRegistered"]
    assert Work.objects.count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_works_of_one_area_at_one_moment_are_both_taken() -> None:
    people = cast()
    acts = [
        functools.partial(
            register_work, by=people.actor("commune_officer"), now=NOW, content=road(people, name=f"Đường {number}")
        )
        for number in range(4)
    ]
    assert refused(at_once(*acts)) == []
    assert Work.objects.count() == 4
