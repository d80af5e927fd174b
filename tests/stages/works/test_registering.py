"""What a registration says, for whom, and every refusal with its sentence."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest

from tests.factories import NOW, Cast, cast, make_campaign
from tests.stages.works.support import house, piece, registered, road
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.models import AuditEntry
from thidua.stages.campaigns.models import CampaignEvent
from thidua.stages.works.content import Content
from thidua.stages.works.models import Work
from thidua.stages.works.operations import (
    register_work,
    send_work,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def refused(content: Content, people: Cast, by: str = "district_officer") -> dict[str, str]:
    """The sentences by field; nothing is written."""
    with pytest.raises(Invalid) as refusal:
        register_work(by=people.actor(by), now=NOW, content=content)
    assert Work.objects.count() == 0
    return {name: str(sentence) for name, sentence in refusal.value.fields.items()}


@pytest.mark.clause("II.5")
def test_house_is_registered_with_everything_it_says(people: Cast) -> None:
    officer = people.actor("district_officer")
    work = register_work(by=officer, now=NOW, content=house(people, partners=(people.district_women,)))

    assert (work.status, work.unit, work.mobiliser, work.quantity) == (
        "registered",
        people.district,
        people.district,
        1,
    )
    assert (work.registered_at, work.entered_by_id, work.made_by_id) == (NOW, officer.person_id, officer.person_id)
    assert [row.unit for row in work.places.order_by("id")] == [people.area_two]
    assert [row.unit for row in work.partners.order_by("id")] == [people.district_women]
    assert dict(work.money.values_list("source", "amount")) == {"fund": 50_000_000, "people": 28_500_000}
    assert [row.key for row in work.occasions.order_by("id")] == ["national-congress"]
    assert [row.act for row in AuditEntry.objects.filter(object_uid=work.uid).order_by("id")] == ["lập", "gửi đăng ký"]


@pytest.mark.clause("I.3")
def test_work_serves_several_campaigns_entered_once(people: Cast) -> None:
    other = make_campaign(people.province, key="nam-2024")
    people.campaign.participations.filter(unit=people.district).update(campaign=people.campaign)
    place = people.campaign.participations.get(unit=people.district)
    place.pk, place.campaign = None, other
    place.save()
    work = registered(people, people.actor("district_officer"), house(people, campaigns=(people.campaign, other)))

    assert [row.key for row in work.campaigns.order_by("id")] == ["thu", "nam-2024"]
    assert Work.objects.count() == 1


def test_committee_without_places_serves_its_own(people: Cast) -> None:
    work = registered(people, people.actor("commune_officer"), piece(people))

    assert [row.unit for row in work.places.order_by("id")] == [people.commune]


def test_draft_is_sent_later(people: Cast) -> None:
    officer = people.actor("commune_officer")
    work = register_work(by=officer, now=NOW, content=piece(people), send=False)
    assert (work.status, work.registered_at) == ("draft", None)

    sent = send_work(by=officer, now=NOW, work=work, version=work.version)

    assert (sent.status, sent.registered_at) == ("registered", NOW)


def test_second_sending_with_one_receipt_changes_nothing(people: Cast) -> None:
    receipt, officer = uuid.uuid4(), people.actor("district_officer")
    first = register_work(by=officer, now=NOW, content=house(people), receipt=receipt)
    second = register_work(by=officer, now=NOW, content=house(people), receipt=receipt)

    assert (second.pk, Work.objects.count()) == (first.pk, 1)


def test_client_given_uid_is_kept_and_not_taken_twice(people: Cast) -> None:
    uid, officer = uuid.uuid4(), people.actor("district_officer")
    assert register_work(by=officer, now=NOW, content=house(people), uid=uid).uid == uid

    with pytest.raises(Invalid) as refusal:
        register_work(by=officer, now=NOW, content=house(people), uid=uid)

    assert list(refusal.value.fields) == ["uid"]


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"name": "  "}, "name", "Xin ghi tên công trình, phần việc."),
        ({"name": "x" * 301}, "name", "Tên dài quá 300 chữ. Xin viết gọn, phần còn lại ghi vào mô tả."),
        ({"quantity": 0}, "quantity", "Số này phải lớn hơn 0."),
        ({"quantity": 1.5}, "quantity", "Xin ghi số nguyên của đơn vị nhỏ nhất."),
        ({"quantity": 10**16}, "quantity", "Số này quá lớn. Xin xem lại."),
        ({"floor_area": 0}, "floor_area", "Số này phải lớn hơn 0."),
        ({"people_served": -1}, "people_served", "Số này không được âm."),
        ({"labour": -1}, "labour", "Số này không được âm."),
        ({"household": "rich"}, "household", "Không có diện hộ này. Xin chọn trong danh mục."),
        ({"money": {"lottery": 5}}, "money", "Không có nguồn kinh phí «lottery». Xin chọn trong danh mục."),
        ({"money": {"fund": -5}}, "money", "Số tiền phải là số nguyên đồng, lớn hơn 0. Xin xem lại."),
        ({"campaigns": ()}, "campaigns", "Xin chọn ít nhất một đợt thi đua mà công trình này thuộc về."),
        (
            {"planned_start": datetime.date(2024, 5, 2), "planned_finish": datetime.date(2024, 5, 1)},
            "planned_finish",
            "Ngày xong 1/5/2024 đứng trước ngày bắt đầu 2/5/2024. Xin sửa một trong hai.",
        ),
        (
            {"planned_start": datetime.date(2023, 9, 30)},
            "planned_start",
            "Ngày 30/9/2023 nằm ngoài thời gian của đợt thi đua (Thi đua chào mừng Đại hội: từ 1/10/2023). "
            "Xin sửa lại ngày.",
        ),
    ],
)
def test_wrong_field_is_refused_with_its_sentence(
    people: Cast, change: dict[str, Any], field: str, sentence: str
) -> None:
    assert refused(house(people, **change), people) == {field: sentence}


def test_all_wrong_fields_are_told_at_once(people: Cast) -> None:
    assert set(refused(house(people, name="", quantity=-1, campaigns=()), people)) == {"name", "quantity", "campaigns"}


def test_day_after_the_event_that_ends_the_campaign_is_outside(people: Cast) -> None:
    CampaignEvent.objects.filter(key="national-congress").update(date=datetime.date(2024, 10, 16))

    assert list(refused(house(people, planned_finish=datetime.date(2024, 10, 16)), people)) == ["planned_finish"]
    registered(people, people.actor("district_officer"), house(people, planned_finish=datetime.date(2024, 10, 15)))


def test_money_of_a_kind_without_money_is_refused(people: Cast) -> None:
    sentence = refused(piece(people, money={"fund": 5}), people, "commune_officer")["money"]

    assert sentence == "Loại «Phần việc» không ghi kinh phí. Xin bỏ phần tiền."


def test_money_of_less_than_the_smallest_note_is_asked_about(people: Cast) -> None:
    sentence = refused(house(people, money={"fund": 50}), people)["money"]

    assert sentence == "50 đồng thì quá ít. Nếu là triệu đồng, xin ghi «50 triệu»; nếu là nghìn đồng, «50 nghìn»."


def test_household_and_floor_are_of_houses_only(people: Cast) -> None:
    assert set(refused(piece(people, household="poor", floor_area=48), people, "commune_officer")) == {
        "household",
        "floor_area",
    }


def test_place_outside_own_branch_is_refused(people: Cast) -> None:
    sentence = refused(house(people, places=(people.far_area,)), people)["places"]

    assert sentence == ("Bon Pê Nao không thuộc địa bàn của Ủy ban MTTQ Việt Nam huyện Cư Jút. Xin chọn nơi khác.")


def test_area_of_another_commune_does_not_join_but_a_neighbour_does(people: Cast) -> None:
    content = road(people, partners=(people.sister_area,))
    assert list(refused(content, people, "commune_officer")) == ["partners"]

    work = registered(people, people.actor("commune_officer"), road(people, partners=(people.area_two,)))
    assert [row.unit for row in work.partners.order_by("id")] == [people.area_two]


def test_sister_district_cannot_be_named_mobiliser(people: Cast) -> None:
    assert list(refused(house(people, mobiliser=people.far_district), people)) == ["mobiliser"]


def test_organization_serves_places_of_its_committee(people: Cast) -> None:
    content = house(people, unit=people.women, places=(people.far_area,))
    work = registered(people, people.actor("women_officer"), content)

    assert [row.unit for row in work.places.order_by("id")] == [people.far_area]


def test_unit_outside_the_frame_is_refused(people: Cast) -> None:
    people.campaign.participations.filter(unit=people.district).delete()

    assert refused(house(people), people)["campaigns"] == (
        "Ủy ban MTTQ Việt Nam huyện Cư Jút không tham gia «Thi đua chào mừng Đại hội». Xin bỏ chọn đợt thi đua này."
    )


def test_occasion_of_another_campaign_is_refused(people: Cast) -> None:
    other = make_campaign(people.province, key="khac")

    assert list(refused(house(people, occasions=(other.occasions.get(key="anniversary"),)), people)) == ["occasions"]
