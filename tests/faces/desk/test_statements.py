"""Every list and board of the desk in at most twelve statements: the whole request of a signed-in officer.

«Việc của tôi» asks every room and may take seventeen.

Four of them are the frame's: session, account, settings, actor. The number is the same however much there is.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import NOW, Cast, cast_on_board
from tests.harness.pages import BACKEND
from tests.harness.recording import recorded
from tests.scope.world import full_world
from tests.stages.publications.support import many
from tests.stages.works.support import done, house, piece, registered, verified
from thidua.stages.milestones.operations import report_milestone
from thidua.stages.milestones.reports import Report
from thidua.stages.works.filters import OF_UNIT, VIEWS
from thidua.stages.works.models import Work

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DESK = "/ban-lam-viec/"
LAUNCHED = datetime.date(2023, 11, 1)
# The literal number of each page for an officer of the province, and of the commune where the page is a commune's.
PROVINCE = {
    "": 16,
    "chi-tieu/": 12,
    "chi-tieu/?cap=front-commune": 12,
    "chi-tieu/?ngay=2024-03-31": 12,
    "chi-tieu/?ngay=2024-03-31&theo=thuc-hien": 12,
    "chi-tieu/?sap-xep=xep-hang": 12,
    "chi-tieu/co-nguy-co/": 10,
    "chi-tieu/ban-do/": 11,
    "chi-tieu/bieu-tong-hop/": 10,
    "chi-tieu/bieu-tong-hop/?ngay=2024-03-31": 10,
    "chi-tieu/bieu-tong-hop/?ngay=2024-03-31&theo=thuc-hien": 10,
    "cong-trinh/": 11,
    "moc-viec/": 12,
    "moc-viec/?moc=launch": 11,
    "moc-viec/chua-lam/thu/launch/0/": 11,
    "moc-viec/cho-xac-nhan/": 6,
    "moc-viec/lich/": 6,
    "moc-viec/cua-don-vi/": 10,
    "moc-viec/giao/thu/pilot-congress/": 8,
    "ke-hoach/": 6,
    "ke-hoach/viec/": 6,
    "van-ban/": 6,
    "van-ban/chua-nhan/": 6,
    "van-ban/di/": 6,
    "cum-khoi/": 6,
    "cong-bo/": 7,
    "bao-cao/": 6,
    "bao-cao/danh-sach/": 6,
    "bao-cao/du-va-dung-han/": 5,
    "danh-gia/": 7,
    "khen-thuong/": 5,
    "khen-thuong/de-nghi/": 7,
    "khen-thuong/ho-so/": 8,
    "hoi-dong/": 8,
    "quyet-dinh/": 7,
    "so-vang/": 7,
    "tim/?q=xa": 8,
}
COMMUNE = {"": 16, "khi-mat-song/": 11, "moc-viec/": 12, "moc-viec/duong-dan-rieng/": 6, "moc-viec/nhap-thay/thu/": 12}
# The same pages of the awards with something in every room.
FULL = {
    "": 16,
    "cum-khoi/": 8,
    "bao-cao/": 9,
    "bao-cao/danh-sach/": 6,
    "bao-cao/du-va-dung-han/": 8,
    "danh-gia/": 8,
    "khen-thuong/": 7,
    "khen-thuong/de-nghi/": 7,
    "khen-thuong/ho-so/": 8,
    "hoi-dong/": 8,
    "quyet-dinh/": 8,
    "so-vang/": 7,
    "cong-bo/": 7,
}
# Home of others in the same world.
HOME = {
    "province_leader": 10,
    "district_officer": 16,
    "district_leader": 10,
    "commune_officer": 21,
    "commune_leader": 13,
}
# What any list may take, each with its own questions; «Việc của tôi» asks every room.
MOST, MOST_AT_HOME = 12, 21


def busy(site: Cast, number: int) -> None:
    """So many of everything that the lists hold, in every state in which it asks something of somebody."""
    for n in range(number):
        commune, district = site.actor("commune_officer"), site.actor("district_officer")
        registered(site, commune, piece(site, name=f"Phần việc {n}"))
        registered(site, district, house(site, name=f"Nhà {n}"))
        done(site, content=house(site, name=f"Nhà xong {n}"))
        verified(site, content=piece(site, name=f"Xác nhận {n}"), by="commune_officer", above="district_officer")
    units = ["commune", "sister_commune", "district"][:number]
    officers = {"commune": "commune_officer", "sister_commune": "sister_officer", "district": "district_officer"}
    for unit in units:
        report_milestone(
            by=site.actor(officers[unit]), now=NOW, kind=site.milestone_kinds["launch"], unit=site.units[unit],
            report=Report(LAUNCHED, way="ceremony"),
        )  # fmt: skip


@recorded
def cast_with_one() -> Cast:
    return filled(1)


@recorded
def cast_with_three() -> Cast:
    return filled(3)


def filled(number: int) -> Cast:
    site = cast_on_board()
    many(site, number)
    busy(site, number)
    return site


def statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(DESK + address).status_code == 200
    return len(asked)


def counted(client: Client, site: Cast, who: str, addresses: list[str]) -> dict[str, int]:
    client.force_login(site.account(who), backend=BACKEND)
    return {address: statements(client, address) for address in addresses}


@pytest.mark.parametrize(("made", "number"), [(cast_with_one, 1), (cast_with_three, 3)], ids=["1", "3"])
def test_each_list_takes_the_same_few_statements(client: Client, made: Callable[[], Cast], number: int) -> None:
    site = made()
    assert Work.objects.count() >= 4 * number
    assert counted(client, site, "province_officer", list(PROVINCE)) == PROVINCE
    assert counted(client, site, "commune_officer", list(COMMUNE)) == COMMUNE
    lists = {**PROVINCE, **COMMUNE}
    assert lists.pop("") <= MOST_AT_HOME
    assert max(lists.values()) <= MOST


@pytest.mark.parametrize("who", ["province_officer", "district_officer", "commune_officer"])
def test_each_named_list_of_works_keeps_to_the_budget(client: Client, who: str) -> None:
    site = cast_with_three()
    of_unit = {OF_UNIT: f"?don-vi={site.commune.uid}"}
    found = counted(client, site, who, [f"cong-trinh/xem/{view}/{of_unit.get(view, '')}" for view in VIEWS])
    assert {address: number for address, number in found.items() if number > MOST} == {}


def test_home_with_nothing_to_do_takes_what_it_always_takes(client: Client) -> None:
    assert counted(client, cast_on_board(), "district_officer", [""]) == {"": 16}


def test_home_takes_no_more_when_there_is_much_to_do(client: Client) -> None:
    site = cast_with_three()
    found = [counted(client, site, "district_officer", [""])]
    for n in range(8):
        registered(site, site.actor("commune_officer"), piece(site, name=f"Thêm {n}"))
    found.append(counted(client, site, "district_officer", [""]))
    assert found == [{"": 16}, {"": 16}]


def test_rooms_of_the_awards_keep_to_the_budget_with_something_in_each(client: Client) -> None:
    full = full_world().cast
    assert counted(client, full, "province_officer", list(FULL)) == FULL
    found = {who: counted(client, full, who, [""])[""] for who in HOME}
    assert found == HOME
    assert max(found.values()) <= MOST_AT_HOME
