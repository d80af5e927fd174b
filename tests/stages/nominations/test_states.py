"""Every state × act × role of nominations, guidance and dossiers, as tables that a new role or act cannot slip past."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import NOW, PEOPLE, SYSTEM, Cast
from tests.harness.state_tables import Case, cases, outcome
from tests.stages.nominations.support import Awards, content, guided, proposed
from thidua.stages.nominations.models import AwardGuidance, Nomination, Submission
from thidua.stages.nominations.operations import draft_nomination, open_submission
from thidua.stages.nominations.states import GUIDANCE, NOMINATION, SUBMISSION

ROLES = [key for key, *_rest in PEOPLE]
PROPOSER, RUNNERS = {"commune_officer"}, {"province_officer", "province_leader"}
# A nomination of the commune of Nam Dong, which the district holds.
HOLDERS = {"district_officer", "district_leader"}
MAY: dict[str, set[str]] = {
    "propose": PROPOSER, "propose_again": PROPOSER, "discard": PROPOSER, "return": HOLDERS,
    "withdraw": PROPOSER | HOLDERS, "select": RUNNERS, "reserve": RUNNERS, "unreserve": RUNNERS, "release": RUNNERS,
    "honour": RUNNERS, "lower": RUNNERS, "refuse": RUNNERS,
    "correct_honour": RUNNERS, "correct_lower": RUNNERS, "correct_refuse": RUNNERS,
}  # fmt: skip
GUIDES: dict[str, set[str]] = {"issue": {"province_leader"}, "close": RUNNERS, "reopen": RUNNERS}
# A dossier of the district of Cư Jút, sent to the province.
SENDERS = {"district_officer", "district_leader"}
SUBMITS: dict[str, set[str]] = {
    "send": SENDERS, "send_again": SENDERS, "return": RUNNERS, "accept": RUNNERS, "reopen": RUNNERS,
}  # fmt: skip


@pytest.fixture
def acted(found: Awards) -> Awards:
    guided(found)
    return found


def every(machine: Any, may: dict[str, set[str]]) -> list[Case]:
    return cases(machine, roles=ROLES, allowed=may)


def by(people: Cast, case: Case) -> Any:
    return people.actor(case.role)


@pytest.mark.slow
@pytest.mark.django_db
def test_every_act_on_a_nomination(acted: Awards) -> None:
    row = draft_nomination(by=SYSTEM, now=NOW, content=content(acted, acted.cast.commune))
    values = {"holder": acted.cast.district, "proposed_at": NOW}
    wrong = []
    for case in every(NOMINATION, MAY):
        Nomination.objects.filter(pk=row.pk).update(status=case.status, **values)
        fresh = Nomination.objects.get(pk=row.pk)
        if outcome(NOMINATION, fresh, case.act, by=by(acted.cast, case)) != case.expected:
            wrong.append(str(case))
    assert wrong == []


@pytest.mark.slow
@pytest.mark.django_db
def test_every_act_on_a_guidance(acted: Awards) -> None:
    wrong = []
    for case in every(GUIDANCE, GUIDES):
        AwardGuidance.objects.update(status=case.status)
        if outcome(GUIDANCE, AwardGuidance.objects.get(), case.act, by=by(acted.cast, case)) != case.expected:
            wrong.append(str(case))
    assert wrong == []


@pytest.mark.slow
@pytest.mark.django_db
def test_every_act_on_a_dossier(acted: Awards) -> None:
    proposed(acted, acted.cast.commune)
    made = open_submission(by=SYSTEM, now=NOW, form=acted.own, unit=acted.cast.district)
    wrong = []
    for case in every(SUBMISSION, SUBMITS):
        Submission.objects.filter(pk=made.pk).update(status=case.status, sent_at=NOW)
        fresh = Submission.objects.get(pk=made.pk)
        if outcome(SUBMISSION, fresh, case.act, by=by(acted.cast, case)) != case.expected:
            wrong.append(str(case))
    assert wrong == []
