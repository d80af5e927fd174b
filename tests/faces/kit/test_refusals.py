"""A signed-in reader's refused press is in the audit trail, whoever refused it: the page, its form, the operation."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import Cast, cast
from tests.harness.pages import enter
from tests.stages.councils.support import council_room, voting
from tests.stages.works.support import registered
from thidua.foundation.core import clock
from thidua.foundation.core.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def rows() -> list[tuple[Any, ...]]:
    told = AuditEntry.objects.filter(refused=True).order_by("id")
    return list(told.values_list("actor_label", "model", "object_uid", "unit_id", "after", "reason"))


@pytest.mark.parametrize("name", ["province_officer", "commune_officer", "administrator"])
def test_vote_of_who_is_no_member_leaves_one_row_about_the_session(people: Cast, name: str) -> None:
    session = voting(council_room(people))
    client = enter(people, name)
    assert client.get(reverse("desk:session-vote", args=[session.uid])).status_code in {403, 404}
    assert rows() == []

    status = client.post(reverse("desk:session-vote", args=[session.uid]), {"a": "1"}).status_code
    [(label, model, uid, unit, after, reason)] = rows()
    assert (label, after) == (people.people[name].full_name, {"operation": "desk:session-vote"})
    assert reason
    # Who may not see the session leaves a row that does not name it.
    seen = ("councils.session", session.uid, session.unit_id)
    assert (model, uid, unit) == (seen if status == 403 else ("", None, people.actor(name).home.unit_id))  # type: ignore[union-attr]


def test_return_without_a_reason_leaves_one_row_which_names_the_field_alone(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    client, address = enter(people, "province_officer"), reverse("desk:work-return", args=[work.uid])
    assert client.post(address, {"reason": " ", "version": "1", "khác": "0912345678"}).status_code == 422
    [(_label, model, uid, _unit, after, reason)] = rows()
    assert (model, uid, after) == ("works.work", work.uid, {"operation": "desk:work-return"})
    assert reason == "Biểu mẫu điền chưa đúng: Lý do."


def test_form_that_a_page_judges_by_itself_leaves_a_row(people: Cast) -> None:
    assert enter(people, "administrator").post(reverse("desk:demo-date"), {"date": "31/2/2024"}).status_code == 422
    assert [row[4:] for row in rows()] == [({"operation": "desk:demo-date"}, "Biểu mẫu điền chưa đúng.")]


def test_operations_own_row_is_the_only_one(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    work.version += 1
    work.save()
    address = reverse("desk:work-return", args=[work.uid])
    assert enter(people, "province_officer").post(address, {"reason": "Thiếu hộ.", "version": "1"}).status_code == 422
    assert [row[4]["operation"] for row in rows()] == ["stages.works.operations.deciding.return_work"]


def test_same_press_counts_once_within_a_minute(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = enter(people, "commune_officer")
    for _time in range(3):
        client.post(reverse("desk:demo-date"), {"date": "20/8/2024"})
    assert len(rows()) == 1
    later = clock.real_now() + datetime.timedelta(minutes=2)
    monkeypatch.setattr(clock, "real_now", lambda: later)
    client.post(reverse("desk:demo-date"), {"date": "20/8/2024"})
    assert len(rows()) == 2


def test_who_is_not_signed_in_leaves_none(people: Cast) -> None:
    assert Client().post(reverse("desk:demo-date"), {"date": "20/8/2024"}).status_code == 302
    assert rows() == []
