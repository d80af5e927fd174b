"""Lists a person sent: headings told once, long ones left to the worker, the same file told, one taken back whole."""

from __future__ import annotations

from typing import Any
from unittest.mock import Mock

import pytest
from django.db import OperationalError
from django.urls import reverse

from tests.faces.desk.works.test_import_pages import send
from tests.factories import NOW, Cast, cast
from tests.foundation.core.uploads import upload, workbook
from tests.harness.pages import enter, receipt, text
from tests.stages.works.test_import import FLOWERS, ROAD, office_list
from thidua.faces.desk.works import import_views
from thidua.foundation.core.errors import Busy
from thidua.foundation.core.models import TakenList
from thidua.stages.works.models import Work
from thidua.stages.works.operations import importing, note_work
from thidua.stages.works.operations.importing import take_waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def test_heading_told_once_is_known_when_the_next_list_comes(people: Cast) -> None:
    client = enter(people, "commune_officer")
    own = workbook([["TT", "Hạng mục đầu tư", "Loại", "Số lượng"], [1, "Cổng chào", "Phần việc", 1]], names=("A",))
    sent = {"unit": str(people.commune.uid), "campaign": "thu", "upload": upload(own, "a.xlsx")}
    check = str(client.post(reverse("desk:works-import"), sent)["Location"])
    page = text(client.get(check))
    assert "Thiếu cột «Tên công trình»." in page
    assert "Hạng mục đầu tư" in page

    told = client.post(check, {"heading": "Hạng mục đầu tư", "column": "name"}, follow=True)
    assert "Đã nhớ tên cột «Hạng mục đầu tư»" in text(told)
    assert "1 công trình sẽ được đăng ký cùng một lúc." in text(told)
    refused = client.post(check, {"heading": "Hạng mục đầu tư", "column": "khong-co"}, follow=True)
    assert "Mẫu nhập này không có cột đó. Xin chọn lại." in text(refused)


def test_list_is_taken_back_by_one_button_while_nobody_acted_on_it(people: Cast) -> None:
    client = enter(people, "commune_officer")
    client.post(send(people, client, ROAD, FLOWERS), {"receipt": receipt(), "version": "1"})
    page = client.get(reverse("desk:imports"))
    assert "danh-sach.xlsx" in text(page)
    back = reverse("desk:import-back", args=[TakenList.objects.get().uid])

    note_work(by=people.actor("district_officer"), now=NOW, work=Work.objects.get(name="Trồng hoa dọc đường"))
    stands = client.post(back, {"receipt": receipt(), "version": "1"}, follow=True)
    assert "dòng 4 (H'Bia Niê ghi nhận" in text(stands)
    assert list(Work.objects.order_by("id").values_list("status", flat=True)) == ["noted", "noted"]

    client.post(send(people, client, ROAD), {"receipt": receipt(), "version": "1"})
    latest = reverse("desk:import-back", args=[TakenList.objects.latest("id").uid])
    done = client.post(latest, {"receipt": receipt(), "version": "1"}, follow=True)
    assert "Đã lấy lại cả danh sách" in text(done)
    assert Work.objects.filter(status="cancelled").count() == 1


def test_same_file_is_told_and_offers_no_button(people: Cast) -> None:
    client = enter(people, "commune_officer")
    client.post(send(people, client, ROAD), {"receipt": receipt(), "version": "1"})
    again = client.get(send(people, client, ROAD))

    assert "Tệp này đã nhập ngày 15/7/2024 (Vũ Thị Giang, 1 dòng)." in text(again)
    assert "Đăng ký tất cả" not in text(again)


def test_long_list_is_left_to_the_worker_and_its_page_tells_what_came_of_it(
    people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_views, "MANY", 1)
    client = enter(people, "commune_officer")
    waits = client.post(send(people, client, ROAD, FLOWERS), {"receipt": receipt(), "version": "1"}, follow=True)
    assert "danh-sach.xlsx: đang chờ đến lượt." in text(waits)
    assert b'http-equiv="refresh"' in waits.content
    assert Work.objects.count() == 0
    client.post(reverse("desk:works-import"), sent_other(people))

    assert take_waiting(NOW) == 1
    done = client.get(reverse("desk:imports"))
    assert ("đã nhập" in text(done), b"http-equiv" in done.content, Work.objects.count()) == (True, False, 2)
    assert take_waiting(NOW) == 0


def test_long_list_that_is_refused_says_why_and_writes_nothing(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_views, "MANY", 1)
    client = enter(people, "commune_officer")
    client.post(send(people, client, ROAD, FLOWERS), {"receipt": receipt(), "version": "1"})
    people.people["commune_officer"].memberships.all().delete()
    take_waiting(NOW)

    told = TakenList.objects.get()
    assert (told.is_standing, bool(told.told), Work.objects.count()) == (False, True, 0)


@pytest.mark.parametrize("trouble", [Busy("Hệ thống đang bận."), OperationalError("database is locked")])
def test_long_list_waits_on_while_the_database_is_busy(
    people: Cast, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    monkeypatch.setattr(import_views, "MANY", 1)
    client = enter(people, "commune_officer")
    client.post(send(people, client, ROAD, FLOWERS), {"receipt": receipt(), "version": "1"})
    with monkeypatch.context() as busy, pytest.raises(type(trouble)):
        busy.setattr(importing, "import_works", Mock(side_effect=trouble))
        take_waiting(NOW)
    waits = TakenList.objects.get()
    assert (waits.is_waiting, waits.told, Work.objects.count()) == (True, "", 0)

    take_waiting(NOW)
    assert (TakenList.objects.get().is_standing, Work.objects.count()) == (True, 2)


def sent_other(people: Cast) -> dict[str, Any]:
    """Another list, sent while the first one waits: it must not take the waiting one's file away."""
    return {"unit": str(people.commune.uid), "campaign": "thu", "upload": office_list(FLOWERS)}
