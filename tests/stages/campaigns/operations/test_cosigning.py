"""A district's plan issued jointly with its women's union: named, asked, agreed or sent back, issued, taken back."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from tests.factories import NOW, START, Cast, make_person
from tests.stages.campaigns import own_plans as steps
from thidua.foundation.accounts.models import Membership
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.documents import registers
from thidua.foundation.documents.books import lines_of, registers_for
from thidua.foundation.documents.checker import check_document
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.documents.operations import withdraw_document
from thidua.foundation.documents.payload import from_payload
from thidua.foundation.documents.queries import as_printed, documents_for
from thidua.stages.campaigns import duties, papers
from thidua.stages.campaigns.models import CoSigning, Plan
from thidua.stages.campaigns.operations import (
    agree_to_sign,
    amend_plan,
    answer_recall,
    ask_recall,
    call_off_cosigner,
    hand_back_plan,
    issue_plan,
    look_through,
    name_cosigner,
    revise_plan,
    send_back_cosigning,
    submit_plan,
    withdraw_plan,
)
from thidua.stages.campaigns.operations.own_plans import content_of
from thidua.stages.campaigns.other_bodies import other_bodies
from thidua.stages.campaigns.plan_queries import cosigning_for, is_asked_to_sign, paper_for, reads_draft
from thidua.stages.campaigns.queries import plans_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.clause("II.2")]
S, J = IssuedDocument.Status, CoSigning.Status


@pytest.fixture
def world(db: None) -> tuple[Cast, Plan]:
    """The district's draft; at its women's union an officer and a leader."""
    people, root = steps.world()
    for key, role in (("district_women_officer", "officer"), ("district_women_leader", "leader")):
        people.people[key] = make_person(f"Hội {role}")
        Membership.objects.create(
            person=people.people[key], unit=people.units["district_women"], role=role, valid_from=START
        )
    return people, steps.written(people, root)


def named(people: Cast, plan: Plan) -> CoSigning:
    return name_cosigner(
        by=people.actor("district_officer"), now=NOW, plan=plan, partner=people.units["district_women"]
    )


def asked(people: Cast, plan: Plan) -> CoSigning:
    """Named, and put before both leaders."""
    joint = named(people, plan)
    submit_plan(by=people.actor("district_officer"), now=NOW, plan=plan)
    joint.refresh_from_db()
    return joint


def issued(people: Cast, plan: Plan, **more: int) -> Plan:
    joint = asked(people, plan)
    agree_to_sign(by=people.actor("district_women_leader"), now=NOW, cosigning=joint, **more)
    return issue_plan(by=people.actor("district_leader"), now=NOW, plan=plan, date=steps.TODAY)


def owed(people: Cast, who: str) -> list[str]:
    found = duties.SOURCES["plans"](people.actor(who), steps.TODAY)
    return [duty.kind for duty in found if duty.kind.startswith("plan-")]


def test_the_other_body_is_one_linked_at_the_same_level(world: tuple[Cast, Plan]) -> None:
    people, plan = world

    assert [unit.pk for unit in other_bodies(plan, steps.TODAY)] == [people.units["district_women"].pk]
    assert [unit.pk for unit in other_bodies(plan, steps.TODAY, "phu nu")] == [people.units["district_women"].pk]
    assert list(other_bodies(plan, steps.TODAY, "nông dân")) == []
    for foreign in ("women", "commune", "far_district"):
        with pytest.raises(Invalid, match="không phải tổ chức thành viên"):
            name_cosigner(by=people.actor("district_officer"), now=NOW, plan=plan, partner=people.units[foreign])


def test_naming_is_the_officers_on_a_draft_of_one_body(world: tuple[Cast, Plan]) -> None:
    people, plan = world
    women = people.units["district_women"]
    for who in ("district_leader", "district_women_officer", "district_women_leader", "commune_officer"):
        with pytest.raises(NotAllowed, match="Cư Jút"):
            name_cosigner(by=people.actor(who), now=NOW, plan=plan, partner=women)
    joint = named(people, plan)
    paper = from_payload(joint.document.payload)
    assert [(each.symbol, each.number) for each in paper.partners] == [("KH-BTV", None)]
    assert paper.partners[0].letterhead.issuer_lines == ("HỘI LIÊN HIỆP PHỤ NỮ HUYỆN CƯ JÚT", "BAN THƯỜNG VỤ")
    with pytest.raises(NotNow, match="đã có bên ký liên tịch"):
        named(people, plan)
    call_off_cosigner(by=people.actor("district_officer"), now=NOW, cosigning=joint)
    assert from_payload(IssuedDocument.objects.get(pk=joint.document_id).payload).partners == ()
    submit_plan(by=people.actor("district_officer"), now=NOW, plan=plan)
    with pytest.raises(NotNow, match="bản nháp"):
        named(people, plan)


def test_a_body_without_a_leader_on_the_site_is_not_named(world: tuple[Cast, Plan]) -> None:
    people, plan = world
    Membership.objects.filter(person=people.people["district_women_leader"]).delete()
    with pytest.raises(Invalid, match="chưa có lãnh đạo"):
        named(people, plan)
    assert not CoSigning.objects.exists()


def test_the_other_body_sees_only_what_it_is_asked_to_sign(world: tuple[Cast, Plan]) -> None:
    people, plan = world
    joint = named(people, plan)
    women = people.actor("district_women_leader")
    assert (list(plans_of(women).filter(pk=plan.pk)), owed(people, "district_women_leader")) == ([], [])
    submit_plan(by=people.actor("district_officer"), now=NOW, plan=plan)
    assert list(plans_of(women).filter(pk=plan.pk)) == [plan]
    assert owed(people, "district_women_leader") == ["plan-cosign"]
    assert (owed(people, "district_women_officer"), owed(people, "district_leader")) == (["plan-cosign-look"], [])
    plan.refresh_from_db()
    # The paper it is to sign, not the drafts before it.
    assert (is_asked_to_sign(women, plan), reads_draft(women, plan)) == (True, False)
    assert paper_for(women, plan)[0] == plan.document
    assert cosigning_for(women, joint.uid) == joint
    send_back_cosigning(by=women, now=NOW, cosigning=joint, reason="Thiếu phần việc của Hội.")
    plan.refresh_from_db()
    assert (list(plans_of(women).filter(pk=plan.pk)), is_asked_to_sign(women, plan)) == ([], False)


def test_both_sign_and_each_enters_it_in_its_register_on_one_date(world: tuple[Cast, Plan]) -> None:
    people, plan = world
    joint = asked(people, plan)
    for who in ("district_women_officer", "district_leader", "women_leader"):
        with pytest.raises(NotAllowed, match="Phụ nữ huyện Cư Jút"):
            agree_to_sign(by=people.actor(who), now=NOW, cosigning=joint)
    with pytest.raises(NotNow, match="chưa đồng ý ký"):
        issue_plan(by=people.actor("district_leader"), now=NOW, plan=plan, date=steps.TODAY)
    agree_to_sign(by=people.actor("district_women_leader"), now=NOW, cosigning=joint)
    assert owed(people, "district_leader") == ["plan-sign"]
    done = issue_plan(by=people.actor("district_leader"), now=NOW, plan=plan, date=steps.TODAY)
    assert done.document is not None
    [entry] = done.document.entries.all()
    assert (entry.unit, entry.status, entry.date) == (people.units["district_women"], S.ISSUED, steps.TODAY)
    assert (done.document.notation, entry.notation) == ("01/KH-MTTQ-BTT", "01/KH-BTV")
    assert entry.signer_name == "Hội leader"
    paper = as_printed(done.document)
    assert (paper.number, [each.number for each in paper.partners]) == (1, [1])
    assert [each.note for each in paper.signatures] == ["(đã ký)", "(đã ký)"]
    assert as_printed(entry) == paper
    # The book of each body, and everybody of both branches.
    for who, number in (("district_officer", done.document.notation), ("district_women_officer", entry.notation)):
        [book] = registers_for(people.actor(who), {})
        assert [line.notation for line in lines_of(book)] == [number]
    women = people.actor("district_women_officer")
    assert list(documents_for(women).filter(kind="plan")) == [entry]
    assert list(plans_of(women).filter(pk=plan.pk)) == [plan]
    assert CoSigning.objects.get().status == J.SIGNED
    acts = list(AuditEntry.objects.filter(unit_id=people.units["district_women"].pk).values_list("act", flat=True))
    assert {"đồng ý ký liên tịch", "ban hành liên tịch", "vào sổ văn bản liên tịch"} <= set(acts)


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_the_printed_paper_has_no_deviation(world: tuple[Cast, Plan], ending: str) -> None:
    people, plan = world
    done = issued(people, plan)
    assert done.document is not None
    drawn = papers.draw(as_printed(done.document), ending)
    assert list(check_document(drawn, today=steps.TODAY).deviations) == []


def test_a_number_kept_back_by_the_other_body_is_taken(world: tuple[Cast, Plan]) -> None:
    people, plan = world
    women = people.units["district_women"]
    kept = registers.reserve_number(
        by=people.actor("district_women_officer"), now=NOW, unit=women, body="Ban Thường vụ", year=2024,
        reason="kế hoạch liên tịch",
    )  # fmt: skip
    registers.reserve_number(
        by=people.actor("district_women_officer"), now=NOW, unit=women, body="Ban Thường vụ", year=2024, reason="khác"
    )
    joint = asked(people, plan)
    with pytest.raises(Invalid, match="không còn được giữ"):
        agree_to_sign(by=people.actor("district_women_leader"), now=NOW, cosigning=joint, reserved=7)
    agree_to_sign(by=people.actor("district_women_leader"), now=NOW, cosigning=joint, reserved=kept.number)
    done = issue_plan(by=people.actor("district_leader"), now=NOW, plan=plan, date=steps.TODAY)
    assert done.document is not None
    assert done.document.entries.get().notation == "01/KH-BTV"
    # Given up meanwhile, the next number of the book takes its place.
    kept.refresh_from_db()
    assert kept.state == kept.State.USED


def test_a_number_given_up_meanwhile_gives_way_to_the_next(world: tuple[Cast, Plan]) -> None:
    people, plan = world
    officer, women = people.actor("district_women_officer"), people.units["district_women"]
    kept = registers.reserve_number(by=officer, now=NOW, unit=women, body="Ban Thường vụ", year=2024, reason="một")
    joint = asked(people, plan)
    agree_to_sign(by=people.actor("district_women_leader"), now=NOW, cosigning=joint, reserved=kept.number)
    registers.release_number(by=officer, now=NOW, register=kept.register, number=kept.number, reason="thôi")
    done = issue_plan(by=people.actor("district_leader"), now=NOW, plan=plan, date=steps.TODAY)
    assert done.document is not None
    assert done.document.entries.get().notation == "02/KH-BTV"


def test_sent_back_it_is_a_draft_with_the_reason_and_goes_round_again(world: tuple[Cast, Plan]) -> None:
    people, plan = world
    women, officer = people.actor("district_women_leader"), people.actor("district_officer")
    joint = asked(people, plan)
    with pytest.raises(Invalid, match="lý do"):
        send_back_cosigning(by=women, now=NOW, cosigning=joint, reason=" ")
    with pytest.raises(NotAllowed, match="Phụ nữ"):
        send_back_cosigning(by=people.actor("district_women_officer"), now=NOW, cosigning=joint, reason="Sửa")
    agree_to_sign(by=women, now=NOW, cosigning=joint)
    send_back_cosigning(by=women, now=NOW, cosigning=joint, reason="Thiếu phần việc của Hội.")
    joint.refresh_from_db()
    assert (joint.status, joint.signer_name, joint.document.status) == (J.SENT_BACK, "", S.DRAFT)
    assert owed(people, "district_officer") == ["plan-sent-back"]
    plan.refresh_from_db()
    content = dataclasses.replace(content_of(plan), budget="Kinh phí của mỗi bên do bên ấy tự lo.")
    revise_plan(by=officer, now=NOW, plan=plan, content=content)
    submit_plan(by=officer, now=NOW, plan=plan)
    joint.refresh_from_db()
    assert (joint.status, joint.reason) == (J.ASKED, "")
    agree_to_sign(by=women, now=NOW, cosigning=joint)
    done = issue_plan(by=people.actor("district_leader"), now=NOW, plan=plan, date=steps.TODAY)
    assert done.document is not None
    assert done.document.status == S.ISSUED


def test_what_the_leading_bodys_leader_gives_back_was_agreed_to_no_longer(world: tuple[Cast, Plan]) -> None:
    people, plan = world
    joint = asked(people, plan)
    agree_to_sign(by=people.actor("district_women_leader"), now=NOW, cosigning=joint)
    hand_back_plan(by=people.actor("district_leader"), now=NOW, plan=plan, reason="Sửa mục tiêu")
    joint.refresh_from_db()
    assert (joint.status, joint.signer_name) == (J.NAMED, "")


def test_it_is_taken_back_by_the_leading_body_in_both_registers(world: tuple[Cast, Plan]) -> None:
    people, plan = world
    done = issued(people, plan)
    assert done.document is not None
    entry = done.document.entries.get()
    with pytest.raises(NotNow, match="do Ủy ban MTTQ Việt Nam huyện Cư Jút chủ trì"):
        withdraw_document(by=people.actor("district_women_leader"), now=NOW, issued=entry, reason="Sai")
    with pytest.raises(NotAllowed):
        withdraw_plan(by=people.actor("district_women_leader"), now=NOW, plan=done, reason="Sai")
    withdraw_plan(by=people.actor("district_leader"), now=NOW, plan=done, reason="Trùng kế hoạch của tỉnh")
    done.document.refresh_from_db()
    entry.refresh_from_db()
    assert (done.document.status, entry.status) == (S.WITHDRAWN, S.WITHDRAWN)
    told = AuditEntry.objects.filter(object_uid=entry.uid, act="thu hồi").get()
    assert told.reason == "Trùng kế hoạch của tỉnh"


def test_an_amendment_of_a_joint_paper_is_signed_by_both_and_replaces_both_entries(world: tuple[Cast, Plan]) -> None:
    people, plan = world
    done = issued(people, plan)
    assert done.document is not None
    entry = done.document.entries.get()
    officer, later = people.actor("district_officer"), NOW + datetime.timedelta(hours=1)
    done = amend_plan(by=officer, now=later, plan=done)
    joint = CoSigning.objects.get(document=done.amendment)
    with pytest.raises(NotNow, match="bản sửa đổi cũng do hai bên ký"):
        call_off_cosigner(by=officer, now=later, cosigning=joint)
    content = dataclasses.replace(content_of(done), budget="Kinh phí khác.")
    revise_plan(by=officer, now=later, plan=done, content=content)
    submit_plan(by=officer, now=later, plan=done)
    with pytest.raises(NotNow, match="chưa đồng ý ký"):
        issue_plan(by=people.actor("district_leader"), now=later, plan=done, date=steps.TODAY)
    joint.refresh_from_db()
    agree_to_sign(by=people.actor("district_women_leader"), now=later, cosigning=joint)
    again = issue_plan(by=people.actor("district_leader"), now=later, plan=done, date=steps.TODAY)
    assert again.document is not None
    entry.refresh_from_db()
    assert (entry.status, entry.replaced_by) == (S.REPLACED, again.document.entries.get())
    assert [row.notation for row in again.document.entries.all()] == ["02/KH-BTV"]


BOTH = "Ban Thường trực Ủy ban MTTQ Việt Nam huyện Cư Jút và Ban Thường vụ Hội Liên hiệp Phụ nữ huyện Cư Jút"


def text_of(plan: Plan) -> str:
    plan.refresh_from_db()
    assert plan.working is not None
    return "\n".join(getattr(block, "text", "") for block in from_payload(plan.working.payload).blocks)


def test_drafted_sentences_name_both_bodies_and_one_again(world: tuple[Cast, Plan]) -> None:
    people, plan = world
    joint = named(people, plan)
    text = text_of(plan)
    assert f"{BOTH} ban hành Kế hoạch thực hiện" in text
    assert f"Kế hoạch thực hiện đợt thi đua của {BOTH}." in text
    assert content_of(plan).preamble.count("Phụ nữ") == 1
    call_off_cosigner(by=people.actor("district_officer"), now=NOW, cosigning=joint)
    assert "Phụ nữ" not in text_of(plan)
    assert "Phụ nữ" not in content_of(plan).preamble


def test_a_preamble_the_officer_wrote_keeps_its_words(world: tuple[Cast, Plan]) -> None:
    people, plan = world
    officer = people.actor("district_officer")
    words = "Căn cứ tình hình; Ban Thường trực Ủy ban MTTQ Việt Nam huyện Cư Jút xây dựng Kế hoạch như sau:"
    revise_plan(by=officer, now=NOW, plan=plan, content=dataclasses.replace(content_of(plan), preamble=words))
    plan.refresh_from_db()
    named(people, plan)
    assert content_of(plan).preamble == f"Căn cứ tình hình; {BOTH} xây dựng Kế hoạch như sau:"


def test_an_officer_of_the_other_body_looks_it_through_for_the_leader(world: tuple[Cast, Plan]) -> None:
    people, plan = world
    joint, clerk = asked(people, plan), people.actor("district_women_officer")
    for who in ("district_officer", "district_leader", "women_officer"):
        with pytest.raises(NotAllowed, match="Phụ nữ huyện Cư Jút"):
            look_through(by=people.actor(who), now=NOW, cosigning=joint)
    seen = look_through(by=clerk, now=NOW, cosigning=joint, note="Thêm phần việc của Hội")
    assert (seen.looked_by, seen.look_note, owed(people, "district_women_officer")) == (
        clerk.label, "Thêm phần việc của Hội", [],
    )  # fmt: skip
    assert owed(people, "district_women_leader") == ["plan-cosign"]
    back = send_back_cosigning(by=people.actor("district_women_leader"), now=NOW, cosigning=seen, reason="Như ý kiến")
    with pytest.raises(NotNow, match="không còn chờ"):
        look_through(by=clerk, now=NOW, cosigning=back)
    submit_plan(by=people.actor("district_officer"), now=NOW, plan=plan)
    joint.refresh_from_db()
    assert (joint.looked_at, owed(people, "district_women_officer")) == (None, ["plan-cosign-look"])
    # Signing does not wait for it.
    agree_to_sign(by=people.actor("district_women_leader"), now=NOW, cosigning=joint)
    assert owed(people, "district_women_officer") == []


def test_the_other_body_asks_for_the_paper_to_be_taken_back(world: tuple[Cast, Plan]) -> None:
    people, plan = world
    women, leader = people.actor("district_women_leader"), people.actor("district_leader")
    joint = asked(people, plan)
    with pytest.raises(NotNow, match="đã ban hành"):
        ask_recall(by=women, now=NOW, cosigning=joint, reason="Sai")
    agree_to_sign(by=women, now=NOW, cosigning=joint)
    done = issue_plan(by=leader, now=NOW, plan=plan, date=steps.TODAY)
    joint.refresh_from_db()
    for who in ("district_women_officer", "district_leader"):
        with pytest.raises(NotAllowed):
            ask_recall(by=people.actor(who), now=NOW, cosigning=joint, reason="Sai")
    with pytest.raises(Invalid, match="lý do"):
        ask_recall(by=women, now=NOW, cosigning=joint, reason=" ")
    joint = ask_recall(by=women, now=NOW, cosigning=joint, reason="Trùng với kế hoạch của Hội tỉnh")
    assert owed(people, "district_leader") == ["plan-recall"]
    with pytest.raises(NotNow, match="xin chờ"):
        ask_recall(by=women, now=NOW, cosigning=joint, reason="Nhắc lại")
    with pytest.raises(NotAllowed):
        answer_recall(by=women, now=NOW, cosigning=joint, answer="Không")
    with pytest.raises(Invalid, match="vì sao"):
        answer_recall(by=leader, now=NOW, cosigning=joint, answer=" ")
    joint = answer_recall(by=leader, now=NOW, cosigning=joint, answer="Đã giao việc cho các xã.")
    assert owed(people, "district_leader") == []
    ask_recall(by=women, now=NOW, cosigning=joint, reason="Hội tỉnh yêu cầu")
    withdraw_plan(by=leader, now=NOW, plan=done, reason="Theo đề nghị của Hội")
    assert owed(people, "district_leader") == []
    assert AuditEntry.objects.filter(act="đề nghị thu hồi văn bản liên tịch").count() == 2
