"""A district's own plan becomes its word: signed by its leader, with the numbers that hold, amended, withdrawn."""

from __future__ import annotations

import datetime

import pytest

from tests.factories import NOW, Cast
from tests.stages.campaigns import own_plans as steps
from thidua.foundation.core import duties
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow, Stale
from thidua.foundation.documents.models import Dispatch, IssuedDocument
from thidua.foundation.documents.payload import from_payload
from thidua.stages.campaigns.models import Plan, TargetMinimum, TaskReport
from thidua.stages.campaigns.operations import (
    amend_plan,
    hand_back_plan,
    issue_plan,
    revise_plan,
    set_minimum,
    submit_plan,
)
from thidua.stages.campaigns.operations.own_plans import content_of
from thidua.stages.campaigns.plan_writing.content import Number
from thidua.stages.progress.models import UnitProgress

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
S = IssuedDocument.Status


def printed(plan: Plan) -> str:
    assert plan.document is not None
    paper = from_payload(plan.document.payload)
    texts = [block.text for block in paper.blocks if hasattr(block, "text")]
    return "\n".join([paper.subject, *texts, *paper.recipients])


def minimums(people: Cast, code: str) -> dict[str, int]:
    names = {unit.pk: key for key, unit in people.units.items()}
    rows = TargetMinimum.objects.filter(target=people.targets[code]).order_by("id")
    return {names[row.unit_id]: row.minimum for row in rows}


@pytest.mark.clause("H.3", "N.1")
def test_issued_plan_has_its_own_numbers_awards_tasks_and_reaches_its_recipients(world: tuple[Cast, Plan]) -> None:
    people, root = world
    plan = steps.issued(people, root)
    assert plan.document is not None
    assert (plan.document.status, plan.document.notation, plan.issued_version) == (S.ISSUED, "01/KH-MTTQ-BTT", 2)
    text = printed(plan)
    for said in (
        "Ủy ban MTTQ Việt Nam huyện Cư Jút phấn đấu ít nhất 3 căn", "mỗi đơn vị phấn đấu ít nhất 2",
        f"{steps.FORM}: 03 tập thể, 02 cá nhân.", "Hoàn thành chỉ tiêu nhà đại đoàn kết", "ngân sách huyện năm 2024",
        "xong trước ngày 02/8/2024; minh chứng: bản đăng ký.",
    ):  # fmt: skip
        assert said in text
    sent = Dispatch.objects.filter(document=plan.document).order_by("id").values_list("recipient", flat=True)
    assert list(sent) == [people.province.name, people.commune.name, people.sister_commune.name]
    assert minimums(people, "III.3a") == {"district": 3}
    assert minimums(people, "III.4") == {"district": 2, "commune": 2, "sister_commune": 2}
    cells = UnitProgress.objects.filter(target=people.targets["III.4"], unit=people.commune)
    assert cells.values_list("minimum", flat=True).get() == 2
    owed = TaskReport.objects.filter(task__plan=plan).order_by("id").values_list("unit__short_name", "due_before")
    assert list(owed) == [("Xã Nam Dong", steps.DUE), ("Xã Trúc Sơn", steps.DUE), ("Huyện Cư Jút", steps.DUE)]


def test_plan_is_checked_again_when_it_is_signed(world: tuple[Cast, Plan]) -> None:
    """The plan above was raised while the draft lay before the leader."""
    people, root = world
    plan = steps.written(people, root)
    plan = submit_plan(by=people.actor("district_officer"), now=NOW, plan=plan)
    set_minimum(
        by=people.actor("province_officer"), now=NOW, target=people.targets["III.3a"], unit=people.district, minimum=7,
        source="Công văn 44",
    )  # fmt: skip
    leader = people.actor("district_leader")
    with pytest.raises(Invalid, match="Công văn 44 giao là ít nhất 7"):
        issue_plan(by=leader, now=NOW, plan=plan, date=steps.TODAY)
    plan = hand_back_plan(by=leader, now=NOW, plan=plan, reason="Nâng số")
    assert IssuedDocument.objects.get(pk=plan.document_id).status == S.DRAFT


def test_draft_given_back_is_owed_to_the_officer_with_the_reason_until_it_goes_again(world: tuple[Cast, Plan]) -> None:
    people, root = world
    officer, leader = people.actor("district_officer"), people.actor("district_leader")
    plan = submit_plan(by=officer, now=NOW, plan=steps.written(people, root))
    plan = hand_back_plan(by=leader, now=NOW, plan=plan, reason="Bổ sung mốc sơ kết")
    found = [duty for duty in duties.SOURCES["plans"](officer, steps.TODAY) if duty.kind == "plan-returned"]
    assert [(duty.detail, duty.address_args) for duty in found] == [
        ("Lãnh đạo trả lại: Bổ sung mốc sơ kết", (plan.uid,))
    ]
    assert "plan-returned" not in [duty.kind for duty in duties.SOURCES["plans"](leader, steps.TODAY)]
    plan = submit_plan(by=officer, now=NOW, plan=plan)
    assert plan.returned_for == ""
    assert "plan-returned" not in [duty.kind for duty in duties.SOURCES["plans"](officer, steps.TODAY)]


@pytest.mark.clause("H.3")
def test_paper_says_the_number_that_holds_when_the_own_one_is_left_out(world: tuple[Cast, Plan]) -> None:
    people, root = world
    set_minimum(
        by=people.actor("province_officer"), now=NOW, target=people.targets["III.3a"], unit=people.district, minimum=2,
        source="Công văn 9",
    )  # fmt: skip
    plan = steps.issued(people, root)
    officer = people.actor("district_officer")
    plan = amend_plan(by=officer, now=NOW, plan=plan)
    plan = revise_plan(by=officer, now=NOW, plan=plan, content=steps.changed(plan, numbers=()))
    plan = steps.sign(people, plan)
    assert (minimums(people, "III.3a"), minimums(people, "III.4")) == ({"district": 2}, {})
    assert "huyện Cư Jút phấn đấu ít nhất 2 căn" in printed(plan)
    own = [line for line in printed(plan).split("\n") if "huyện Cư Jút phấn đấu" in line]
    assert not [line for line in own if line.startswith(people.targets["III.4"].text.rstrip("."))], own


@pytest.mark.clause("H.3")
def test_paper_that_the_plan_above_has_overtaken_is_not_signed(world: tuple[Cast, Plan]) -> None:
    people, root = world
    plan = submit_plan(by=people.actor("district_officer"), now=NOW, plan=steps.begun(people, root))
    set_minimum(
        by=people.actor("province_officer"), now=NOW, target=people.targets["III.3a"], unit=people.district, minimum=7,
        source="Công văn 44",
    )  # fmt: skip
    leader = people.actor("district_leader")
    with pytest.raises(NotNow, match="kế hoạch cấp trên"):
        issue_plan(by=leader, now=NOW, plan=plan, date=steps.TODAY)
    plan = steps.sign(people, hand_back_plan(by=leader, now=NOW, plan=plan, reason="Lập lại"))
    assert "huyện Cư Jút phấn đấu ít nhất 7 căn" in printed(plan)


def test_only_the_leader_issues_and_the_version_on_the_page_counts(world: tuple[Cast, Plan]) -> None:
    people, root = world
    plan = steps.written(people, root)
    officer = people.actor("district_officer")
    with pytest.raises(Stale):
        submit_plan(by=officer, now=NOW, plan=plan, version=plan.version - 1)
    with pytest.raises(NotNow):
        issue_plan(by=people.actor("district_leader"), now=NOW, plan=plan, date=steps.TODAY)
    plan = submit_plan(by=officer, now=NOW, plan=plan, version=plan.version)
    with pytest.raises(Invalid, match="trước ngày 286/KH-MTTQ-BTT"):
        issue_plan(by=people.actor("district_leader"), now=NOW, plan=plan, date=datetime.date(2023, 10, 25))
    with pytest.raises(NotAllowed, match="lãnh đạo"):
        issue_plan(by=officer, now=NOW, plan=plan, date=steps.TODAY)
    with pytest.raises(NotNow, match="không còn là bản nháp"):
        revise_plan(by=officer, now=NOW, plan=plan, content=steps.changed(plan, budget="x"))


@pytest.mark.clause("H.3")
def test_amendment_replaces_the_issued_plan_and_lowers_only_down_to_the_plan_above(world: tuple[Cast, Plan]) -> None:
    people, root = world
    plan = steps.issued(people, root)
    first, officer = plan.document, people.actor("district_officer")
    plan = amend_plan(by=officer, now=NOW, plan=plan)
    assert plan.document == first
    assert minimums(people, "III.4")["commune"] == 2
    content = steps.changed(plan, numbers=(Number("III.4", own=2),), tasks=content_of(plan).tasks[:1])
    plan = steps.sign(people, revise_plan(by=officer, now=NOW, plan=plan, content=content))
    assert first is not None
    first.refresh_from_db()
    assert (first.status, first.replaced_by, plan.document and plan.document.notation) == (
        S.REPLACED, plan.document, "02/KH-MTTQ-BTT",
    )  # fmt: skip
    assert minimums(people, "III.4") == {"district": 2}
    assert minimums(people, "III.3a") == {}
    standing = TaskReport.objects.filter(task__plan=plan, task__ended_on=None)
    assert sorted(standing.values_list("unit__short_name", flat=True)) == ["Xã Nam Dong", "Xã Trúc Sơn"]
