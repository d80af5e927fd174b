"""The pages of exemplars: a story told and shown, a model taken up in two clicks, the lists, what stays inside."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import NOW, Cast, cast
from tests.harness.pages import address, enter, receipt, text, words
from tests.stages.works.spread_support import adopt, opened, told
from tests.stages.works.support import piece, verified, with_catalogue
from thidua.foundation.core import files
from thidua.foundation.core.content import XLSX
from thidua.stages.works.models import Adoption, Story, Work
from thidua.stages.works.operations import mark_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def pressed(client: Client, where: str, **form: Any) -> Any:
    return client.post(where, {"receipt": receipt(), "version": 1, **form}, follow=True)


@pytest.mark.clause("I.4")
def test_work_leads_to_its_story_and_the_story_to_being_marked(people: Cast) -> None:
    work = verified(people, content=piece(people), by="commune_officer", above="district_officer")
    lead, above = enter(people, "commune_officer"), enter(people, "district_officer")
    assert address("exemplar-tell", work.uid) in lead.get(address("work", work.uid)).content.decode()
    assert address("exemplar-tell", work.uid) not in above.get(address("work", work.uid)).content.decode()
    photo = files.of_owner("work", work.uid)[0]
    form = {
        "title": "Đường hoa",
        "theme": "environment",
        "way": "Mỗi hộ một luống",
        "result": "Sạch",
        "photos": [str(photo.uid)],
    }
    page = pressed(lead, address("exemplar-tell", work.uid), **form)
    assert "Đã ghi câu chuyện." in text(page)
    story = Story.objects.get()
    assert [button.label for button in page.context["buttons"]] == ["Sửa câu chuyện", "Rút câu chuyện"]
    shown = above.get(address("exemplar", story.uid))
    assert [button.label for button in shown.context["buttons"]] == ["Công nhận gương điển hình"]
    page = pressed(above, address("exemplar-mark", story.uid), version=story.version, reason="Dễ làm")
    assert "Dễ làm" in words(page)
    assert [button.label for button in page.context["buttons"]] == ["Phổ biến toàn hệ thống", "Bỏ công nhận"]


def test_what_was_typed_stays_when_it_is_refused(people: Cast) -> None:
    work = verified(people, content=piece(people), by="commune_officer", above="district_officer")
    client = enter(people, "commune_officer")
    answer = client.post(
        address("exemplar-tell", work.uid),
        {"title": "Đường hoa", "way": "Mỗi hộ một luống", "receipt": receipt(), "version": 1},
    )
    assert answer.status_code == 422
    assert answer.context["form"]["way"].value() == "Mỗi hộ một luống"
    assert sorted(answer.context["form"].errors) == ["result", "theme"]


@pytest.mark.clause("I.4")
def test_model_is_taken_up_in_two_clicks_and_the_origin_reads_of_it(people: Cast) -> None:
    story = opened(people)
    client = enter(people, "sister_officer")
    page = client.get(address("exemplar", story.uid))
    [button] = page.context["buttons"]
    assert (button.label, button.href) == ("Học theo mô hình này", address("exemplar-adopt", story.uid))
    form = client.get(button.href).context["form"]
    first = {name: form[name].value() or "" for name in ("name", "campaign", "quantity", "work", "places")}
    units = [label for _key, label in form.fields["unit"].choices]
    assert units == ["Xã Trúc Sơn", "Thôn 1, xã Trúc Sơn"]
    unit = str(people.sister_commune.uid)
    answer = pressed(client, button.href, **first, unit=unit, changed="Thêm hàng rào hoa")
    assert "Học theo mô hình «Đường hoa tự quản» của Ủy ban MTTQ Việt Nam xã Nam Dong." in text(answer)
    work = Work.objects.get(unit=people.sister_commune)
    assert (work.name, work.status) == ("Đường hoa tự quản", "registered")

    origin = enter(people, "commune_officer")
    assert "Ủy ban MTTQ Việt Nam xã Trúc Sơn học theo mô hình của anh chị" in text(origin.get(address("home")))
    page = origin.get(address("exemplar", story.uid))
    assert "Thêm hàng rào hoa" in words(page)
    adoption = Adoption.objects.get()
    assert "Đã ghi là đã biết." in text(pressed(origin, address("adoption-seen", adoption.uid)))
    assert "học theo mô hình của anh chị" not in text(origin.get(address("home")))
    adoption.refresh_from_db()
    answer = pressed(client, address("adoption-end", adoption.uid), version=adoption.version, reason="Nhầm")
    assert "Đã ghi thôi học theo." in text(answer)


def test_length_of_what_is_measured_is_asked_and_not_one_metre(people: Cast) -> None:
    story = opened(people)
    Work.objects.filter(pk=story.work_id).update(kind=people.work_kinds["rural-road"])
    client, where = enter(people, "sister_officer"), address("exemplar-adopt", story.uid)
    assert client.get(where).context["form"]["quantity"].value() is None
    given = {"name": "Đường hoa", "campaign": "thu", "unit": str(people.sister_commune.uid), "changed": "Như nơi kể"}
    answer = client.post(where, {"receipt": receipt(), **given})
    assert (answer.status_code, answer.context["form"].errors["quantity"]) == (
        422, ["Xin ghi số lượng, hoặc chọn công trình đã đăng ký."],
    )  # fmt: skip
    pressed(client, where, **given, quantity="1,2 km")
    assert [(row.kind.key, row.quantity) for row in Work.objects.filter(unit=people.sister_commune)] == [
        ("rural-road", 1200),
    ]  # fmt: skip


def test_own_registered_work_is_bound_instead_of_a_new_one(people: Cast) -> None:
    story = opened(people)
    content = piece(people, unit=people.sister_commune, name="Việc của xã")
    own = verified(people, content=content, by="sister_officer", above="district_officer")
    client = enter(people, "sister_officer")
    given = {"name": "x", "campaign": "thu", "unit": str(people.sister_area.uid), "changed": "Như nơi kể"}
    pressed(client, address("exemplar-adopt", story.uid), **given, work=str(own.uid))
    assert [(row.work, row.unit) for row in Adoption.objects.live()] == [(own, people.sister_commune)]
    page = words(client.get(address("exemplars")))
    assert "1 đơn vị đã học theo" in page


def test_reader_elsewhere_sees_the_story_and_nothing_else_of_the_work(people: Cast) -> None:
    story = opened(people)
    Work.objects.filter(pk=story.work_id).update(description="Mô tả bên trong", acceptance_note="Ghi bên trong")
    client = enter(people, "far_commune_officer")
    page = client.get(address("exemplar", story.uid))
    shown = page.content.decode()
    assert "Mỗi hộ một luống." in shown
    assert [
        word for word in ("bên trong", "Vũ Thị Giang", address("work", story.work.uid), "/tep/") if word in shown
    ] == []
    assert page.context["events"] == []
    assert client.get(address("work", story.work.uid)).status_code == 404
    photo = files.of_owner("work", story.work.uid)[0]
    assert client.get(address("exemplar-photo", story.uid, photo.uid)).status_code == 404
    story.photos.create(file=photo, position=1)
    small = client.get(address("exemplar-photo", story.uid, photo.uid))
    assert (small.status_code, small["Content-Type"]) == (200, "image/webp")
    assert client.get(address("file-small", photo.uid)).status_code == 404


def test_numbers_of_the_story_open_the_lists_they_count(people: Cast) -> None:
    story = opened(people)
    content = piece(people, unit=people.far_commune, name="Đường hoa Đắk Lao")
    far = verified(people, content=content, by="far_commune_officer", above="far_district_officer")
    adopt(people, story, "far_commune_officer", "far_commune", work=far)
    adopt(people, story, "sister_officer", "sister_commune")
    client = enter(people, "commune_officer")
    shown = client.get(address("exemplar", story.uid)).content.decode()
    links = re.findall(r'href="([^"]*nhan-rong/\?guong=[^"]*)"[^>]*>([^<]*)<', shown)
    told_of = {label: client.get(href.replace("&amp;", "&")).context["page"].count for href, label in links}
    assert told_of == {"1 lượt": 1, "kể cả đang làm 2 lượt": 2}
    page = client.get(address("spread"))
    sums = [chip for name in ("levels", "districts", "months") for chip in page.context[name]]
    assert [chip.count for chip in sums] == [1, 1, 1]
    assert [client.get(chip.href).context["page"].count for chip in sums] == [1, 1, 1]
    book = client.get(address("export-excel", "nhan-rong"))
    assert book["Content-Type"] == XLSX


def test_idea_is_registered_without_quantity_or_money(people: Cast) -> None:
    with_catalogue(people)
    client = enter(people, "commune_officer")
    page = client.get(address("work-new") + "?loai=initiative")
    form = page.context["form"]
    assert (form["quantity"].is_hidden, form["quantity"].value()) == (True, "1")
    assert [name for name in form.fields if name.startswith("money-")] == []
    assert not client.get(address("work-new") + "?loai=rural-road").context["form"]["quantity"].is_hidden


def test_commending_at_once_is_one_click_from_an_exemplar(people: Cast) -> None:
    story = opened(people)
    decisions = f'href="{address("decisions")}"'

    def links(name: str) -> bool:
        page = enter(people, name).get(address("exemplar", story.uid))
        return "Khen thưởng kịp thời (đột xuất) cho gương này" in text(page) and decisions in page.content.decode()

    assert [links(name) for name in ("province_officer", "district_officer", "commune_officer")] == [True, False, False]


def statements(client: Client, where: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(where).status_code == 200
    return len(asked)


@pytest.mark.slow
def test_lists_take_the_same_few_statements_with_one_three_and_a_thousand(people: Cast) -> None:
    client, counts = enter(people, "province_officer"), []
    story = opened(people)
    for number in (1, 3, 1_000):
        while Adoption.objects.count() < min(number, 3):
            content = piece(people, unit=people.far_commune, name=f"Việc {Adoption.objects.count()}")
            far = verified(people, content=content, by="far_commune_officer", above="far_district_officer")
            adopt(people, story, "far_commune_officer", "far_commune", work=far)
        if number > 3:
            a_thousand_more(story)
        counts.append([statements(client, where) for where in (
            address("exemplars"), address("spread"), address("spread") + f"?guong={story.uid}", address("exemplar", story.uid),
        )])  # fmt: skip
        mark_story(by=people.actor("district_officer"), now=NOW, story=again(people, number), reason="Hay")
    assert (Adoption.objects.count() >= 1_000, Story.objects.count() >= 1_000) == (True, True)
    assert counts[0] == counts[1] == counts[2]
    assert max(counts[0][:3]) <= 12


def a_thousand_more(story: Story) -> None:
    """A thousand works like the one adopted last, each after the same model and with a marked story of its own."""
    adoption, example = Adoption.objects.latest("id"), Work.objects.latest("id")
    works = Work.objects.bulk_create(copied(example, name=f"Việc thứ {n}") for n in range(1_000))
    Adoption.objects.bulk_create(copied(adoption, work=work) for work in works)
    Story.objects.bulk_create(copied(story, work=work, title=work.name) for work in works)


def copied(row: Any, **other: Any) -> Any:
    """A row like another, not saved yet."""
    same = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.generated}
    for name in ("id", "uid", *(f"{name}_id" for name in other)):
        same.pop(name, None)
    return type(row)(**{**same, **other})


def again(people: Cast, number: int) -> Story:
    """One more story, so that the gallery grows too."""
    return told(people, title=f"Chuyện {number}")
