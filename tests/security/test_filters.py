"""A wrong word in an address is an error or is passed over; it never makes a list longer, and it breaks nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.scope.collecting import tables
from tests.scope.world import World
from tests.scope.world_reports import TO_BEGIN
from thidua.foundation.core.errors import Refused
from thidua.foundation.core.tables import TABLES
from thidua.stages.decisions.models import Decision

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
# What each list may be narrowed by; a list without a row fails.
FILTERS = {
    "works": "q loai trang-thai don-vi dot xem sap",
    "milestones": "dot moc nam tinh-trang don-vi q",
    "milestones-missing": "dot moc nam tinh-trang don-vi q",
    "milestones-schedule": "dot moc",
    "progress-cells": "dot don-vi chi-tieu cap nhom tinh-trang tim ngay theo",
    "progress-at-risk": "dot don-vi chi-tieu cap nhom tim ngay theo",
    "progress-allocation": "dot don-vi chi-tieu cap",
    "progress-missing": "dot don-vi chi-tieu cap buoc nhom tim ngay theo",
    "progress-summary": "dot don-vi chi-tieu cap ngay theo",
    "progress-sources": "dot don-vi chi-tieu loc ngay theo",
    "progress-uncounted": "dot don-vi chi-tieu",
    "reports": "ky tinh-trang don-vi cap gui q",
    "reports-missing": "ky don-vi cap q",
    "reports-completeness": "ky don-vi cap",
    "reports-units": "ky don-vi cap",
    "evaluations": "q trang-thai don-vi dot xem",
    "evaluations-missing": "dot",
    "communes-share": "dot tu",
    "honours": "q hinh-thuc nam don-vi nguoi",
    "guong": "q loai chu-de huyen don-vi dot tinh-trang",
    "nhan-rong": "q guong cap don-vi dot thang tinh-trang",
    "funds": "q nam cap xem",
    "fund-entries": "quy thang loai nguoi",
    "fund-donors": "q quy",
    "nominations": "q trang-thai dot hinh-thuc dien xem",
    "submissions": "q trang-thai dot hinh-thuc",
    "council-sessions": "hoi-dong",
    "council-results": "phien",
    "decisions": "tinh-trang",
    "decision-names": "quyet-dinh",
    "da-dang": "q tinh-trang loai",
    "y-kien": "q tinh-trang",
    "so-van-ban": "pham-vi",
    "so-van-ban-di": "so",
    "van-ban-vien-dan": "q hieu-luc",
    "documents-in": "xem",
    "documents-out": "",
    "document-recipients": "van-ban xem",
    "tasks": "xem",
    "cascade": "ke-hoach xem",
    "truy-cap": "",
    "tai-khoan": "q",
    "nhat-ky": "tu den nguoi ban-ghi ket-qua",
}
# Of a list that is empty without it.
NEEDED: dict[str, Callable[[World], dict[str, str]]] = {
    "milestones-missing": lambda site: {"moc": "congress"},
    "milestones-schedule": lambda site: {"moc": "congress"},
    "reports-missing": lambda site: {"ky": str(site.periods[TO_BEGIN].uid)},
    "progress-allocation": lambda _site: {"chi-tieu": "III.4"},
    "progress-sources": lambda _site: {"chi-tieu": "III.4"},
    "progress-uncounted": lambda _site: {"chi-tieu": "III.4"},
    "so-van-ban-di": lambda site: {"so": str(site.registers["own"].pk)},
    "document-recipients": lambda site: {"van-ban": str(site.plans["own"].document.uid)},  # type: ignore[union-attr]
    "decision-names": lambda site: {"quyet-dinh": str(Decision.objects.filter(status="issued").earliest("pk").uid)},
}
PAGES = {
    "desk:home": "loc",
    "desk:works": f"{FILTERS['works']} trang",
    "desk:work-new": "loai",
    "desk:milestones": f"{FILTERS['milestones']} trang",
    "desk:milestones-own": "dot",
    "desk:milestones-calendar": "dot",
    "desk:progress": "dot don-vi cap nhom chi-tieu tinh-trang sap-xep tim trang ngay theo",
    "desk:progress-at-risk": f"{FILTERS['progress-at-risk']} trang",
    "desk:progress-map": "dot don-vi cap chi-tieu ngay theo",
    "desk:progress-summary": "dot don-vi ngay theo",
    "desk:reports": "trang",
    "desk:reports-list": f"{FILTERS['reports']} trang",
    "desk:reports-waiting": "trang",
    "desk:reports-timeliness": f"{FILTERS['reports-units']} trang",
    "desk:evaluations": f"{FILTERS['evaluations']} trang",
    "desk:evaluations-missing": "dot trang",
    "desk:evaluation-new": "don-vi",
    "desk:honours": f"{FILTERS['honours']} trang",
    "desk:exemplars": f"{FILTERS['guong']} trang",
    "desk:spread": f"{FILTERS['nhan-rong']} trang",
    "desk:funds": f"{FILTERS['funds']} trang",
    "desk:fund-entries": f"{FILTERS['fund-entries']} trang",
    "desk:fund-donors": f"{FILTERS['fund-donors']} trang",
    "desk:awards": "dot",
    "desk:nominations": f"{FILTERS['nominations']} trang",
    "desk:nomination-new": "dot don-vi nguoi",
    "desk:submissions": f"{FILTERS['submissions']} trang",
    "desk:councils": f"{FILTERS['council-sessions']} trang",
    "desk:decisions": f"{FILTERS['decisions']} trang",
    "desk:publications": f"{FILTERS['da-dang']} trang",
    "desk:registers": f"{FILTERS['so-van-ban']} trang",
    "desk:wordings": "don-vi dot",
    "desk:documents-in": "trang",
    "desk:documents-waiting": "trang",
    "desk:documents-out": "trang",
    "desk:tasks": "xem trang",
    "desk:library": f"{FILTERS['van-ban-vien-dan']} trang",
    "desk:search": "q",
    "desk:administration": "q trang",
    "desk:comments": f"{FILTERS['y-kien']} trang",
    "desk:visits": "trang",
    "portal-news": "muc trang",
    "portal-honours": "q trang",
    "portal-candidates": "trang",
    "portal-front": "dot chi-tieu",
    "portal-works": "q noi dot guong trang",
    "portal-fund": "dot nam",
}
# Filters whose word is looked for or ordered by; of any other it is one of a few, or unknown however it is written.
FREE = {"q", "tim", "sap-xep"}
# No page reads it.
UNREAD = "khong-ai-doc"
UNKNOWN = ("khong-co", "-1", "²", "9" * 5000, "\0")
TYPED = (*UNKNOWN, "%", "' OR 1=1 --", "unit__name__startswith")


def words(name: str) -> tuple[str, ...]:
    """What is typed for a filter where a page would never send it."""
    return TYPED if name in FREE else UNKNOWN


def broken_by(client: Client, address: str, asked: Iterable[tuple[str, str]]) -> dict[str, int]:
    """What is answered otherwise than with the page or with «not there».

    An address with a zero byte is refused whatever it was typed for: where one is, it need not be tried at each filter.
    """
    passed = {"\0"} if client.get(address, {UNREAD: "\0"}).status_code == 400 else set()
    return {
        f"{name}={value[:40]!r}": status
        for name, value in asked
        if value not in passed and (status := client.get(address, {name: value}).status_code) not in {200, 400, 404}
    }


def length(site: World, key: str, actor: Any, filters: dict[str, str]) -> int:
    """How long a list is; refused is as good as empty."""
    needed = NEEDED[key](site) if key in NEEDED else {}
    try:
        return sum(1 for _row in TABLES[key].every_row(actor, needed | filters))
    except Refused:
        return 0


def test_every_list_says_what_narrows_it() -> None:
    assert sorted(FILTERS) == sorted(tables())


@pytest.mark.parametrize("key", sorted(FILTERS))
def test_no_wrong_word_makes_a_list_longer(site: World, key: str) -> None:
    actor, foreign = site.actor("district_officer"), str(site.cast.far_commune.uid)
    most = length(site, key, actor, {})
    longer = [
        f"{name}={value!r}: {found} of {most}"
        for name in FILTERS[key].split()
        for value in (*words(name), foreign)
        if value != "\0" and (found := length(site, key, actor, {name: value})) > most
    ]
    assert longer == []


@pytest.mark.parametrize("key", sorted(key for key, names in FILTERS.items() if "don-vi" in names))
def test_a_foreign_unit_is_not_answered_with_ones_own(site: World, key: str) -> None:
    """Asked for the commune, its own officer gets rows, the sister none: not her own instead."""
    filters = {"don-vi": str(site.cast.commune.uid), "dot": site.campaign}
    assert length(site, key, site.actor("commune_officer"), filters) > 0
    assert length(site, key, site.actor("sister_officer"), filters) == 0


@pytest.mark.parametrize(
    "key", sorted(key for key, names in FILTERS.items() if "trang-thai" in names or "tinh-trang" in names)
)
def test_an_unknown_state_is_no_list(site: World, key: str) -> None:
    """The weakness of others: an unknown value of a filter answered with everything."""
    name = "trang-thai" if "trang-thai" in FILTERS[key] else "tinh-trang"
    assert length(site, key, site.actor("district_officer"), {name: "khong-co"}) == 0


@pytest.mark.parametrize("route", sorted(PAGES))
def test_no_word_in_an_address_breaks_a_page(site: World, route: str) -> None:
    """It is answered with the page or with «not there»."""
    client = site.client("administrator" if route == "desk:administration" else "own officer")
    client.raise_request_exception = False
    asked = [(name, value) for name in PAGES[route].split() for value in words(name)]
    assert broken_by(client, reverse(route), asked) == {}


@pytest.mark.parametrize("key", sorted(FILTERS))
def test_no_word_in_an_address_breaks_a_file(site: World, key: str) -> None:
    """Every word for the workbook, which says what it was narrowed by; CSV has the same rows and nothing else."""
    client = site.client("own officer")
    client.raise_request_exception = False
    names = FILTERS[key].split()
    workbook = [(name, value) for name in names for value in words(name)]
    assert broken_by(client, reverse("desk:export-excel", args=[key]), workbook) == {}
    assert broken_by(client, reverse("desk:export-csv", args=[key]), [(name, "\0") for name in names]) == {}
