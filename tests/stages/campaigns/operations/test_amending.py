"""A campaign that runs amended by a document: numbers and days move, the board follows, what was stays to be read."""

from __future__ import annotations

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
from thidua.stages.campaigns.models import Plan, PlanAmendment, Target
from thidua.stages.campaigns.operations import AmendingPaper, amend_campaign, set_minimum
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.prove import prove

pytestmark = [pytest.mark.django_db, pytest.mark.clause("H.2")]
MINIMUM = "target/III.3a/minimum"
DAY = datetime.date(2024, 7, 12)


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
        9001, "KH-MTTQ-BTT", more.pop("date", DAY), "TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH", "Trần Văn Bình"
    )
    return {
        "by": people.actor("province_leader"), "now": NOW, "plan": plan, "paper": paper, "what": "Nâng số nhà.",
        "values": {MINIMUM: 9}, **more,
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
    assert amendment.changes == [{"sort": "target", "key": "III.3a", "part": "minimum", "before": before, "after": 9}]
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
    assert "Sửa đổi theo văn bản" not in words(enter(people, "province_officer").get(address("plan", plan.uid)))
