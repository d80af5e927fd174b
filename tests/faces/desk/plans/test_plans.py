"""Plans on the desk: read, taken as files, drafted for a lower unit, their events dated."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from io import BytesIO

import docx
import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.factories import NOW, SYSTEM, TODAY
from tests.harness.pages import BACKEND
from thidua.faces.interchange.catalogue import bring_in
from thidua.foundation.accounts.operations import give_role, make_person, open_account
from thidua.foundation.accounts.site import set_demo_date
from thidua.foundation.units.queries import by_code
from thidua.stages.campaigns.models import Campaign, Plan

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
START = datetime.date(2023, 10, 1)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Campaign]:
    """Plan 286 with its frame, loaded once for these tests; each of them works in a savepoint of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        set_demo_date(by=SYSTEM, now=NOW, date=TODAY)
        yield bring_in(key="286", by=SYSTEM, now=NOW)[0]
        transaction.set_rollback(True)


@pytest.fixture
def campaign(loaded: Campaign, db: None) -> Campaign:
    return Campaign.objects.get(pk=loaded.pk)


def somebody(code: str, role: str = "officer") -> Client:
    """A signed-in person with a role at the unit that bears a code."""
    person = make_person(by=SYSTEM, now=NOW, full_name=f"Người {code}")
    give_role(by=SYSTEM, now=NOW, person=person, unit=by_code(code, on=START), role=role, on=START)
    account = open_account(by=SYSTEM, now=NOW, person=person, username=f"nguoi-{code}", is_sample=True)
    client = Client()
    client.force_login(account, backend=BACKEND)
    return client


def words(answer: object) -> str:
    return "\n".join(part.text for part in docx.Document(BytesIO(answer.content)).paragraphs)  # type: ignore[attr-defined]


@pytest.mark.clause("H.1", "N.2")
def test_commune_reads_the_plan_as_signed(campaign: Campaign) -> None:
    plan = Plan.objects.get(campaign=campaign)
    client = somebody("24640")
    listed = client.get(reverse("desk:plans")).content.decode()
    assert reverse("desk:plan", args=[plan.uid]) in listed
    page = client.get(reverse("desk:plan", args=[plan.uid])).content.decode()
    assert "286/KH-MTTQ-BTT" in page
    assert "Tạo không phí phấn khởi trong xã hội" in page  # a slip of the signed words, kept
    assert "Y Thái" in page


@pytest.mark.clause("H.2")
def test_plan_names_the_documents_it_cites_even_without_a_number(campaign: Campaign) -> None:
    plan = Plan.objects.get(campaign=campaign)
    page = somebody("67").get(reverse("desk:plan", args=[plan.uid])).content.decode()
    for number in ("22-CT/TW", "771/KH-MTTW-BTT", "795/KH-MTTW-BTT", "33-CT/TU"):
        assert number in page
    assert "không ghi trong kế hoạch" in page


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_plan_is_taken_as_a_file(campaign: Campaign, ending: str) -> None:
    plan = Plan.objects.get(campaign=campaign)
    answer = somebody("662").get(reverse("desk:plan-file", args=[plan.uid, ending]))
    assert answer.status_code == 200
    assert answer.content[:4] == {"docx": b"PK\x03\x04", "pdf": b"%PDF"}[ending]


@pytest.mark.clause("H.3")
def test_district_gets_a_draft_with_its_own_targets(campaign: Campaign) -> None:
    plan = Plan.objects.get(campaign=campaign)
    client = somebody("662")
    assert (
        reverse("desk:plan-draft", args=[plan.uid, "docx"])
        in client.get(reverse("desk:plan", args=[plan.uid])).content.decode()
    )
    draft = words(client.get(reverse("desk:plan-draft", args=[plan.uid, "docx"])))
    assert "286/KH-MTTQ-BTT" in draft
    assert "01 căn nhà đại đoàn kết" in draft or "1 căn nhà đại đoàn kết" in draft


def test_residential_area_and_the_plans_own_body_get_no_draft(campaign: Campaign) -> None:
    plan = Plan.objects.get(campaign=campaign)
    for code in ("24640-01", "67"):
        assert somebody(code).get(reverse("desk:plan-draft", args=[plan.uid, "docx"])).status_code == 404


def test_stranger_to_the_campaign_finds_no_plan(campaign: Campaign) -> None:
    bring_in(key="tu-sach-2024", by=SYSTEM, now=NOW)
    other = Campaign.objects.get(key="tu-sach-2024")
    client = somebody(other.participations.get(unit=other.owner).code)
    plan = Plan.objects.get(campaign=campaign)
    assert client.get(reverse("desk:plan", args=[plan.uid])).status_code == 404
    assert "286" not in client.get(reverse("desk:plans")).content.decode()


@pytest.mark.clause("IV.0")
def test_office_dates_the_congress_and_a_district_may_not(campaign: Campaign) -> None:
    plan = Plan.objects.get(campaign=campaign)
    address = reverse("desk:event-date", args=[plan.uid, "national-congress"])
    given = {"date": "16/10/2024", "source": "Thông báo 12/TB-MTTW-BTT (minh họa)"}
    refused = somebody("662").post(address, given)
    assert refused.status_code == 403
    assert "tỉnh Đắk Nông" in refused.content.decode()
    office = somebody("67-TCTG")
    assert office.post(address, {"date": "16/10/2024"}).status_code == 422
    assert campaign.events.get(key="national-congress").date is None
    assert office.post(address, given).status_code == 302
    assert campaign.events.get(key="national-congress").date == datetime.date(2024, 10, 16)
