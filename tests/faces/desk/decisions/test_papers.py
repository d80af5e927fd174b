"""After the decision: its papers and certificates as files, who may have them, handing over, taking back."""

from __future__ import annotations

import pytest

from tests.faces.desk.decisions.test_pages import sent
from tests.factories import NOW
from tests.harness.pages import address as at
from tests.harness.pages import enter, words
from tests.stages.decisions.support import (
    DAY,
    Awards,
    drafted,
    officer,
    submitted,
)
from thidua.stages.decisions.models import Decision
from thidua.stages.decisions.operations import hand_over
from thidua.stages.honours.models import Honour

pytestmark = pytest.mark.django_db


def test_hand_over_notes_some_and_keeps_the_rest(decided: tuple[Awards, Decision]) -> None:
    found, decision = decided
    client = enter(found.cast, "province_officer")
    rows = list(decision.entries.order_by("position"))
    empty = client.post(at("hand-over", decision.uid), sent(on="15/7/2024"))
    assert (empty.status_code, "Xin ghi người nhận của ít nhất một tên." in words(empty)) == (422, True)
    client.post(at("hand-over", decision.uid), sent(on="15/7/2024", **{f"to-{rows[0].uid}": "Người Nhận Một"}))
    page = words(client.get(at("decision", decision.uid)))
    assert ("Trao 15/7/2024 cho Người Nhận Một" in page, page.count("chưa trao")) == (True, 2)
    hand_over(by=officer(found), now=NOW, decision=decision, on=DAY, takers={row.uid: "Người Nhận" for row in rows[1:]})
    assert "Đã trao hết" in words(client.get(at("hand-over", decision.uid)))


def test_revoked_award_stays_on_the_page(decided: tuple[Awards, Decision]) -> None:
    found, decision = decided
    entry = decision.entries.get(position=1)
    data = sent(by_decision="09/QĐ-MTTQ-BTT", on="15/7/2024", reason="Báo cáo sai")
    enter(found.cast, "province_leader").post(at("award-revoke", decision.uid, entry.uid), data)
    page = words(enter(found.cast, "commune_officer").get(at("decision", decision.uid)))
    assert "Đã hủy 15/7/2024 theo 09/QĐ-MTTQ-BTT" in page
    assert Honour.objects.count() == 3


@pytest.mark.parametrize(
    ("name", "type"),
    [
        ("quyet-dinh.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("to-trinh.pdf", "application/pdf"),
        ("ky-nhan.pdf", "application/pdf"),
    ],
)
def test_papers_are_given_as_files(decided: tuple[Awards, Decision], name: str, type: str) -> None:
    found, decision = decided
    paper, ending = name.split(".")
    answer = enter(found.cast, "province_officer").get(at("decision-paper", decision.uid, paper, ending))
    assert (answer.status_code, answer["Content-Type"]) == (200, type)
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'


def test_honoured_commune_reads_the_decision_but_prints_no_certificate(decided: tuple[Awards, Decision]) -> None:
    found, decision = decided
    client = enter(found.cast, "commune_officer")
    entry = decision.entries.get(position=2)
    statuses = {
        name: client.get(address).status_code
        for name, address in {
            "page": at("decision", decision.uid),
            "decision": at("decision-paper", decision.uid, "quyet-dinh", "pdf"),
            "proposal": at("decision-paper", decision.uid, "to-trinh", "pdf"),
            "sheet": at("decision-paper", decision.uid, "ky-nhan", "pdf"),
            "certificate": at("certificate", decision.uid, entry.uid),
            "certificates": at("certificates", decision.uid),
            "hand over": at("hand-over", decision.uid),
            "revoke": at("award-revoke", decision.uid, entry.uid),
        }.items()
    }
    assert statuses == {
        "page": 200, "decision": 200, "proposal": 403, "sheet": 403, "certificate": 403, "certificates": 403,
        "hand over": 403, "revoke": 403,
    }  # fmt: skip


def test_certificates_come_as_one_file_or_one_by_one(decided: tuple[Awards, Decision]) -> None:
    found, decision = decided
    client = enter(found.cast, "province_leader")
    entry = decision.entries.get(position=2)
    one, every = client.get(at("certificate", decision.uid, entry.uid)), client.get(at("certificates", decision.uid))
    assert [answer["Content-Type"] for answer in (one, every)] == ["application/pdf"] * 2
    assert len(every.content) > len(one.content)


def test_certificate_of_a_draft_is_told_to_wait(found: Awards) -> None:
    decision = drafted(found)
    answer = enter(found.cast, "province_officer").get(at("certificates", decision.uid))
    assert (answer.status_code, "sau khi đã ký" in words(answer)) == (409, True)


def test_papers_that_came_back_are_not_shown_as_they_were(found: Awards) -> None:
    decision = submitted(found)
    enter(found.cast, "province_leader").post(at("decision-return", decision.uid), sent(decision, reason="Sửa lại"))
    page = enter(found.cast, "province_officer").get(at("decision", decision.uid)).content.decode()
    assert ("01/TTr-HĐTĐKT" in page, "to-trinh" in page, "Toàn văn quyết định" in page) == (False, False, False)
