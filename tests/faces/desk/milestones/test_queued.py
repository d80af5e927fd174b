"""What a report that waited on a phone is answered: sent once, changed meanwhile, refused, another's."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.faces.desk.milestones.conftest import Desk, report_address
from tests.factories import NOW, Cast
from thidua.faces.kit import keeping
from thidua.foundation.accounts.operations import link_by_token
from thidua.foundation.core import files
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations import confirm_milestone, give_area_link, report_milestone
from thidua.stages.milestones.reports import Report

OFFICER = "commune_officer"


def launch(**values: Any) -> dict[str, Any]:
    return {"done_date": "1/12/2023", "way": "ceremony", "receipt": str(uuid.uuid4()), **values}


def owner(site: Cast, name: str = OFFICER) -> str:
    return keeping.owner_of_account(site.account(name))


def queued(client: Client, address: str, form: dict[str, Any], as_owner: str) -> Any:
    return client.post(address, form, headers={"X-Kit-Queue": as_owner})


def test_sent_twice_is_one_report_with_its_photos_once(site: Cast, desk: Desk, picture: bytes) -> None:
    client, form = desk(OFFICER), launch()
    answers = [
        queued(
            client,
            report_address(site, "launch", "commune"),
            {
                **form,
                "upload": [SimpleUploadedFile(f"anh-{number}.png", picture + b" " * number) for number in range(2)],
            },
            owner(site),
        )
        for _time in range(2)
    ]
    row = Milestone.objects.get()
    assert [answer.json() for answer in answers] == 2 * [
        {"state": "sent", "sentence": "", "address": f"/ban-lam-viec/moc-viec/{row.uid}/"}
    ]
    assert (row.version, files.of_owner("milestone", row.uid).count()) == (2, 2)


def test_changed_meanwhile_shows_both_sides_and_writes_nothing(site: Cast, desk: Desk) -> None:
    client, address = desk(OFFICER), report_address(site, "launch", "commune")
    client.post(address, launch(note="Bản đầu"))
    read = Milestone.objects.get().version
    client.post(address, launch(done_date="2/12/2023", note="Người khác sửa", version=read))
    answer = queued(client, address, launch(done_date="3/12/2023", note="Từ điện thoại", version=read), owner(site))
    told, row = answer.json(), Milestone.objects.get()
    assert (answer.status_code, told["state"], told["version"]) == (409, "stale", row.version)
    assert told["who"] == site.actor(OFFICER).label
    assert " ngày " in told["when"]
    differing = {line["name"]: (line["mine"], line["theirs"]) for line in told["rows"] if line["differs"]}
    assert differing == {"done_date": ("3/12/2023", "2/12/2023"), "note": ("Từ điện thoại", "Người khác sửa")}
    same = {line["name"]: line["mine"] for line in told["rows"] if not line["differs"]}
    assert same["way"] == "bằng lễ phát động"
    assert (row.done_date, row.note) == (datetime.date(2023, 12, 2), "Người khác sửa")
    again = queued(
        client, address, launch(done_date="3/12/2023", note="Từ điện thoại", version=told["version"]), owner(site)
    )
    assert again.json()["state"] == "sent"
    assert Milestone.objects.get().note == "Từ điện thoại"


def test_confirmed_meanwhile_is_told_and_not_dropped(site: Cast, desk: Desk) -> None:
    """A page that leads elsewhere took nothing: it may not count as sent."""
    client, address, form = desk(OFFICER), report_address(site, "launch", "commune"), launch()
    client.post(address, form)
    row = Milestone.objects.get()
    confirm_milestone(by=site.actor("district_officer"), now=NOW, milestone=row)
    row.refresh_from_db()
    assert queued(client, address, launch(version=row.version - 1), owner(site)).json()["state"] == "stale"
    on_purpose = queued(client, address, launch(version=row.version), owner(site)).json()
    assert on_purpose["state"] == "refused"
    assert "xác nhận" in on_purpose["fields"][0]["sentence"]
    # What was sent before the confirmation stays sent.
    assert queued(client, address, form, owner(site)).json()["state"] == "sent"
    assert client.get(address).status_code == 302


def test_refused_names_each_field_with_its_reason(site: Cast, desk: Desk) -> None:
    answer = queued(
        desk(OFFICER), report_address(site, "launch", "commune"), launch(done_date="31/2/2024"), owner(site)
    )
    wrong = answer.json()["fields"]
    assert (answer.status_code, answer.json()["state"]) == (422, "refused")
    assert [(line["name"], line["label"]) for line in wrong] == [("done_date", "Ngày đã làm")]
    assert "Không có ngày 31/2/2024" in wrong[0]["sentence"]
    assert Milestone.objects.count() == 0


@pytest.mark.parametrize(("name", "state"), [("", "signed-out"), ("commune_leader", "other"), (OFFICER, "sent")])
def test_only_who_filled_it_in_sends_it(site: Cast, desk: Desk, name: str, state: str) -> None:
    client = desk(name) if name else Client()
    answer = queued(client, report_address(site, "launch", "commune"), launch(), owner(site))
    assert answer.json()["state"] == state
    assert (answer.status_code, Milestone.objects.count()) == ((200, 1) if state == "sent" else (401, 0))


def test_forged_form_is_asked_for_a_new_token(site: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(site.account(OFFICER), backend="thidua.foundation.accounts.signing_in.Backend")
    answer = queued(client, report_address(site, "launch", "commune"), launch(), owner(site))
    assert (answer.status_code, answer.json()["state"], Milestone.objects.count()) == (503, "again", 0)


def test_page_of_somebody_else_s_unit_is_refused_in_words(site: Cast, desk: Desk) -> None:
    answer = queued(
        desk("sister_officer"), report_address(site, "launch", "commune"), launch(), owner(site, "sister_officer")
    )
    assert (answer.status_code, answer.json()["state"]) == (422, "refused")
    assert answer.json()["sentence"] != ""
    assert Milestone.objects.count() == 0


def test_head_of_an_area_sends_by_the_link_alone(site: Cast, picture: bytes) -> None:
    _link, token = give_area_link(by=site.actor(OFFICER), now=NOW, area=site.area, full_name="Điểu Srôn")
    assert link_by_token(token, on=NOW.date()).unit == site.area
    address = f"/v/{token}/thu/festival/0/"
    page = Client().get(address)
    assert page.headers[keeping.OWNER] == keeping.owner_of_link(token)
    assert (page.headers[keeping.KEEP], "no-store" in page.headers["Cache-Control"]) == ("1", True)
    form = {"done_date": "2023-11-12", "receipt": str(uuid.uuid4()), "version": ""}
    photos = {f"photo_{number}": SimpleUploadedFile(f"{number}.png", picture + b" " * number) for number in (1, 2)}
    sent = queued(Client(), address, {**form, **photos}, keeping.owner_of_link(token))
    row = Milestone.objects.get()
    assert sent.json() == {"state": "sent", "sentence": "", "address": f"/v/{token}/da-gui/{row.uid}/"}
    assert files.of_owner("milestone", row.uid).count() == 2
    report_milestone(
        by=site.actor(OFFICER), now=NOW, kind=row.kind, unit=site.area, report=Report(datetime.date(2023, 11, 13)),
    )  # fmt: skip
    late = {**form, "receipt": str(uuid.uuid4()), "version": row.version}
    told = queued(Client(), address, late, keeping.owner_of_link(token)).json()
    assert (told["state"], told["who"]) == ("stale", site.actor(OFFICER).label)
    assert [(line["mine"], line["theirs"]) for line in told["rows"]] == [("12/11/2023", "13/11/2023")]
