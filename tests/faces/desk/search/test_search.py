"""Search: without accents, within what one may see."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import Cast, cast


@pytest.fixture
def site(db: None) -> Cast:
    return cast()


def found(site: Cast, name: str, text: str) -> str:
    client = Client()
    client.force_login(site.account(name), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.get("/ban-lam-viec/tim/", {"q": text}).content.decode()


@pytest.mark.parametrize("text", ["buon nui", "BUÔN NUI", "nui buôn"])
def test_unit_is_found_without_accents_case_and_order(site: Cast, text: str) -> None:
    assert "<b>Buôn Nui</b>" in found(site, "province_officer", text)


def test_units_of_one_name_are_told_apart_by_their_superiors(site: Cast) -> None:
    page = found(site, "province_officer", "thon 1")
    assert ("Xã Nam Dong, Huyện Cư Jút" in page, "Xã Trúc Sơn, Huyện Cư Jút" in page) == (True, True)


def test_foreign_branch_is_not_found(site: Cast) -> None:
    assert "Bon Pê Nao" in found(site, "far_commune_officer", "pe nao")
    page = found(site, "commune_officer", "pe nao")
    assert ("<b>Bon Pê Nao</b>" in page, "Không tìm thấy" in page) == (False, True)


@pytest.mark.parametrize("text", ["", "   ", "…"])
def test_empty_search_finds_nothing_and_says_nothing(site: Cast, text: str) -> None:
    assert "<b>Buôn Nui</b>" not in found(site, "province_officer", text)


def test_what_was_typed_is_shown_harmlessly(site: Cast) -> None:
    page = found(site, "province_officer", '"><script>alert(1)</script>')
    assert "<script>alert" not in page
