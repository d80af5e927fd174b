"""The desk's pages of publishing: what is offered to whom, what is filled in, what is refused."""

from __future__ import annotations

import re
import uuid
from html import unescape
from typing import Any

import pytest
from django.test import Client

from tests.faces.worlds import cast_with_house
from tests.factories import NOW, Cast, cast, enrol, make_campaign
from tests.harness.pages import address, enter, words
from tests.stages.publications.support import (
    DESCRIPTION,
    HOUSEHOLD,
    TEXT,
    TITLE,
    many,
    photos_of,
    plan,
    publish,
    published_plan,
    secret_house,
)
from tests.stages.works.support import done, house, piece, verified
from thidua.stages.campaigns.models import Participation
from thidua.stages.publications.models import PublicItem
from thidua.stages.publications.operations import withdraw_item
from thidua.stages.publications.rules import publishes_work
from thidua.stages.works.models import Work

pytestmark = pytest.mark.django_db
LIST = "/ban-lam-viec/cong-bo/"


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def housed() -> tuple[Cast, Work]:
    return cast_with_house()


def typed(work: Work, **more: Any) -> dict[str, Any]:
    """What a publisher sends."""
    values = {
        "campaign": "thu", "title": TITLE, "text": TEXT, "photos": [str(uid) for uid in photos_of(work)[:1]],
        "receipt": str(uuid.uuid4()),
    }  # fmt: skip
    return {**values, **more}


def test_form_fills_in_nothing_of_the_inside(housed: tuple[Cast, Work]) -> None:
    people, work = housed
    page = enter(people, "province_officer").get(address("publish-work", work.uid)).content.decode()
    form = page.split('<form class="form')[1].split("</form>")[0]
    assert re.search(r'<input type="text" name="title" value="([^"]*)"', form).group(1) == "Nhà đại đoàn kết (xây mới)"
    assert re.search(r"<textarea name=\"text\"[^>]*>\s*([^<]*)</textarea>", form).group(1) == ""
    assert [marker for marker in (HOUSEHOLD, DESCRIPTION) if marker in unescape(form)] == []
    assert form.count('name="photos"') == len(photos_of(work))
    assert "checked" not in form


def test_work_that_is_no_house_keeps_its_name(people: Cast) -> None:
    work = verified(people, content=piece(people), by="commune_officer", above="district_officer")
    page = enter(people, "province_officer").get(address("publish-work", work.uid)).content.decode()
    assert 'name="title" value="Trồng hoa dọc đường liên thôn"' in page


def test_publisher_is_warned_and_looks_first(housed: tuple[Cast, Work]) -> None:
    people, work = housed
    client = enter(people, "province_officer")
    assert "Ai cũng đọc được trang này" in words(client.get(address("publish-work", work.uid)))
    answer = client.post(address("publish-work", work.uid), typed(work, **{"xem-truoc": "1"}))
    shown = words(answer).split("Người dân sẽ thấy")[1].split("Đăng trong")[0]
    assert (TITLE in shown, TEXT in shown, "Quy mô 1 căn" in shown) == (True, True, True)
    assert "Đơn vị thực hiện Ủy ban MTTQ Việt Nam huyện Cư Jút" in shown
    assert PublicItem.objects.count() == 0


def test_published_work_stands_on_the_portal(housed: tuple[Cast, Work]) -> None:
    people, work = housed
    client = enter(people, "province_officer")
    answer = client.post(address("publish-work", work.uid), typed(work), follow=True)
    item = PublicItem.objects.get()
    assert answer.redirect_chain[-1][0] == address("publication", item.uid)
    assert "Đã đăng lên cổng." in words(answer)
    assert TITLE in Client().get(f"/cong-trinh/{item.uid}/").content.decode()


def test_form_sent_twice_publishes_once(housed: tuple[Cast, Work]) -> None:
    people, work = housed
    client, sent = enter(people, "province_officer"), typed(work)
    for _time in range(2):
        client.post(address("publish-work", work.uid), sent)
    assert PublicItem.objects.count() == 1


def test_refusal_stands_at_its_field_and_keeps_what_was_typed(housed: tuple[Cast, Work]) -> None:
    people, work = housed
    sent = typed(work, text="Xin gọi 0912 345 678.")
    answer = enter(people, "province_officer").post(address("publish-work", work.uid), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Có số điện thoại «0912 345 678»" in unescape(page.split('id="id_text_error"')[1])
    assert ("Xin gọi 0912 345 678." in page, f'value="{TITLE}"' in page, PublicItem.objects.count()) == (True, True, 0)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("province_officer", 200),
        ("province_leader", 200),
        ("district_officer", 403),
        ("commune_officer", 403),
        ("far_commune_officer", 404),
        ("women_officer", 404),
    ],
)
def test_who_may_open_the_form(housed: tuple[Cast, Work], who: str, status: int) -> None:
    people, work = housed
    answer = enter(people, who).get(address("publish-work", work.uid))
    assert answer.status_code == status
    assert status != 403 or f"Chỉ cán bộ hoặc lãnh đạo của {people.province.name}" in words(answer)


def test_work_not_verified_is_not_offered(people: Cast) -> None:
    work = done(people, content=house(people))
    answer = enter(people, "province_officer").get(address("publish-work", work.uid))
    assert (answer.status_code, "Công trình chưa được xác nhận" in words(answer)) == (409, True)


def test_only_campaigns_of_the_readers_own_body_are_offered(people: Cast) -> None:
    other = make_campaign(people.district, key="cua-huyen")
    enrol(other, [people.district, people.commune, people.area, people.area_two])
    work = secret_house(people, campaigns=(people.campaign, other))
    forms = {
        who: enter(people, who).get(address("publish-work", work.uid)).content.decode()
        for who in ("province_officer", "district_officer")
    }
    assert {who: re.search(r'name="campaign" value="([^"]*)"', page).group(1) for who, page in forms.items()} == {
        "province_officer": "thu", "district_officer": "cua-huyen",
    }  # fmt: skip


def test_copy_that_stands_is_named_before_it_is_replaced(housed: tuple[Cast, Work]) -> None:
    people, work = housed
    publish(people, work)
    assert f"Công trình này đang có trên cổng với tên «{TITLE}»" in words(
        enter(people, "province_officer").get(address("publish-work", work.uid))
    )


def test_plan_is_published_after_one_question(people: Cast) -> None:
    row = plan(people)
    client = enter(people, "province_leader")
    assert "ai cũng đọc được" in words(client.get(address("publish-plan", row.uid)))
    assert PublicItem.objects.count() == 0
    client.post(address("publish-plan", row.uid), {"receipt": str(uuid.uuid4())})
    assert [(item.kind, item.author) for item in PublicItem.objects.all()] == [("plan", "Trần Văn Bình")]
    refused = enter(people, "district_leader").get(address("publish-plan", row.uid))
    assert (refused.status_code, people.province.name in words(refused)) == (403, True)


def test_plan_not_issued_is_refused_on_its_page(people: Cast) -> None:
    row = plan(people)
    row.document = None
    row.save()
    answer = enter(people, "province_leader").post(address("publish-plan", row.uid), {"receipt": str(uuid.uuid4())})
    assert (answer.status_code, "Kế hoạch chưa ban hành" in words(answer)) == (422, True)


def test_withdrawing_asks_for_the_reason_and_takes_it_down(housed: tuple[Cast, Work]) -> None:
    people, item = housed[0], publish(*housed)
    client = enter(people, "province_officer")
    assert client.post(address("withdraw", item.uid), {"reason": " "}).status_code == 422
    sent = {"reason": "Ảnh lộ mặt trẻ em", "version": item.version, "receipt": str(uuid.uuid4())}
    assert client.post(address("withdraw", item.uid), sent).headers["Location"] == LIST
    assert Client().get(f"/cong-trinh/{item.uid}/").status_code == 404
    page = words(client.get(address("publication", item.uid)))
    assert ("Đã gỡ khỏi trang công khai" in page, "Ảnh lộ mặt trẻ em" in page) == (True, True)


def test_second_of_two_who_withdraw_is_told(housed: tuple[Cast, Work]) -> None:
    people, item = housed[0], publish(*housed)
    withdraw_item(by=people.actor("province_leader"), now=NOW, item=item, reason="Gỡ")
    answer = enter(people, "province_officer").get(address("withdraw", item.uid))
    assert answer.status_code == 409


def test_page_of_a_publication_names_who_may_take_it_down(housed: tuple[Cast, Work]) -> None:
    people, item = housed[0], publish(*housed)
    page = words(enter(people, "district_officer").get(address("publication", item.uid)))
    assert f"Chỉ cán bộ hoặc lãnh đạo của {people.province.name} đăng hoặc gỡ được" in page
    assert enter(people, "far_commune_officer").get(address("publication", item.uid)).status_code == 404
    assert enter(people, "district_officer").get(address("withdraw", item.uid)).status_code == 403


def test_list_holds_ones_own_branch(housed: tuple[Cast, Work]) -> None:
    people = housed[0]
    publish(*housed)
    published_plan(people)
    seen = {
        who: [title in words(enter(people, who).get(LIST)) for title in (TITLE, "Phát động đợt thi đua chào mừng")]
        for who in ("province_officer", "district_officer", "far_district_officer")
    }
    assert seen == {
        "province_officer": [True, True], "district_officer": [True, False], "far_district_officer": [False, False],
    }  # fmt: skip


def test_list_is_narrowed_and_taken_as_a_file(housed: tuple[Cast, Work]) -> None:
    people, item = housed[0], publish(*housed)
    published_plan(people)
    withdraw_item(by=people.actor("province_officer"), now=NOW, item=item, reason="Gỡ")
    client = enter(people, "province_officer")
    found = {
        query: "".join(
            "T" if title in words(client.get(f"{LIST}?{query}")) else "-" for title in (TITLE, "Phát động đợt")
        )
        for query in ("", "tinh-trang=withdrawn", "loai=plan", "q=dai+doan+ket", "tinh-trang=x")
    }
    assert found == {
        "": "TT",
        "tinh-trang=withdrawn": "T-",
        "loai=plan": "-T",
        "q=dai+doan+ket": "T-",
        "tinh-trang=x": "--",
    }
    file = b"".join(client.get("/ban-lam-viec/tai-ve/da-dang.csv?loai=plan").streaming_content).decode()
    assert ("Phát động đợt" in file, TITLE in file) == (True, False)


@pytest.mark.slow
def test_statements_of_the_list_do_not_grow(people: Cast, django_assert_max_num_queries: object) -> None:
    client = enter(people, "province_officer")
    client.get(LIST)
    counts = set()
    for number in (1, 3, 1000):
        rows = many(people, number)
        with django_assert_max_num_queries(13) as context:
            page = client.get(LIST)
        counts.add(len(context))
        assert (page.status_code, len(page.content) < 150 * 1024) == (200, True)
        PublicItem.objects.filter(pk__in=[row.pk for row in rows]).delete()
    assert len(counts) == 1


def test_menu_leads_there_for_who_publishes(people: Cast) -> None:
    offered = {
        who: f'href="{LIST}"' in enter(people, who).get("/tai-khoan/").content.decode()
        for who in ("province_officer", "commune_leader", "administrator")
    }
    assert offered == {"province_officer": True, "commune_leader": True, "administrator": False}


def test_unit_that_takes_no_part_any_more_is_still_named(housed: tuple[Cast, Work]) -> None:
    people, work = housed
    Participation.objects.filter(unit=people.area_two).delete()
    item = publish(people, work)
    assert [place.name for place in item.places.all()] == ["Buôn Nui"]


def test_page_of_the_plan_offers_publishing_to_who_may(people: Cast) -> None:
    row = plan(people)
    way = f'href="{address("publish-plan", row.uid)}"'
    offered = {
        who: way in enter(people, who).get(address("plan", row.uid)).content.decode()
        for who in ("province_officer", "commune_officer")
    }
    assert offered == {"province_officer": True, "commune_officer": False}


def test_rule_of_a_works_page_knows_when_it_may_be_published(people: Cast) -> None:
    waiting, work = done(people, content=house(people, name="Nhà đang chờ")), secret_house(people)
    found = {
        who: (publishes_work(people.actor(who), waiting), publishes_work(people.actor(who), work))
        for who in ("province_officer", "province_leader", "district_officer", "administrator")
    }
    assert found == {
        "province_officer": (False, True), "province_leader": (False, True), "district_officer": (False, False),
        "administrator": (False, False),
    }  # fmt: skip
