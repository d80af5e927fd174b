"""What is done with a work in the browser, from the form to the board."""

from __future__ import annotations

import pytest

from tests.faces.desk.works.support import typed
from tests.factories import NOW, Cast
from tests.harness.pages import address, enter, text
from tests.stages.works.support import done, house, photos, piece, registered, road, verified
from thidua.stages.progress.models import UnitProgress
from thidua.stages.works.models import Work
from thidua.stages.works.operations import cancel_work, edit_work, note_work, register_work, return_work

pytestmark = pytest.mark.django_db


def test_foreign_work_is_not_found_on_every_address(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    client = enter(people, "far_district_officer")
    for name in (
        "work",
        "work-edit",
        "work-verify",
        "work-return",
        "work-unverify",
        "work-cancel",
        "work-complete",
        "work-photos",
    ):
        assert client.get(address(name, work.uid)).status_code == 404, name
    for name in ("work-send", "work-note", "work-restore"):
        assert client.post(address(name, work.uid), {"version": 1}).status_code == 404, name
    assert client.get(address("work-step", work.uid, "survey")).status_code == 404


def test_page_offers_what_the_reader_can_do_and_says_beside_it_who_holds_the_rest(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    mine = enter(people, "district_officer").get(address("work", work.uid))
    above = enter(people, "province_officer").get(address("work", work.uid))

    assert [(row.label, bool(row.why_not)) for row in mine.context["buttons"]] == [("Sửa", False)]
    who = "Việc này do cán bộ hoặc lãnh đạo Ủy ban MTTQ Việt Nam tỉnh Đắk Nông làm."
    before, offered = text(mine).split("Bạn làm được ngay", 1)
    assert f"Đang chờ «Ghi nhận». {who}" in before
    assert who not in offered
    assert "Đang chờ «" not in text(above)
    assert [(row.label, bool(row.why_not)) for row in above.context["buttons"]] == [
        ("Ghi nhận", False),
        ("Trả lại", False),
    ]


def test_who_only_looks_is_offered_nothing_and_told_what_the_work_waits_for(people: Cast) -> None:
    work = registered(people, people.actor("commune_officer"), piece(people))
    reader = enter(people, "province_officer")
    page = reader.get(address("work", work.uid))
    assert (page.context["buttons"], "Đang chờ «Ghi nhận». " in text(page)) == ([], True)
    settled = reader.get(
        address(
            "work",
            verified(people, by="commune_officer", content=piece(people, name="Xong"), above="district_officer").uid,
        )
    )
    assert (settled.context["waits_for"], "Bỏ xác nhận" in text(settled)) == (None, False)


def test_every_status_has_its_page(people: Cast) -> None:
    officer, above = people.actor("district_officer"), people.actor("province_officer")
    draft = register_work(by=officer, now=NOW, content=house(people, name="Nháp"), send=False)
    back = return_work(by=above, now=NOW, work=registered(people, officer), reason="Vì…")
    gone = cancel_work(by=officer, now=NOW, work=registered(people, officer, house(people, name="Rút")), reason="Vì…")
    works = [
        draft,
        back,
        gone,
        done(people, content=house(people, name="Xong")),
        verified(people, content=house(people, name="Nhận")),
    ]
    client = enter(people, "district_officer")

    assert [[row.label for row in client.get(address("work", work.uid)).context["buttons"]] for work in works] == [
        ["Gửi đăng ký", "Sửa"], ["Sửa và gửi lại", "Gửi lại"], ["Khôi phục bản nháp"], [], [],
    ]  # fmt: skip


@pytest.mark.clause("III.3a")
def test_house_goes_from_the_form_to_a_figure_on_the_board(people: Cast) -> None:
    lead, above = enter(people, "district_officer"), enter(people, "province_officer")
    sent = typed(
        people, name="Nhà hộ bà H'Duyên", unit=str(people.district.uid), quantity="1", places=[str(people.area_two.uid)],
        household="poor", **{"money-fund": "50 triệu"},
    )  # fmt: skip
    lead.post(address("work-new") + "?loai=great-unity-house", sent)
    work = Work.objects.get()
    above.post(address("work-note", work.uid), {"version": work.version})
    for day, step in enumerate(("survey", "approve", "start", "complete"), start=1):
        lead.post(address("work-step", work.uid, step), {"done_date": f"{day}/4/2024"})
    lead.post(
        address("work-complete", work.uid), {"done_date": "28/6/2024", "money-fund": "50 triệu", "photos": photos()}
    )
    work.refresh_from_db()
    assert work.status == "done"
    response = above.post(address("work-verify", work.uid), {"version": work.version}, follow=True)

    assert "Đã xác nhận. Số liệu chỉ tiêu đã cập nhật." in text(response)
    assert UnitProgress.objects.get(target=people.targets["III.3a"], unit=people.district).met is True


def test_completion_without_photos_says_how_many_are_missing(people: Cast) -> None:
    work = registered(people, people.actor("commune_officer"), road(people))
    client = enter(people, "commune_officer")
    response = client.post(
        address("work-complete", work.uid), {"done_date": "28/6/2024", "money-people": "120 triệu", "photos": photos(0)}
    )

    assert response.status_code == 422
    assert "Còn thiếu 1 ảnh «Hoàn thành». Xin gửi thêm ảnh." in text(response)


def test_photos_of_an_earlier_step_are_asked_for_there_and_led_to_from_the_last(people: Cast) -> None:
    work = registered(people, people.actor("commune_officer"), house(people, unit=people.commune))
    kind = work.kind
    kind.steps = [{**step, "photos": 1} if step["key"] in ("start", "hand-over") else step for step in kind.steps]
    kind.save()
    note_work(by=people.actor("district_officer"), now=NOW, work=work)
    client = enter(people, "commune_officer")

    assert "Cần có 1 ảnh «Khởi công» nữa" in text(client.get(address("work-step", work.uid, "start")))
    assert "Cần có" not in text(client.get(address("work-step", work.uid, "survey")))
    last = client.get(address("work-complete", work.uid))
    there = address("work-photos", work.uid) + "?buoc=start"
    assert f'<a href="{there}">1 ảnh «Khởi công» nữa</a>' in last.content.decode()
    assert client.get(there).context["form"]["role"].value() == "start"
    refused = client.post(address("work-complete", work.uid), {"done_date": "28/6/2024"})
    assert (
        "Còn thiếu 1 ảnh «Khởi công». Xin mở trang công trình, bấm «Thêm ảnh, giấy tờ, liên kết», chọn «Khởi công». "
        "Còn thiếu 2 ảnh «Bàn giao». Xin gửi thêm ảnh."
    ) in text(refused)


def test_return_asks_for_its_reason_and_the_unit_reads_it(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    above = enter(people, "province_officer")
    assert above.post(address("work-return", work.uid), {"reason": "", "version": work.version}).status_code == 422
    above.post(address("work-return", work.uid), {"reason": "Thiếu diện hộ.", "version": work.version})

    assert "Thiếu diện hộ." in text(enter(people, "district_officer").get(address("work", work.uid)))


def test_old_page_acts_on_nothing(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    edit_work(by=people.actor("district_officer"), now=NOW, work=work, content=house(people, name="Sửa rồi"))
    response = enter(people, "province_officer").post(address("work-note", work.uid), {"version": 1}, follow=True)

    assert "Người khác vừa sửa bản ghi này trước bạn." in text(response)
    assert Work.objects.get().status == "registered"


def test_withdrawing_offers_its_way_back(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    client = enter(people, "district_officer")
    page = client.post(address("work-cancel", work.uid), {"reason": "Trùng.", "version": work.version}, follow=True)
    assert f'action="{address("work-restore", work.uid)}"' in page.content.decode()

    client.post(address("work-restore", work.uid), {})
    assert Work.objects.get().status == "draft"
