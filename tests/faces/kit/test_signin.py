"""Signing in again after the session ended, from one line for many people, and in words of the kit."""

from __future__ import annotations

import html
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, Cast, cast
from tests.harness.pages import BACKEND

pytestmark = pytest.mark.django_db
SIGN_IN = "/tai-khoan/dang-nhap/"
NOT_DONE = "Phiên đăng nhập đã hết nên lần bấm vừa rồi chưa được thực hiện."


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    cache.clear()


@pytest.fixture
def people() -> Cast:
    return cast()


def pressed(client: Client, referer: str = "") -> Any:
    headers = {"Referer": referer} if referer else {}
    return client.post(reverse("desk:demo-date"), {"date": "20/8/2024"}, headers=headers)


def signed_in(client: Client, address: str) -> Any:
    page = client.get(address)
    hidden = page.context["redirect_field_value"] or ""
    return client.post(SIGN_IN, {"login": "administrator", "password": PASSWORD, "next": hidden}, follow=True)


def test_press_after_the_session_ended_leads_back_to_its_page_and_says_it_was_not_done(people: Cast) -> None:
    people.account("administrator")
    client = Client()
    sent = pressed(client, "http://testserver/ban-lam-viec/quan-tri/?q=an")
    assert sent.headers["Location"] == f"{SIGN_IN}?next=%2Fban-lam-viec%2Fquan-tri%2F%3Fq%3Dan"
    answer = signed_in(client, sent.headers["Location"])
    assert answer.redirect_chain == [("/ban-lam-viec/quan-tri/?q=an", 302)]
    assert NOT_DONE in html.unescape(answer.content.decode())
    assert NOT_DONE not in html.unescape(client.get("/ban-lam-viec/quan-tri/").content.decode())


@pytest.mark.parametrize(
    "referer", ["", "https://example.org/ban-lam-viec/", "http://testserver//example.org/", "javascript:alert(1)"]
)
def test_press_from_elsewhere_leads_home_and_says_so(people: Cast, referer: str) -> None:
    people.account("administrator")
    client = Client()
    sent = pressed(client, referer)
    assert sent.headers["Location"] == SIGN_IN
    answer = signed_in(client, SIGN_IN)
    assert answer.redirect_chain == [("/ban-lam-viec/", 302)]
    assert NOT_DONE in html.unescape(answer.content.decode())


def test_page_asked_for_is_led_on_to_without_that_notice(people: Cast) -> None:
    people.account("administrator")
    client = Client()
    sent = client.get("/ban-lam-viec/quan-tri/")
    answer = signed_in(client, sent.headers["Location"])
    assert answer.redirect_chain == [("/ban-lam-viec/quan-tri/", 302)]
    assert NOT_DONE not in html.unescape(answer.content.decode())


def test_address_of_a_button_opened_by_hand_answers_in_words(people: Cast) -> None:
    client = Client()
    client.force_login(people.account("administrator"), backend=BACKEND)
    answer = client.get(reverse("desk:demo-date"))
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "Địa chỉ này không mở thẳng được" in html.unescape(answer.content.decode())


def test_forty_people_sign_in_from_one_line_within_a_minute(people: Cast) -> None:
    people.account("administrator")
    answers = [
        Client().post(SIGN_IN, {"login": "administrator", "password": PASSWORD}).status_code for _person in range(40)
    ]
    assert answers == [302] * 40


def test_one_address_guessing_over_many_accounts_is_stopped(people: Cast) -> None:
    people.account("administrator")
    client = Client()
    for number in range(30):
        assert client.post(SIGN_IN, {"login": f"nguoi-{number}", "password": "doan-mo-mat-khau"}).status_code == 200
    stopped = client.post(SIGN_IN, {"login": "administrator", "password": PASSWORD})
    assert stopped.status_code == 200
    assert "Đã thử quá nhiều lần. Hãy chờ ít phút rồi thử lại." in html.unescape(stopped.content.decode())


def test_one_account_guessed_from_many_addresses_is_stopped(people: Cast) -> None:
    people.account("administrator")
    for number in range(30):
        words = {"login": "administrator", "password": "doan-mo-mat-khau"}
        assert Client(REMOTE_ADDR=f"10.0.0.{number + 1}").post(SIGN_IN, words).status_code == 200
    stopped = Client(REMOTE_ADDR="10.0.1.1").post(SIGN_IN, {"login": "administrator", "password": PASSWORD})
    assert "Đã thử quá nhiều lần. Hãy chờ ít phút rồi thử lại." in html.unescape(stopped.content.decode())


def test_what_is_wrong_is_told_with_vietnamese_labels(people: Cast) -> None:
    page = html.unescape(Client().post(SIGN_IN, {"login": "", "password": ""}).content.decode())
    assert "Username" not in page
    assert ">Tên đăng nhập</a>: Chỗ này cần được điền." in page
