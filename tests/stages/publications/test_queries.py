"""What the portal reads: only what is published now."""

from __future__ import annotations

import datetime
import uuid

import pytest

from tests.factories import NOW, SYSTEM, TODAY, Cast, cast, enrol, make_campaign
from tests.stages.publications.support import TITLE, many, photos_of, publish, published_plan, secret_house
from tests.stages.works.support import house, verified
from thidua.foundation.core import files
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.models import StoredFile
from thidua.stages.campaigns.models import Campaign
from thidua.stages.publications import queries
from thidua.stages.publications.freezing import freeze_progress
from thidua.stages.publications.operations import withdraw_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def second_campaign(people: Cast, **more: object) -> Campaign:
    campaign = make_campaign(people.province, key="sau")
    Campaign.objects.filter(pk=campaign.pk).update(**more)
    enrol(campaign, [people.province])
    campaign.refresh_from_db()
    return campaign


def test_front_of_a_site_that_published_nothing_is_empty(people: Cast) -> None:
    freeze_progress(by=SYSTEM, now=NOW, campaign=people.campaign)
    front = queries.front(key="", on=TODAY)
    assert (front.campaign, front.others, front.plan, front.figures, front.works) == (None, (), None, None, ())


def test_campaign_without_anything_published_is_not_there(people: Cast) -> None:
    with pytest.raises(Missing):
        queries.front(key="thu", on=TODAY)


def test_front_shows_plan_figures_and_newest_works(people: Cast) -> None:
    published_plan(people)
    freeze_progress(by=SYSTEM, now=NOW, campaign=people.campaign)
    item = publish(people, secret_house(people))
    front = queries.front(key="", on=TODAY)
    assert (front.campaign.key, front.plan.number, front.figures.frozen_at) == ("thu", "05/KH-MTTQ-BTT", NOW)
    assert [(work.uid, work.title) for work in front.works] == [(item.uid, TITLE)]


def test_newest_running_campaign_stands_first(people: Cast) -> None:
    published_plan(people)
    other = second_campaign(people, starts_on=datetime.date(2024, 6, 1))
    published_plan(people, other, number=8)
    assert (queries.front(key="", on=TODAY).campaign.key, queries.front(key="thu", on=TODAY).campaign.key) == (
        "sau", "thu",
    )  # fmt: skip
    Campaign.objects.filter(pk=other.pk).update(ends_before=TODAY)
    front = queries.front(key="", on=TODAY)
    assert (front.campaign.key, [row.key for row in front.others]) == ("thu", ["sau"])
    # Where none runs the newest of those that ended.
    people.campaign.events.filter(key="national-congress").update(date=TODAY)
    assert queries.front(key="", on=TODAY).campaign.key == "sau"


def test_campaign_that_has_not_begun_does_not_stand_first(people: Cast) -> None:
    published_plan(people)
    published_plan(people, second_campaign(people, starts_on=TODAY + datetime.timedelta(days=1)), number=8)
    assert queries.front(key="", on=TODAY).campaign.key == "thu"


def test_unknown_key_is_missing(people: Cast) -> None:
    published_plan(people)
    for ask in (
        lambda: queries.front(key="x", on=TODAY),
        lambda: queries.plan(key="x"),
        lambda: queries.works(key="x"),
    ):
        with pytest.raises(Missing):
            ask()


def test_withdrawn_things_are_nowhere(people: Cast) -> None:
    work = secret_house(people)
    item, paper = publish(people, work), published_plan(people)
    by = people.actor("province_officer")
    for row in (item, paper):
        withdraw_item(by=by, now=NOW, item=row, reason="Gỡ")
    assert (queries.front(key="", on=TODAY).campaign, queries.works().count) == (None, 0)
    for ask in (
        lambda: queries.plan(key="thu"),
        lambda: queries.work(uid=item.uid),
        lambda: queries.photo(uid=photos_of(work)[0]),
    ):
        with pytest.raises(Missing):
            ask()


def test_old_address_of_a_work_leads_to_the_copy_that_stands(people: Cast) -> None:
    work = secret_house(people)
    old, new = publish(people, work), publish(people, work, title="Nhà mới")
    assert (queries.work(uid=old.uid).uid, queries.work(uid=old.uid).title) == (new.uid, "Nhà mới")


def test_address_of_a_plan_is_no_work(people: Cast) -> None:
    with pytest.raises(Missing):
        queries.work(uid=published_plan(people).uid)


def test_photos_are_only_those_chosen(people: Cast) -> None:
    work = secret_house(people)
    chosen, other = photos_of(work)[:2]
    publish(people, work, photos=[chosen])
    assert queries.photo(uid=chosen).uid == chosen
    for uid in (other, uuid.uuid4()):
        with pytest.raises(Missing):
            queries.photo(uid=uid)


def test_photo_taken_off_its_work_is_gone(people: Cast) -> None:
    work = secret_house(people)
    item = publish(people, work)
    files.remove(stored_file=StoredFile.objects.get(uid=photos_of(work)[0]), by=SYSTEM, now=NOW)
    assert queries.work(uid=item.uid).photos == ()


@pytest.mark.parametrize("text", ["nha dai doan ket", "BUON NUI", "Nam Dong cu jut", "xây mới"])
def test_search_ignores_accents_and_finds_places_and_kinds(people: Cast, text: str) -> None:
    publish(people, secret_house(people))
    assert (queries.works(text=text).count, queries.works(text=f"{text} không có").count) == (1, 0)


def test_search_never_finds_by_the_inside(people: Cast) -> None:
    publish(people, secret_house(people))
    assert [queries.works(text=text).count for text in ("Duyên", "mô tả", "cơ quan")] == [0, 0, 0]


def test_works_are_narrowed_by_each_district_they_serve(people: Cast) -> None:
    content = house(people, unit=people.province, mobiliser=people.province, places=(people.area, people.far_area))
    work = verified(people, content=content, by="province_officer", above="province_leader")
    publish(people, work)
    assert queries.works().districts == (("huyen-cu-jut", "Huyện Cư Jút"), ("huyen-dak-mil", "Huyện Đắk Mil"))
    assert [queries.works(district=name).count for name in ("huyen-cu-jut", "huyen-dak-mil")] == [1, 1]
    with pytest.raises(Missing):
        queries.works(district="huyen-krong-no")


def test_pages_are_turned_and_a_number_past_the_end_is_the_last(people: Cast) -> None:
    many(people, 45)
    first, last = queries.works(), queries.works(number=99)
    assert (first.count, len(first.works), first.number) == (45, 20, 1)
    assert (len(last.works), last.number) == (5, 3)
    assert {work.uid for work in first.works} & {work.uid for work in last.works} == set()
