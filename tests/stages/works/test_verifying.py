"""Who verifies a work, what is returned and comes again."""

from __future__ import annotations

import datetime

import pytest

from tests.factories import NOW, Cast, cast
from tests.foundation.core.uploads import picture, upload
from tests.stages.works.support import DAY, done, house, photos, piece, registered, road, verified
from thidua.foundation.core import files
from thidua.foundation.core.errors import Invalid, NotAllowed
from thidua.foundation.core.models import AuditEntry
from thidua.stages.works.content import Content
from thidua.stages.works.models import Work
from thidua.stages.works.operations import (
    add_photo,
    complete_step,
    complete_work,
    edit_work,
    note_work,
    remove_photo,
    return_work,
    send_work,
    unverify_work,
    verify_work,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def noted(people: Cast, content: Content | None = None) -> Work:
    work = registered(people, people.actor("district_officer"), content)
    return note_work(by=people.actor("province_officer"), now=NOW, work=work)


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
