"""Search: without accents, within what one may see."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client

from tests.factories import Cast, cast
from tests.harness.pages import BACKEND
from tests.stages.decisions.support import Awards, cast_with_awards, issued, recorded, three
from thidua.foundation.core.vietnamese import fold


@pytest.fixture
def awards(db: None) -> Awards:
    return cast_with_awards()


@pytest.fixture
def site(db: None) -> Cast:
    return cast()


def found(site: Cast, name: str, text: str) -> str:
    client = Client()
    client.force_login(site.account(name), backend=BACKEND)
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


@pytest.mark.parametrize("text", ["1234", "1234/qđ", "1234/qd-ubnd", "Số 1234/QĐ-UBND"])
def test_outside_decision_is_found_by_its_number(awards: Awards, text: str) -> None:
    made = recorded(awards)
    door = f'href="/ban-lam-viec/quyet-dinh/{made.uid}/">1234/QĐ-UBND</a>'
    assert door in found(awards.cast, "province_officer", text)
    # Issued, it is told to whose branch it honours, and to nobody else.
    assert door in found(awards.cast, "commune_officer", text)
    assert door not in found(awards.cast, "far_commune_officer", text)


@pytest.mark.slow
def test_own_decision_is_found_by_number_and_symbol(awards: Awards) -> None:
    made = issued(awards)
    for text, is_found in ((made.notation, True), (str(made.document.number), True), ("98765", False)):  # type: ignore[union-attr]
        assert (str(made.uid) in found(awards.cast, "province_officer", text)) == is_found


def test_nominee_is_found_by_who_may_read_the_nomination(awards: Awards) -> None:
    person, *_bodies = three(awards)
    door = f'href="/ban-lam-viec/khen-thuong/de-nghi/{person.uid}/">'
    assert door in found(awards.cast, "province_officer", "nguyen van minh hoa")
    assert door not in found(awards.cast, "far_commune_officer", "nguyen van minh hoa")


def test_person_is_found_with_role_and_unit_inside_the_branch_alone(site: Cast) -> None:
    name = site.people["commune_officer"].full_name
    for who, is_found in (("commune_officer", True), ("province_officer", True), ("far_commune_officer", False)):
        page = unescape(found(site, who, fold(name)))
        assert (f'<b>{name}</b><p class="meta">Cán bộ, {site.commune.name}' in page) == is_found, who
