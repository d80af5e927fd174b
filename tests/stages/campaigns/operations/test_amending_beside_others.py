"""An amendment beside what others do at once: units' own plans, another paper, another officer; the ledger holds."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

import pytest

from tests.factories import NOW, SYSTEM, Cast
from tests.stages.campaigns import own_plans as steps
from thidua.foundation.core.errors import Invalid, NotNow, Stale
from thidua.foundation.documents.models import IssuedDocument
from thidua.stages.campaigns.amended import Changes, NewTarget
from thidua.stages.campaigns.models import Campaign, Plan, PlanAmendment, PlanTarget, Target, TargetMinimum
from thidua.stages.campaigns.operations import (
    AmendingPaper,
    amend_campaign,
    draft_amendment,
    issue_amendment,
    revise_amendment,
    revise_plan,
    set_minimum,
    submit_amendment,
    withdraw_plan,
)
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.prove import prove

pytestmark = [pytest.mark.django_db, pytest.mark.clause("H.2")]
MINIMUM = "target/III.3a/minimum"
TODAY = NOW.date()
World = tuple[Cast, Plan]


def amended(world: World, changes: Changes, number: int = 9001, **more: Any) -> Plan:
    people, root = world
    paper = AmendingPaper(number, "KH-MTTQ-BTT", TODAY, "", "CHỦ TỊCH", "Trần Văn Bình")
    found: Plan = amend_campaign(
        by=people.actor("province_leader"), now=NOW, plan=Plan.objects.get(pk=root.pk), paper=paper, what="Sửa",
        changes=changes, **more,
    )  # fmt: skip
    assert prove(people.campaign) == []
    return found


def asked(people: Cast) -> int | None:
    cell = UnitProgress.objects.get(target=people.targets["III.3a"], unit=people.district)
    return cell.minimum


def raised(world: World) -> Plan:
    """The district's own plan, issued: it asks three where the province asks one."""
    people, root = world
    draft = steps.begun(people, root)
    officer = people.actor("district_officer")
    return steps.sign(people, revise_plan(by=officer, now=NOW, plan=draft, content=steps.full(draft)))


def test_of_a_number_that_a_unit_s_plan_raised_the_strictest_holds(world: World) -> None:
    people, _root = world
    district = raised(world)
    assert asked(people) == 3
    amended(world, Changes(values={MINIMUM: 2}))
    assert asked(people) == 3  # the district asks more of itself still
    amended(world, Changes(values={MINIMUM: 5}), 9002)
    assert (asked(people), TargetMinimum.objects.filter(target__code="III.3a").count()) == (5, 0)
    amended(world, Changes(values={MINIMUM: 1}), 9003)
    assert asked(people) == 3
    withdraw_plan(by=people.actor("district_leader"), now=NOW, plan=district, reason="Sai")
    assert (asked(people), prove(people.campaign)) == (1, [])


def test_what_the_body_itself_asked_of_a_unit_is_changed_first(world: World) -> None:
    people, _root = world
    set_minimum(by=SYSTEM, now=NOW, target=people.targets["III.3a"], unit=people.district, minimum=2, source="CV 5")
    raised(world)
    with pytest.raises(Invalid, match="mức riêng nhẹ hơn"):
        amended(world, Changes(values={MINIMUM: 3}))


def test_target_that_a_unit_s_plan_raised_is_taken_out(world: World) -> None:
    people, _root = world
    district = raised(world)
    amended(world, Changes(ended=("target/III.3a",)))
    assert PlanTarget.objects.filter(plan=district, target__code="III.3a").exists()
    withdraw_plan(by=people.actor("district_leader"), now=NOW, plan=district, reason="Sai")
    assert prove(people.campaign) == []


def test_a_paper_entered_meanwhile_stops_the_one_before_the_leader(world: World) -> None:
    people, root = world
    officer, leader = people.actor("province_officer"), people.actor("province_leader")
    draft = draft_amendment(by=officer, now=NOW, plan=root, changes=Changes(values={MINIMUM: 4}))
    draft = submit_amendment(by=officer, now=NOW, draft=draft)
    amended(world, Changes(values={MINIMUM: 2}))
    with pytest.raises(NotNow, match="Từ khi trình đến nay"):
        issue_amendment(by=leader, now=NOW, draft=draft, date=TODAY)
    assert (asked(people), PlanAmendment.objects.count()) == (2, 1)


def test_a_draft_of_what_was_taken_out_meanwhile_says_so(world: World) -> None:
    people, root = world
    officer = people.actor("province_officer")
    draft = draft_amendment(by=officer, now=NOW, plan=root, changes=Changes(values={MINIMUM: 4}))
    amended(world, Changes(ended=("target/III.3a",)))
    with pytest.raises(Invalid, match="ít nhất một điều"):
        submit_amendment(by=officer, now=NOW, draft=draft)


def test_two_officers_at_one_draft(world: World) -> None:
    people, root = world
    officer = people.actor("province_officer")
    draft = draft_amendment(by=officer, now=NOW, plan=root, changes=Changes(values={MINIMUM: 4}))
    seen = draft.version
    revise_amendment(by=officer, now=NOW, draft=draft, changes=Changes(values={MINIMUM: 5}), version=seen)
    with pytest.raises(Stale):
        revise_amendment(by=officer, now=NOW, draft=draft, changes=Changes(values={MINIMUM: 6}), version=seen)
    with pytest.raises(Stale):
        amended(world, Changes(values={MINIMUM: 6}), version=root.version + 1)


def test_the_end_before_reports_and_targets_are_due(world: World) -> None:
    people, _root = world
    Campaign.objects.update(ends_before=datetime.date(2025, 1, 1), ends_event_key="")
    people.campaign.refresh_from_db()
    due = {"target/III.1/due_before": datetime.date(2024, 12, 1)}
    amended(world, Changes(values=due))
    amended(world, Changes(values={f"campaign/{people.campaign.key}/ends_before": datetime.date(2024, 9, 1)}), 9002)
    assert Campaign.objects.get().ends_before == datetime.date(2024, 9, 1)


def test_taken_out_and_added_again_under_another_code(world: World) -> None:
    people, _root = world
    amended(world, Changes(ended=("target/III.3a",)))
    new = NewTarget("III.3a", "Nhà", "Nhà", (people.district.kind_id,), "work:great-unity-house", 2, share=100)
    with pytest.raises(Invalid, match=r"đã có chỉ tiêu III\.3a"):
        amended(world, Changes(targets=(new,)), 9002)
    amended(world, Changes(targets=(dataclasses.replace(new, code="III.3c"),)), 9003)


def test_withdrawn_plan_is_amended_no_more(world: World) -> None:
    IssuedDocument.objects.filter(pk=world[1].document_id).update(status=IssuedDocument.Status.WITHDRAWN)
    with pytest.raises(NotNow, match="thu hồi"):
        amended(world, Changes(values={MINIMUM: 4}))
    assert Target.objects.get(code="III.3a").minimum == 1
