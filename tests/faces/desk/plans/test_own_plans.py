"""A unit's own plan on the desk, from the plan above to the word that it is there: every page of its way."""

from __future__ import annotations

import copy
import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import NOW, Cast
from tests.foundation.core.uploads import pdf, upload
from tests.harness.pages import address, enter, receipt, words
from tests.stages.campaigns import own_plans as steps
from thidua.foundation.documents.models import Dispatch, IssuedDocument
from thidua.foundation.documents.registers import kept_numbers, reserve_number
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Participation, Plan, PlanComment, TaskReport
from thidua.stages.campaigns.operations import (
    amend_plan,
    ask_comments,
    call_off_comment,
    give_comment,
    hand_back_plan,
    revise_plan,
    submit_plan,
    withdraw_plan,
)
from thidua.stages.campaigns.operations.own_plans import content_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
S = IssuedDocument.Status


@pytest.fixture
def world(db: None) -> tuple[Cast, Plan]:
    return steps.world()


def filled(client: Client, place: str) -> dict[str, str]:
    """What stands in the fields of the page's form."""
    form = client.get(place).context["form"]
    values = {name: form[name].value() for name in form.fields}
    prepared = {name: form.fields[name].prepare_value(value) for name, value in values.items()}
    return {name: str(value) for name, value in prepared.items() if value is not None}


def test_what_is_done_once_is_not_offered_to_be_raised(world: tuple[Cast, Plan]) -> None:
    people, root = world
    plan = steps.begun(people, root)
    form = enter(people, "district_officer").get(address("plan-write", plan.uid)).context["form"]
    offered = {name for name in form.fields if name.startswith(("own-", "beneath-"))}
    assert {"own-III.3a", "own-III.4", "beneath-III.4", "beneath-III.5a"} <= offered
    assert [name for name in offered if name.endswith(("III.1", "III.2", "III.5b", "III.6a"))] == []


@pytest.mark.clause("H.3", "N.1", "VII.3a")
def test_plan_goes_from_the_plan_above_to_the_word_that_it_is_there(world: tuple[Cast, Plan]) -> None:
    people, root = world
    officer, leader, commune = (
        enter(people, f"{name}") for name in ("district_officer", "district_leader", "commune_officer")
    )
    assert "Soạn kế hoạch" in words(officer.get(address("plan", root.uid)))
    begun = officer.post(address("plan-start", root.uid, "ke-hoach"), {"receipt": receipt()})
    plan = Plan.objects.get(parent=root)
    assert begun.headers["Location"] == address("plan-write", plan.uid)
    page = words(officer.get(begun.headers["Location"]))
    assert "Kế hoạch số 286/KH-MTTQ-BTT giao ít nhất 1. Để trống thì theo số này; được nâng, không được hạ." in page

    given = {
        **filled(officer, address("plan-write", plan.uid)), "own-III.3a": "3", "awards": "Tập thể: 3\nCá nhân: 2",
        "tasks": "Đăng ký công trình | Ủy ban MTTQ Việt Nam cấp xã | 1/8/2024 | bản đăng ký",
    }  # fmt: skip
    lowered = officer.post(address("plan-write", plan.uid), {**given, "own-III.4": "0"})
    assert lowered.status_code == 422
    assert "0 thấp hơn mức Kế hoạch số 286/KH-MTTQ-BTT giao là ít nhất 1" in words(lowered)
    assert officer.post(address("plan-write", plan.uid), given).status_code == 302
    page = words(officer.get(address("plan", plan.uid)))
    assert "của đơn vị: 3 căn" in page
    assert "2 đơn vị trên hệ thống" in page

    plan.refresh_from_db()
    sent = officer.post(address("plan-submit", plan.uid), {"receipt": receipt(), "version": plan.version})
    assert sent.headers["Location"] == address("plan", plan.uid)
    assert "Xem và ký" in words(leader.get(address("home")))
    assert officer.get(address("plan-issue", plan.uid)).status_code == 403
    assert "Sẽ gửi tới" in words(leader.get(address("plan-issue", plan.uid)))
    plan.refresh_from_db()
    signed = leader.post(
        address("plan-issue", plan.uid), {"receipt": receipt(), "version": plan.version, "date": "15/7/2024"}
    )
    assert signed.status_code == 302
    plan.refresh_from_db()
    document = plan.document
    assert document is not None
    assert (document.status, document.notation) == (S.ISSUED, "01/KH-MTTQ-BTT")

    assert "Xác nhận đã nhận 1 văn bản" in words(commune.get(address("home")))
    assert "01/KH-MTTQ-BTT" in words(commune.get(address("documents-in")))
    page = words(commune.get(address("document", document.uid)))
    assert "Giấy khen" in page
    assert "Đã gửi tới" not in page
    assert commune.post(address("document-acknowledge", document.uid), {"receipt": receipt()}).status_code == 302
    page = words(officer.get(address("document", document.uid)))
    assert "2 đơn vị chưa xác nhận đã nhận." in page
    assert "Đề nghị các đơn vị" in page
    assert Dispatch.objects.get(document=document, unit=people.commune).acknowledged_by == "Vũ Thị Giang"
    logged = officer.post(address("document-log", document.uid), {
        "recipient": "Huyện ủy", "way": "hand", "sent_on": "15/7/2024", "receipt": receipt(),
    })  # fmt: skip
    assert logged.status_code == 302
    assert "Huyện ủy trao tay 15/7/2024" in words(officer.get(address("document", document.uid)))


def test_plan_takes_a_number_that_was_kept_back_for_it(world: tuple[Cast, Plan]) -> None:
    people, root = world
    officer, leader = people.actor("district_officer"), enter(people, "district_leader")
    plan = submit_plan(by=officer, now=NOW, plan=steps.begun(people, root))
    assert "Số tiếp theo" not in words(leader.get(address("plan-issue", plan.uid)))
    assert plan.document is not None
    book = {"unit": people.district, "body": plan.document.body, "year": NOW.year, "series": plan.document.series}
    for reason in ("Kế hoạch thi đua", "Kế hoạch khác"):
        reserve_number(by=officer, now=NOW, reason=reason, **book)
    assert "2: Kế hoạch khác" in words(leader.get(address("plan-issue", plan.uid)))
    given = {"receipt": receipt(), "version": plan.version, "date": "15/7/2024"}
    assert leader.post(address("plan-issue", plan.uid), {**given, "reserved": "7"}).status_code == 422
    assert leader.post(address("plan-issue", plan.uid), {**given, "reserved": "1"}).status_code == 302
    plan.refresh_from_db()
    assert plan.document.notation == "01/KH-MTTQ-BTT"
    assert [row.number for row in kept_numbers(**book)] == [2]


@pytest.mark.clause("H.3")
def test_asked_unit_reads_the_draft_and_is_answered(world: tuple[Cast, Plan]) -> None:
    people, root = world
    plan = steps.written(people, root)
    officer, commune = enter(people, "district_officer"), enter(people, "commune_officer")
    assert commune.get(address("plan", plan.uid)).status_code == 404
    asked = officer.post(address("plan-ask", plan.uid), {
        "units": [str(people.commune.uid)], "persons": "Ông Hoàng, nguyên Chủ tịch", "due_before": "20/7/2024",
        "receipt": receipt(), "version": plan.version,
    })  # fmt: skip
    assert asked.status_code == 302
    comment = PlanComment.objects.get(plan=plan, unit=people.commune)
    assert "Góp ý dự thảo" in words(commune.get(address("home")))
    assert "03 tập thể" in words(commune.get(address("plan-comment", comment.uid)))
    given = commune.post(address("plan-comment", comment.uid), {
        "text": "Đề nghị thêm 01 Giấy khen", "receipt": receipt(), "version": comment.version,
    })  # fmt: skip
    assert given.status_code == 302
    plan.refresh_from_db()
    refused = officer.post(
        address("plan-submit", plan.uid), {"receipt": receipt(), "version": plan.version}, follow=True
    )
    assert "Còn 1 ý kiến chưa trả lời" in refused.content.decode()
    comment.refresh_from_db()
    silent = officer.post(address("plan-comment-answer", comment.uid), {
        "is_taken": "no", "answer": "", "receipt": receipt(), "version": comment.version,
    })  # fmt: skip
    assert "Xin giải trình vì sao không tiếp thu." in words(silent)
    answered = officer.post(address("plan-comment-answer", comment.uid), {
        "is_taken": "no", "answer": "Đã đủ số", "receipt": receipt(), "version": comment.version,
    })  # fmt: skip
    assert answered.status_code == 302
    assert "Đã đủ số" in words(commune.get(address("plan", plan.uid)))
    person = PlanComment.objects.get(plan=plan, person="Ông Hoàng, nguyên Chủ tịch")
    off = officer.post(address("plan-comment-off", person.uid), {"receipt": receipt(), "version": person.version})
    assert off.status_code == 302
    assert PlanComment.objects.get(pk=person.pk).status == PlanComment.Status.CALLED_OFF


def test_plan_is_begun_only_where_one_may_stand(world: tuple[Cast, Plan]) -> None:
    people, root = world
    plan = steps.issued(people, root)
    commune = enter(people, "commune_officer")
    assert "Soạn kế hoạch" in words(commune.get(address("plan", plan.uid)))
    withdraw_plan(by=people.actor("district_leader"), now=NOW, plan=plan, reason="Sai")
    assert "Soạn kế hoạch" not in words(commune.get(address("plan", plan.uid)))


def test_withdrawn_plan_says_when_and_why_and_nobody_is_reminded_of_it(world: tuple[Cast, Plan]) -> None:
    people, root = world
    plan = steps.issued(people, root)
    assert plan.document is not None
    letter = address("document", plan.document.uid)
    officer, commune = enter(people, "district_officer"), enter(people, "commune_officer")
    assert "Lời nhắc để gửi nhóm" in words(officer.get(letter))
    withdraw_plan(by=people.actor("district_leader"), now=NOW, plan=plan, reason="Ghi nhầm ngày")
    for page in (officer.get(letter), commune.get(letter), officer.get(address("plan", plan.uid))):
        assert re.search(r"Ngày, lý do thu hồi \d+/\d+/\d+: Ghi nhầm ngày", words(page))
    assert "Lời nhắc để gửi nhóm" not in words(officer.get(letter))
    fresh = Plan.objects.get(pk=plan.pk)
    officer.post(address("plan-amend", plan.uid), {"receipt": receipt(), "version": fresh.version})
    again = words(officer.get(address("plan", plan.uid)))
    assert "đã thu hồi; bản này có hiệu lực khi được ký" in again
    assert "vẫn có hiệu lực" not in again


def test_draft_given_back_says_why_at_its_top(world: tuple[Cast, Plan]) -> None:
    people, root = world
    plan = submit_plan(by=people.actor("district_officer"), now=NOW, plan=steps.written(people, root))
    hand_back_plan(by=people.actor("district_leader"), now=NOW, plan=plan, reason="Bổ sung mốc sơ kết")
    assert "Lãnh đạo trả lại Bổ sung mốc sơ kết" in words(
        enter(people, "district_officer").get(address("plan", plan.uid))
    )


def test_unit_that_is_asked_no_longer_reads_the_draft_no_longer(world: tuple[Cast, Plan]) -> None:
    people, root = world
    plan = steps.written(people, root)
    officer = people.actor("district_officer")
    [comment] = ask_comments(by=officer, now=NOW, plan=plan, units=[people.commune])
    commune = enter(people, "commune_officer")
    pages = [address("plan", plan.uid), address("plan-file", plan.uid, "docx")]
    assert [commune.get(page).status_code for page in pages] == [200, 200]
    call_off_comment(by=officer, now=NOW, comment=comment)
    assert [commune.get(page).status_code for page in pages] == [404, 404]
    page = commune.get(address("plan-comment", comment.uid))
    assert page.status_code == 200
    assert "03 tập thể" not in words(page)


@pytest.mark.clause("VII.3a")
def test_task_is_owed_at_home_done_with_proof_and_seen(world: tuple[Cast, Plan]) -> None:
    people, root = world
    plan = steps.issued(people, root)
    report = steps.task_of(plan, "commune", people)
    officer, commune = enter(people, "district_officer"), enter(people, "commune_officer")
    assert "Đăng ký công trình với huyện" in words(commune.get(address("home")))
    bare: dict[str, Any] = {"done_on": "14/7/2024", "receipt": receipt(), "version": report.version}
    assert "Xin kèm minh chứng: bản đăng ký." in words(commune.post(address("task", report.uid), bare))
    done = commune.post(address("task", report.uid), {**bare, "receipt": receipt(), "uploads": upload(pdf(), "dk.pdf")})
    assert done.status_code == 302
    assert "Xem 1 việc đơn vị đã báo xong" in words(officer.get(address("home")))
    page = words(officer.get(address("tasks") + "?xem=da-giao"))
    assert "Xã Nam Dong" in page
    assert "14/7/2024" in page
    report.refresh_from_db()
    back = officer.post(address("task-return", report.uid), {
        "reason": "Thiếu chữ ký", "receipt": receipt(), "version": report.version,
    })  # fmt: skip
    assert back.status_code == 302
    assert "Thiếu chữ ký" in words(commune.get(address("task", report.uid)))
    report.refresh_from_db()
    again = {"done_on": "15/7/2024", "receipt": receipt(), "version": report.version}
    assert commune.post(address("task", report.uid), again).status_code == 302
    report.refresh_from_db()
    assert (
        officer.post(address("task-see", report.uid), {"receipt": receipt(), "version": report.version}).status_code
        == 302
    )
    report.refresh_from_db()
    assert (report.status, TaskReport.objects.filter(task__plan=plan).count()) == (TaskReport.Status.SEEN, 3)
    assert enter(people, "far_district_officer").get(address("task", report.uid)).status_code == 404


def test_versions_and_the_cascade_have_their_pages(world: tuple[Cast, Plan]) -> None:
    people, root = world
    people.campaign.tasks.create(key="district-plan", clause="IV.1b", text="Kế hoạch", unit_kinds=["front-district"],
                                 milestone_key="issue-plan")  # fmt: skip
    plan = steps.issued(people, root)
    page = words(enter(people, "district_officer").get(address("plan-compare", plan.uid) + "?tu=1&den=2"))
    assert "III.3a của đơn vị – 3 căn khác" in page
    board = words(enter(people, "province_officer").get(address("plan-cascade", root.uid)))
    assert "Huyện Cư Jút 01/KH-MTTQ-BTT kế hoạch không giao" in board
    assert "Huyện Đắk Mil chưa có trên hệ thống" in board
    assert "Xã Nam Dong" not in board
    assert "1 đơn vị còn thiếu" in board
    board = words(enter(people, "province_officer").get(address("plan-cascade", root.uid) + "?xem=chua-ban-hanh"))
    assert ("Huyện Đắk Mil" in board, "Huyện Cư Jút" in board) == (True, False)
    assert enter(people, "province_officer").get(address("plan-cascade", root.uid) + "?xem=la").status_code == 404


@pytest.mark.parametrize(("count", "shown", "last"), [(1, 4, "1 đến 4 trong 4"), (100, 50, "1 đến 50 trong 103")])
def test_cascade_has_pages_in_the_same_number_of_statements(
    world: tuple[Cast, Plan], count: int, shown: int, last: str
) -> None:
    people, root = world
    kinds = ["front-commune"]
    people.campaign.tasks.create(key="p", clause="IV.1b", text="Kế hoạch", unit_kinds=kinds, milestone_key="issue-plan")
    copied = Unit.objects.get(pk=people.commune.pk), Participation.objects.get(unit=people.commune)
    for _number in range(count):
        unit, place = map(copy.copy, copied)
        unit.pk, unit.uid, place.pk = None, uuid.uuid4(), None
        unit.save(force_insert=True)
        place.unit = unit
        place.save(force_insert=True)
    client = enter(people, "province_officer")
    client.get(address("plan-cascade", root.uid))
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address("plan-cascade", root.uid))
    assert (len(asked), page.content.decode().count('<th scope="row"'), last in words(page)) == (12, shown, True)


def test_signed_scan_is_compared_with_the_original(world: tuple[Cast, Plan]) -> None:
    people, root = world
    plan = steps.issued(people, root)
    assert plan.document is not None
    officer = enter(people, "district_officer")
    printed = officer.get(address("document-file", plan.document.uid, "docx")).content
    place = address("document-scan", plan.document.uid)
    kept = officer.post(place, {"scan": upload(printed, "ban-ky.docx"), "receipt": receipt()}, follow=True)
    assert "Mọi con số của bản ký khớp với bản gốc." in words(kept)


def test_two_presses_begin_one_plan(world: tuple[Cast, Plan]) -> None:
    people, root = world
    officer, key = enter(people, "district_officer"), receipt()
    places = {
        officer.post(address("plan-start", root.uid, "ke-hoach"), {"receipt": key}).headers["Location"]
        for _ in range(2)
    }
    assert len(places) == 1
    plan = Plan.objects.get(parent=root)
    second = officer.post(address("plan-start", root.uid, "ke-hoach"), {"receipt": receipt()}, follow=True)
    assert "bản đang có" in second.content.decode()
    assert content_of(plan).subject == plan.title


def test_amendment_is_shown_to_nobody_outside_until_it_is_signed(world: tuple[Cast, Plan]) -> None:
    people, root = world
    plan = steps.issued(people, root)
    officer = people.actor("district_officer")
    plan = amend_plan(by=officer, now=steps.NOW, plan=plan)
    revise_plan(by=officer, now=steps.NOW, plan=plan, content=steps.changed(plan, budget="Thêm 50 triệu đồng."))
    assert "Thêm 50 triệu đồng." in words(enter(people, "district_officer").get(address("plan", plan.uid)))
    for name in ("province_officer", "commune_officer"):
        page = words(enter(people, name).get(address("plan", plan.uid)))
        assert "01/KH-MTTQ-BTT" in page
        assert "Thêm 50 triệu đồng." not in page
        assert enter(people, name).get(address("plan-compare", plan.uid)).status_code == 404


def test_comment_of_another_unit_is_not_shown_to_who_was_asked(world: tuple[Cast, Plan]) -> None:
    people, root = world
    plan = steps.written(people, root)
    who = people.actor("district_officer")
    units = [people.commune, people.sister_commune]
    one, _other = ask_comments(by=who, now=steps.NOW, plan=plan, units=units)
    give_comment(by=people.actor("commune_officer"), now=steps.NOW, comment=one, text="Lời riêng của xã")
    assert "Lời riêng của xã" not in words(enter(people, "sister_officer").get(address("plan", plan.uid)))
    plan = Plan.objects.get(pk=plan.pk)
    with pytest.raises(Exception, match="chưa trả lời"):
        submit_plan(by=who, now=steps.NOW, plan=plan)
