"""The library on the desk: found, entered, put right with its file, cited by a plan with a warning."""

from __future__ import annotations

import pytest

from tests.factories import NOW, SYSTEM, Cast, cast
from tests.foundation.core.uploads import pdf, upload
from tests.harness.pages import address, enter, receipt, text, words
from thidua.stages.campaigns.models import CitedDocument, DocumentCitation, Plan
from thidua.stages.campaigns.operations import load_library

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FACTS = {"kind": "Chỉ thị", "number": "05-CT/HU", "issuer": "Huyện ủy Cư Jút", "subject": "đẩy mạnh thi đua"}


@pytest.fixture
def people() -> Cast:
    load_library(by=SYSTEM, now=NOW)
    return cast()


@pytest.fixture
def plan(people: Cast) -> Plan:
    return Plan.objects.create(
        campaign=people.campaign, unit=people.district, title="Kế hoạch thi đua", made_at=NOW, changed_at=NOW
    )


def test_document_is_found_without_accents_and_its_page_tells_its_end(people: Cast) -> None:
    client = enter(people, "commune_officer")
    found = words(client.get(address("library") + "?q=nghi+dinh+91/2017"))
    assert "Nghị định 91/2017/NĐ-CP" in found
    assert "1 đến 1 trong 1 văn bản" in found
    told = words(client.get(address("cited", "91-2017-nd-cp")))
    assert "hết hiệu lực sau ngày 31/12/2023, được thay bằng Nghị định 98/2023/NĐ-CP." in told
    assert "không ghi trong văn bản viện dẫn" in words(client.get(address("cited", "02-2023-tt-bnv")))


def test_document_is_entered_put_right_and_its_file_read(people: Cast) -> None:
    client = enter(people, "district_officer")
    given = FACTS | {"unit": str(people.district.uid), "receipt": receipt()}
    empty = words(client.get(address("cited-new")))
    assert ("Chọn tệp" in empty, "Chọn ảnh" in empty) == (True, False)
    made = client.post(address("cited-new"), given)
    assert made["Location"] == address("cited", "05-ct-hu")
    change = FACTS | {"version": 1, "date": "1/3/2024", "scan": upload(pdf(), "chi-thi.pdf"), "receipt": receipt()}
    assert client.post(address("cited-change", "05-ct-hu"), change).status_code == 302
    told = words(client.get(address("cited", "05-ct-hu")))
    assert ("1/3/2024" in told, "chi-thi.pdf" in told) == (True, True)
    newer = change | {"version": 2, "replaced_by": "98/2023/nđ-cp", "receipt": receipt()}
    del newer["scan"]
    assert client.post(address("cited-change", "05-ct-hu"), newer).status_code == 302
    assert "Thay bằng Nghị định 98/2023/NĐ-CP" in words(client.get(address("cited", "05-ct-hu")))
    again = client.post(address("cited-new"), given | {"receipt": receipt()})
    assert (again.status_code, "Thư viện đã có Chỉ thị 05-CT/HU" in words(again)) == (422, True)
    assert enter(people, "women_officer").get(address("cited", "05-ct-hu")).status_code == 404


def test_plan_cites_and_its_writer_is_told_what_is_over(people: Cast, plan: Plan) -> None:
    client, page = enter(people, "district_officer"), address("cite", plan.uid)
    offered = words(client.get(page + "?q=91/2017"))
    assert (
        "(Nghị định 91/2017/NĐ-CP hết hiệu lực sau ngày 31/12/2023, được thay bằng Nghị định 98/2023/NĐ-CP)" in offered
    )
    given = {"document": "91-2017-nd-cp", "clause": "V", "receipt": receipt()}
    answer = client.post(page + "?q=91/2017", given, follow=True)
    assert "Đã viện dẫn Nghị định 91/2017/NĐ-CP. Nghị định 91/2017/NĐ-CP hết hiệu lực" in text(answer)
    row = DocumentCitation.objects.get()
    assert (row.plan, row.document, row.clause) == (plan, CitedDocument.objects.get(key="91-2017-nd-cp"), "V")
    cited = client.get(address("cited", "91-2017-nd-cp"))
    assert address("plan", plan.uid) in cited.content.decode()
    assert "mục V" in words(cited)
    assert enter(people, "district_leader").get(page).status_code == 403
