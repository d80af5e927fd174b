"""An end that comes earlier: what stays due after it is said, not refused; what would begin after it is refused."""

from __future__ import annotations

import datetime

import pytest

from tests.factories import NOW, Cast
from tests.harness.pages import address, enter, receipt, words
from tests.stages.campaigns import own_plans as steps
from tests.stages.campaigns.amendments import DAY, MINIMUM, given, report_owed
from thidua.foundation.core.errors import Invalid
from thidua.stages.campaigns.amendable import Value
from thidua.stages.campaigns.amended import Changes
from thidua.stages.campaigns.amendment_checks import checked
from thidua.stages.campaigns.models import (
    AmendmentDraft,
    Campaign,
    CampaignTask,
    MilestoneKind,
    Phase,
    Plan,
    PlanAmendment,
    Target,
)
from thidua.stages.campaigns.operations import amend_campaign, draft_amendment, submit_amendment
from thidua.stages.progress.prove import prove
from thidua.stages.reports.models import ReportPeriod

pytestmark = [pytest.mark.django_db, pytest.mark.clause("H.2")]
REPORT, TASK, TARGET = "report/tong-ket/due_before", "task/viec/due_before", "target/III.1/due_before"
PHASE_END = "phase/1/ends_before"
OLD_END, NEW_END = datetime.date(2025, 1, 1), datetime.date(2024, 9, 1)
LATE = datetime.date(2024, 10, 1)


@pytest.fixture
def people(db: None) -> Cast:
    """A campaign until the end of 2024: a report, a task, a target and a milestone are due in October."""
    found, _plan = steps.world()
    Campaign.objects.filter(pk=found.campaign.pk).update(ends_before=OLD_END, ends_event_key="")
    found.campaign.refresh_from_db()
    report_owed(found, due=LATE)
    CampaignTask.objects.create(
        campaign=found.campaign, key="viec", clause="VII", text="Rà soát", unit_kinds=[found.commune.kind_id],
        milestone_key="", due_before=LATE,
    )  # fmt: skip
    Target.objects.filter(code="III.1").update(due_before=LATE)
    return found


@pytest.fixture
def plan(people: Cast) -> Plan:
    found: Plan = Plan.objects.get(campaign=people.campaign, parent=None)
    return found


def end_of(people: Cast) -> str:
    return f"campaign/{people.campaign.key}/ends_before"


def left(plan: Plan, values: dict[str, Value], **more: tuple[str, ...]) -> dict[str, set[str]]:
    """The names of the days left behind each end."""
    found = checked(plan, Changes(values=values, **more), on=DAY)  # type: ignore[arg-type]
    return {one.end.name: {day.name for day in one.days} for one in found.left}


def test_days_that_stay_after_an_earlier_end_are_named_and_it_holds(people: Cast, plan: Plan) -> None:
    values: dict[str, Value] = {end_of(people): NEW_END}
    Target.objects.filter(code="III.4").update(window_before=LATE, due_before=NEW_END)
    assert left(plan, values) == {end_of(people): {REPORT, TASK, TARGET, "target/III.4/window_before"}}
    amend_campaign(**given(people, plan, values=values))
    assert Campaign.objects.get().ends_before == NEW_END
    assert Target.objects.get(code="III.1").due_before == LATE
    assert prove(people.campaign) == []


def test_what_is_moved_or_taken_out_is_not_left(people: Cast, plan: Plan) -> None:
    values: dict[str, Value] = {end_of(people): NEW_END, REPORT: NEW_END, TARGET: datetime.date(2024, 11, 1)}
    assert left(plan, values) == {end_of(people): {TASK}}
    assert left(plan, values, ended=("task/viec",)) == {}
    assert left(plan, {end_of(people): datetime.date(2025, 3, 1)}) == {}


def test_of_a_phase_what_lay_within_it_or_soon_after_is_named(people: Cast, plan: Plan) -> None:
    Target.objects.filter(code="III.1").update(due_before=datetime.date(2024, 8, 1))
    assert left(plan, {PHASE_END: datetime.date(2024, 7, 20)}) == {PHASE_END: {TARGET, "milestone/launch/due_before"}}
    assert left(plan, {PHASE_END: datetime.date(2024, 8, 1), MINIMUM: 9}) == {}
    ReportPeriod.objects.update(due_before=datetime.date(2024, 8, 20))
    assert REPORT in left(plan, {PHASE_END: datetime.date(2024, 7, 20)})[PHASE_END]
    later: dict[str, Value] = {PHASE_END: datetime.date(2024, 8, 10), "phase/2/starts_on": datetime.date(2024, 8, 1)}
    assert left(plan, later) == {}


def test_end_of_a_phase_after_the_campaign_s_is_named(people: Cast, plan: Plan) -> None:
    Phase.objects.filter(number=2).update(ends_before=OLD_END, ends_event_key="")
    assert "phase/2/ends_before" in left(plan, {end_of(people): NEW_END})[end_of(people)]


def test_what_would_begin_after_the_end_is_refused(people: Cast, plan: Plan) -> None:
    Phase.objects.filter(number=2).update(starts_on=NEW_END)
    Target.objects.filter(code="III.4").update(window_from=LATE)
    MilestoneKind.objects.create(
        campaign=people.campaign, key="sau", position=92, name="Ngày hội", unit_kinds=[], window_from=LATE
    )
    with pytest.raises(Invalid) as refused:
        amend_campaign(**given(people, plan, values={end_of(people): NEW_END}))
    assert refused.value.fields == {
        end_of(people): "Giai đoạn 2: Khoảng thời gian kết thúc trước khi bắt đầu. "
        "Chỉ tiêu III.4: Khoảng thời gian kết thúc trước khi bắt đầu. "
        "Mốc việc Ngày hội: Khoảng thời gian kết thúc trước khi bắt đầu."
    }
    assert PlanAmendment.objects.count() == 0
    moved = dict.fromkeys(("phase/2/starts_on", "target/III.4/window_from", "milestone/sau/window_from"), DAY)
    amend_campaign(**given(people, plan, values={end_of(people): NEW_END, **moved}))
    with pytest.raises(Invalid) as refused:
        amend_campaign(**given(people, plan, number=9002, values={"target/III.4/window_from": NEW_END}))
    assert list(refused.value.fields) == ["target/III.4/window_from"]


def test_what_is_taken_out_stands_in_no_end_s_way(people: Cast, plan: Plan) -> None:
    Target.objects.filter(code="III.4").update(window_from=LATE)
    amend_campaign(**given(people, plan, values={end_of(people): NEW_END}, ended=("target/III.4",)))


@pytest.mark.slow
def test_preview_names_the_days_and_leads_to_their_fields(people: Cast, plan: Plan) -> None:
    officer, page = enter(people, "province_officer"), address("plan-amend-root", plan.uid)
    form = {"act": "preview", end_of(people): "1/9/2024", "version": plan.version, "receipt": receipt()}
    seen = officer.post(page, form)
    said = words(seen)
    assert seen.status_code == 200
    assert "Kết thúc: trước ngày 1/9/2024. Những ngày sau đây nằm sau ngày ấy" in said
    for label in (
        "Báo cáo tổng kết: Hạn: trước ngày 1/10/2024",
        "Việc Rà soát: Hạn: trước ngày 1/10/2024",
        "Chỉ tiêu III.1: Hạn: trước ngày 1/10/2024",
    ):
        assert label in said
    html = seen.content.decode()
    for name in (REPORT, TASK, TARGET):
        field = seen.context["form"][name]
        assert f'href="#{field.id_for_label}"' in html
        assert f'id="{field.id_for_label}"' in html
    opened = [group for group in seen.context["form"].groups() if group.get("open")]
    assert {field.name for group in opened for field in group["fields"]} >= {REPORT, TASK, TARGET}
    later = words(officer.post(page, {**form, end_of(people): "1/3/2025", "receipt": receipt()}))
    assert "nằm sau ngày kết thúc mới" not in later
    Target.objects.filter(code="III.4").update(window_from=LATE)
    wrong = officer.post(page, {**form, "receipt": receipt()})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, [end_of(people)])


@pytest.mark.slow
def test_draft_shows_what_will_change_before_it_is_saved_and_signed(people: Cast, plan: Plan) -> None:
    officer, leader = enter(people, "province_officer"), enter(people, "province_leader")
    values: dict[str, Value] = {end_of(people): NEW_END, MINIMUM: 4}
    draft = draft_amendment(by=people.actor("province_officer"), now=NOW, plan=plan, changes=Changes(values=values))
    page = address("amendment-write", draft.uid)
    first = officer.get(page)
    for said in ("Số phải đạt: 1 căn → 4 căn", "Chỉ tiêu III.1: Hạn: trước ngày 1/10/2024", "Chưa ghi gì."):
        assert said in words(first)
    field = first.context["form"][TARGET]
    assert f'href="#{field.id_for_label}"' in first.content.decode()
    form = {
        MINIMUM: "6",
        TARGET: "1/9/2024",
        end_of(people): "1/9/2024",
        "version": draft.version,
        "receipt": receipt(),
    }
    seen = officer.post(page, {**form, "act": "preview"})
    assert seen.status_code == 200
    assert "Số phải đạt: 1 căn → 6 căn" in words(seen)
    assert "Chỉ tiêu III.1: Hạn: trước ngày: 1/10/2024 → 1/9/2024" in words(seen)
    assert "Lưu dự thảo" in words(seen)
    draft.refresh_from_db()
    assert draft.wanted["values"][MINIMUM] == 4  # nothing is kept of what is only looked at
    wrong = officer.post(page, {**form, "act": "preview", MINIMUM: "sáu", "receipt": receipt()})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, [MINIMUM])
    saved = officer.post(page, {**form, "act": "draft", "receipt": receipt()}, follow=True)
    assert "Số phải đạt: 1 căn → 6 căn" in words(saved)
    assert "Việc Rà soát: Hạn: trước ngày 1/10/2024" in words(saved)
    draft = submit_amendment(
        by=people.actor("province_officer"), now=NOW, draft=AmendmentDraft.objects.get(pk=draft.pk)
    )
    signing = words(leader.get(address("amendment-issue", draft.uid)))
    assert "Số phải đạt: 1 căn → 6 căn" in signing
    assert "Việc Rà soát: Hạn: trước ngày 1/10/2024" in signing
    Target.objects.filter(code="III.4").update(window_from=LATE)
    assert "Chỉ tiêu III.4: Khoảng thời gian kết thúc trước khi bắt đầu." in words(
        leader.get(address("amendment-issue", draft.uid))
    )
