"""The desk's pages of decisions: what is offered to whom, each act from a page, what is refused and kept."""

from __future__ import annotations

import uuid
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.foundation.core.uploads import pdf, upload
from tests.harness.pages import address as at
from tests.harness.pages import enter, words
from tests.stages.decisions.support import (
    OWN,
    WORDS,
    Awards,
    drafted,
    issued,
    many,
    many_names,
    prompt,
    recorded,
    selected,
    submitted,
    three,
)
from tests.stages.publications.test_consulting import before_the_public
from thidua.foundation.core import files
from thidua.stages.decisions.models import Decision
from thidua.stages.honours.models import Honour
from thidua.stages.nominations.models import Nomination

pytestmark = pytest.mark.django_db
LIST = "/ban-lam-viec/quyet-dinh/"
FORM = ("thu", 1, "bang-khen-tinh")
OUTSIDE = ("thu", 1, "bang-khen-ubnd")


def sent(decision: Decision | None = None, **more: Any) -> dict[str, Any]:
    version = {"version": decision.version} if decision else {}
    return {"receipt": str(uuid.uuid4()), **version, **more}


def test_whole_way_from_the_list_to_the_golden_book(found: Awards) -> None:
    three(found)
    client, chief = enter(found.cast, "province_officer"), enter(found.cast, "province_leader")
    assert "3 tên đã xét chọn, chờ quyết định" in words(client.get(LIST))
    assert "Nguyễn Văn Minh Họa" in words(client.get(at("decision-new", *FORM)))
    answer = client.post(at("decision-new", *FORM), sent(), follow=True)
    decision = Decision.objects.get()
    assert answer.redirect_chain[-1][0] == at("decision", decision.uid)
    form = client.get(at("decision-submit", decision.uid)).content.decode()
    assert "Cả hai mang tên, chức vụ của người bấm ký trên hệ thống." in form
    client.post(at("decision-submit", decision.uid), sent(decision))
    decision.refresh_from_db()
    page = chief.get(at("decision", decision.uid))
    assert ("Ký, ban hành" in words(page), "Chờ tôi ký" in words(page)) == (True, True)
    answer = chief.post(at("decision-issue", decision.uid), sent(decision), follow=True)
    assert "Đã ký, ban hành." in words(answer)
    assert "Quyết định 01/QĐ-MTTQ-BTT" in words(answer)
    assert Honour.objects.count() == 3


def test_consultation_under_way_stands_on_the_decision_and_asks_why(found: Awards) -> None:
    decision = drafted(found)
    before_the_public(found, decision.entries.get(position=1).nomination)
    client = enter(found.cast, "province_officer")
    told = "Đang lấy ý kiến Nhân dân đến hết ngày 29/7/2024; 0 ý kiến chưa đọc."
    assert f"Điều kiện Xin xem lại Ủy ban MTTQ Việt Nam xã Đắk Lao: {told}" in words(
        client.get(at("decision", decision.uid))
    )
    where = at("decision-submit", decision.uid)
    assert told in words(client.get(where))
    refused = client.post(where, sent(decision, reason=""))
    assert (refused.status_code, "ghi lý do trình trước" in words(refused)) == (422, True)
    assert client.post(where, sent(decision, reason="Lễ trao ngày 18/7")).status_code == 302


def test_press_sent_twice_acts_once(found: Awards) -> None:
    decision = submitted(found)
    client, data = enter(found.cast, "province_leader"), sent(decision)
    for _time in range(2):
        client.post(at("decision-issue", decision.uid), data)
    assert Honour.objects.count() == 3


def test_button_that_cannot_be_pressed_says_who_can(found: Awards) -> None:
    decision = submitted(found)
    page = enter(found.cast, "province_officer").get(at("decision", decision.uid)).content.decode()
    assert "Quyết định khen thưởng do lãnh đạo Ủy ban MTTQ Việt Nam tỉnh Đắk Nông ký." in page
    assert at("decision-issue", decision.uid) not in page
    empty = prompt(found)
    page = enter(found.cast, "province_officer").get(at("decision", empty.uid)).content.decode()
    assert "Chưa có tên nào trong danh sách." in page


def test_leader_gives_back_and_the_reason_stands_on_the_page(found: Awards) -> None:
    decision = submitted(found)
    chief = enter(found.cast, "province_leader")
    answer = chief.post(at("decision-return", decision.uid), sent(decision, reason="  "))
    assert answer.status_code == 422
    chief.post(at("decision-return", decision.uid), sent(decision, reason="Thiếu xã Trúc Sơn"))
    page = words(enter(found.cast, "province_officer").get(at("decision", decision.uid)))
    assert "Lãnh đạo trả lại Thiếu xã Trúc Sơn" in page


def test_number_taken_is_told_at_its_field_and_the_words_are_kept(found: Awards) -> None:
    issued(found)
    later = prompt(found, found.cast.sister_commune)
    data = sent(
        later, number="1", date="15/7/2024", title="Chủ tịch", name="Người Ký Tay", scan=upload(pdf(), "qd.pdf")
    )
    answer = enter(found.cast, "province_officer").post(at("decision-paper-record", later.uid), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Số 1 năm 2024 đã có văn bản khác" in unescape(page.split('id="id_number_error"')[1])
    assert 'value="Người Ký Tay"' in page
    later.refresh_from_db()
    assert (later.status, Honour.objects.count()) == ("draft", 3)


def test_paper_with_a_free_number_is_recorded(found: Awards) -> None:
    decision, chief = drafted(found), found.cast.people["province_leader"]
    data = sent(decision, number="35", date="1/7/2024", signer=chief.uid, scan=upload(pdf(), "qd.pdf"))
    answer = enter(found.cast, "province_officer").post(at("decision-paper-record", decision.uid), data, follow=True)
    assert "Quyết định 35/QĐ-MTTQ-BTT" in words(answer)


def test_outside_decision_is_recorded_name_by_name(found: Awards) -> None:
    person, far, commune = three(found, form=found.outside)
    client = enter(found.cast, "province_officer")
    data = sent(
        number="1234/QĐ-UBND", date="10/7/2024", decider="Chủ tịch Ủy ban nhân dân tỉnh", scan=upload(pdf(), "qd.pdf"),
        **{f"result-{person.uid}": "given", f"result-{far.uid}": "lowered", f"result-{commune.uid}": ""},
    )  # fmt: skip
    answer = client.post(at("decision-record", *OUTSIDE), data)
    assert (answer.status_code, Decision.objects.count()) == (422, 0)
    assert "Xin ghi hình thức được tặng." in unescape(answer.content.decode().split(f'id="id_form-{far.uid}_error"')[1])
    data |= {f"form-{far.uid}": "Giấy khen", "scan": upload(pdf(), "qd.pdf")}
    answer = client.post(at("decision-record", *OUTSIDE), data, follow=True)
    page = words(answer)
    assert (
        "Quyết định 1234/QĐ-UBND" in page,
        "hạ hình thức : Giấy khen" in page or "hạ hình thức: Giấy khen" in page,
    ) == (True, True)
    assert dict(Nomination.objects.values_list("pk", "status")) == {
        person.pk: "honoured", far.pk: "lowered", commune.pk: "selected",
    }  # fmt: skip
    assert files.of_owner("decision", Decision.objects.get().uid).count() == 1


def test_pages_of_the_wrong_kind_of_form_lead_on(found: Awards) -> None:
    client = enter(found.cast, "province_officer")
    assert "không soạn ở đây" in words(client.get(at("decision-new", *OUTSIDE)))
    assert "do chính đơn vị quyết định" in words(client.get(at("decision-record", *FORM)))
    assert "Không có tên nào chờ quyết định" in words(client.get(at("decision-record", *OUTSIDE)))


def test_commendation_at_once_is_made_name_by_name(found: Awards) -> None:
    client = enter(found.cast, "province_officer")
    client.post(at("decision-prompt", *FORM), sent())
    decision = Decision.objects.get()
    address = at("decision-name-add", decision.uid)
    answer = client.post(address, sent(decision, unit="Xã Không Có", achievement=WORDS))
    assert (answer.status_code, "Không có nơi nào tên «Xã Không Có»" in words(answer)) == (422, True)
    client.post(address, sent(decision, unit="thon 1, xa nam dong", new_person="Y Minh Họa", achievement=WORDS))
    page = client.get(at("decision", decision.uid))
    assert "Y Minh Họa" in words(page)
    entry = decision.entries.get()
    decision.refresh_from_db()
    client.post(at("decision-name-drop", decision.uid, entry.uid), sent(decision))
    assert decision.entries.count() == 0


@pytest.mark.parametrize("rows", [1, 3, 1_000])
def test_pages_take_the_same_statements_and_stay_light(found: Awards, rows: int) -> None:
    decision = many(found, rows)[0]
    many_names(found, decision, rows - 1)
    client = enter(found.cast, "province_officer")
    counts = []
    for address in (LIST, at("decision", decision.uid)):
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(address)
        counts.append(len(captured))
        assert len(page.content) < 150_000
    # The page of one decision is no list: who reads it, the decision, its names and honours, files, history.
    assert counts == [8, 10]


def test_list_says_what_to_do_when_empty(found: Awards) -> None:
    page = words(enter(found.cast, "province_officer").get(LIST))
    assert ("Chưa có quyết định nào" in page, OWN in page, "chưa có tên nào chờ quyết định" in page) == (
        True,
        True,
        True,
    )
    assert "Soạn, ghi quyết định" not in words(enter(found.cast, "commune_officer").get(LIST))


def test_filter_narrows_and_says_so_when_nothing_fits(found: Awards) -> None:
    recorded(found)
    client = enter(found.cast, "province_officer")
    assert "1234/QĐ-UBND" in words(client.get(LIST + "?tinh-trang=issued"))
    assert "Không có quyết định nào ở tình trạng này." in words(client.get(LIST + "?tinh-trang=draft"))
    assert client.get(LIST + "?tinh-trang=khac").status_code == 404


def test_discarded_draft_is_kept_with_its_reason(found: Awards) -> None:
    decision = drafted(found)
    client = enter(found.cast, "province_officer")
    client.post(at("decision-discard", decision.uid), sent(decision, reason="Chờ xã Trúc Sơn"))
    page = words(client.get(at("decision", decision.uid)))
    assert ("Đã bỏ bản nháp" in page, "Chờ xã Trúc Sơn" in page) == (True, True)


def test_list_taken_anew_by_a_press(found: Awards) -> None:
    decision = drafted(found)
    selected(found, found.cast.sister_commune)
    enter(found.cast, "province_officer").post(at("decision-renew", decision.uid), sent(decision))
    assert decision.entries.count() == 4
