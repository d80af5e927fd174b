"""Groups on the desk: found by a member, set by the campaign's officer, nobody else's to write."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import NOW, SYSTEM, Cast, cast
from tests.foundation.core.uploads import pdf, upload
from thidua.stages.campaigns.groups import group_for, members, pact_of
from thidua.stages.campaigns.models import UnitGroup
from thidua.stages.campaigns.operations import make_group, name_head, sign_pact

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DOCUMENT = "Quyết định số 21/QĐ-MTTQ-BTT"


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def group(people: Cast) -> UnitGroup:
    """Two districts in one cluster, headed by Cư Jút."""
    made = make_group(
        by=SYSTEM, now=NOW, campaign=people.campaign, name="Cụm thi đua số 1", source=DOCUMENT,
        units=[people.district, people.far_district],
    )  # fmt: skip
    name_head(by=SYSTEM, now=NOW, group=made, year=2024, unit=people.district, source=DOCUMENT)
    return made


def browser(people: Cast, who: str) -> Client:
    client = Client()
    client.force_login(people.account(who), backend="thidua.foundation.accounts.signing_in.Backend")
    return client


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_member_finds_its_group_first_with_this_year_s_head(people: Cast, group: UnitGroup) -> None:
    make_group(
        by=SYSTEM, now=NOW, campaign=people.campaign, name="Cụm A", source=DOCUMENT, units=[people.women],
    )  # fmt: skip
    UnitGroup.objects.filter(name="Cụm A").update(position=0)

    page = words(browser(people, "district_officer").get(reverse("desk:groups")))

    assert page.index("Cụm thi đua số 1") < page.index("Cụm A")
    assert "cụm của đơn vị bạn" in page
    assert "Huyện Cư Jút" in page
    assert "chưa ký" in page
    assert "Đứng đầu năm 2024" in page
    assert "Lập cụm, khối" not in page


def test_group_page_shows_members_head_and_the_signed_pact(people: Cast, group: UnitGroup) -> None:
    sign_pact(
        by=SYSTEM, now=NOW, group=group, year=2024, text="Cùng làm đường hoa.\n\nMỗi quý họp một lần.",
        signed_on=NOW.date(), scan=upload(pdf(), "giao-uoc-cum-1.pdf"),
    )  # fmt: skip

    client = browser(people, "far_district_officer")
    page = words(client.get(reverse("desk:group", args=[group.uid])))

    for told in (
        "2 đơn vị thành viên", '<h2 id="nam-2024">Năm 2024</h2>', "Huyện Đắk Mil", "Đứng đầu: <b>Huyện Cư Jút</b>",
        "Giao ước ký ngày 15/7/2024", "<p>Mỗi quý họp một lần.</p>", "giao-uoc-cum-1.pdf",
    ):  # fmt: skip
        assert told in page
    assert "Đổi thành viên" not in page


def test_officer_of_the_campaign_sets_up_a_group_and_moves_its_members(people: Cast) -> None:
    client = browser(people, "province_officer")
    address = reverse("desk:group-new", args=[people.campaign.uid])
    offered = words(client.get(address))
    assert "Huyện Cư Jút" in offered
    assert "Xã Nam Dong" not in offered

    client.post(address, {
        "name": "Cụm thi đua số 1", "kind": "cluster", "source": DOCUMENT, "units": [people.district.uid],
    })  # fmt: skip
    made = group_for(people.campaign, "cum-thi-dua-so-1")
    moved = client.post(reverse("desk:group-members", args=[made.uid]), {
        "units": [people.far_district.uid], "source": "Công văn 5", "version": made.version,
    })  # fmt: skip

    assert moved.status_code == 302
    assert [unit.short_name for unit in members(made)] == ["Huyện Đắk Mil"]


def test_head_and_pact_are_written_and_a_wrong_day_stays_in_the_form(people: Cast, group: UnitGroup) -> None:
    client = browser(people, "province_officer")
    head = {"year": "2025", "unit": people.far_district.uid, "source": DOCUMENT}
    assert client.post(reverse("desk:group-head", args=[group.uid]), head).status_code == 302

    address = reverse("desk:group-pact", args=[group.uid])
    early = client.post(address, {"year": "2024", "signed_on": "16/7/2024", "text": "Giao ước"})
    signed = client.post(
        address, {"year": "2024", "signed_on": "12/7/2024", "text": "Giao ước", "scan": upload(pdf(), "giao-uoc.pdf")}
    )

    assert (early.status_code, "Ngày ký giao ước chưa đến." in words(early)) == (422, True)
    assert (signed.status_code, pact_of(group, 2024).text) == (302, "Giao ước")
    assert [row.year for row in group.heads.order_by("year")] == [2024, 2025]


@pytest.mark.parametrize("route", ["group-members", "group-head", "group-pact"])
@pytest.mark.parametrize("who", ["district_officer", "province_leader", "administrator"])
def test_nobody_else_writes_a_group(people: Cast, group: UnitGroup, route: str, who: str) -> None:
    answer = browser(people, who).get(reverse(f"desk:{route}", args=[group.uid]))

    assert answer.status_code == 403
    assert "Chỉ cán bộ của Ủy ban MTTQ Việt Nam tỉnh Đắk Nông điều hành được đợt thi đua này." in words(answer)


def test_list_asks_the_same_number_of_statements_for_one_group_and_for_many(
    people: Cast, group: UnitGroup, django_assert_num_queries: Any
) -> None:
    client = browser(people, "district_officer")
    client.get(reverse("desk:groups"))
    with django_assert_num_queries(8):
        client.get(reverse("desk:groups"))
    for number, unit in enumerate((people.women, people.department, people.district_women)):
        made = make_group(
            by=SYSTEM, now=NOW, campaign=people.campaign, name=f"Cụm {number + 2}", source=DOCUMENT, units=[unit]
        )
        name_head(by=SYSTEM, now=NOW, group=made, year=2024, unit=unit, source=DOCUMENT)
    with django_assert_num_queries(8):
        client.get(reverse("desk:groups"))
