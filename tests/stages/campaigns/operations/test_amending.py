"""A campaign that runs amended by a document: numbers and days move, the board follows, what was stays to be read."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests.factories import NOW, SYSTEM, Cast
from tests.harness.pages import address, enter, receipt, words
from tests.stages.campaigns.amendments import DAY, MINIMUM, ONE_DAY, given, report_owed
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow, Stale
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.documents.models import IssuedDocument
from thidua.stages.campaigns.amendable import amendable
from thidua.stages.campaigns.models import (
    Campaign,
    Phase,
    Plan,
    PlanAmendment,
    Target,
)
from thidua.stages.campaigns.operations import amend_campaign, set_minimum
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.moments import Moment, Reckoning
from thidua.stages.progress.prove import prove
from thidua.stages.progress.queries.places import asked_by
from thidua.stages.reports.models import Report, ReportForm

pytestmark = [pytest.mark.django_db, pytest.mark.clause("H.2")]


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
        ({"values": {"target/III.2/minimum": 3}}, "target/III.2/minimum"),
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
