"""The pages of evaluations: from home to sent in three screens, refusals at their fields, the share with its steps."""

from __future__ import annotations

import re
import uuid
from html import unescape
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.factories import NOW, Cast, cast, make_people
from tests.harness.pages import address, enter, words
from tests.harness.recording import recorded
from tests.stages.evaluations.support import CENTRAL, begun, criteria, judged, returned, sent
from tests.stages.evaluations.test_shares import done
from tests.stages.works.support import piece
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.core.vietnamese import sort_key
from thidua.stages.evaluations.models import Evaluation, Judgement
from thidua.stages.progress import rebuild
from thidua.stages.progress.posting import gathered

pytestmark = pytest.mark.django_db
STATEMENTS = 8


@recorded
def judged_by_criteria() -> Cast:
    made = cast()
    criteria(made)
    rebuild.prepare(campaign=made.campaign, now=NOW)
    return made


@pytest.fixture
def people() -> Cast:
    return judged_by_criteria()


def filled(evaluation: Evaluation, mark: str = "met", said: str = "Đã làm", **more: Any) -> dict[str, Any]:
    """What the page of writing or of judging sends."""
    values: dict[str, Any] = {"version": evaluation.version, "receipt": str(uuid.uuid4()), "summary": "Chung", **more}
    for pk in Judgement.objects.filter(evaluation=evaluation).order_by("id").values_list("pk", flat=True):
        values |= {f"mark-{pk}": mark, f"words-{pk}": said}
    return values


def test_from_home_to_sent_in_three_screens(people: Cast) -> None:
    """Home → the list → who → writing; what is asked is on the third screen, sending ends on the evaluation's page."""
    client = enter(people, "commune_officer")
    assert address("evaluation-new") in client.get(address("evaluations")).content.decode()
    chosen = {
        "campaign": "thu", "subject": str(people.commune.uid), "new_person": "", "position": "", "receipt": str(uuid.uuid4()),
    }  # fmt: skip
    answer = client.post(address("evaluation-new"), chosen)
    evaluation = Evaluation.objects.get()
    assert answer.headers["Location"] == address("evaluation-edit", evaluation.uid)

    page = client.get(address("evaluation-edit", evaluation.uid))
    assert "Công trình, phần việc đơn vị dẫn đầu : 0 đã xác nhận, 0 đang làm" in words(page)
    answer = client.post(address("evaluation-edit", evaluation.uid), filled(evaluation, act="send"), follow=True)
    assert answer.redirect_chain[-1][0] == address("evaluation", evaluation.uid)
    assert Evaluation.objects.get().status == "sent"
    assert "Đã gửi, chờ cấp trên đánh giá" in words(answer)


def test_saved_without_sending_is_a_draft_that_says_so(people: Cast) -> None:
    evaluation = begun(people)
    client = enter(people, "commune_officer")
    answer = client.post(
        address("evaluation-edit", evaluation.uid), filled(evaluation, mark="", act="save"), follow=True
    )

    assert "Đã lưu. Bản này chưa gửi đi." in answer.content.decode()
    assert (Evaluation.objects.get().status, Judgement.objects.get().own_words) == ("draft", "Đã làm")


def test_sending_unfinished_says_where_and_keeps_what_was_typed(people: Cast) -> None:
    evaluation = begun(people)
    row = Judgement.objects.get()
    answer = enter(people, "commune_officer").post(
        address("evaluation-edit", evaluation.uid), filled(evaluation, mark="", said="Gõ dở", act="send")
    )

    assert answer.status_code == 422
    assert "Xin chọn mức cho tiêu chuẩn này." in unescape(
        answer.content.decode().split(f'id="id_mark-{row.pk}_error"')[1]
    )
    assert "Gõ dở" in answer.content.decode()
    assert (Evaluation.objects.get().status, Judgement.objects.get().own_words) == ("draft", "")
    assert AuditEntry.objects.filter(refused=True).count() == 1


def test_button_that_sends_at_once_tells_what_is_missing(people: Cast) -> None:
    evaluation = begun(people)
    answer = enter(people, "commune_officer").post(
        address("evaluation-send", evaluation.uid), {"version": 1, "receipt": str(uuid.uuid4())}, follow=True
    )

    assert "Còn 1 chỗ chưa ghi nên chưa gửi được." in unescape(answer.content.decode())
    assert Evaluation.objects.get().status == "draft"


def test_judging_starts_from_the_subjects_own_marks_and_asks_why_it_differs(people: Cast) -> None:
    evaluation = sent(people)
    row = Judgement.objects.get()
    client = enter(people, "district_officer")
    page = client.get(address("evaluation-judge", evaluation.uid)).content.decode()
    checked = re.search(r'value="met"[^>]*checked', page)
    assert checked

    answer = client.post(address("evaluation-judge", evaluation.uid), filled(evaluation, mark="not_met", said=""))
    assert answer.status_code == 422
    assert "Khác với mức đơn vị tự đánh giá thì xin ghi lý do." in unescape(
        answer.content.decode().split(f'id="id_words-{row.pk}_error"')[1]
    )
    answer = client.post(address("evaluation-judge", evaluation.uid), filled(evaluation, mark="not_met"), follow=True)
    assert "khác mức tự đánh giá" in words(answer)
    assert Judgement.objects.get().official_mark == "not_met"


def test_home_leads_who_judges_to_what_was_sent_and_who_wrote_to_what_came_back(people: Cast) -> None:
    mine = sent(people)
    assert address("evaluation", mine.uid) in enter(people, "district_leader").get(address("home")).content.decode()
    back = returned(people, by="sister_officer", unit="sister_commune")
    home = enter(people, "sister_officer").get(address("home")).content.decode()
    assert address("evaluation", back.uid) in home
    assert "Sửa bản tự đánh giá: Ủy ban MTTQ Việt Nam xã Trúc Sơn" in unescape(home)


def test_many_of_one_kind_are_one_duty_that_leads_to_their_list(people: Cast) -> None:
    for number in range(6):
        sent(people, new_person=f"Người {number}")
    home = enter(people, "district_officer").get(address("home")).content.decode()

    assert address("evaluations-view", "cho-danh-gia") in home
    assert "Đánh giá các đơn vị, cá nhân đã gửi" in unescape(home)


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        ("commune_leader", "Việc này do cán bộ hoặc lãnh đạo Ủy ban MTTQ Việt Nam huyện Cư Jút làm."),
        ("province_officer", "Việc này do cán bộ hoặc lãnh đạo Ủy ban MTTQ Việt Nam huyện Cư Jút làm."),
    ],
)
def test_who_may_not_act_reads_who_may(people: Cast, who: str, shown: str) -> None:
    evaluation = sent(people)
    assert shown in words(enter(people, who).get(address("evaluation", evaluation.uid)))


def test_statement_of_one_form_is_added_on_demand(people: Cast) -> None:
    evaluation = judged(people)
    client = enter(people, "commune_officer")
    page = client.get(address("evaluation", evaluation.uid))
    assert "Nhiều đóng góp, sáng kiến" not in words(page)
    assert address("evaluation-widen", evaluation.uid) in page.content.decode()
    sent_form = {"form": CENTRAL, "version": evaluation.version, "receipt": str(uuid.uuid4())}
    answer = client.post(address("evaluation-widen", evaluation.uid), sent_form, follow=True)

    assert "Nhiều đóng góp, sáng kiến" in words(answer)
    assert "Bằng khen của Trung ương" in words(answer)


def test_page_of_a_removed_address_shows_words_without_a_link(people: Cast) -> None:
    """What was kept when it was sent outlives the site's addresses."""
    evaluation = sent(people)
    Judgement.objects.update(known=[{"label": "Cũ", "words": "số cũ", "address": ["desk:gone", "x"], "query": ""}])
    page = enter(people, "commune_officer").get(address("evaluation", evaluation.uid))

    assert page.status_code == 200
    assert "Cũ: số cũ" in words(page)


def test_who_has_sent_nothing_is_named_with_phone_and_ready_words(people: Cast) -> None:
    sent(people)
    client = enter(people, "district_officer")
    assert address("evaluations-missing") in client.get(address("evaluations")).content.decode()
    page = words(client.get(address("evaluations-missing")))

    assert "Xã Trúc Sơn Huyện Cư Jút Người liên hệ Xã Trúc Sơn 0900 000 007" in page
    assert "Xã Nam Dong" not in page
    assert "Đến ngày 15/7/2024, còn 1 đơn vị chưa gửi bản tự đánh giá theo tiêu chuẩn thi đua: Xã Trúc Sơn." in page
    assert client.get(address("evaluations-missing") + "?dot=khac").status_code == 404


def test_share_is_offered_to_the_body_that_runs_the_campaign(people: Cast) -> None:
    client = enter(people, "province_officer")
    assert address("communes-shares") in client.get(address("evaluations")).content.decode()
    assert client.get(address("communes-shares")).headers["Location"] == address("communes-share", "thu")
    assert (
        address("communes-shares") not in enter(people, "district_officer").get(address("evaluations")).content.decode()
    )


def test_unknown_filters_are_not_found(people: Cast) -> None:
    client = enter(people, "commune_officer")
    for query in ("?trang-thai=xong", "?don-vi=x", "?dot=khac", f"?don-vi={people.sister_commune.uid}"):
        assert client.get(address("evaluations") + query).status_code == 404, query
    assert client.get("/ban-lam-viec/danh-gia/xem/khac/").status_code == 404


@pytest.mark.slow
def test_list_takes_the_same_statements_at_1_3_and_1000_rows(people: Cast) -> None:
    client = enter(people, "commune_officer")
    first = sent(people)
    counts = []
    client.get(address("evaluations"))
    for number in (0, 2, 997):
        _copies(first, number)
        with CaptureQueriesContext(connection) as seen:
            page = client.get(address("evaluations"))
        counts.append(len(seen))
    assert page.context["page"].count == 1000
    assert len(page.content) < 150 * 1024
    assert counts == [STATEMENTS] * 3


def _copies(first: Evaluation, number: int) -> None:
    """More evaluations of people, each with its statement."""
    names = [
        field.attname for field in Evaluation._meta.concrete_fields if field.attname not in ("id", "uid", "person_id")
    ]
    values = {name: getattr(first, name) for name in names} | {"sort_key": sort_key("a")}
    row = Judgement.objects.filter(evaluation=first).get()
    made = Evaluation.objects.bulk_create(
        Evaluation(**values, person=person) for person in make_people(f"Người {place}" for place in range(number))
    )
    Judgement.objects.bulk_create(
        Judgement(evaluation=each, criterion=row.criterion, text=row.text, own_mark="met") for each in made
    )


@pytest.mark.clause("V.1.2")
def test_share_shows_all_districts_and_why_one_stands_before_the_other(people: Cast) -> None:
    for number in range(3):
        done(people, piece(people, name=f"Việc {number}"))
    page = words(enter(people, "province_leader").get(address("communes-share", "thu")))

    table = page.split("Xếp sau dòng trên vì")[1]
    assert table.strip().startswith("Huyện Cư Jút 1 1/2 (50%) 1,5 3/2")
    assert "Huyện Đắk Mil 2 0/1 (0%) 0 0/1" in table
    assert table.split("Huyện Đắk Mil")[1].split("Các bước")[0].strip().endswith("tỷ lệ xã")
    assert "từ 3 công trình" in page
    assert "từ 2 công trình" in words(enter(people, "province_leader").get(address("communes-share", "thu") + "?tu=2"))


def test_share_tells_what_each_step_did(people: Cast) -> None:
    done(people, piece(people), people_served=4)
    page = words(enter(people, "province_officer").get(address("communes-share", "thu")))

    steps = page.split("Các bước xét khi bằng nhau")[1]
    assert "Huyện Cư Jút (1 công trình / 2 xã) > Huyện Đắk Mil (0 công trình / 1 xã)" in steps
    assert "Giá trị công trình Không cần đến bước này" in steps


@pytest.mark.parametrize("query", ["?tu=0", "?tu=100", "?tu=ba", "?tu=-1"])
def test_share_refuses_a_wrong_number(people: Cast, query: str) -> None:
    client = enter(people, "province_officer")
    assert client.get(address("communes-share", "thu") + query).status_code == 404
    assert client.get(address("communes-of", "thu", people.district.uid) + query).status_code == 404


@pytest.mark.parametrize("who", ["district_officer", "far_district_officer", "women_leader", "commune_officer"])
def test_others_do_not_see_districts_beside_each_other(people: Cast, who: str) -> None:
    answer = enter(people, who).get(address("communes-share", "thu"))

    assert answer.status_code == 403
    assert "chỉ dành cho cán bộ, lãnh đạo và Hội đồng của Ủy ban MTTQ Việt Nam tỉnh Đắk Nông" in words(answer)


def test_district_sees_its_own_communes(people: Cast) -> None:
    done(people, piece(people))
    client = enter(people, "district_officer")
    page = words(client.get(address("communes-of", "thu", people.district.uid) + "?tu=1"))

    assert "Xã có từ 1 công trình, mô hình đã xác nhận: 1/2 (50%)" in page
    assert "Xã Nam Dong 1 0 đồng 0 Đủ Xã Trúc Sơn 0 0 đồng 0 Chưa đủ" in page
    assert client.get(address("communes-of", "thu", people.far_district.uid)).status_code == 404


def test_pages_of_share_take_the_same_statements_however_many_works(people: Cast) -> None:
    client = enter(people, "province_officer")
    pages = (address("communes-share", "thu"), address("communes-of", "thu", people.district.uid))
    counts: list[list[int]] = []
    for number in (1, 3, 30):
        with transaction.atomic(), gathered(now=NOW):
            for place in range(number):
                done(people, piece(people, name=f"Việc {number} {place}"))
        counts.append([])
        for page in pages:
            with CaptureQueriesContext(connection) as seen:
                client.get(page)
            counts[-1].append(len(seen))
    assert counts[0] == counts[1] == counts[2]
    assert max(counts[0]) <= STATEMENTS
