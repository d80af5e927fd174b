"""An office's list in the browser: sent, shown as a dry run that writes no work, taken over by one button."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.urls import reverse

from tests.factories import Cast, cast
from tests.foundation.core.uploads import picture, upload
from tests.harness.pages import enter, text
from tests.stages.works.test_import import FLOWERS, ROAD, office_list
from thidua.foundation.core.models import StoredFile
from thidua.stages.works.models import Work

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def send(people: Cast, client: Any, *rows: list[Any]) -> str:
    """Sends a list; the address of its dry run."""
    sent = {"unit": str(people.commune.uid), "campaign": "thu", "upload": office_list(*rows)}
    response = client.post(reverse("desk:works-import"), sent)
    assert response.status_code == 302
    return str(response["Location"])


def test_dry_run_shows_the_rows_and_writes_nothing_and_one_button_registers_all(people: Cast) -> None:
    client = enter(people, "commune_officer")
    check = send(people, client, ROAD, FLOWERS)
    page = client.get(check)
    assert "2 công trình sẽ được đăng ký cùng một lúc." in text(page)
    assert Work.objects.count() == 0

    done = client.post(check, {}, follow=True)
    assert "Đã đăng ký 2 công trình từ danh sách." in text(done)
    assert Work.objects.count() == 2
    assert client.get(check).status_code == 404


def test_column_that_is_passed_over_is_told_before_the_button(people: Cast) -> None:
    client = enter(people, "commune_officer")
    assert "Đọc được hết" in text(client.get(send(people, client, ROAD)))

    sent = {
        "unit": str(people.commune.uid),
        "campaign": "thu",
        "upload": office_list([*ROAD, 2_000_000], more=["Bà con góp"]),
    }
    page = client.get(client.post(reverse("desk:works-import"), sent)["Location"])
    assert "Đọc được, trừ các cột đang bỏ qua" in text(page)
    assert "<details" not in html.unescape(page.content.decode()).split("Bà con góp")[0].split("Cột chưa hiểu")[1]


def test_dry_run_names_sheet_cell_and_reason_and_offers_no_button(people: Cast) -> None:
    wrong = [*FLOWERS]
    wrong[5] = "nhiều"
    client = enter(people, "commune_officer")
    check = send(people, client, ROAD, wrong)
    page = client.get(check)

    assert "Xã Nam Dong F4" in text(page)
    assert "«nhiều» không phải là số." in text(page)
    assert "Đăng ký tất cả" not in text(page)
    refused = client.post(check, {}, follow=True)
    assert "«nhiều» không phải là số." in html.unescape(refused.content.decode())
    assert Work.objects.count() == 0


def test_dry_run_shows_figures_and_tells_rows_that_are_registered_already(people: Cast) -> None:
    client = enter(people, "commune_officer")
    client.post(send(people, client, ROAD), {})
    saved_again = [*ROAD]
    saved_again[8] = "125 triệu"
    page = text(client.get(send(people, client, saved_again, FLOWERS)))

    assert "1,2 km" in page
    assert "125.000.000 đồng" in page
    assert "1 dòng giống hệt công trình đơn vị đã đăng ký (dòng 3)." in page
    assert "Đăng ký tất cả, kể cả 1 dòng đã có" in page


def test_dry_run_warns_of_rows_that_name_what_stands_in_their_place(people: Cast) -> None:
    """With other figures: no copy of the row that was taken, and yet the same work, told with who entered it."""
    client = enter(people, "commune_officer")
    client.post(send(people, client, ROAD), {})
    longer = [*ROAD]
    longer[1], longer[5] = longer[1].upper(), "1,5 km"
    page = text(client.get(send(people, client, longer, FLOWERS)))

    assert re.search(r"Dòng 3 có thể là công trình đã đăng ký: «[^»]+» của [^.]+, người nhập: Vũ Thị Giang\.", page)
    assert "Đăng ký tất cả, kể cả 1 dòng đã có" in page
    client.post(send(people, client, longer), {})
    assert Work.objects.count() == 2


def test_list_is_its_senders_alone(people: Cast) -> None:
    check = send(people, enter(people, "commune_officer"), ROAD)

    assert enter(people, "sister_officer").get(check).status_code == 404


def test_file_that_is_no_list_is_refused_beside_its_field(people: Cast) -> None:
    client = enter(people, "commune_officer")
    sent = {"unit": str(people.commune.uid), "campaign": "thu", "upload": upload(picture(40, 30), "a.xlsx")}
    response = client.post(reverse("desk:works-import"), sent)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["upload"]
    assert StoredFile.objects.count() == 0


def test_template_is_an_excel_file_with_the_offices_words(people: Cast) -> None:
    response = enter(people, "commune_officer").get(reverse("desk:works-template"))

    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert response.content.startswith(b"PK")
