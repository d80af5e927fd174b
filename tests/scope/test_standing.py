"""Who stands how to a unit changes by the day: linked organizations, roles and delegations that begin and end."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse

from tests.factories import FOUNDED, TODAY, make_person
from tests.scope import answers
from tests.scope.people import WHO
from tests.scope.world import World
from tests.stages.works.support import piece, registered
from thidua.foundation.accounts.models import Delegation, Membership
from thidua.foundation.units.models import UnitLink

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
TOMORROW = TODAY + datetime.timedelta(days=1)
MARKER = "Qxviechoi"


@pytest.fixture
def address(site: World) -> str:
    """A work of the Women's Union of the district: under the province's Union, a member of the district's Front."""
    union = site.cast.units["district_women"]
    work = registered(site.cast, site.actor("district_women_officer"), piece(site.cast, unit=union, name=MARKER))
    return reverse("desk:work", args=[work.uid])


def who_sees(site: World, address: str) -> set[str]:
    found = set()
    for who in WHO:
        response = site.client(who).get(address)
        shown = MARKER in answers.text(response)
        assert shown is (response.status_code == 200), who
        found |= {who} if shown else set()
    return found


ABOVE_IN_THE_TREE = {"linked organization", "organization", "province officer", "province leader", "administrator"}


def test_the_committee_an_organization_belongs_to_reads_its_things(site: World, address: str) -> None:
    assert who_sees(site, address) == ABOVE_IN_THE_TREE | {"parent officer", "parent leader"}


def test_reading_is_not_acting(site: World, address: str) -> None:
    for act in ("ghi-nhan", "tra-lai"):
        response = site.client("parent officer").post(address + f"{act}/", {"version": 1})
        assert response.status_code == 403
        assert "Hội Liên hiệp Phụ nữ tỉnh" in answers.refusal(response)


def test_a_link_that_ended_shows_nothing(site: World, address: str) -> None:
    UnitLink.objects.filter(unit=site.cast.units["district_women"]).update(valid_to=TODAY)
    assert who_sees(site, address) == ABOVE_IN_THE_TREE


def test_a_link_to_another_committee_shows_it_to_that_one(site: World, address: str) -> None:
    UnitLink.objects.filter(unit=site.cast.units["district_women"]).update(to=site.cast.units["far_district"])
    assert who_sees(site, address) == ABOVE_IN_THE_TREE | {"far district", "far administrator"}


def test_a_link_that_begins_tomorrow_shows_nothing_yet(site: World, address: str) -> None:
    union, district = site.cast.units["district_women"], site.cast.units["district"]
    UnitLink.objects.filter(unit=union).update(valid_from=FOUNDED, valid_to=TODAY)
    UnitLink.objects.create(unit=union, to=district, valid_from=TOMORROW)
    assert who_sees(site, address) == ABOVE_IN_THE_TREE


@pytest.mark.parametrize(
    ("begins", "ends", "sees"),
    [
        pytest.param(TODAY, TOMORROW, True, id="today alone"),
        pytest.param(TOMORROW, None, False, id="from tomorrow"),
        pytest.param(FOUNDED, TODAY, False, id="until yesterday"),
    ],
)
def test_a_role_counts_on_its_days(
    site: World, address: str, begins: datetime.date, ends: datetime.date | None, sees: bool
) -> None:
    """The far district's officer is given a role at the Union too."""
    person = site.cast.people["far_district_officer"]
    Membership.objects.create(
        person=person, unit=site.cast.units["district_women"], role="leader", valid_from=begins, valid_to=ends
    )
    assert ("far district" in who_sees(site, address)) is sees


@pytest.mark.parametrize(
    ("begins", "ends", "sees"),
    [
        pytest.param(TODAY, TOMORROW, True, id="today alone"),
        pytest.param(TOMORROW, datetime.date(2025, 1, 1), False, id="from tomorrow"),
        pytest.param(FOUNDED, TODAY, False, id="until yesterday"),
    ],
)
def test_a_delegation_counts_on_its_days(
    site: World, address: str, begins: datetime.date, ends: datetime.date, sees: bool
) -> None:
    Delegation.objects.create(
        giver=site.cast.people["district_women_officer"], taker=site.cast.people["far_district_officer"],
        unit=site.cast.units["district_women"], role="officer", document="Giấy ủy quyền số 1", valid_from=begins,
        valid_to=ends,
    )  # fmt: skip
    assert ("far district" in who_sees(site, address)) is sees


def test_a_person_without_any_role_sees_no_unit(site: World) -> None:
    site.cast.people["nobody"] = make_person("Người chưa được giao việc")
    site.client("former member")
    client = site.client("anonymous")
    client.force_login(site.cast.account("nobody"), backend="thidua.foundation.accounts.signing_in.Backend")
    for page in ("home", "plans", "progress", "works", "search"):
        assert client.get(reverse(f"desk:{page}")).status_code == 200, page
    assert client.get(reverse("desk:works")).context["page"].count == 0
