"""The pages of works, as each role meets them."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import NOW, Cast, cast_on_board
from tests.foundation.core.uploads import pdf, picture, upload
from tests.harness.pages import address, enter, text
from tests.stages.works.support import done, house, photos, piece, registered, road, verified
from thidua.foundation.core import files
from thidua.foundation.core.models import AuditEntry
from thidua.stages.progress.models import UnitProgress
from thidua.stages.works.models import Work
from thidua.stages.works.operations import add_photo, cancel_work, edit_work, register_work, return_work

pytestmark = pytest.mark.django_db
WORKS = "/ban-lam-viec/cong-trinh/"


@pytest.fixture
def people() -> Cast:
    return cast_on_board()


def typed(people: Cast, **more: Any) -> dict[str, Any]:
    """A road as a commune officer types it."""
    values = {
        "name": "Bê tông hóa đường nội thôn", "unit": str(people.area.uid), "quantity": "1,2", "campaigns": "thu",
        "money-people": "120 triệu", "planned_start": "15/3/2024", "act": "send", "receipt": str(uuid.uuid4()),
    }  # fmt: skip
    return {**values, **more}


def test_anonymous_is_sent_to_sign_in(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    for page in (WORKS, address("work", work.uid), address("work-new")):
        response = Client().get(page)
        assert (response.status_code, response["Location"].split("?")[0]) == (302, "/tai-khoan/dang-nhap/")


def test_list_shows_own_branch_and_not_a_foreign_one(people: Cast) -> None:
    registered(people, people.actor("district_officer"))
    registered(
        people, people.actor("far_commune_officer"), piece(people, unit=people.far_commune, name="Việc của xã khác")
    )
    page = text(enter(people, "district_officer").get(WORKS))

    assert "Nhà đại đoàn kết hộ bà H'Duyên" in page
    assert "Việc của xã khác" not in page


def test_state_is_worded_for_who_reads_it(people: Cast) -> None:
    registered(people, people.actor("district_officer"))

    assert "Chờ tôi ghi nhận" in text(enter(people, "province_officer").get(WORKS + "?trang-thai=registered"))
    assert "Đã đăng ký, chờ ghi nhận" in text(enter(people, "district_officer").get(WORKS + "?trang-thai=registered"))


def test_unknown_filter_is_not_found(people: Cast) -> None:
    assert enter(people, "district_officer").get(WORKS + "?loai=khong-co").status_code == 404


@pytest.mark.slow
def test_list_page_asks_the_same_at_one_three_and_a_thousand_rows(people: Cast) -> None:
    client = enter(people, "district_officer")
    first = registered(people, people.actor("commune_officer"), road(people))
    asked, sizes = [], []
    for total in (1, 3, 1000):
        copies = []
        for number in range(total - Work.objects.count()):
            copy = Work.objects.get(pk=first.pk)
            copy.pk, copy.uid, copy.name = None, uuid.uuid4(), f"Việc {number}"
            copies.append(copy)
        Work.objects.bulk_create(copies)
        client.get(WORKS)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(WORKS)
        asked.append(len([query for query in queries if "SAVEPOINT" not in query["sql"]]))
        sizes.append(len(response.content))

    assert asked == [asked[0]] * 3
    assert max(sizes) < 150_000


@pytest.mark.clause("II.5")
def test_commune_registers_a_road_of_its_area_and_it_is_noted(people: Cast) -> None:
    client = enter(people, "commune_officer")
    response = client.post(address("work-new") + "?loai=rural-road", typed(people), follow=True)
    work = Work.objects.get()

    assert (work.unit, work.quantity, work.status) == (people.area, 1200, "noted")
    assert dict(work.money.values_list("source", "amount")) == {"people": 120_000_000}
    assert response.redirect_chain == [(address("work", work.uid), 302)]
    assert "Đã đăng ký và ghi nhận." in text(response)


def test_form_asks_only_what_the_kind_needs(people: Cast) -> None:
    client = enter(people, "district_officer")
    of_house = client.get(address("work-new") + "?loai=great-unity-house").context["form"].fields
    of_piece = client.get(address("work-new") + "?loai=piece-of-work").context["form"].fields

    assert {"household", "floor_area", "money-fund"} <= set(of_house)
    assert {"household", "floor_area", "money-fund"} & set(of_piece) == set()


def test_wrong_words_stay_and_are_explained_beside_their_field(people: Cast) -> None:
    client = enter(people, "commune_officer")
    response = client.post(
        address("work-new") + "?loai=rural-road", typed(people, quantity="nhiều", planned_start="31/2/2024")
    )
    page = response.content.decode()

    assert response.status_code == 422
    assert 'value="nhiều"' in page
    assert "«nhiều» không phải là số." in text(response)
    assert Work.objects.count() == 0


def test_operations_refusal_lands_beside_its_field(people: Cast) -> None:
    client = enter(people, "commune_officer")
    response = client.post(
        address("work-new") + "?loai=rural-road", typed(people, places_named="", partners="Bon Pê Nao")
    )

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["partners"]


def test_double_submit_registers_once(people: Cast) -> None:
    client, sent = enter(people, "commune_officer"), typed(people)
    for _time in range(2):
        response = client.post(address("work-new") + "?loai=rural-road", sent)
        assert response.status_code == 302

    assert Work.objects.count() == 1


def test_quantity_a_hundred_times_the_usual_is_asked_about_once(people: Cast) -> None:
    for number in range(4):
        registered(people, people.actor("commune_officer"), road(people, name=f"Đường {number}", quantity=1500))
    client = enter(people, "commune_officer")
    asked = client.post(address("work-new") + "?loai=rural-road", typed(people, quantity="150"))
    assert asked.status_code == 422
    assert "Số này gấp 100 lần mức thường thấy của loại này (1,5 km)." in text(asked)

    client.post(address("work-new") + "?loai=rural-road", typed(people, quantity="150", quantity_ok="on"))
    assert Work.objects.filter(quantity=150_000).count() == 1


def test_draft_is_kept_and_seen_by_its_writers_alone(people: Cast) -> None:
    client = enter(people, "commune_officer")
    client.post(
        address("work-new") + "?loai=piece-of-work",
        typed(people, unit=str(people.commune.uid), quantity="1", act="save"),
    )
    work = Work.objects.get()

    assert work.status == "draft"
    assert client.get(address("work", work.uid)).status_code == 200
    assert enter(people, "district_officer").get(address("work", work.uid)).status_code == 404


def test_second_editor_is_told_and_keeps_what_was_typed(people: Cast) -> None:
    officer = people.actor("commune_officer")
    work = registered(people, officer, road(people))
    client = enter(people, "commune_officer")
    read = client.get(address("work-edit", work.uid)).context["form"].initial["version"]
    edit_work(by=officer, now=NOW, work=work, content=road(people, name="Người khác sửa"), version=read)
    response = client.post(address("work-edit", work.uid), typed(people, name="Tôi sửa", version=read, act="save"))

    assert response.status_code == 422
    assert "Người khác vừa sửa bản ghi này trước bạn." in text(response)
    assert 'value="Tôi sửa"' in response.content.decode()
    again = typed(people, name="Tôi sửa", version=response.context["form"]["version"].value(), act="save")
    assert client.post(address("work-edit", work.uid), again).status_code == 302
    assert Work.objects.get().name == "Tôi sửa"


def test_edit_form_holds_what_the_work_says(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"), house(people, partners=(people.district_women,)))
    form = enter(people, "district_officer").get(address("work-edit", work.uid)).context["form"]
    values = {
        name: form[name].value() for name in ("name", "places", "partners", "money-fund", "household", "occasions")
    }

    assert values == {
        "name": "Nhà đại đoàn kết hộ bà H'Duyên", "places": [str(people.area_two.uid)], "partners": "Hội Phụ nữ Cư Jút",
        "money-fund": "50.000.000", "household": "poor", "occasions": ["thu:national-congress"],
    }  # fmt: skip


def test_who_may_not_edit_is_told_who_may(people: Cast) -> None:
    work = registered(people, people.actor("commune_officer"), piece(people))
    response = enter(people, "district_officer").get(address("work-edit", work.uid))

    assert response.status_code == 403
    assert "Chỉ cán bộ Ủy ban MTTQ Việt Nam xã Nam Dong nhập, sửa được việc này." in text(response)


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


def test_page_offers_two_buttons_and_says_who_holds_the_rest(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    mine = enter(people, "district_officer").get(address("work", work.uid))
    above = enter(people, "province_officer").get(address("work", work.uid))

    assert [(row.label, bool(row.why_not)) for row in mine.context["buttons"]] == [("Ghi nhận", True), ("Sửa", False)]
    assert "Việc này do cán bộ hoặc lãnh đạo Ủy ban MTTQ Việt Nam tỉnh Đắk Nông làm." in text(mine)
    assert [(row.label, bool(row.why_not)) for row in above.context["buttons"]] == [
        ("Ghi nhận", False),
        ("Trả lại", False),
    ]


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
        ["Gửi đăng ký", "Sửa"], ["Sửa và gửi lại", "Gửi lại"], ["Khôi phục bản nháp"], ["Xác nhận"], [],
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


def test_photos_are_added_and_taken_off(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    client = enter(people, "district_officer")
    client.post(address("work-photos", work.uid), {"role": "before", "photos": photos(3)})
    first = files.of_owner("work", work.uid).first()
    assert first is not None
    assert files.of_owner("work", work.uid).count() == 3

    client.post(address("work-photo-remove", work.uid, first.uid))
    assert files.of_owner("work", work.uid).count() == 2
    assert [row.act for row in AuditEntry.objects.filter(object_uid=work.uid).order_by("-id")[:2]] == [
        "gỡ ảnh, tệp",
        "thêm ảnh, tệp",
    ]


def test_renamed_program_is_refused_and_nothing_is_kept(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    sent = {"role": "before", "photos": [upload(picture(40, 30), "a.jpg"), upload(b"MZ\x90\x00", "b.jpg")]}
    response = enter(people, "district_officer").post(address("work-photos", work.uid), sent)

    assert response.status_code == 422
    assert "«b.jpg»" in text(response)
    assert files.of_owner("work", work.uid).count() == 0


@pytest.mark.parametrize("name", ["district_officer", "province_officer", "commune_officer"])
def test_photo_is_served_to_who_may_open_the_work(people: Cast, name: str) -> None:
    work = registered(people, people.actor("district_officer"))
    data = picture(60, 40)
    stored = add_photo(
        by=people.actor("district_officer"), now=NOW, work=work, upload=upload(data, "nhà.jpg"), role="before"
    )
    client = enter(people, name)
    whole, small = client.get(address("file", stored.uid)), client.get(address("file-small", stored.uid))

    assert b"".join(whole.streaming_content) == data
    assert (whole["Content-Type"], whole["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert whole["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert whole["Content-Disposition"].startswith("inline")
    assert b"".join(small.streaming_content)[8:12] == b"WEBP"


@pytest.mark.parametrize("name", ["far_district_officer", "sister_officer", "women_officer"])
def test_photo_is_not_found_for_others(people: Cast, name: str) -> None:
    work = registered(people, people.actor("district_officer"))
    stored = add_photo(by=people.actor("district_officer"), now=NOW, work=work, upload=photos(1)[0], role="before")
    client = enter(people, name)

    assert client.get(address("file", stored.uid)).status_code == 404
    assert client.get(address("file-small", stored.uid)).status_code == 404


def test_document_is_kept_and_never_opened_in_the_page(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    stored = add_photo(
        by=people.actor("district_officer"), now=NOW, work=work, upload=upload(pdf(), "a.pdf"), role="acceptance"
    )
    response = enter(people, "district_officer").get(address("file", stored.uid))
    b"".join(response.streaming_content)

    assert response["Content-Disposition"].startswith("attachment")


def test_removed_photo_is_not_found(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    stored = add_photo(by=people.actor("district_officer"), now=NOW, work=work, upload=photos(1)[0], role="before")
    client = enter(people, "district_officer")
    client.post(address("work-photo-remove", work.uid, stored.uid))

    assert client.get(address("file", stored.uid)).status_code == 404


def test_leader_has_no_way_to_enter(people: Cast) -> None:
    client = enter(people, "commune_leader")

    assert client.get(address("work-new")).status_code == 403
    assert "Đăng ký công trình" not in text(client.get(WORKS))


def test_export_is_the_whole_list_under_its_filter(people: Cast) -> None:
    registered(people, people.actor("district_officer"))
    registered(people, people.actor("commune_officer"), piece(people))
    response = enter(people, "district_officer").get("/ban-lam-viec/tai-ve/works.csv?loai=piece-of-work")
    lines = b"".join(response.streaming_content).decode().splitlines()

    assert [line.split(",")[0] for line in lines[1:]] == ["Trồng hoa dọc đường liên thôn"]
