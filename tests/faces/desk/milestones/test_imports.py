"""Excel in: sent, read as a dry run, taken over whole or not at all."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.faces.desk.milestones.conftest import Desk, text_of
from tests.factories import Cast
from tests.stages.milestones.test_imports import FESTIVAL, workbook
from thidua.foundation.core.tables import SHEETS, read
from thidua.stages.milestones.models import Milestone

IMPORT = "/ban-lam-viec/moc-viec/nhap-tu-excel/thu/"
GOOD = ("Thôn 1", "", FESTIVAL, None, "12/11/2023", "", "Buôn Nui", "x")


def send(client: Any, *rows: tuple[Any, ...]) -> str:
    """Sends a list; the address of its dry run."""
    answer = client.post(IMPORT, {"upload": workbook(*rows), "receipt": str(uuid.uuid4())})
    assert answer.status_code == 302
    return str(answer["Location"])


def test_sound_list_is_shown_and_then_taken_over(site: Cast, desk: Desk) -> None:
    client = desk("commune_officer")
    dry = send(client, GOOD)
    page = text_of(client.get(dry))
    assert ("Đọc được hết" in page, "Thôn 1" in page, Milestone.objects.count()) == (True, True, 0)
    form = {"receipt": str(uuid.uuid4())}
    assert client.post(dry, form).status_code == 302
    assert Milestone.objects.get().partners.get() == site.area_two
    assert client.get(dry).status_code == 404  # The list is gone once it was taken over.


def test_wrong_cells_are_named_and_nothing_can_be_taken_over(site: Cast, desk: Desk) -> None:
    client = desk("commune_officer")
    dry = send(client, GOOD, ("Thôn 9", "", FESTIVAL, None, "12/11/2022"))
    page = text_of(client.get(dry))
    assert "Không có đơn vị «Thôn 9» trong phạm vi của bạn." in page
    assert "Ghi tất cả" not in page
    answer = client.post(dry, {"receipt": str(uuid.uuid4())})
    assert "ô A3" in text_of(answer)
    assert Milestone.objects.count() == 0


def test_what_is_no_workbook_is_refused_with_advice(site: Cast, desk: Desk) -> None:
    answer = desk("commune_officer").post(IMPORT, {"upload": SimpleUploadedFile("a.xlsx", b"PK nothing")})
    assert answer.status_code == 422


def test_list_is_its_sender_s_alone(site: Cast, desk: Desk) -> None:
    dry = send(desk("commune_officer"), GOOD)
    assert desk("district_officer").get(dry).status_code == 404


@pytest.mark.parametrize(
    ("name", "status"), [("commune_leader", 403), ("administrator", 403), ("district_officer", 200)]
)
def test_lists_are_sent_by_who_enters(site: Cast, desk: Desk, name: str, status: int) -> None:
    assert desk(name).get(IMPORT).status_code == status


def test_template_is_begun_with_what_is_owed(site: Cast, desk: Desk) -> None:
    content = desk("commune_officer").get(reverse("desk:milestones-import-template", args=["thu"])).content
    draft = read(SHEETS["milestones"], SimpleUploadedFile("mau.xlsx", content))
    named = {(row.values["code"], row.values["kind"]) for row in draft.rows}
    assert {("24649", "Phát động thi đua"), ("24649-01", FESTIVAL), ("24649-02", FESTIVAL)} <= named
    # Nothing is told yet to be done: such rows are passed over.
    assert (draft.problems, {row.values["done_date"] for row in draft.rows}) == ([], {None})
