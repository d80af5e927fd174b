"""The pages of the register: an older paper entered, one subject over the years, handed over, revoked."""

from __future__ import annotations

import datetime
import uuid
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.faces.desk.evaluations.test_pages import address, enter, words
from tests.factories import Cast, cast
from tests.stages.honours.support import honour
from thidua.foundation.core.models import AuditEntry
from thidua.stages.honours.models import Honour

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def paper(people: Cast, **more: Any) -> dict[str, Any]:
    """What the page of an older paper sends."""
    values = {
        "subject": str(people.commune.uid), "new_person": "", "position": "", "form": "", "form_name": "Giấy khen của huyện",
        "achievement": "Quỹ Vì người nghèo", "decision_number": "07/QĐ-MTTQ", "decided_on": "15/11/2022",
        "decider": "Ban Thường trực huyện", "receipt": str(uuid.uuid4()),
    }  # fmt: skip
    return {**values, **more}


def test_older_paper_enters_the_register_once(people: Cast) -> None:
    client, sent = enter(people, "commune_officer"), paper(people)
    for _time in range(2):
        answer = client.post(address("honour-new"), sent, follow=True)
    row = Honour.objects.get()

    assert answer.redirect_chain[-1][0] == address("honour", row.uid)
    assert (row.form_name, row.decided_on, row.unit) == (
        "Giấy khen của huyện",
        datetime.date(2022, 11, 15),
        people.commune,
    )


def test_what_a_unit_declares_is_marked_on_every_page(people: Cast) -> None:
    client = enter(people, "commune_officer")
    client.post(address("honour-new"), paper(people, form_name="Huân chương Hồ Chí Minh"))
    row = Honour.objects.get()
    assert "15/11/2022 tự khai, chưa có bản chụp" in words(client.get(address("honours")))
    page = words(client.get(address("honour", row.uid)))
    assert "Nguồn tự khai, chưa có bản chụp" in page
    assert "không dùng làm căn cứ khi xét khen thưởng" in page


def test_paper_of_a_person_keeps_position_and_body(people: Cast) -> None:
    person = people.people["commune_leader"]
    enter(people, "commune_officer").post(
        address("honour-new"), paper(people, subject=f"{people.commune.uid}/{person.uid}", new_person="Người thừa")
    )

    assert Honour.objects.get().person == person


def test_wrong_paper_is_told_at_its_field_and_kept(people: Cast) -> None:
    answer = enter(people, "commune_officer").post(
        address("honour-new"), paper(people, decided_on="15/11/2032", form_name="")
    )
    page = unescape(answer.content.decode())

    assert answer.status_code == 422
    assert "Ngày quyết định còn ở phía trước." in page.split('id="id_decided_on_error"')[1]
    assert "Xin chọn hình thức khen thưởng." in page.split('id="id_form_name_error"')[1]
    assert "Quỹ Vì người nghèo" in page
    assert (Honour.objects.count(), AuditEntry.objects.filter(refused=True).count()) == (0, 1)


def test_one_subject_over_the_years(people: Cast) -> None:
    old = honour(people, decided_on=datetime.date(2019, 5, 1), achievement="Năm xưa")
    new = honour(people)
    page = enter(people, "commune_officer").get(address("honour", new.uid))

    assert "2 khen thưởng trong sổ" in words(page)
    assert address("honour", old.uid) in page.content.decode()
    assert "Năm xưa" in words(page)


def test_handed_over_on_its_own_page(people: Cast) -> None:
    row = honour(people)
    client = enter(people, "commune_officer")
    assert address("honour-hand-over", row.uid) in client.get(address("honour", row.uid)).content.decode()
    sent = {"to": "Y Hùng Êban", "on": "20/11/2022", "version": row.version, "receipt": str(uuid.uuid4())}
    page = words(client.post(address("honour-hand-over", row.uid), sent, follow=True))

    assert "20/11/2022, Y Hùng Êban nhận" in page
    assert "Đã trao" in page


def test_who_only_looks_reads_who_hands_over(people: Cast) -> None:
    row = honour(people, campaign=True)
    page = words(enter(people, "district_officer").get(address("honour", row.uid)))

    assert (
        "Việc trao do cán bộ Ủy ban MTTQ Việt Nam tỉnh Đắk Nông hoặc cán bộ Ủy ban MTTQ Việt Nam xã Nam Dong ghi."
        in page
    )


def test_revoked_stays_and_says_by_what(people: Cast) -> None:
    row = honour(people, campaign=True)
    client = enter(people, "province_leader")
    sent = {
        "decision": "12/QĐ-MTTQ ngày 1/7/2024", "on": "1/7/2024", "reason": "Kê khai sai", "version": row.version,
        "receipt": str(uuid.uuid4()),
    }  # fmt: skip
    page = words(client.post(address("honour-revoke", row.uid), sent, follow=True))

    assert "Khen thưởng này đã bị hủy 12/QĐ-MTTQ ngày 1/7/2024, 1/7/2024" in page
    listed = words(enter(people, "commune_officer").get(address("honours")))
    assert "Đã bị hủy" in listed


def test_lists_show_no_phone(people: Cast) -> None:
    honour(people, person="commune_leader")
    for page in ("honours",):
        assert "0900" not in words(enter(people, "commune_officer").get(address(page)))


def test_search_without_accents(people: Cast) -> None:
    honour(people, person="commune_leader")
    client = enter(people, "district_officer")

    assert "Y Hùng Êban" in words(client.get(address("honours") + "?q=y+hung+eban"))
    assert "Không có khen thưởng nào khớp bộ lọc này." in words(client.get(address("honours") + "?q=nguoi+khac"))


@pytest.mark.slow
def test_list_takes_the_same_statements_at_1_3_and_1000_rows(people: Cast) -> None:
    client = enter(people, "commune_officer")
    first = honour(people, campaign=True)
    counts = []
    client.get(address("honours"))
    for number in (0, 2, 997):
        values = [field.attname for field in Honour._meta.concrete_fields if field.attname not in ("id", "uid")]
        Honour.objects.bulk_create(Honour(**{name: getattr(first, name) for name in values}) for _row in range(number))
        with CaptureQueriesContext(connection) as seen:
            page = client.get(address("honours"))
        counts.append(len(seen))
    assert page.context["page"].count == 1000
    assert len(page.content) < 150 * 1024
    assert counts == [7, 7, 7]
