"""Every state × act × role of nominations, guidance and dossiers, as tables that a new role or act cannot slip past."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import NOW, PEOPLE, SYSTEM, Cast
from tests.harness.state_tables import Case, cases, outcome
from tests.stages.nominations.support import Awards, content, proposed
from thidua.foundation.core.states import Machine
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


def every(machine: Any, may: dict[str, set[str]]) -> list[Case]:
    return cases(machine, roles=ROLES, allowed=may)


def answered(people: Cast, machine: Machine, may: dict[str, set[str]], standing: Callable[[str], Any]) -> list[str]:
    """The cases that end otherwise than the table says; each acts on a record of its own in its status."""
    by = {role: people.actor(role) for role in ROLES}
    rows = {status: standing(status) for status in machine.owners}
    wrong = []
    for case in every(machine, may):
        row = copy.deepcopy(rows[case.status])
        if outcome(machine, row, case.act, by=by[case.role]) != case.expected:
            wrong.append(str(case))
    return wrong


@pytest.mark.slow
@pytest.mark.django_db
def test_every_act_on_a_nomination(open_round: Awards) -> None:
    row = draft_nomination(by=SYSTEM, now=NOW, content=content(open_round, open_round.cast.commune))

    def standing(status: str) -> Nomination:
        values = {"status": status, "holder": open_round.cast.district, "proposed_at": NOW}
        Nomination.objects.filter(pk=row.pk).update(**values)
        return Nomination.objects.get(pk=row.pk)

    assert answered(open_round.cast, NOMINATION, MAY, standing) == []


@pytest.mark.slow
@pytest.mark.django_db
def test_every_act_on_a_guidance(open_round: Awards) -> None:
    def standing(status: str) -> AwardGuidance:
        AwardGuidance.objects.update(status=status)
        return AwardGuidance.objects.get()

    assert answered(open_round.cast, GUIDANCE, GUIDES, standing) == []


@pytest.mark.slow
@pytest.mark.django_db
def test_every_act_on_a_dossier(open_round: Awards) -> None:
    proposed(open_round, open_round.cast.commune)
    made = open_submission(by=SYSTEM, now=NOW, form=open_round.own, unit=open_round.cast.district)

    def standing(status: str) -> Submission:
        Submission.objects.filter(pk=made.pk).update(status=status, sent_at=NOW)
        return Submission.objects.get(pk=made.pk)

    assert answered(open_round.cast, SUBMISSION, SUBMITS, standing) == []
