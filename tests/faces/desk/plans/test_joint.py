"""A plan of two bodies on the desk: chosen by search, signed beside, sent back; in both registers at the end."""

from __future__ import annotations

import pytest

from tests.factories import NOW, START, Cast, make_person
from tests.harness.pages import address, enter, receipt, words
from tests.stages.campaigns import own_plans as steps
from thidua.foundation.accounts.models import Membership
from thidua.foundation.documents.models import IssuedDocument, Register
from thidua.foundation.documents.registers import reserve_number
from thidua.stages.campaigns.models import CoSigning, Plan

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.clause("II.2")]


@pytest.fixture
def world(db: None) -> tuple[Cast, Plan]:
    people, root = steps.world()
    for role in ("officer", "leader"):
        person = people.people[f"district_women_{role}"] = make_person(f"Hội {role}")
        Membership.objects.create(person=person, unit=people.units["district_women"], role=role, valid_from=START)
    return people, steps.written(people, root)


def test_plan_of_two_bodies_goes_from_the_draft_to_both_registers(world: tuple[Cast, Plan]) -> None:
    people, plan = world
    officer, leader, women, clerk = (
        enter(people, name)
        for name in ("district_officer", "district_leader", "district_women_leader", "district_women_officer")
    )
    reserve_number(
        by=people.actor("district_women_officer"), now=NOW, unit=people.units["district_women"], body="Ban Thường vụ",
        year=2024, reason="kế hoạch với Mặt trận",
    )  # fmt: skip
    name = address("plan-joint", plan.uid)
    assert "Ban hành liên tịch" in words(officer.get(address("plan", plan.uid)))
    assert "Hội Liên hiệp Phụ nữ huyện Cư Jút" in words(officer.get(name + "?q=phu+nu"))
    assert "Không tìm thấy đơn vị nào" in words(officer.get(name + "?q=nong+dan"))
    empty = officer.post(name, {"receipt": receipt(), "version": plan.version})
    assert (empty.status_code, CoSigning.objects.count()) == (422, 0)
    partner = str(people.units["district_women"].uid)
    given = {"receipt": receipt(), "version": plan.version, "partner": partner}
    assert officer.post(name, given).headers["Location"] == address("plan", plan.uid)
    assert officer.post(name, given).status_code == 302  # the same receipt: once
    joint = CoSigning.objects.get()
    page = words(officer.get(address("plan", plan.uid)))
    assert "Hội Liên hiệp Phụ nữ huyện Cư Jút chờ trình ký" in page
    assert "Thôi liên tịch" in page
    assert "đang ghi ban hành liên tịch với" in words(officer.get(name))
    assert women.get(address("plan", plan.uid)).status_code == 404
    plan.refresh_from_db()
    officer.post(address("plan-submit", plan.uid), {"receipt": receipt(), "version": plan.version})

    assert "Ký liên tịch" in words(women.get(address("home")))
    assert "Ký liên tịch" not in words(clerk.get(address("home")))
    assert "Ký ban hành" not in words(leader.get(address("home")))
    page = words(women.get(address("plan-cosign", joint.uid)))
    assert "Đồng ý ký liên tịch" in page
    assert "1: kế hoạch với Mặt trận" in page
    assert "Chỉ lãnh đạo Hội Liên hiệp Phụ nữ huyện Cư Jút" in words(clerk.get(address("plan-cosign", joint.uid)))
    assert "Xem trước khi lãnh đạo ký" in words(clerk.get(address("home")))
    joint.refresh_from_db()
    look = {"receipt": receipt(), "version": joint.version, "note": "Thêm phần việc của Hội"}
    assert clerk.post(address("plan-cosign-look", joint.uid), look).status_code == 302
    page = words(women.get(address("plan-cosign", joint.uid)))
    assert "đã xem ngày 15/7/2024" in page
    assert "Thêm phần việc của Hội" in page
    plan.refresh_from_db()
    early = leader.post(
        address("plan-issue", plan.uid), {"receipt": receipt(), "version": plan.version, "date": "15/7/2024"}
    )
    assert "chưa đồng ý ký" in words(early)
    joint.refresh_from_db()
    back = women.post(
        address("plan-cosign-return", joint.uid),
        {"receipt": receipt(), "version": joint.version, "reason": "Thiếu việc của Hội"},
    )
    assert back.headers["Location"] == address("plans")
    assert "Thiếu việc của Hội" in words(officer.get(address("home")))
    assert "Gửi lại: Thiếu việc của Hội" in words(officer.get(address("plan", plan.uid)))
    assert women.get(address("plan-cosign", joint.uid)).status_code == 404
    plan.refresh_from_db()
    officer.post(address("plan-submit", plan.uid), {"receipt": receipt(), "version": plan.version})
    joint.refresh_from_db()
    agreed = women.post(
        address("plan-cosign", joint.uid), {"receipt": receipt(), "version": joint.version, "reserved": "1"}
    )
    assert agreed.status_code == 302
    assert "Rút lại, gửi lại để sửa" in words(women.get(address("plan-cosign", joint.uid)))
    assert "đã đồng ý ký: Hội leader" in words(leader.get(address("plan-issue", plan.uid)))
    assert "Ký ban hành" in words(leader.get(address("home")))
    plan.refresh_from_db()
    leader.post(address("plan-issue", plan.uid), {"receipt": receipt(), "version": plan.version, "date": "15/7/2024"})

    plan.refresh_from_db()
    assert plan.document is not None
    entry = IssuedDocument.objects.get(led_by=plan.document)
    page = words(women.get(address("plan", plan.uid)))
    assert "01/KH-MTTQ-BTT" in page
    assert "Số: 01/KH-BTV" in page
    book = Register.objects.get(unit=people.units["district_women"])
    assert "01/KH-BTV" in words(clerk.get(address("register", book.pk)))
    page = words(clerk.get(address("document", entry.uid)))
    assert "Ủy ban MTTQ Việt Nam huyện Cư Jút (01/KH-MTTQ-BTT)" in page
    assert "Mở trang kế hoạch" in page
    assert "Hội Liên hiệp Phụ nữ huyện Cư Jút (01/KH-BTV)" in words(officer.get(address("document", plan.document.uid)))
    for ending in ("docx", "pdf"):
        assert clerk.get(address("document-file", entry.uid, ending)).status_code == 200
        assert women.get(address("plan-cosign-file", joint.uid, ending)).status_code == 200

    page = words(women.get(address("plan-cosign", joint.uid)))
    assert "Đề nghị thu hồi" in page
    joint.refresh_from_db()
    request = {"receipt": receipt(), "version": joint.version, "reason": "Trùng kế hoạch Hội tỉnh"}
    assert women.post(address("plan-cosign-recall", joint.uid), request).status_code == 302
    assert "Trả lời đề nghị thu hồi" in words(leader.get(address("home")))
    page = words(leader.get(address("plan-cosign", joint.uid)))
    assert "Thu hồi văn bản" in page
    joint.refresh_from_db()
    empty = leader.post(
        address("plan-cosign-answer", joint.uid), {"receipt": receipt(), "version": joint.version, "answer": ""}
    )
    assert empty.status_code == 422
    answer = {"receipt": receipt(), "version": joint.version, "answer": "Đã giao các xã"}
    assert leader.post(address("plan-cosign-answer", joint.uid), answer).status_code == 302
    assert "trả lời: Đã giao các xã" in words(women.get(address("plan-cosign", joint.uid)))
