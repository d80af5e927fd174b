"""Comments and tasks: every act in every state by everybody."""

from __future__ import annotations

import pytest

from tests.factories import NOW, Cast
from tests.harness.state_tables import Case, cases, outcome
from tests.stages.campaigns import own_plans as steps
from thidua.stages.campaigns.models import Plan, PlanComment, TaskReport
from thidua.stages.campaigns.operations import ask_comments
from thidua.stages.campaigns.states import COMMENT, TASK

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


def test_every_act_on_a_task(world: tuple[Cast, Plan]) -> None:
    people, root = world
    report = steps.task_of(steps.issued(people, root), "commune", people)
    tried: list[Case] = cases(TASK, roles=ROLES, allowed=TASKS)
    for case in tried:
        row = TaskReport.objects.get(pk=report.pk)
        row.status, row.done_on = case.status, NOW.date()
        assert outcome(TASK, row, case.act, by=people.actor(case.role)) == case.expected, str(case)
    assert len(tried) == 4 * 4 * len(ROLES)
