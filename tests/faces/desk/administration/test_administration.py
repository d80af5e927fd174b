"""The administrator's pages: the site's day, the accounts."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import Cast, cast
from tests.harness.pages import BACKEND
from thidua.foundation.core import clock
from thidua.foundation.core.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def signed_in(people: Cast, name: str) -> Client:
    client = Client()
    client.force_login(people.account(name), backend=BACKEND)
    return client


def test_administrator_moves_the_sites_day_and_every_page_says_so(people: Cast) -> None:
    client = signed_in(people, "administrator")
    answer = client.post(reverse("desk:demo-date"), {"date": "20/8/2024"}, follow=True)
    assert clock.today() == datetime.date(2024, 8, 20)
    assert "20/8/2024" in answer.content.decode()
    entry = AuditEntry.objects.get(act="đổi ngày minh họa")
    assert (entry.before, entry.after) == ({"date": "2024-07-15"}, {"date": "2024-08-20"})


@pytest.mark.parametrize("typed", ["31/2/2024", "1/1/1980", "hôm nay"])
def test_wrong_day_is_explained_and_kept_and_changes_nothing(people: Cast, typed: str) -> None:
    answer = signed_in(people, "administrator").post(reverse("desk:demo-date"), {"date": typed})
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.content.decode()
    assert clock.today() == datetime.date(2024, 7, 15)


@pytest.mark.parametrize("name", ["province_officer", "province_leader", "commune_officer"])
def test_others_are_refused_and_told_who_may(people: Cast, name: str) -> None:
    client = signed_in(people, name)
    for answer in (
        client.get(reverse("desk:administration")),
        client.post(reverse("desk:demo-date"), {"date": "20/8/2024"}),
        client.post(reverse("desk:account-switch", args=[people.account("administrator").pk])),
    ):
        assert answer.status_code == 403
        assert "quản trị" in answer.content.decode()
    assert clock.today() == datetime.date(2024, 7, 15)
    assert people.account("administrator").is_active


def test_locked_account_cannot_go_on_and_is_opened_again(people: Cast) -> None:
    worker, client = signed_in(people, "commune_officer"), signed_in(people, "administrator")
    address = reverse("desk:account-switch", args=[people.account("commune_officer").pk])
    client.post(address)
    assert worker.get(reverse("desk:plans")).status_code == 302
    client.post(address)
    assert worker.get(reverse("desk:plans")).status_code == 200


def test_nobody_locks_himself_out(people: Cast) -> None:
    account = people.account("administrator")
    answer = signed_in(people, "administrator").post(reverse("desk:account-switch", args=[account.pk]))
    assert answer.status_code == 403
    account.refresh_from_db()
    assert account.is_active


def test_list_of_accounts_as_a_file_is_the_administrators(people: Cast) -> None:
    people.account("commune_officer")

    def names(who: str) -> str:
        answer = signed_in(people, who).get(reverse("desk:export-csv", args=["tai-khoan"]))
        return b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]

    assert "commune-officer" in names("administrator")
    assert "commune-officer" not in names("province_officer")


def test_unknown_list_is_not_found(people: Cast) -> None:
    assert signed_in(people, "administrator").get(reverse("desk:export-excel", args=["khong-co"])).status_code == 404
