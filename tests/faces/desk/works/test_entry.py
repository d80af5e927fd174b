"""Registering and editing a work in the browser: kept when refused, asked about when odd, sent twice once."""

from __future__ import annotations

import html
import re

import pytest

from tests.faces.desk.works.support import typed
from tests.factories import NOW, Cast
from tests.harness.pages import address, enter, text
from tests.stages.works.support import house, piece, registered, road
from thidua.stages.works.models import Work
from thidua.stages.works.operations import edit_work

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("door", ["work-new", "work-edit"])
def test_work_that_stands_registered_is_told_and_goes_on_when_it_is_another(people: Cast, door: str) -> None:
    first = registered(people, people.actor("commune_officer"), road(people))
    client, where, given = enter(people, "commune_officer"), address("work-new") + "?loai=rural-road", typed(people)
    if door == "work-edit":
        client.post(where, typed(people, act="save"))
        draft = Work.objects.get(status="draft")
        where, given = address("work-edit", draft.uid), typed(people, version=draft.version)
    count = Work.objects.count()
    assert re.findall(r'<input type="(\w+)" name="another"', client.get(where).content.decode()) == ["hidden"]
    told = client.post(where, given)
    page = html.unescape(told.content.decode())
    assert (told.status_code, list(told.context["form"].errors)) == (422, ["another"])
    assert "«Bê tông hóa đường nội thôn» của Thôn 1 đã đăng ký ngày 15/7/2024, người nhập: Vũ Thị Giang." in page
    assert f'<a href="{address("work", first.uid)}">' in page
    assert re.search(r'<input type="checkbox" name="another"', page)
    assert ('value="1,2"' in page, 'value="120 triệu"' in page) == (True, True)
    assert Work.objects.count() == count

    given["another"] = "on"
    assert client.post(where, given).status_code == 302
    assert Work.objects.living().filter(name=first.name).count() == 2


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


@pytest.mark.parametrize(
    ("kind", "first"), [("great-unity-house", 1), ("model", 1), ("piece-of-work", 1), ("rural-road", None)]
)
def test_what_is_counted_one_by_one_is_one_until_said_otherwise(people: Cast, kind: str, first: int | None) -> None:
    form = enter(people, "commune_officer").get(address("work-new"), {"loai": kind}).context["form"]

    assert form["quantity"].value() == (first if first is None else str(first))
