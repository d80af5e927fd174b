"""What a work that was done out of reach is answered when its form comes from the phone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.factories import NOW, Cast
from tests.harness.pages import address, enter, receipt
from tests.stages.works.support import photos, registered, road
from thidua.faces.kit import keeping
from thidua.foundation.core import files
from thidua.stages.works.kinds import last_step
from thidua.stages.works.models import Status, Work
from thidua.stages.works.operations import edit_work

pytestmark = pytest.mark.django_db
LEAD = "commune_officer"


@pytest.fixture
def work(people: Cast) -> Work:
    """A road of an area, entered and so noted by its commune."""
    return registered(people, people.actor(LEAD), road(people))


def queued(people: Cast, client: Client, work: Work, form: dict[str, Any], page: str = "work-complete") -> Any:
    owner = keeping.owner_of_account(people.account(LEAD))
    return client.post(address(page, work.uid), form, headers={"X-Kit-Queue": owner})


def finished(work: Work, **more: Any) -> dict[str, Any]:
    return {
        "done_date": "28/6/2024", "money-people": "120 triệu", "version": work.version, "receipt": receipt(), **more,
    }  # fmt: skip


def test_done_work_sent_twice_is_done_once_with_two_photos(people: Cast, work: Work) -> None:
    client, form = enter(people, LEAD), finished(work)
    answers = [queued(people, client, work, {**form, "photos": photos(2)}).json() for _time in range(2)]
    work.refresh_from_db()
    assert [(told["state"], told["address"]) for told in answers] == 2 * [("sent", address("work", work.uid))]
    assert (work.done_at is not None, files.of_owner("work", work.uid).count()) == (True, 2)


def test_work_changed_meanwhile_shows_who_and_both_sides(people: Cast, work: Work) -> None:
    client, old = enter(people, LEAD), finished(work)
    edit_work(by=people.actor(LEAD), now=NOW, work=work, content=road(people, name="Đường mới"))
    told = queued(people, client, work, {**old, "photos": photos(2)})
    assert (told.status_code, told.json()["state"], told.json()["who"]) == (409, "stale", people.actor(LEAD).label)
    work.refresh_from_db()
    assert told.json()["version"] == work.version
    differing = {row["name"]: (row["mine"], row["theirs"]) for row in told.json()["rows"] if row["differs"]}
    assert differing["done_date"] == ("28/6/2024", "")
    assert (work.status, files.of_owner("work", work.uid).count()) == (Status.NOTED, 0)


def test_photos_alone_are_added_once(people: Cast, work: Work) -> None:
    client, form = enter(people, LEAD), {"role": "before", "receipt": receipt()}
    for _time in range(2):
        told = queued(people, client, work, {**form, "photos": photos(2)}, "work-photos").json()
        assert told["state"] == "sent"
    assert files.of_owner("work", work.uid).count() == 2


def test_page_that_leads_to_another_step_took_nothing(people: Cast, work: Work) -> None:
    """Its form is another one: what was filled in is kept on the phone, not counted as sent."""
    told = enter(people, LEAD).post(
        address("work-step", work.uid, last_step(work.kind).key), finished(work),
        headers={"X-Kit-Queue": keeping.owner_of_account(people.account(LEAD))},
    )  # fmt: skip
    assert (told.status_code, told.json()["state"]) == (422, "refused")
    assert "không còn nhận như lúc bạn điền" in told.json()["sentence"]
