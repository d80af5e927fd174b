"""The page on which a unit's people change after a congress or a conference."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from tests.faces.desk.milestones.conftest import Desk, text_of
from tests.factories import NOW, TODAY, Cast
from thidua.foundation.accounts.actors import actor_of_person
from thidua.foundation.accounts.models import Person
from thidua.stages.milestones.operations import give_area_link


def page_of(site: Cast, unit: str) -> str:
    return reverse("desk:unit-term", args=[site.units[unit].uid])


@pytest.mark.clause("II.6")
def test_officer_is_replaced_in_one_step(site: Cast, desk: Desk) -> None:
    leaver = site.people["commune_officer"].pk
    client, address = desk("commune_leader"), page_of(site, "commune")
    assert "Vũ Thị Giang" in text_of(client.get(address))
    given = {
        "on": "15/7/2024", f"o-{leaver}": "thoi", f"ten-{leaver}": "Lò Thị Hoa", f"dt-{leaver}": "0900 111 333",
        "receipt": str(uuid.uuid4()),
    }  # fmt: skip
    page = text_of(client.post(address, given))
    comer = Person.objects.get(full_name="Lò Thị Hoa")
    assert ["Lò Thị Hoa" in page, "chưa có tài khoản: xin người quản trị mở" in page] == [True, True]
    waiting = re.search(r'class="n">(\d+)</span>', page)
    assert waiting
    assert int(waiting[1]) > 0
    assert [post.role for post in actor_of_person(comer, TODAY).posts] == ["officer"]
    assert client.post(address, given).status_code == 302  # Sent twice, changed once.
    assert Person.objects.filter(full_name="Lò Thị Hoa").count() == 1


@pytest.mark.clause("III.6a")
def test_new_head_gets_the_link_and_the_old_link_is_dead(site: Cast, desk: Desk) -> None:
    link, token = give_area_link(by=site.actor("commune_officer"), now=NOW, area=site.area, full_name="Điểu Srôn")
    client, key = desk("commune_officer"), link.person_id
    page = client.post(page_of(site, "area"), {"on": "15/7/2024", f"o-{key}": "thoi", f"ten-{key}": "Thị Mai"})
    found = re.search(r"http://testserver/v/([\w-]+)/", text_of(page))
    assert found
    assert "no-store" in page["Cache-Control"]
    assert [Client().get(f"/v/{one}/").status_code for one in (token, found[1])] == [404, 200]


@pytest.mark.parametrize(
    ("day", "name", "sentence"),
    [
        ("31/11/2024", "Lò Thị Hoa", "Không có ngày 31/11/2024."),
        ("16/7/2024", "Lò Thị Hoa", "Ngày này chưa tới."),
        ("15/7/2024", "", "sẽ không còn ai giữ vai «Cán bộ»"),
    ],
)
def test_wrong_change_keeps_what_was_typed(site: Cast, desk: Desk, day: str, name: str, sentence: str) -> None:
    leaver = site.people["commune_officer"].pk
    given = {"on": day, f"o-{leaver}": "thoi", f"ten-{leaver}": name, f"dt-{leaver}": "0900 111 333"}
    answer = desk("commune_leader").post(page_of(site, "commune"), given)
    page = text_of(answer)
    assert (answer.status_code, sentence in page, 'value="0900 111 333"' in page, f'value="{day}"' in page) == (
        422, True, True, True,
    )  # fmt: skip


def test_new_name_beside_one_who_stays_is_asked_about(site: Cast, desk: Desk) -> None:
    given = {"on": "15/7/2024", f"ten-{site.people['commune_officer'].pk}": "Lò Thị Hoa"}
    answer = desk("commune_leader").post(page_of(site, "commune"), given)
    assert (answer.status_code, "chọn «thôi» cho người hiện nay" in text_of(answer)) == (422, True)
    assert Person.objects.filter(full_name="Lò Thị Hoa").count() == 0
