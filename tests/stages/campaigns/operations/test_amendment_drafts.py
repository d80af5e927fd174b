"""An amending document written on the site: worded from what changes, signed with a number, and only then it holds."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests.factories import NOW, Cast
from tests.harness.pages import address, enter, receipt, words
from tests.stages.campaigns import own_plans as steps
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow, Stale
from thidua.foundation.documents.checker import check_document
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.documents.payload import from_payload
from thidua.foundation.documents.queries import as_printed
from thidua.stages.campaigns import duties, papers
from thidua.stages.campaigns.amended import Changes, NewTarget, NewTask, from_json, to_json
from thidua.stages.campaigns.models import AmendmentDraft, Plan, PlanAmendment, Target
from thidua.stages.campaigns.operations import (
    draft_amendment,
    drop_amendment,
    hand_back_amendment,
    issue_amendment,
    revise_amendment,
    set_minimum,
    submit_amendment,
)
from thidua.stages.progress.prove import prove

pytestmark = [pytest.mark.django_db, pytest.mark.clause("H.2")]
MINIMUM = "target/III.3a/minimum"
TODAY = NOW.date()
S = IssuedDocument.Status
EVERYTHING = Changes(
    values={MINIMUM: 9, "target/III.4/text": "Câu mới", "target/III.1/due_before": datetime.date(2024, 9, 1)},
    ended=("target/III.6a",),
    tasks=(NewTask("Rà soát hộ nghèo", ("front-commune",), datetime.date(2024, 9, 1)),),
    targets=(NewTarget("III.9", "Nhà", "Thêm nhà", ("front-district",), "work:great-unity-house", 2, share=100),),
    recipients=("Lưu: VT",),
)


def drafted(world: tuple[Cast, Plan], changes: Changes = EVERYTHING, **more: Any) -> AmendmentDraft:
    people, root = world
    return draft_amendment(by=people.actor("province_officer"), now=NOW, plan=root, changes=changes, **more)


def submitted(world: tuple[Cast, Plan], changes: Changes = EVERYTHING) -> AmendmentDraft:
    return submit_amendment(by=world[0].actor("province_officer"), now=NOW, draft=drafted(world, changes))


def owed(people: Cast, who: str) -> list[str]:
    found = duties.SOURCES["plans"](people.actor(who), TODAY)
    return [duty.kind for duty in found if duty.kind.startswith("amendment-")]


def text_of(draft: AmendmentDraft) -> str:
    return "\n".join(getattr(block, "text", "") for block in from_payload(draft.document.payload).blocks)


def test_what_is_kept_reads_back_as_it_was() -> None:
    assert from_json(to_json(EVERYTHING)) == EVERYTHING
    assert from_json(to_json(Changes())) == Changes()


def test_sentences_say_what_becomes_what(world: tuple[Cast, Plan]) -> None:
    draft = drafted(world, what="Theo đề nghị của các huyện.")
    text = text_of(draft)
    for said in (
        "của Kế hoạch số 286/KH-MTTQ-BTT ngày 26/10/2023",
        "Theo đề nghị của các huyện.",
        "Sửa số phải đạt của chỉ tiêu III.3a từ «1 căn» thành «9 căn».",
        "Sửa nội dung của chỉ tiêu III.4 từ «Chỉ tiêu III.4» thành «Câu mới».",
        "Sửa thời hạn (trước ngày) của chỉ tiêu III.1 từ «01/8/2024» thành «01/9/2024».",
        "Bổ sung chỉ tiêu III.9",
        "Rà soát hộ nghèo, xong trước ngày 01/9/2024.",
        "Bãi bỏ chỉ tiêu III.6a",
        "Các nội dung khác của Kế hoạch số 286/KH-MTTQ-BTT ngày 26/10/2023 không thay đổi.",
    ):
        assert said in text, text
    assert (draft.document.kind, draft.document.status) == ("plan", S.DRAFT)
    assert from_payload(draft.document.payload).recipients == ("- Lưu: VT.",)


def test_nothing_moves_before_it_is_signed_and_all_of_it_then(world: tuple[Cast, Plan]) -> None:
    people, root = world
    draft = submitted(world)
    assert Target.objects.get(code="III.3a").minimum == 1
    assert (owed(people, "province_leader"), owed(people, "province_officer")) == (["amendment-sign"], [])
    done = issue_amendment(by=people.actor("province_leader"), now=NOW, draft=draft, date=TODAY)
    amendment = PlanAmendment.objects.get()
    assert (done.amendment, done.document.status, done.document.number) == (amendment, S.ISSUED, 1)
    assert done.document.notation == "01/KH-MTTQ-BTT"
    target = Target.objects.get(code="III.3a")
    assert (target.minimum, Target.objects.filter(code="III.9").count()) == (9, 1)
    assert Target.objects.get(code="III.6a").ended_on == TODAY
    assert [line.text for line in root.recipient_lines.all()] == ["Lưu: VT"]
    assert prove(people.campaign) == []
    root.refresh_from_db()
    assert root.document is not None
    assert root.document.status == S.ISSUED  # amended, not replaced
    assert owed(people, "province_leader") == []
    with pytest.raises(NotNow):
        issue_amendment(by=people.actor("province_leader"), now=NOW, draft=done, date=TODAY)


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_the_printed_paper_has_no_deviation(world: tuple[Cast, Plan], ending: str) -> None:
    people, _root = world
    done = issue_amendment(by=people.actor("province_leader"), now=NOW, draft=submitted(world), date=TODAY)
    drawn = papers.draw(as_printed(done.document), ending)
    assert list(check_document(drawn, today=TODAY).deviations) == []


def test_who_may(world: tuple[Cast, Plan]) -> None:
    people, root = world
    for who in ("province_leader", "district_officer"):
        with pytest.raises(NotAllowed):
            draft_amendment(by=people.actor(who), now=NOW, plan=root, changes=EVERYTHING)
    draft = submitted(world)
    for who in ("province_officer", "district_leader"):
        with pytest.raises(NotAllowed):
            issue_amendment(by=people.actor(who), now=NOW, draft=draft, date=TODAY)
        with pytest.raises(NotAllowed):
            hand_back_amendment(by=people.actor(who), now=NOW, draft=draft, reason="Sửa")


def test_given_back_it_is_changed_and_goes_again(world: tuple[Cast, Plan]) -> None:
    people, _root = world
    officer, leader = people.actor("province_officer"), people.actor("province_leader")
    draft = hand_back_amendment(by=leader, now=NOW, draft=submitted(world), reason="Nâng ít hơn.")
    assert (draft.reason, owed(people, "province_officer")) == ("Nâng ít hơn.", ["amendment-returned"])
    draft = revise_amendment(by=officer, now=NOW, draft=draft, changes=Changes(values={MINIMUM: 4}))
    assert "thành «4 căn»" in text_of(draft)
    draft = submit_amendment(by=officer, now=NOW, draft=draft)
    assert draft.reason == ""
    with pytest.raises(NotNow, match="không còn là bản nháp"):
        revise_amendment(by=officer, now=NOW, draft=draft, changes=EVERYTHING)
    issue_amendment(by=leader, now=NOW, draft=draft, date=TODAY)
    assert Target.objects.get(code="III.3a").minimum == 4


def test_one_at_a_time_and_a_dropped_one_makes_room(world: tuple[Cast, Plan]) -> None:
    people, _root = world
    draft = drafted(world)
    with pytest.raises(NotNow, match="đang có một văn bản sửa đổi"):
        drafted(world)
    with pytest.raises(Stale):
        drop_amendment(by=people.actor("province_officer"), now=NOW, draft=draft, version=draft.version + 1)
    drop_amendment(by=people.actor("province_officer"), now=NOW, draft=draft)
    assert drafted(world).pk != draft.pk


def test_what_changed_meanwhile_is_told_before_it_is_signed(world: tuple[Cast, Plan]) -> None:
    people, _root = world
    draft = submitted(world)
    Target.objects.filter(code="III.4").update(text="Câu khác")
    with pytest.raises(NotNow, match="Từ khi trình đến nay"):
        issue_amendment(by=people.actor("province_leader"), now=NOW, draft=draft, date=TODAY)
    set_minimum(
        by=steps.SYSTEM, now=NOW, target=people.targets["III.3a"], unit=people.district, minimum=3, source="Kế hoạch 5"
    )
    with pytest.raises(Invalid, match="mức riêng nhẹ hơn"):
        issue_amendment(by=people.actor("province_leader"), now=NOW, draft=draft, date=TODAY)
    assert PlanAmendment.objects.count() == 0


@pytest.mark.parametrize("day", [datetime.date(2023, 1, 1), TODAY + datetime.timedelta(days=1)])
def test_day_of_the_paper(world: tuple[Cast, Plan], day: datetime.date) -> None:
    with pytest.raises(Invalid) as refused:
        issue_amendment(by=world[0].actor("province_leader"), now=NOW, draft=submitted(world), date=day)
    assert list(refused.value.fields) == ["date"]


@pytest.mark.slow
def test_pages_from_the_draft_to_the_issued_document(world: tuple[Cast, Plan]) -> None:
    people, root = world
    officer, leader = enter(people, "province_officer"), enter(people, "province_leader")
    page = address("plan-amend-root", root.uid)
    assert "Soạn văn bản sửa đổi" in words(officer.get(page))
    form = {
        MINIMUM: "mười", "new-0-code": "III.9", "new-0-label": "Nhà", "new-0-text": "Thêm nhà",
        "new-0-unit_kinds": ["front-district"], "new-0-manner": "work:great-unity-house", "new-0-minimum": "2",
        "new-0-operator": ">=", "tasks": "Rà soát | không có loại này", "version": root.version, "receipt": receipt(),
    }  # fmt: skip
    wrong = officer.post(page, form)
    assert wrong.context["form"].fields[MINIMUM].help_text == "Đang là: 1 căn"
    Target.objects.filter(code="III.3a").update(text="Mỗi huyện xây ít nhất 01 căn nhà")
    seen = officer.post(page, {"act": "preview", MINIMUM: "9", "version": root.version, "receipt": receipt()})
    assert seen.status_code == 200
    assert "Chỉ tiêu III.3a: Số phải đạt: 1 căn → 9 căn" in words(seen)
    assert "Câu của chỉ tiêu III.3a vẫn ghi số cũ" in words(seen)
    said = {"act": "preview", MINIMUM: "9", "target/III.3a/text": "Ít nhất 9 căn", "version": root.version}
    assert "vẫn ghi số cũ" not in words(officer.post(page, {**said, "receipt": receipt()}))
    assert officer.post(page, {"act": "preview", "version": root.version, "receipt": receipt()}).status_code == 422
    assert not AmendmentDraft.objects.exists()
    assert (wrong.status_code, set(wrong.context["form"].errors)) == (422, {MINIMUM, "tasks"})
    for typed in ("mười", "Rà soát | không có loại này", "Thêm nhà"):
        assert typed in wrong.content.decode()
    label = people.commune.kind.label
    good = {**form, MINIMUM: "9", "tasks": f"Rà soát | {label} | 31/8/2024", "target/III.6a": "on"}
    told = officer.post(page, good, follow=True)
    draft = AmendmentDraft.objects.get()
    assert told.redirect_chain[0][0] == address("amendment", draft.uid)
    assert "Bãi bỏ chỉ tiêu III.6a" in words(told)
    assert "chưa ban hành" in words(officer.get(page))
    edit = officer.get(address("amendment-write", draft.uid))
    assert edit.context["form"]["new-0-code"].value() == "III.9"
    assert edit.context["form"]["tasks"].value() == f"Rà soát | {label} | 31/8/2024"
    assert edit.context["form"]["target/III.6a"].value() is True
    officer.post(address("amendment-submit", draft.uid), {"version": draft.version, "receipt": receipt()})
    assert "Ký văn bản sửa đổi" in words(leader.get(address("home")))
    draft.refresh_from_db()
    signing = leader.get(address("amendment-issue", draft.uid))
    assert "Ký, ban hành" in words(signing)
    given = {"version": draft.version, "receipt": receipt(), "date": "15/7/2024"}
    done = leader.post(address("amendment-issue", draft.uid), given, follow=True)
    assert "Bản 2: 01/KH-MTTQ-BTT" in words(done)
    assert Target.objects.get(code="III.3a").minimum == 9
    assert enter(people, "district_officer").get(address("amendment", draft.uid)).status_code == 404
