"""The decision's transition table: each status × act × role."""

from __future__ import annotations

import pytest

from tests.factories import NOW, Cast, cast
from tests.harness.state_tables import DONE, Case, cases, outcome
from tests.stages.decisions.support import awards
from thidua.stages.decisions.models import Decision
from thidua.stages.decisions.states import DECISION

pytestmark = pytest.mark.django_db

ROLES = (
    "province_officer", "province_leader", "district_officer", "district_leader", "commune_officer", "women_leader",
    "administrator",
)  # fmt: skip
OFFICER, LEADER = {"province_officer"}, {"province_leader"}
ALLOWED = {"submit": OFFICER, "return": LEADER, "issue": LEADER, "record": OFFICER, "discard": OFFICER}


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.mark.parametrize("case", cases(DECISION, roles=ROLES, allowed=ALLOWED), ids=str)
def test_every_act_in_every_state(people: Cast, case: Case) -> None:
    form = awards(people).outside
    row = Decision.objects.create(
        unit=people.province, campaign=people.campaign, form=form, is_ours=False, number="1/QĐ-UBND", status=case.status,
        decided_on=NOW.date(), decider=form.decider, made_at=NOW, changed_at=NOW,
    )  # fmt: skip
    assert outcome(DECISION, row, case.act, by=people.actor(case.role)) == case.expected
    assert case.expected != DONE or row.status == DECISION.transitions[case.act].target
