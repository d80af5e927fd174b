"""Comments and tasks: every act in every state by everybody."""

from __future__ import annotations

import pytest

from tests.factories import NOW, START, Cast, make_person
from tests.harness.state_tables import Case, cases, outcome
from tests.stages.campaigns import own_plans as steps
from thidua.foundation.accounts.models import Membership
from thidua.stages.campaigns.models import CoSigning, Plan, PlanComment, TaskReport
from thidua.stages.campaigns.operations import ask_comments, name_cosigner
from thidua.stages.campaigns.states import COMMENT, COSIGNING, TASK

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
COMMUNE, SISTER = {"commune_officer", "commune_leader"}, "sister_officer"
DISTRICT = {"district_officer", "district_leader"}
ROLES = [*sorted(COMMUNE), *sorted(DISTRICT), SISTER, "province_officer", "far_district_officer"]
COMMENTS = {
    "give": COMMUNE,
    "take": {"district_officer"},
    "explain": {"district_officer"},
    "call_off": {"district_officer"},
}
COSIGNINGS = {
    "ask": {"district_officer"}, "agree": {"district_women_leader"}, "send_back": {"district_women_leader"},
    "reopen": {"district_leader"}, "sign": {"district_leader"}, "call_off": {"district_officer"},
}  # fmt: skip
TASKS = {"report": COMMUNE, "take_back": COMMUNE, "see": DISTRICT, "return": DISTRICT}


@pytest.fixture
def world(db: None) -> tuple[Cast, Plan]:
    return steps.world()


def test_every_act_on_a_comment(world: tuple[Cast, Plan]) -> None:
    people, root = world
    plan = steps.written(people, root)
    [comment] = ask_comments(by=people.actor("district_officer"), now=NOW, plan=plan, units=[people.commune])
    PlanComment.objects.filter(pk=comment.pk).update(text="Nhất trí")
    tried: list[Case] = cases(COMMENT, roles=ROLES, allowed=COMMENTS)
    for case in tried:
        row = PlanComment.objects.get(pk=comment.pk)
        row.status = case.status
        assert outcome(COMMENT, row, case.act, by=people.actor(case.role)) == case.expected, str(case)
    assert len(tried) == 5 * 4 * len(ROLES)


def test_every_act_on_another_bodys_signature(world: tuple[Cast, Plan]) -> None:
    people, root = world
    plan = steps.written(people, root)
    women = people.units["district_women"]
    for role in ("officer", "leader"):
        person = people.people[f"district_women_{role}"] = make_person(f"Hội {role}")
        Membership.objects.create(person=person, unit=women, role=role, valid_from=START)
    joint = name_cosigner(by=people.actor("district_officer"), now=NOW, plan=plan, partner=women)
    roles = [*ROLES, "district_women_officer", "district_women_leader"]
    tried: list[Case] = cases(COSIGNING, roles=roles, allowed=COSIGNINGS)
    for case in tried:
        row = CoSigning.objects.get(pk=joint.pk)
        row.status, row.signer_name = case.status, "Ai đó"
        assert outcome(COSIGNING, row, case.act, by=people.actor(case.role)) == case.expected, str(case)
    assert len(tried) == 6 * 6 * len(roles)


def test_every_act_on_a_task(world: tuple[Cast, Plan]) -> None:
    people, root = world
    report = steps.task_of(steps.issued(people, root), "commune", people)
    tried: list[Case] = cases(TASK, roles=ROLES, allowed=TASKS)
    for case in tried:
        row = TaskReport.objects.get(pk=report.pk)
        row.status, row.done_on = case.status, NOW.date()
        assert outcome(TASK, row, case.act, by=people.actor(case.role)) == case.expected, str(case)
    assert len(tried) == 4 * 4 * len(ROLES)
