"""Transition tables: the one door through which a status changes."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest

from tests.foundation.core.papers import LEADER, NOW, OFFICER, Paper, make
from tests.harness.state_tables import DONE, Case, cases, outcome
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow, Stale
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.core.states import MACHINES, Machine, Transition

S = Paper.Status
ROLES = {"officer": OFFICER, "leader": LEADER}


def officer(by: Any, _paper: Any) -> str | None:
    return None if by == OFFICER else "Chỉ cán bộ soạn được giấy."


def leader(by: Any, _paper: Any) -> str | None:
    return None if by == LEADER else "Chỉ lãnh đạo duyệt được giấy."


TRANSITIONS = [
    Transition("send", (S.DRAFT,), S.SENT, officer, "trình"),
    Transition("accept", (S.SENT,), S.DONE, leader, "duyệt"),
    Transition("return", (S.SENT, S.DONE), S.DRAFT, leader, "trả lại", needs_reason=True),
    Transition("drop", (S.DRAFT,), S.DROPPED, officer, "bỏ"),
]
OWNERS = {S.DRAFT: "unit", S.SENT: "superior", S.DONE: "superior", S.DROPPED: "unit"}
ALLOWED = {"send": {"officer"}, "accept": {"leader"}, "return": {"leader"}, "drop": {"officer"}}


@pytest.fixture
def machine() -> Iterator[Machine]:
    yield Machine("tests.paper", owners=OWNERS, transitions=TRANSITIONS)
    del MACHINES._entries["tests.paper"]


def unregistered() -> Machine:
    table = Machine("tests.cases", owners=OWNERS, transitions=TRANSITIONS)
    del MACHINES._entries["tests.cases"]
    return table


def test_cases_are_every_status_act_and_role() -> None:
    found = cases(unregistered(), roles=ROLES, allowed=ALLOWED)

    assert len(found) == len(S) * len(TRANSITIONS) * len(ROLES)
    assert sum(case.expected == DONE for case in found) == 5
    assert Case("sent", "accept", "leader", DONE) in found
    assert Case("draft", "accept", "leader", NotNow) in found
    assert Case("draft", "accept", "officer", NotAllowed) in found


def test_cases_name_acts_that_the_allowed_roles_leave_out() -> None:
    with pytest.raises(AssertionError, match="drop"):
        cases(unregistered(), roles=ROLES, allowed={"send": set(), "accept": set(), "return": set()})


@pytest.mark.parametrize("case", cases(unregistered(), roles=ROLES, allowed=ALLOWED), ids=str)
@pytest.mark.usefixtures("papers")
@pytest.mark.django_db
def test_every_act_in_every_status_by_every_role(machine: Machine, case: Case) -> None:
    paper = make(status=case.status)

    assert outcome(machine, paper, case.act, by=ROLES[case.role]) == case.expected
    paper.refresh_from_db()
    expected = machine.transitions[case.act].target if case.expected == DONE else case.status
    assert (paper.status, paper.version) == (expected, 2 if case.expected == DONE else 1)


@pytest.mark.usefixtures("papers")
@pytest.mark.django_db
def test_step_changes_raises_the_version_and_writes_the_audit(machine: Machine) -> None:
    paper = make("Tờ trình", unit_id=5)
    later = NOW + datetime.timedelta(hours=1)
    machine.step(paper, "send", by=OFFICER, now=later, version=1, changes={"title": "Tờ trình 2"})

    paper.refresh_from_db()
    assert (paper.status, paper.version, paper.changed_at, paper.title) == (S.SENT, 2, later, "Tờ trình 2")
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.actor_label, entry.object_uid, entry.unit_id) == ("trình", OFFICER.label, paper.uid, 5)
    assert (entry.before, entry.after) == (
        {"status": "draft", "title": "Tờ trình"},
        {"status": "sent", "title": "Tờ trình 2"},
    )


@pytest.mark.usefixtures("papers")
@pytest.mark.django_db
def test_old_version_is_told_before_anything_changes(machine: Machine) -> None:
    paper = make(version=4)
    with pytest.raises(Stale):
        machine.step(paper, "send", by=OFFICER, now=NOW, version=3)

    paper.refresh_from_db()
    assert (paper.status, AuditEntry.objects.count()) == (S.DRAFT, 0)


@pytest.mark.usefixtures("papers")
@pytest.mark.django_db
def test_act_that_needs_a_reason_is_refused_without_one(machine: Machine) -> None:
    paper = make(status=S.SENT)
    with pytest.raises(Invalid) as refusal:
        machine.step(paper, "return", by=LEADER, now=NOW, reason="  ")
    assert list(refusal.value.fields) == ["reason"]

    machine.step(paper, "return", by=LEADER, now=NOW, reason="thiếu ảnh")
    assert AuditEntry.objects.get().reason == "thiếu ảnh"


@pytest.mark.usefixtures("papers")
def test_refusals_are_sentences(machine: Machine) -> None:
    with pytest.raises(NotAllowed, match="Chỉ lãnh đạo duyệt được giấy"):
        machine.check(Paper(status=S.SENT), "accept", by=OFFICER)
    with pytest.raises(NotNow, match="Không thể duyệt vì bản ghi đang ở tình trạng «nháp»"):
        machine.check(Paper(status=S.DRAFT), "accept", by=LEADER)


def test_offers_are_the_open_acts_and_the_closed_ones_with_their_reason(machine: Machine) -> None:
    offers = machine.offers(Paper(status=S.SENT), by=OFFICER)

    assert [(offer.name, offer.allowed, offer.why_not, offer.needs_reason) for offer in offers] == [
        ("accept", False, "Chỉ lãnh đạo duyệt được giấy.", False),
        ("return", False, "Chỉ lãnh đạo duyệt được giấy.", True),
    ]
    assert [offer.allowed for offer in machine.offers(Paper(status=S.DRAFT), by=OFFICER)] == [True, True]
    assert machine.offers(Paper(status=S.DROPPED), by=OFFICER) == []


def test_table_with_a_status_nobody_owns_is_an_error() -> None:
    with pytest.raises(ValueError, match="without an owner"):
        Machine("tests.bad", owners={S.DRAFT: "unit"}, transitions=TRANSITIONS)
    with pytest.raises(ValueError, match="there twice"):
        Machine("tests.bad", owners=OWNERS, transitions=[*TRANSITIONS, TRANSITIONS[0]])
    assert "tests.bad" not in MACHINES


def test_table_is_registered_once(machine: Machine) -> None:
    with pytest.raises(ValueError, match="registered twice"):
        Machine(machine.name, owners=OWNERS, transitions=TRANSITIONS)
