"""A campaign that runs amended by a document: numbers and days move, the board follows, what was stays to be read."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

import pytest

from tests.factories import NOW, SYSTEM, Cast, cast_on_board
from tests.foundation.documents import papers
from tests.harness.pages import address, enter, receipt, words
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow, Stale
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.documents.operations import record_issued
from thidua.stages.campaigns.amendable import amendable
from thidua.stages.campaigns.amended import Changes, NewTarget, NewTask
from thidua.stages.campaigns.models import (
    Campaign,
    CampaignTask,
    MilestoneKind,
    Phase,
    Plan,
    PlanAmendment,
    RecipientLine,
    Target,
    TaskReport,
)
from thidua.stages.campaigns.operations import AmendingPaper, amend_campaign, hand_out_task, set_minimum
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.moments import Moment, Reckoning
from thidua.stages.progress.prove import prove
from thidua.stages.progress.queries.places import asked_by
from thidua.stages.reports.models import Report, ReportForm, ReportPeriod, ReportSchedule

pytestmark = [pytest.mark.django_db, pytest.mark.clause("H.2")]
MINIMUM = "target/III.3a/minimum"
DAY = datetime.date(2024, 7, 12)
ONE_DAY = datetime.timedelta(days=1)


@pytest.fixture
def people(db: None) -> Cast:
    made: Cast = cast_on_board()
    return made


@pytest.fixture
def plan(people: Cast) -> Plan:
    owner = people.campaign.owner
    document = record_issued(
        by=SYSTEM, now=NOW, unit=owner, body="Ban Thường trực", document=papers.plan(), sent_at=NOW
    )
    made: Plan = Plan.objects.create(
        campaign=people.campaign, unit=owner, document=document, title="Phát động đợt thi đua", made_at=NOW,
        changed_at=NOW,
    )  # fmt: skip
    return made


def given(people: Cast, plan: Plan, **more: Any) -> dict[str, Any]:
    paper = AmendingPaper(
        more.pop("number", 9001), "KH-MTTQ-BTT", more.pop("date", DAY), "TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH",
        "Trần Văn Bình",
    )  # fmt: skip
    names = ("values", "ended", "tasks", "targets", "recipients")
    changes = {name: more.pop(name) for name in names if name in more} or {"values": {MINIMUM: 9}}
    return {
        "by": people.actor("province_leader"), "now": NOW, "plan": plan, "paper": paper, "what": "Nâng số nhà.",
        "changes": Changes(**changes), **more,
    }  # fmt: skip


def asked(people: Cast) -> int | None:
    cell = UnitProgress.objects.get(target=people.targets["III.3a"], participation__unit=people.district)
    found: int | None = cell.minimum
    return found


def test_number_moves_with_its_document_and_the_board_follows(people: Cast, plan: Plan) -> None:
    before = people.targets["III.3a"].minimum
    amend_campaign(**given(people, plan))
    target = Target.objects.get(code="III.3a")
    assert (before != 9, target.minimum, asked(people)) == (True, 9, 9)
    assert prove(people.campaign) == []
    amendment = PlanAmendment.objects.get()
    assert (amendment.number, amendment.document.number, amendment.document.date) == (2, 9001, DAY)
    assert amendment.changes == [
        {"sort": "target", "key": "III.3a", "part": "minimum", "before": before, "after": 9, "unit": "house"}
    ]
    told = AuditEntry.objects.get(act="sửa đổi đợt thi đua theo văn bản")
    assert (told.before, told.after, told.reason) == ({MINIMUM: before}, {MINIMUM: 9}, "9001/KH-MTTQ-BTT")
    assert Target.objects.get(code="III.3a-in-place").minimum == 0


def test_every_sort_of_day_moves(people: Cast, plan: Plan) -> None:
    days = {one.name: one.value for one in amendable(people.campaign) if isinstance(one.value, datetime.date)}
    moved = {name: day + datetime.timedelta(days=10) for name, day in days.items()}
    assert moved
    amend_campaign(**given(people, plan, values=moved))
    assert {one.name: one.value for one in amendable(people.campaign) if one.name in moved} == moved
    assert prove(people.campaign) == []


@pytest.mark.parametrize("name", ["province_officer", "district_leader", "commune_leader"])
def test_others_are_told_who_amends(people: Cast, plan: Plan, name: str) -> None:
    with pytest.raises(NotAllowed, match="lãnh đạo hoặc quản trị"):
        amend_campaign(**given(people, plan, by=people.actor(name)))
    assert asked(people) != 9


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"what": " "}, "what"),
        ({"values": {}}, "what"),
        ({"values": {MINIMUM: -1}}, MINIMUM),
        ({"date": datetime.date(2023, 1, 1)}, "date"),
        ({"date": datetime.date(2024, 7, 16)}, "date"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(people: Cast, plan: Plan, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        amend_campaign(**given(people, plan, **wrong))
    assert list(refused.value.fields) == [field]
    assert (PlanAmendment.objects.count(), IssuedDocument.objects.count()) == (0, 1)


def test_the_register_names_who_entered_the_document(people: Cast, plan: Plan) -> None:
    amend_campaign(**given(people, plan))
    document = PlanAmendment.objects.get().document
    leader = people.people["province_leader"]
    assert (document.made_by_id, document.changed_by_id) == (leader.pk, leader.pk)
    told = AuditEntry.objects.get(act="ghi văn bản đã ban hành trên giấy", object_uid=document.uid)
    assert leader.full_name in told.actor_label


def test_sentence_and_share_move_and_the_evening_before_keeps_them(people: Cast, plan: Plan) -> None:
    before = Target.objects.get(code="III.4")
    new = {"target/III.4/text": "Mỗi xã có ít nhất 1 công trình", "target/III.4/share": 80}
    amend_campaign(**given(people, plan, values=new))
    target = Target.objects.get(code="III.4")
    assert (target.text, target.share) == ("Mỗi xã có ít nhất 1 công trình", 80)
    assert Target.objects.get(code="III.4-registered").share == 80
    assert prove(people.campaign) == []
    evening = asked_by(people.campaign, Moment(NOW.date() - ONE_DAY, Reckoning.SHOWN)).target("III.4")
    assert (evening.text, evening.share) == (before.text, before.share)
    assert asked_by(people.campaign).target("III.4").share == 80
    Target.objects.filter(pk=target.pk).update(share=70)
    assert evening.share == 100  # a copy: nothing of it is saved


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"target/III.4/share": 0}, "target/III.4/share"),
        ({"target/III.4/share": 101}, "target/III.4/share"),
        ({"target/III.4/text": "  "}, "target/III.4/text"),
        ({"phase/1/ends_before": datetime.date(2023, 1, 1)}, "phase/1/ends_before"),
        ({"phase/1/starts_on": datetime.date(2025, 1, 1)}, "phase/1/starts_on"),
    ],
)
def test_impossible_values_stand_at_their_field(people: Cast, plan: Plan, values: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        amend_campaign(**given(people, plan, values=values))
    assert list(refused.value.fields) == [field]


def test_phase_moves_until_it_is_closed(people: Cast, plan: Plan) -> None:
    ends = datetime.date(2024, 7, 20)
    amend_campaign(**given(people, plan, values={"phase/1/ends_before": ends}))
    assert Phase.objects.get(number=1).ends_before == ends
    Phase.objects.filter(number=1).update(closed_on=NOW.date())
    with pytest.raises(Invalid, match="đã tổng kết"):
        amend_campaign(**given(people, plan, number=9002, values={"phase/1/ends_before": datetime.date(2024, 10, 1)}))


def test_end_of_the_campaign_moves_every_window_that_hangs_on_it(people: Cast, plan: Plan) -> None:
    Campaign.objects.filter(pk=people.campaign.pk).update(ends_before=datetime.date(2025, 1, 1), ends_event_key="")
    ends = datetime.date(2025, 3, 1)
    name = f"campaign/{people.campaign.key}/ends_before"
    plan = Plan.objects.get(pk=plan.pk)
    amend_campaign(**given(people, plan, values={name: ends}))
    campaign = Campaign.objects.get()
    assert campaign.ends_before == ends
    assert asked_by(campaign).dates[people.targets["III.1"].pk].counts_before == ends
    evening = asked_by(campaign, Moment(NOW.date() - ONE_DAY, Reckoning.SHOWN))
    assert evening.dates[people.targets["III.1"].pk].counts_before == datetime.date(2025, 1, 1)
    assert campaign.ends_before == ends
    assert prove(campaign) == []
    with pytest.raises(Invalid, match="không kết thúc lùi"):
        amend_campaign(**given(people, Plan.objects.get(pk=plan.pk), number=9002, values={name: DAY}))


def test_report_s_day_moves_with_its_source_and_makes_nobody_late(people: Cast, plan: Plan) -> None:
    period = report_owed(people, due=datetime.date(2024, 7, 31))
    name = "report/tong-ket/due_before"
    amend_campaign(**given(people, plan, values={name: datetime.date(2024, 8, 31)}))
    period.refresh_from_db()
    assert (period.due_before, period.due_source) == (datetime.date(2024, 8, 31), "9001/KH-MTTQ-BTT")
    form = ReportForm.objects.create(key="tong-ket", title="Tổng kết", file_hash="0", valid_from=DAY)
    Report.objects.create(
        period=period, unit=people.district, form=form, data_date=DAY, made_at=NOW, changed_at=NOW,
        submitted_at=NOW, status=Report.Status.SUBMITTED,
    )  # fmt: skip
    with pytest.raises(Invalid, match="1 đơn vị đã gửi đúng hạn cũ"):
        amend_campaign(**given(people, plan, number=9002, values={name: NOW.date()}))
    # A period that another campaign shares is not this plan's to move.
    other = Campaign.objects.create(
        key="khac", name="Khác", short_name="Khác", type=Campaign.Type.REGULAR, owner=people.province,
        starts_on=DAY, file_hash="1" * 64, made_at=NOW, changed_at=NOW,
    )  # fmt: skip
    period.schedule.campaigns.add(other)
    assert name not in {one.name for one in amendable(people.campaign)}


def report_owed(people: Cast, *, due: datetime.date) -> ReportPeriod:
    schedule = ReportSchedule.objects.create(
        owner=people.province, key="tong-ket", name="Báo cáo tổng kết", form_key="tong-ket", rhythm="once",
        unit_kinds=[people.district.kind_id],
    )  # fmt: skip
    schedule.campaigns.add(people.campaign)
    return ReportPeriod.objects.create(
        schedule=schedule, key="once", name="Tổng kết", starts_on=people.campaign.starts_on, due_before=due
    )


def test_task_comes_and_another_goes_with_what_was_done_of_it(people: Cast, plan: Plan) -> None:
    kind = people.commune.kind_id
    gone = CampaignTask.objects.create(
        campaign=people.campaign, key="cu", clause="VII", text="Việc cũ", unit_kinds=[kind], milestone_key=""
    )
    [report, *_others] = hand_out_task(by=people.actor("province_officer"), now=NOW, task=gone)
    new = NewTask("Rà soát hộ nghèo", (kind,), datetime.date(2024, 9, 1))
    amend_campaign(**given(people, plan, tasks=(new,), ended=("task/cu",)))
    gone.refresh_from_db()
    assert gone.ended_on == NOW.date()
    made = CampaignTask.objects.get(plan=None, ended_on=None, text="Rà soát hộ nghèo")
    assert (made.unit_kinds, made.due_before, made.key) == ([kind], new.due_before, "sua-doi-2-1")
    assert TaskReport.objects.filter(pk=report.pk).exists()
    assert "task/cu/due_before" not in {one.name for one in amendable(people.campaign)}
    hand_out_task(by=people.actor("province_officer"), now=NOW, task=made)
    with pytest.raises(NotNow, match="đã được bãi bỏ"):
        hand_out_task(by=people.actor("province_officer"), now=NOW, task=gone)


@pytest.mark.parametrize(
    ("task", "told"),
    [
        (NewTask("", ("front-commune",)), "Xin ghi việc phải làm"),
        (NewTask("Việc", ()), "loại đơn vị"),
        (NewTask("Việc", ("không-có",)), "loại đơn vị"),
        (NewTask("Việc", ("front-commune",), datetime.date(2000, 1, 1)), "Việc"),
    ],
)
def test_wrong_task_is_told(people: Cast, plan: Plan, task: NewTask, told: str) -> None:
    with pytest.raises(Invalid, match=told) as refused:
        amend_campaign(**given(people, plan, tasks=(task,)))
    assert list(refused.value.fields) == ["tasks"]


def test_target_that_is_taken_out_is_asked_no_more_and_its_evenings_stay(people: Cast, plan: Plan) -> None:
    kind = MilestoneKind.objects.create(
        campaign=people.campaign, key="ngay-hoi-rieng", position=90, name="Ngày hội riêng", unit_kinds=[]
    )
    target = Target.objects.get(code="III.5b")
    target.measure_params = {"milestone": kind.key, "state": "verified"}
    target.save()
    later = NOW + ONE_DAY
    amend_campaign(**{**given(people, plan, ended=("target/III.5b",)), "now": later})
    target.refresh_from_db()
    kind.refresh_from_db()
    assert (target.ended_on, kind.ended_on) == (later.date(), later.date())
    codes = {row.code for row in asked_by(people.campaign, later.date()).targets}
    assert "III.5b" not in codes
    evening = asked_by(people.campaign, Moment(NOW.date(), Reckoning.SHOWN))
    assert "III.5b" in {row.code for row in evening.targets}
    assert UnitProgress.objects.filter(target=target).exists()
    assert prove(people.campaign) == []
    change = PlanAmendment.objects.get().changes
    assert change == [{"sort": "target", "key": "III.5b", "part": "ended", "before": target.text, "after": None}]


def test_figure_of_a_target_taken_out_is_shown_as_of_its_last_day(people: Cast, plan: Plan) -> None:
    amend_campaign(**given(people, plan, ended=("target/III.5b",)))
    officer = enter(people, "province_officer")
    page = f"/ban-lam-viec/chi-tieu/{people.campaign.key}/{people.province.uid}/III.5b/"
    shown = officer.get(page, follow=True)
    [(last, _status)] = shown.redirect_chain
    assert (shown.status_code, last) == (200, f"{page}?ngay={NOW.date() - ONE_DAY}")
    for more in ("tien-do/", "chua-dat/"):
        assert officer.get(page + more, follow=True).status_code == 200
    assert officer.get(page.replace("III.5b", "III.77")).status_code == 404


def test_milestone_that_others_ask_for_stays(people: Cast, plan: Plan) -> None:
    kind = MilestoneKind.objects.create(
        campaign=people.campaign, key="chung", position=91, name="Mốc chung", unit_kinds=[]
    )
    for code in ("III.5b", "III.6a"):
        Target.objects.filter(code=code).update(measure_params={"milestone": "chung", "state": "verified"})
    amend_campaign(**given(people, plan, ended=("target/III.5b",)))
    kind.refresh_from_db()
    assert kind.ended_on is None


def test_part_of_a_whole_is_not_taken_out_alone(people: Cast, plan: Plan) -> None:
    Target.objects.create(
        campaign=people.campaign, code="III.8", position=50, text="Tất cả", short_label="Tất cả",
        unit_kinds=[people.commune.kind_id], measure="all_of", measure_params={"targets": ["III.4", "III.1"]},
    )  # fmt: skip
    with pytest.raises(Invalid, match=r"Chỉ tiêu III\.8 tính cả chỉ tiêu này"):
        amend_campaign(**given(people, plan, ended=("target/III.4",)))
    amend_campaign(**given(people, plan, ended=("target/III.4", "target/III.8")))


def test_a_campaign_keeps_one_target(people: Cast, plan: Plan) -> None:
    every = tuple(f"target/{code}" for code in people.targets if Target.objects.get(code=code).companion_of_id is None)
    with pytest.raises(Invalid, match="ít nhất một chỉ tiêu"):
        amend_campaign(**given(people, plan, ended=every))


NEW = NewTarget(
    "III.9", "Nhà xây thêm", "Mỗi huyện xây thêm ít nhất 2 căn nhà đại đoàn kết", ("front-district",),
    "work:great-unity-house", 2, share=100, due_before=datetime.date(2024, 12, 1),
)  # fmt: skip


def test_target_is_added_with_its_cells_and_its_companion(people: Cast, plan: Plan) -> None:
    amend_campaign(**given(people, plan, targets=(NEW,)))
    target = Target.objects.get(code="III.9")
    assert (target.measure, target.minimum, target.measure_unit, target.due_before) == (
        "works", 2, "house", NEW.due_before,
    )  # fmt: skip
    beside = Target.objects.get(companion_of=target)
    assert beside.code == "III.9-registered"
    cell = UnitProgress.objects.get(target=target, unit=people.district)
    assert (cell.applies, cell.met) == (True, False)
    assert UnitProgress.objects.filter(target=beside).exists()
    assert prove(people.campaign) == []
    assert asked_by(people.campaign).target("III.9") == target
    evening = asked_by(people.campaign, Moment(NOW.date() - ONE_DAY, Reckoning.SHOWN))
    assert "III.9" not in {row.code for row in evening.all}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"code": "III.4"}, "new-0-code"),
        ({"code": ""}, "new-0-code"),
        ({"code": "a/b"}, "new-0-code"),
        ({"label": ""}, "new-0-label"),
        ({"text": ""}, "new-0-text"),
        ({"unit_kinds": ()}, "new-0-unit_kinds"),
        ({"unit_kinds": ("không-có",)}, "new-0-unit_kinds"),
        ({"manner": "reported"}, "new-0-manner"),
        ({"share": 0, "minimum": -1}, "new-0-minimum"),
        ({"window_before": datetime.date(2020, 1, 1)}, "new-0-window_before"),
        ({"due_before": datetime.date(2020, 1, 1)}, "new-0-due_before"),
    ],
)
def test_wrong_new_target_is_told_at_its_field(people: Cast, plan: Plan, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        amend_campaign(**given(people, plan, targets=(dataclasses.replace(NEW, **wrong),)))
    assert list(refused.value.fields) == [field]
    assert not Target.objects.filter(code="III.9").exists()


def test_recipients_are_others_from_this_document_on(people: Cast, plan: Plan) -> None:
    RecipientLine.objects.create(
        plan=plan, position=1, text="Các huyện", kind="group", selector={"unit_kinds": [people.district.kind_id]}
    )
    RecipientLine.objects.create(plan=plan, position=2, text="Lưu: VT", kind="archive")
    lines = ("Các huyện", people.women.name, "Sở Nội vụ", "Lưu: VT")
    amend_campaign(**given(people, plan, recipients=lines))
    stood = list(plan.recipient_lines.order_by("position").values_list("text", "kind"))
    assert [text for text, _kind in stood] == list(lines)
    assert plan.recipient_lines.get(position=1).selector == {"unit_kinds": [people.district.kind_id]}
    sent = PlanAmendment.objects.get().document.dispatches.order_by("id")
    assert {row.recipient for row in sent} >= {people.district.name, people.women.name, "Sở Nội vụ"}
    with pytest.raises(Invalid, match="ít nhất một nơi nhận"):
        amend_campaign(**given(people, plan, number=9002, recipients=()))


def test_window_that_ends_before_it_begins_is_refused(people: Cast, plan: Plan) -> None:
    target = people.targets["III.3a"]
    Target.objects.filter(pk=target.pk).update(window_before=datetime.date(2024, 12, 1))
    with pytest.raises(Invalid) as refused:
        amend_campaign(**given(people, plan, values={"target/III.3a/window_before": datetime.date(2020, 1, 1)}))
    assert list(refused.value.fields) == ["target/III.3a/window_before"]


def test_number_of_everybody_does_not_pass_a_unit_s_own(people: Cast, plan: Plan) -> None:
    target = people.targets["III.3a"]
    set_minimum(by=SYSTEM, now=NOW, target=target, unit=people.district, minimum=8, source="Kế hoạch 5")
    with pytest.raises(Invalid, match=r"1 đơn vị .* có mức riêng nhẹ hơn"):
        amend_campaign(**given(people, plan))


def test_second_of_two_editors_is_told_and_the_same_press_counts_once(people: Cast, plan: Plan) -> None:
    once = given(people, plan, version=plan.version, receipt="8a0d7f0a-58f3-4f5e-8b7a-3c1f2e4d5a6b")
    amend_campaign(**once)
    amend_campaign(**once)
    assert PlanAmendment.objects.count() == 1
    with pytest.raises(Stale):
        amend_campaign(**given(people, plan, version=plan.version, values={MINIMUM: 10}))


def test_plan_without_its_document_is_not_amended(people: Cast, plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(document=None)
    with pytest.raises(NotNow, match="Chỉ kế hoạch gốc đã ban hành"):
        amend_campaign(**given(people, plan))


@pytest.mark.slow
def test_page_amends_and_shows_both_versions(people: Cast, plan: Plan) -> None:
    leader = enter(people, "province_leader")
    assert "Sửa đổi theo văn bản" in words(leader.get(address("plan", plan.uid)))
    page = leader.get(address("plan-amend-root", plan.uid))
    assert page.context["form"]["symbol"].value() == "KH-MTTQ-BTT"
    form = {
        "number": "9001", "symbol": "KH-MTTQ-BTT", "date": "12/7/2024", "capacity": "", "title": "CHỦ TỊCH",
        "signer": "Trần Văn Bình", "what": "Nâng số nhà.", MINIMUM: "mười", "version": plan.version,
        "receipt": receipt(),
    }  # fmt: skip
    wrong = leader.post(address("plan-amend-root", plan.uid), form)
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, [MINIMUM])
    assert "mười" in wrong.content.decode()
    told = words(leader.post(address("plan-amend-root", plan.uid), {**form, MINIMUM: "9"}, follow=True))
    assert "Bản 2: 9001/KH-MTTQ-BTT" in told
    assert "Chỉ tiêu III.3a: Số phải đạt" in told
    assert "→ 9" in told
    assert "Sửa đổi theo văn bản" not in words(enter(people, "district_officer").get(address("plan", plan.uid)))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"phase/1/starts_on": datetime.date(2020, 1, 1)}, "phase/1/starts_on"),
        ({"phase/2/starts_on": datetime.date(2024, 2, 1)}, "phase/2/starts_on"),
        ({"phase/1/ends_before": datetime.date(2024, 12, 1)}, "phase/1/ends_before"),
    ],
)
def test_phases_follow_each_other(people: Cast, plan: Plan, values: dict[str, Any], field: str) -> None:
    first = Phase.objects.get(number=1)
    Phase.objects.filter(pk=first.pk).update(ends_before=datetime.date(2024, 8, 1))
    Phase.objects.filter(number=2).delete()
    Phase.objects.create(campaign=people.campaign, number=2, name="Hai", starts_on=datetime.date(2024, 8, 1))
    with pytest.raises(Invalid) as refused:
        amend_campaign(**given(people, plan, values=values))
    assert list(refused.value.fields) == [field]
    both = {"phase/1/ends_before": datetime.date(2024, 9, 1), "phase/2/starts_on": datetime.date(2024, 9, 1)}
    amend_campaign(**given(people, plan, values=both))


@pytest.mark.parametrize("part", ["due_before", "window_before"])
def test_no_day_is_drawn_back_behind_the_paper_that_says_so(people: Cast, plan: Plan, part: str) -> None:
    Target.objects.filter(code="III.1").update(**{part: datetime.date(2024, 8, 1)})
    name = f"target/III.1/{part}"
    with pytest.raises(Invalid, match="về trước ngày ký") as refused:
        amend_campaign(**given(people, plan, values={name: DAY}))
    assert list(refused.value.fields) == [name]
    amend_campaign(**given(people, plan, values={name: DAY + ONE_DAY}))
    assert prove(people.campaign) == []
