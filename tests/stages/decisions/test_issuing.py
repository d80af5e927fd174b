"""Our own decision from the selected names to the golden book: numbers, honours, refusals."""

from __future__ import annotations

import datetime
import uuid

import pytest

from tests.factories import NOW
from tests.stages.decisions.support import (
    DAY,
    OWN,
    SIGNERS,
    WORDS,
    Awards,
    cast_with_awards,
    drafted,
    issued,
    leader,
    officer,
    prompt,
    selected,
    submitted,
    three,
)
from thidua.foundation.accounts.models import Membership
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow, Stale
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.documents.models import Dispatch, IssuedDocument, Register
from thidua.stages.decisions.models import Decision
from thidua.stages.decisions.operations import (
    issue_at_once,
    issue_decision,
    record_own_decision,
    return_decision,
    start_decision,
    submit_decision,
)
from thidua.stages.honours.models import Honour
from thidua.stages.nominations.models import Nomination

pytestmark = pytest.mark.django_db


@pytest.fixture
def found() -> Awards:
    return cast_with_awards()


@pytest.mark.clause("VI.3a")
@pytest.mark.clause("VI.3b")
def test_issued_decision_gives_every_name_its_award(found: Awards) -> None:
    decision = issued(found)
    assert (decision.status, decision.notation, decision.day) == ("issued", "01/QĐ-MTTQ-BTT", DAY)
    named = list(decision.entries.order_by("position").values_list("golden_number", "name", "result"))
    assert named == [
        (1, "Ủy ban MTTQ Việt Nam xã Đắk Lao", "given"),
        (2, "Ủy ban MTTQ Việt Nam xã Nam Dong", "given"),
        (3, "Nguyễn Văn Minh Họa", "given"),
    ]
    assert set(Nomination.objects.values_list("status", flat=True)) == {"honoured"}
    honours = Honour.objects.order_by("golden_number")
    assert [(row.subject_name, row.decision_number, row.round_number, row.form_name) for row in honours] == [
        (name, "01/QĐ-MTTQ-BTT", 1, OWN) for _number, name, _result in named
    ]
    assert {row.document_id for row in honours} == {decision.document_id}
    assert [row.achievement for row in honours] == [WORDS] * 3


def test_proposal_is_the_councils_and_cited_by_the_decision(found: Awards) -> None:
    decision = issued(found)
    proposal, document = decision.proposal, decision.document
    assert proposal is not None and document is not None
    assert (proposal.notation, proposal.body, proposal.status) == (
        "01/TTr-HĐTĐKT", "Hội đồng Thi đua - Khen thưởng", "issued",
    )  # fmt: skip
    assert (document.status, document.signer_name, document.signer_title) == ("issued", "Trần Văn Bình", "CHỦ TỊCH")
    assert "Xét Tờ trình số 01/TTr-HĐTĐKT ngày 15/7/2024" in str(document.payload)


def test_decision_goes_to_the_bodies_of_the_honoured_once(found: Awards) -> None:
    decision = issued(found)
    sent = Dispatch.objects.filter(document=decision.document).values_list("unit__name", flat=True)
    assert sorted(sent) == ["Ủy ban MTTQ Việt Nam xã Nam Dong", "Ủy ban MTTQ Việt Nam xã Đắk Lao"]


def test_submitting_answers_nothing_yet(found: Awards) -> None:
    decision = submitted(found)
    assert decision.proposal is not None and decision.document is not None
    assert (decision.status, decision.proposal.status, decision.document.status) == (
        "submitted", "numbered", "for_signature",
    )  # fmt: skip
    assert Honour.objects.count() == 0
    assert set(Nomination.objects.values_list("status", flat=True)) == {"selected"}


def test_who_is_not_the_bodys_leader_does_not_sign(found: Awards) -> None:
    decision = submitted(found)
    with pytest.raises(NotAllowed, match="do lãnh đạo Ủy ban MTTQ Việt Nam tỉnh Đắk Nông ký"):
        issue_decision(by=officer(found), now=NOW, decision=decision)
    assert Honour.objects.count() == 0
    entry = AuditEntry.objects.filter(object_uid=decision.uid, refused=True).get()
    assert "do lãnh đạo" in entry.reason


def test_officer_and_leader_in_one_person_does_both_at_once(found: Awards) -> None:
    decision = drafted(found)
    people = found.cast
    people.people["both"] = people.people["province_leader"]
    Membership.objects.create(
        person=people.people["both"], unit=people.province, role="officer", valid_from=datetime.date(2024, 1, 1)
    )
    done = issue_at_once(by=people.actor("both"), now=NOW, decision=decision, signers=SIGNERS)
    assert (done.status, Honour.objects.count()) == ("issued", 3)


def test_returned_decision_keeps_the_number_of_its_proposal_used(found: Awards) -> None:
    decision = submitted(found)
    first = decision.proposal
    back = return_decision(by=leader(found), now=NOW, decision=decision, reason="Bổ sung thành tích của xã")
    assert first is not None
    first.refresh_from_db()
    assert (back.status, back.return_reason, first.status) == ("draft", "Bổ sung thành tích của xã", "withdrawn")
    again = submit_decision(by=officer(found), now=NOW, decision=back, signers=SIGNERS)
    assert again.proposal is not None and again.document is not None
    assert (again.proposal.number, again.return_reason) == (2, "")
    assert IssuedDocument.objects.filter(kind="decision").count() == 1
    done = issue_decision(by=leader(found), now=NOW, decision=again)
    assert "Tờ trình số 02/TTr-HĐTĐKT" in str(done.document.payload if done.document else "")


def test_name_that_gave_up_its_seat_stops_the_decision(found: Awards) -> None:
    decision = submitted(found)
    Nomination.objects.filter(subject=found.cast.far_commune).update(status="withdrawn")
    with pytest.raises(NotNow, match="Không còn trong danh sách được xét chọn: Ủy ban MTTQ Việt Nam xã Đắk Lao"):
        issue_decision(by=leader(found), now=NOW, decision=decision)
    assert (Honour.objects.count(), Register.objects.filter(body="Ban Thường trực").count()) == (0, 0)


def test_signer_must_be_named(found: Awards) -> None:
    decision = drafted(found)
    with pytest.raises(Invalid) as refusal:
        submit_decision(
            by=officer(found), now=NOW, decision=decision, signers=type(SIGNERS)("Chủ tịch", " ", "Chủ tịch", "")
        )
    assert list(refusal.value.fields) == ["name", "proposal_name"]
    assert IssuedDocument.objects.count() == 0


def test_sending_twice_has_one_effect(found: Awards) -> None:
    decision, receipt = submitted(found), uuid.uuid4()
    for _time in range(2):
        issue_decision(by=leader(found), now=NOW, decision=decision, receipt=receipt)
    assert (Honour.objects.count(), IssuedDocument.objects.filter(kind="decision").count()) == (3, 1)
    with pytest.raises(NotNow):
        issue_decision(by=leader(found), now=NOW, decision=decision)
    decision = drafted_again(found)
    with pytest.raises(Stale):
        submit_decision(by=officer(found), now=NOW, decision=decision, signers=SIGNERS, version=9)


def drafted_again(found: Awards) -> Decision:
    """A later decision on the same form, for one chosen afterwards."""
    selected(found, found.cast.sister_commune)
    return start_decision(by=officer(found), now=NOW, form=found.own)


def test_later_decision_numbers_its_own_golden_book(found: Awards) -> None:
    issued(found)
    later = submit_decision(by=officer(found), now=NOW, decision=drafted_again(found), signers=SIGNERS)
    later = issue_decision(by=leader(found), now=NOW, decision=later)
    assert (later.notation, [row.golden_number for row in later.entries.all()]) == ("02/QĐ-MTTQ-BTT", [1])


def test_decision_signed_on_paper_keeps_its_own_number(found: Awards) -> None:
    decision = drafted(found)
    day = datetime.date(2024, 7, 1)
    done = record_own_decision(by=officer(found), now=NOW, decision=decision, number=35, date=day, signers=SIGNERS)
    assert (done.status, done.notation, done.day) == ("issued", "35/QĐ-MTTQ-BTT", day)
    assert list(Honour.objects.values_list("decided_on", flat=True).distinct()) == [day]
    assert Register.objects.get(body="Ban Thường trực").last_number == 35


def test_number_taken_is_refused(found: Awards) -> None:
    day = datetime.date(2024, 7, 1)
    record_own_decision(by=officer(found), now=NOW, decision=drafted(found), number=35, date=day, signers=SIGNERS)
    later = prompt(found, found.cast.sister_commune)
    with pytest.raises(Invalid, match="Số 35 năm 2024 đã có văn bản khác") as refusal:
        record_own_decision(by=officer(found), now=NOW, decision=later, number=35, date=day, signers=SIGNERS)
    later.refresh_from_db()
    assert (list(refusal.value.fields), later.status, Honour.objects.count()) == (["number"], "draft", 3)


def test_day_to_come_is_refused(found: Awards) -> None:
    decision = drafted(found)
    with pytest.raises(Invalid) as refusal:
        record_own_decision(
            by=officer(found), now=NOW, decision=decision, number=35, date=datetime.date(2024, 7, 16), signers=SIGNERS
        )
    assert list(refusal.value.fields) == ["date"]


@pytest.mark.clause("I.4")
def test_commendation_at_once_needs_no_nomination_and_no_seat(found: Awards) -> None:
    decision = prompt(found, found.cast.commune, found.cast.area)
    done = submit_decision(by=officer(found), now=NOW, decision=decision, signers=SIGNERS)
    done = issue_decision(by=leader(found), now=NOW, decision=done)
    rows = Honour.objects.order_by("golden_number")
    assert [(row.subject_name, row.round_number, row.campaign_id) for row in rows] == [
        ("Ủy ban MTTQ Việt Nam xã Nam Dong", None, found.cast.campaign.pk),
        ("Thôn 1", None, found.cast.campaign.pk),
    ]
    assert Nomination.objects.count() == 0
    # An area gets its papers through its commune.
    sent = Dispatch.objects.filter(document=done.document).values_list("unit__short_name", flat=True)
    assert list(sent) == ["Xã Nam Dong"]


def test_empty_list_is_not_submitted(found: Awards) -> None:
    with pytest.raises(NotNow, match="chưa có tên nào"):
        submit_decision(by=officer(found), now=NOW, decision=prompt(found), signers=SIGNERS)


def test_cast_of_three_is_bodies_then_people(found: Awards) -> None:
    assert [row.person is not None for row in three(found)] == [True, False, False]
