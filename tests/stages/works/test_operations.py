"""What may be done with a work, by whom, when; and every refusal with its sentence."""

from __future__ import annotations

import dataclasses
import datetime
import uuid
from typing import Any

import pytest

from tests.factories import NOW, SYSTEM, Cast, cast, make_campaign
from tests.foundation.core.uploads import pdf, picture, upload
from tests.stages.works.support import DAY, done, house, photos, piece, registered, road, verified
from thidua.foundation.core import files
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow, Stale
from thidua.foundation.core.models import AuditEntry, StoredFile
from thidua.stages.campaigns.models import CampaignEvent
from thidua.stages.works.content import Content
from thidua.stages.works.models import Work
from thidua.stages.works.operations import (
    add_photo,
    cancel_work,
    complete_step,
    complete_work,
    edit_work,
    note_work,
    register_work,
    remove_photo,
    restore_work,
    return_work,
    send_work,
    unverify_work,
    verify_work,
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


@pytest.mark.clause("III.3a")
def test_house_goes_five_steps_and_is_verified(people: Cast) -> None:
    work = verified(people)

    assert (work.status, work.done_date) == ("verified", DAY)
    assert work.verified_by_id == people.actor("province_officer").person_id
    assert list(work.steps.order_by("id").values_list("key", flat=True)) == [
        "survey", "approve", "start", "complete", "hand-over",
    ]  # fmt: skip


def test_small_kind_goes_two_steps(people: Cast) -> None:
    work = done(people, content=piece(people), by="commune_officer", above="district_officer")

    assert (work.status, list(work.steps.values_list("key", flat=True))) == ("done", ["done"])


def noted(people: Cast, content: Content | None = None) -> Work:
    work = registered(people, people.actor("district_officer"), content)
    return note_work(by=people.actor("province_officer"), now=NOW, work=work)


def test_step_in_the_future_is_refused(people: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        complete_step(
            by=people.actor("district_officer"), now=NOW, work=noted(people), step="survey",
            done_date=datetime.date(2024, 7, 16),
        )  # fmt: skip

    assert refusal.value.fields == {"done_date": "Ngày 16/7/2024 chưa đến. Chỉ ghi việc đã làm xong."}


def test_step_before_an_earlier_one_is_refused(people: Cast) -> None:
    officer = people.actor("district_officer")
    work = complete_step(by=officer, now=NOW, work=noted(people), step="survey", done_date=datetime.date(2024, 3, 4))

    with pytest.raises(Invalid) as refusal:
        complete_step(by=officer, now=NOW, work=work, step="approve", done_date=datetime.date(2024, 3, 1))

    assert refusal.value.fields == {
        "done_date": "Ngày 1/3/2024 không khớp với bước «Khảo sát» ngày 4/3/2024. Xin xem lại thứ tự các bước."
    }


@pytest.mark.parametrize("step", ["hand-over", "roof"])
def test_step_the_kind_does_not_have_between_is_refused(people: Cast, step: str) -> None:
    with pytest.raises(Invalid) as refusal:
        complete_step(by=people.actor("district_officer"), now=NOW, work=noted(people), step=step, done_date=DAY)

    assert list(refusal.value.fields) == ["step"]


def test_step_before_noting_is_not_open(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))

    with pytest.raises(NotNow):
        complete_step(by=people.actor("district_officer"), now=NOW, work=work, step="survey", done_date=DAY)


def test_house_is_not_done_without_steps_photos_and_money(people: Cast) -> None:
    work = noted(people, house(people, money={}))
    with pytest.raises(Invalid) as refusal:
        complete_work(by=people.actor("district_officer"), now=NOW, work=work, done_date=DAY, files=photos(1))

    assert refusal.value.fields == {
        "step": "Chưa ghi các bước: Khảo sát, Duyệt, Khởi công, Hoàn thành. Xin ghi ngày của từng bước trước.",
        "photos": "Còn thiếu 1 ảnh «Bàn giao». Xin gửi thêm ảnh.",
        "money": "Loại «Nhà đại đoàn kết (xây mới)» phải ghi kinh phí theo nguồn từ bước «Bàn giao».",
    }
    # Nothing half-written: the photo of the refused call is gone with it.
    assert files.of_owner("work", work.uid).count() == 0


def test_money_and_photos_may_come_with_the_completion(people: Cast) -> None:
    officer = people.actor("commune_officer")
    work = registered(people, officer, road(people, money={}))
    finished = complete_work(
        by=officer, now=NOW, work=work, done_date=DAY, files=photos(), money={"people": 7, "fund": 0}
    )

    assert (finished.status, dict(finished.money.values_list("source", "amount"))) == ("done", {"people": 7})


def test_done_in_the_future_and_outside_the_campaign_are_refused(people: Cast) -> None:
    officer = people.actor("commune_officer")
    work = registered(people, officer, road(people))
    for day in (datetime.date(2024, 7, 16), datetime.date(2023, 9, 30)):
        with pytest.raises(Invalid) as refusal:
            complete_work(by=officer, now=NOW, work=work, done_date=day, files=photos())
        assert list(refusal.value.fields) == ["done_date"]


def test_photo_that_is_no_picture_is_refused_by_name(people: Cast) -> None:
    officer = people.actor("commune_officer")
    work = registered(people, officer, road(people))
    with pytest.raises(Invalid) as refusal:
        complete_work(by=officer, now=NOW, work=work, done_date=DAY, files=[upload(b"MZ\x90\x00 program", "anh.jpg")])

    assert str(refusal.value.fields["photos"]).startswith("«anh.jpg»: ")
    assert StoredFile.objects.count() == 0


def test_paper_does_not_stand_for_a_photo(people: Cast) -> None:
    officer = people.actor("commune_officer")
    work = registered(people, officer, road(people))
    with pytest.raises(Invalid) as refusal:
        complete_work(
            by=officer, now=NOW, work=work, done_date=DAY, files=[upload(pdf(), "a.pdf"), upload(pdf(), "b.pdf")]
        )

    assert list(refusal.value.fields) == ["photos"]


def test_who_entered_an_areas_work_does_not_verify_it_the_leader_does(people: Cast) -> None:
    work = done(people, content=road(people), by="commune_officer")
    with pytest.raises(NotAllowed) as refusal:
        verify_work(by=people.actor("commune_officer"), now=NOW, work=work)
    assert str(refusal.value) == (
        "Bạn là người nhập công trình này nên không tự xác nhận. "
        "Người xác nhận: lãnh đạo Ủy ban MTTQ Việt Nam xã Nam Dong."
    )

    assert verify_work(by=people.actor("commune_leader"), now=NOW, work=work).status == "verified"


def test_officer_and_leader_in_one_verifies_in_one_step(people: Cast) -> None:
    both = people.actor("sister_officer")
    content = road(people, unit=people.sister_area)
    work = complete_work(by=both, now=NOW, work=registered(people, both, content), done_date=DAY, files=photos())

    assert (work.status, work.verified_by_id) == ("verified", both.person_id)


def test_own_work_of_a_commune_waits_for_the_district_whoever_entered_it(people: Cast) -> None:
    both = people.actor("sister_officer")
    work = registered(people, both, piece(people, unit=people.sister_commune))
    assert work.status == "registered"

    with pytest.raises(NotAllowed):
        note_work(by=both, now=NOW, work=work)


@pytest.mark.clause("III.3b")
def test_provinces_own_is_noted_and_verified_by_its_leader_alone(people: Cast) -> None:
    officer, leader = people.actor("province_officer"), people.actor("province_leader")
    work = registered(people, officer, piece(people, unit=people.province))
    with pytest.raises(NotAllowed) as refusal:
        note_work(by=officer, now=NOW, work=work)
    assert str(refusal.value) == "Việc này do lãnh đạo Ủy ban MTTQ Việt Nam tỉnh Đắk Nông làm."

    work = note_work(by=leader, now=NOW, work=work)
    work = complete_work(by=officer, now=NOW, work=work, done_date=DAY, files=photos())
    with pytest.raises(NotAllowed):
        verify_work(by=officer, now=NOW, work=work)
    assert verify_work(by=leader, now=NOW, work=work).status == "verified"


def test_provinces_leader_never_verifies_what_he_entered(people: Cast) -> None:
    leader = people.actor("province_leader")
    work = registered(people, people.actor("province_officer"), piece(people, unit=people.province))
    Work.objects.filter(pk=work.pk).update(entered_by=leader.person_id)

    for act in (note_work, verify_work):
        with pytest.raises(NotAllowed) as refusal:
            act(by=leader, now=NOW, work=work)
        assert str(refusal.value) == (
            "Bạn là người nhập công trình này. "
            "Người ghi nhận, xác nhận: lãnh đạo khác của Ủy ban MTTQ Việt Nam tỉnh Đắk Nông."
        )


def test_departments_own_is_decided_by_the_provinces_leader(people: Cast) -> None:
    work = registered(people, people.actor("province_officer"), piece(people, unit=people.department))
    assert work.status == "registered"

    assert note_work(by=people.actor("province_leader"), now=NOW, work=work).status == "noted"


def test_return_needs_a_reason_and_tells_it(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    with pytest.raises(Invalid) as refusal:
        return_work(by=people.actor("province_officer"), now=NOW, work=work, reason=" ")
    assert list(refusal.value.fields) == ["reason"]

    work = return_work(by=people.actor("province_officer"), now=NOW, work=work, reason="Thiếu diện hộ.")
    assert (work.status, work.return_reason) == ("returned", "Thiếu diện hộ.")
    assert AuditEntry.objects.filter(object_uid=work.uid).order_by("-id")[0].reason == "Thiếu diện hộ."


def test_returned_registration_is_mended_and_sent_again_in_one_step(people: Cast) -> None:
    officer = people.actor("district_officer")
    work = return_work(
        by=people.actor("province_officer"), now=NOW, work=registered(people, officer), reason="Sửa tên."
    )
    work = edit_work(
        by=officer, now=NOW, work=work, content=house(people, name="Nhà mới"), version=work.version, send=True
    )

    assert (work.status, work.name, work.return_reason) == ("registered", "Nhà mới", "")


def test_what_came_back_after_it_was_done_goes_to_be_verified_again(people: Cast) -> None:
    officer, above = people.actor("district_officer"), people.actor("province_officer")
    work = return_work(by=above, now=NOW, work=done(people), reason="Ảnh mờ.")
    add_photo(by=officer, now=NOW, work=work, upload=upload(picture(40, 30), "ro.jpg"), role="hand-over")
    work = send_work(by=officer, now=NOW, work=work)

    assert (work.status, work.done_date) == ("done", DAY)
    assert verify_work(by=above, now=NOW, work=work).status == "verified"


def test_days_of_steps_are_put_right_after_a_return_and_counted_anew(people: Cast) -> None:
    officer = people.actor("district_officer")
    work = return_work(by=people.actor("province_officer"), now=NOW, work=done(people), reason="Ngày bàn giao sai.")
    later = datetime.date(2024, 7, 1)
    work = complete_step(by=officer, now=NOW, work=work, step="hand-over", done_date=later)
    assert (work.status, work.done_date) == ("returned", later)

    with pytest.raises(Invalid):
        complete_step(by=officer, now=NOW, work=work, step="survey", done_date=datetime.date(2024, 3, 3))


def test_what_came_back_without_its_photos_is_not_sent_again(people: Cast) -> None:
    officer = people.actor("district_officer")
    work = return_work(by=people.actor("province_officer"), now=NOW, work=done(people), reason="Ảnh sai.")
    first = files.of_owner("work", work.uid)[0]
    remove_photo(by=officer, now=NOW, work=work, stored_file=first)
    with pytest.raises(Invalid) as refusal:
        send_work(by=officer, now=NOW, work=work)

    assert refusal.value.fields == {"photos": "Còn thiếu 1 ảnh «Bàn giao». Xin gửi thêm ảnh."}


def test_verification_is_taken_back_with_a_reason(people: Cast) -> None:
    work = verified(people)
    with pytest.raises(Invalid):
        unverify_work(by=people.actor("province_officer"), now=NOW, work=work, reason="")

    work = unverify_work(by=people.actor("province_officer"), now=NOW, work=work, reason="Nhầm nhà.")
    assert (work.status, work.verified_at, work.verified_by) == ("done", None, None)


def test_withdrawn_work_comes_back_as_a_draft(people: Cast) -> None:
    officer = people.actor("district_officer")
    work = registered(people, officer)
    with pytest.raises(Invalid):
        cancel_work(by=officer, now=NOW, work=work)
    work = cancel_work(by=officer, now=NOW, work=work, reason="Đăng ký trùng.")
    assert work.status == "cancelled"

    assert restore_work(by=officer, now=NOW, work=work).status == "draft"


def test_draft_is_dropped_without_a_reason(people: Cast) -> None:
    officer = people.actor("district_officer")
    work = register_work(by=officer, now=NOW, content=house(people), send=False)

    assert cancel_work(by=officer, now=NOW, work=work).status == "cancelled"


def test_done_work_is_neither_edited_nor_withdrawn(people: Cast) -> None:
    work, officer = done(people), people.actor("district_officer")
    with pytest.raises(NotNow):
        edit_work(by=officer, now=NOW, work=work, content=house(people))
    with pytest.raises(NotNow):
        cancel_work(by=officer, now=NOW, work=work, reason="Nhầm.")


def test_second_of_two_editors_is_told_and_first_is_kept(people: Cast) -> None:
    officer = people.actor("district_officer")
    work = registered(people, officer)
    read = work.version
    edit_work(by=officer, now=NOW, work=work, content=house(people, name="Người thứ nhất"), version=read)
    with pytest.raises(Stale) as refusal:
        edit_work(by=officer, now=NOW, work=work, content=house(people, name="Người thứ hai"), version=read)

    assert (refusal.value.given, refusal.value.current) == (read, read + 1)
    work.refresh_from_db()
    assert work.name == "Người thứ nhất"


def test_edit_is_told_with_before_and_after(people: Cast) -> None:
    officer = people.actor("district_officer")
    work = registered(people, officer)
    edit_work(by=officer, now=NOW, work=work, content=house(people, money={"fund": 60_000_000}, places=(people.area,)))
    entry = AuditEntry.objects.filter(object_uid=work.uid).order_by("-id")[0]

    assert entry.before == {"money": {"fund": 50_000_000, "people": 28_500_000}, "places": ["Buôn Nui"]}
    assert entry.after == {"money": {"fund": 60_000_000}, "places": ["Thôn 1"]}


def test_kind_and_lead_stay_once_a_step_is_done(people: Cast) -> None:
    officer = people.actor("district_officer")
    work = complete_step(by=officer, now=NOW, work=noted(people), step="survey", done_date=DAY)
    road_kind = people.work_kinds["rural-road"]
    with pytest.raises(Invalid) as refusal:
        edit_work(by=officer, now=NOW, work=work, content=house(people, kind=road_kind, household=""))

    assert list(refusal.value.fields) == ["kind"]


def test_other_lead_must_be_ones_own_too(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))

    with pytest.raises(NotAllowed):
        edit_work(by=people.actor("district_officer"), now=NOW, work=work, content=piece(people))


def test_photo_is_put_and_taken_off(people: Cast) -> None:
    officer = people.actor("district_officer")
    work = registered(people, officer)
    stored = add_photo(by=officer, now=NOW, work=work, upload=photos(1)[0], role="before")
    assert [file.role for file in files.of_owner("work", work.uid)] == ["before"]

    remove_photo(by=officer, now=NOW, work=work, stored_file=stored)
    assert files.of_owner("work", work.uid).count() == 0


def test_photo_of_no_step_and_of_another_work_are_refused(people: Cast) -> None:
    officer = people.actor("district_officer")
    work, other = registered(people, officer), registered(people, officer, house(people, name="Nhà thứ hai"))
    stored = add_photo(by=officer, now=NOW, work=other, upload=photos(1)[0], role="before")

    with pytest.raises(Invalid):
        add_photo(by=officer, now=NOW, work=work, upload=photos(1)[0], role="roof")
    with pytest.raises(Missing):
        remove_photo(by=officer, now=NOW, work=work, stored_file=stored)


def test_photo_is_the_leads_to_give_until_verified(people: Cast) -> None:
    work = verified(people)
    with pytest.raises(NotAllowed):
        add_photo(by=people.actor("province_officer"), now=NOW, work=work, upload=photos(1)[0], role="before")
    with pytest.raises(NotNow):
        add_photo(by=people.actor("district_officer"), now=NOW, work=work, upload=photos(1)[0], role="before")


def test_loader_registers_without_noting(people: Cast) -> None:
    work = registered(people, SYSTEM, road(people))

    assert (work.status, work.entered_by) == ("registered", None)


def test_content_is_a_plain_value(people: Cast) -> None:
    assert dataclasses.replace(house(people), quantity=2).quantity == 2
