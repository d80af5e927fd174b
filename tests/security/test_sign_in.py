"""Signing in: no way in but one's own password, no way out to another site, guessing is stopped."""

from __future__ import annotations

import ast
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings as running
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import get_resolver, reverse

from tests.factories import PASSWORD
from tests.harness.source import calls, modules, room, where
from tests.scope.answers import MAIN
from tests.scope.collecting import patterns
from tests.scope.world import World
from thidua.config import settings as shipped
from thidua.foundation.accounts.models import Account

pytestmark = pytest.mark.django_db
SIGN_IN = "/tai-khoan/dang-nhap/"
ELSEWHERE = [
    "//evil.example/", "https://evil.example/", "http:evil.example", "///evil.example", "/\\evil.example",
    "\\\\evil.example", "javascript:alert(1)", "https:///evil.example", "https://testserver@evil.example/",
    "//evil.example\\@testserver/", "\t//evil.example", "%2F%2Fevil.example",
]  # fmt: skip


HERE = ("http", "testserver")


def led_to(location: str) -> tuple[str, str]:
    """Where a browser goes: it takes a backslash for a slash and passes over blanks before the address."""
    parts = urlsplit(urljoin("http://testserver/tai-khoan/", location.strip().replace("\\", "/")))
    return parts.scheme, parts.netloc


def sign_in(client: Client, name: str = "commune-leader", password: str = PASSWORD, **more: str) -> object:
    return client.post(SIGN_IN, {"login": name, "password": password, **more})


@pytest.mark.parametrize("place", ELSEWHERE)
def test_signing_in_leads_nowhere_else(site: World, place: str) -> None:
    for way in ({"next": place}, {}):
        client = Client()
        address = SIGN_IN if way else f"{SIGN_IN}?next={place}"
        answer = client.post(address, {"login": "commune-leader", "password": PASSWORD, **way})
        assert answer.status_code == 302
        assert led_to(answer.headers["Location"]) == HERE


@pytest.mark.parametrize("place", ELSEWHERE)
def test_no_other_page_leads_elsewhere(site: World, place: str) -> None:
    """The language switch and signing out follow `next` too, and only within the site."""
    answers = [
        Client().get(reverse("language", args=["vi"]), {"next": place}),
        site.client("own leader").post(reverse("account_logout"), {"next": place}),
        site.client("own leader").post(reverse("account_reauthenticate"), {"next": place, "password": PASSWORD}),
    ]
    assert [(answer.status_code, led_to(answer.headers["Location"])) for answer in answers] == [(302, HERE)] * 3


def test_signing_in_leads_back_to_the_page_asked_for(site: World) -> None:
    client = Client()
    wanted = reverse("desk:works") + "?trang-thai=noted"
    led = client.get(wanted).headers["Location"]
    assert led.startswith(SIGN_IN)
    assert client.post(led, {"login": "commune-leader", "password": PASSWORD}).headers["Location"] == wanted


def test_five_wrong_passwords_stop_the_sixth_even_if_it_is_right(site: World) -> None:
    client = Client()
    last = [sign_in(client, password="doan-mo-mat-khau").status_code for _guess in range(5)]
    assert last == [200, 200, 200, 200, 429]
    answer = sign_in(client)
    assert answer.status_code == 429
    assert "tạm khóa" in answer.content.decode()
    assert not Session.objects.filter(pk=client.cookies.get("sessionid", "")).exists()


def test_somebody_elses_guesses_elsewhere_lock_nobody_out(site: World) -> None:
    """Whoever knows a user name could otherwise keep its owner out."""
    stranger = Client(REMOTE_ADDR="203.0.113.7")
    for _guess in range(6):
        last = sign_in(stranger, password="doan-mo-mat-khau")
    assert last.status_code == 429
    assert sign_in(Client(REMOTE_ADDR="198.51.100.2")).status_code == 302


def test_locked_account_does_not_sign_in(site: World) -> None:
    answer = sign_in(Client(), "locked-officer")
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("account_inactive")


def test_account_without_a_password_does_not_sign_in(site: World) -> None:
    account = site.cast.account("commune_leader")
    account.set_unusable_password()
    account.save()
    for guess in ("", "!", account.password, "None"):
        assert sign_in(Client(), password=guess).status_code == 200


def test_session_is_another_one_after_signing_in(site: World) -> None:
    client = Client()
    client.get(SIGN_IN)
    session = client.session
    session["planted"] = True
    session.save()
    planted = client.cookies["sessionid"].value
    sign_in(client)
    assert client.cookies["sessionid"].value != planted


def test_session_is_over_after_signing_out(site: World) -> None:
    client = site.client("own leader")
    taken = Client()
    taken.cookies["sessionid"] = client.cookies["sessionid"].value
    client.post(reverse("account_logout"))
    assert taken.get(reverse("desk:home")).status_code == 302


def test_other_sessions_end_when_the_password_changes(site: World) -> None:
    here, there = Client(), Client()
    for client in (here, there):
        sign_in(client)
    new = "mat-khau-minh-hoa-2"
    changed = here.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert changed.status_code == 302
    assert here.get(reverse("desk:home")).status_code == 200
    assert there.get(reverse("desk:home")).status_code == 302


def test_session_cookie_is_kept_from_scripts_and_other_sites(site: World) -> None:
    client = Client()
    cookie = sign_in(client).cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert cookie["max-age"] == "" or int(cookie["max-age"]) <= 12 * 3600
    assert client.cookies["csrftoken"]["samesite"] == "Lax"


def test_second_step_is_asked_for_before_the_desk_opens(site: World) -> None:
    client = Client()
    assert sign_in(client, "commune-officer").headers["Location"].startswith(reverse("mfa_authenticate"))
    assert client.get(reverse("desk:home")).status_code == 302
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert client.get(reverse("desk:home")).status_code == 302


def test_nobody_signs_up_or_sets_a_password_by_mail() -> None:
    names = {name for name, _pattern in patterns()}
    assert [name for name in names if "signup" in name or "reset" in name or "email" in name] == []
    assert "account_signup" not in get_resolver().reverse_dict


def test_shipped_settings_keep_passwords_well() -> None:
    """The tests themselves hash quickly; what is shipped does not."""
    assert shipped.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    lengths = [
        row["OPTIONS"]["min_length"] for row in shipped.AUTH_PASSWORD_VALIDATORS if "MinimumLength" in row["NAME"]
    ]
    assert lengths == [12]
    assert any("CommonPassword" in row["NAME"] for row in shipped.AUTH_PASSWORD_VALIDATORS)


def test_there_are_two_ways_to_be_asked_and_none_to_be_let_in() -> None:
    """One backend counts wrong passwords, the other compares the account's own."""
    assert running.AUTHENTICATION_BACKENDS == [
        "axes.backends.AxesStandaloneBackend",
        "thidua.foundation.accounts.signing_in.Backend",
    ]
    assert Account.is_superuser is False
    let_in = [where(path, node) for path in modules() for name, node in calls(path) if name in {"login", "force_login"}]
    assert let_in == []


def test_no_password_stands_in_the_code() -> None:
    """Sample accounts of the demonstration apart, which say that they are."""
    found = [
        where(path, node)
        for path in modules()
        if "demonstration" not in room(path)
        for name, node in calls(path)
        if name in {"set_password", "check_password", "make_password", "authenticate", "open_account"}
        for value in [*node.args, *(keyword.value for keyword in node.keywords)]
        if isinstance(value, ast.Constant) and isinstance(value.value, str)
    ]
    assert found == []


def test_too_many_tries_at_the_password_are_told_in_words(site: World) -> None:
    """Another counter than that of signing in, the same page."""
    client = site.client("own leader")
    form = {"oldpassword": "sai-mat-khau-roi", "password1": "mat-khau-minh-hoa-2", "password2": "mat-khau-minh-hoa-2"}
    answers = [client.post(reverse("account_change_password"), form) for _try in range(8)]
    assert answers[-1].status_code == 429
    assert "Hãy chờ ít phút" in answers[-1].content.decode()
    assert "đăng nhập" not in MAIN.search(answers[-1].content.decode()).group()
