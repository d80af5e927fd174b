"""Registers on the desk: read number by number, a number kept back, given up, explained; printed and as Excel."""

from __future__ import annotations

import io
from typing import Any

import pypdf
import pytest
from python_calamine import CalamineWorkbook

from tests.factories import NOW, SYSTEM, Cast, cast
from tests.foundation.documents import papers
from tests.harness.pages import address, enter, receipt, words
from thidua.foundation.documents.models import IssuedDocument, Register, RegisterGap
from thidua.foundation.documents.operations import record_issued

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BODY = "Ban Thường trực"


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def register(people: Cast) -> Register:
    """Numbers 1 and 4 are documents, 2 and 3 are not explained."""
    for number in (1, 4):
        record(people, number)
    return Register.objects.get()


def record(people: Cast, number: int) -> IssuedDocument:
    document = papers.plan(number=number, date=NOW.date(), subject=f"Thi đua số {number}")
    return record_issued(
        by=SYSTEM, now=NOW, unit=people.commune, body=BODY, document=document, units=[people.area], outside=["Đảng ủy"]
    )


def why(reason: str = "Viết hỏng") -> dict[str, Any]:
    return {"reason": reason, "receipt": receipt()}


def test_keeper_reads_what_was_issued_and_what_is_missing(people: Cast, register: Register) -> None:
    client = enter(people, "commune_officer")
    assert "Ban Thường trực" in words(client.get(address("registers")))
    told = words(client.get(address("register", register.pk)))
    assert "Sổ năm 2024: Ban Thường trực" in told
    assert "04/KH-MTTQ-BTT 15/7/2024 Kế hoạch: Thi đua số 4" in told
    assert "Thôn 1; Đảng ủy đã ban hành" in told
    assert "chưa ghi lý do: 2 , 3 ." in told
    assert "Số tiếp theo 5" in told


def test_number_is_kept_back_given_up_and_a_gap_explained(people: Cast, register: Register) -> None:
    client, page = enter(people, "commune_officer"), address("register", register.pk)
    assert client.post(address("register-reserve", register.pk), why("Công văn mật"))["Location"] == page
    assert "đang giữ: Công văn mật" in words(client.get(page))
    assert client.post(address("register-release", register.pk, 5), why("Thôi"))["Location"] == page
    assert client.post(address("register-explain", register.pk, 2), why())["Location"] == page
    states = list(RegisterGap.objects.order_by("number").values_list("number", "state"))
    assert states == [(2, "explained"), (5, "released")]
    again = client.post(address("register-release", register.pk, 5), why("Thôi"))
    assert (again.status_code, "Số 5 không còn được giữ" in words(again)) == (422, True)
    empty = client.post(address("register-explain", register.pk, 3), why(" "))
    assert (empty.status_code, RegisterGap.objects.count()) == (422, 2)


def test_others_of_the_unit_read_and_do_not_keep(people: Cast, register: Register) -> None:
    leader = enter(people, "commune_leader")
    told = words(leader.get(address("register", register.pk)))
    assert "04/KH-MTTQ-BTT" in told
    assert "Giữ số" not in told
    assert "Giải thích" not in told
    answer = leader.post(address("register-reserve", register.pk), why())
    assert (answer.status_code, RegisterGap.objects.count()) == (403, 0)


def test_register_is_printed_and_comes_as_excel(people: Cast, register: Register) -> None:
    client = enter(people, "commune_officer")
    printed = client.get(address("register-file", register.pk, "pdf"))
    text = " ".join(
        " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(printed.content)).pages).split()
    )
    assert "Sổ có 2 văn bản; 0 số đang giữ; 0 số bỏ trống có lý do; 2 số chưa giải thích." in text
    assert "04/KH-MTTQ-BTT" in text
    sheet = client.get(f"{address('export-excel', 'so-van-ban-di')}?so={register.pk}").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python()
    numbers = [row[0] for row in rows if isinstance(row[0], float)]
    assert numbers == [1.0, 2.0, 3.0, 4.0]
    stranger = enter(people, "sister_officer")
    assert stranger.get(f"{address('export-excel', 'so-van-ban-di')}?so={register.pk}").status_code == 404
