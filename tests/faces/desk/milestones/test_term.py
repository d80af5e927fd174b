"""The page on which a unit's people change after a congress or a conference."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from tests.faces.desk.milestones.conftest import Desk, text_of
from tests.factories import NOW, SYSTEM, TODAY, Cast, make_person
from thidua.foundation.accounts.actors import actor_of_person
from thidua.foundation.accounts.invitations import open_for
from thidua.foundation.accounts.models import Account, Person
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
    assert ["Lò Thị Hoa" in page, "tên đăng nhập: lo-thi-hoa" in page] == [True, True]
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


def invitation_on(page: str) -> str:
    found = re.search(r"http://testserver(/tai-khoan/loi-moi/[\w-]+/)", page)
    assert found
    return found[1]


@pytest.mark.clause("II.6")
def test_newcomer_sets_a_password_by_the_invitation_and_goes_on_with_the_work(site: Cast, desk: Desk) -> None:
    leaver = site.people["commune_officer"].pk
    client, address = desk("commune_leader"), page_of(site, "commune")
    given = {"on": "15/7/2024", f"o-{leaver}": "thoi", f"ten-{leaver}": "Lò Thị Hoa", "receipt": str(uuid.uuid4())}
    answer = client.post(address, given)
    link, newcomer = invitation_on(text_of(answer)), Client()
    assert "no-store" in answer["Cache-Control"]
    assert "lo-thi-hoa" in text_of(newcomer.get(link))
    short = newcomer.post(link, {"password1": "ngan", "password2": "ngan"})
    assert (short.status_code, Account.objects.get(username="lo-thi-hoa").has_usable_password()) == (422, False)
    password = {"password1": "mot câu dễ nhớ 2024", "password2": "mot câu dễ nhớ 2024"}
    assert newcomer.post(link, password).status_code == 302
    assert [newcomer.get(link).status_code, newcomer.post(link, password).status_code] == [404, 404]

    signed = newcomer.post("/tai-khoan/dang-nhap/", {"login": "lo-thi-hoa", "password": password["password1"]})
    assert signed.status_code == 302
    assert newcomer.get(reverse("desk:milestones-unit", args=[site.commune.uid])).status_code == 200


def test_invitation_that_was_lost_is_given_again_until_a_password_is_set(site: Cast, desk: Desk) -> None:
    officer, client = site.people["commune_officer"], desk("commune_leader")
    address = page_of(site, "commune")
    assert "Mời Vũ Thị Giang đặt mật khẩu" in text_of(client.get(address))
    page = text_of(client.post(address, {"moi": str(officer.pk)}))
    assert ("<h1>Đã mời lại</h1>" in page, "bàn giao" in page, "Người thôi" in page) == (True, False, False)
    link = invitation_on(page)
    account = Account.objects.get(person=officer)
    assert (account.username, Client().get(link).status_code) == ("vu-thi-giang", 200)
    for stranger in (str(site.people["sister_officer"].pk), "x"):
        assert client.post(address, {"moi": stranger}).status_code == 404
    account.set_password("mot câu dễ nhớ 2024")
    account.save()
    assert Client().get(link).status_code == 404
    told = text_of(client.post(address, {"moi": str(officer.pk)}, follow=True))
    assert ("đã có mật khẩu và đăng nhập được" in told, "/loi-moi/" in told) == (True, False)


def test_two_of_one_name_get_two_user_names(site: Cast) -> None:
    for person in (make_person("Lò Thị Hoa"), make_person("Lò Thị Hoa"), make_person("H'Bia Niê")):
        open_for(person, by=SYSTEM, now=NOW)
    names = Account.objects.filter(person__full_name__in=["Lò Thị Hoa", "H'Bia Niê"]).order_by("id")
    assert [*names.values_list("username", flat=True)] == ["lo-thi-hoa", "lo-thi-hoa-2", "hbia-nie"]
