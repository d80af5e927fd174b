"""Our own decision from the selected names to the golden book: numbers, honours, refusals."""

from __future__ import annotations

import datetime
import uuid

import pytest

from tests.factories import NOW, make_person
from tests.foundation.core.uploads import upload
from tests.stages.decisions.support import (
    DAY,
    OWN,
    WORDS,
    Awards,
    cast_with_awards,
    drafted,
    issued,
    leader,
    officer,
    on_paper,
    prompt,
    selected,
    submitted,
    three,
)
from thidua.foundation.accounts.models import Membership, Person
from thidua.foundation.core import files
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow, Stale
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.documents.models import Dispatch, IssuedDocument, Register
from thidua.foundation.documents.queries import as_printed
from thidua.stages.decisions.models import Decision
from thidua.stages.decisions.operations import (
    issue_at_once,
    issue_decision,
    return_decision,
    start_decision,
    submit_decision,
)
from thidua.stages.honours.models import Honour
from thidua.stages.nominations.models import Nomination, Seat

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
    done = issue_at_once(by=people.actor("both"), now=NOW, decision=decision)
    assert (done.status, Honour.objects.count()) == ("issued", 3)


def test_returned_decision_keeps_the_number_of_its_proposal_used(found: Awards) -> None:
    decision = submitted(found)
    first = decision.proposal
    back = return_decision(by=leader(found), now=NOW, decision=decision, reason="Bổ sung thành tích của xã")
    assert first is not None
    first.refresh_from_db()
    assert (back.status, back.return_reason, first.status) == ("draft", "Bổ sung thành tích của xã", "withdrawn")
    again = submit_decision(by=officer(found), now=NOW, decision=back)
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


def test_body_without_a_leader_on_the_site_submits_nothing(found: Awards) -> None:
    decision = drafted(found)
    Membership.objects.filter(unit=found.cast.province, role="leader").delete()
    with pytest.raises(NotNow, match="chưa có lãnh đạo trong hệ thống để ký"):
        submit_decision(by=officer(found), now=NOW, decision=decision)
    assert IssuedDocument.objects.count() == 0


def test_papers_bear_the_name_and_title_of_who_pressed(found: Awards) -> None:
    """A second leader signs what waited for the first: both papers say so."""
    decision, people = submitted(found), found.cast
    deputy = make_person("H'Yến Minh Họa")
    Person.objects.filter(pk=deputy.pk).update(position="Phó Chủ tịch Thường trực")
    Membership.objects.create(person=deputy, unit=people.province, role="leader", valid_from=datetime.date(2024, 1, 1))
    people.people["deputy"] = deputy
    done = issue_decision(by=people.actor("deputy"), now=NOW, decision=decision)
    for row, capacity in ((done.document, "TM. BAN THƯỜNG TRỰC"), (done.proposal, "TM. HỘI ĐỒNG")):
        assert row is not None
        assert (row.signer_name, row.signer_capacity) == ("H'Yến Minh Họa", capacity)
        signature = as_printed(row).signature
        assert signature is not None
        assert (signature.name, signature.note) == ("H'Yến Minh Họa", "(đã ký)")
    assert done.document is not None
    assert done.document.signer_title == "PHÓ CHỦ TỊCH THƯỜNG TRỰC"
    assert "Trần Văn Bình" not in str(done.document.payload)


def test_word_of_a_role_is_no_title(found: Awards) -> None:
    Person.objects.filter(full_name="Trần Văn Bình").update(position="Lãnh đạo")
    decision = issued(found)
    assert decision.document is not None
    assert decision.document.signer_title == "CHỦ TỊCH"


def test_letter_that_does_not_print_is_refused_before_signing(found: Awards) -> None:
    decision = prompt(found, found.cast.commune)
    decision.entries.update(achievement="Mô hình ① tốt")
    with pytest.raises(Invalid, match="Chữ «①» trong «Mô hình ① tốt» không in được"):
        submit_decision(by=officer(found), now=NOW, decision=decision)
    with pytest.raises(Invalid, match="«①»"):
        on_paper(found, decision)
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
        submit_decision(by=officer(found), now=NOW, decision=decision, version=9)


def drafted_again(found: Awards) -> Decision:
    """A later decision on the same form, for one chosen afterwards."""
    selected(found, found.cast.sister_commune)
    return start_decision(by=officer(found), now=NOW, form=found.own)


def test_later_decision_numbers_its_own_golden_book(found: Awards) -> None:
    issued(found)
    later = submit_decision(by=officer(found), now=NOW, decision=drafted_again(found))
    later = issue_decision(by=leader(found), now=NOW, decision=later)
    assert (later.notation, [row.golden_number for row in later.entries.all()]) == ("02/QĐ-MTTQ-BTT", [1])


def test_decision_signed_on_paper_keeps_its_own_number(found: Awards) -> None:
    decision = drafted(found)
    day = datetime.date(2024, 7, 1)
    done = on_paper(found, decision, date=day)
    assert (done.status, done.notation, done.day) == ("issued", "35/QĐ-MTTQ-BTT", day)
    assert list(Honour.objects.values_list("decided_on", flat=True).distinct()) == [day]
    assert Register.objects.get(body="Ban Thường trực").last_number == 35


def test_number_taken_is_refused(found: Awards) -> None:
    day = datetime.date(2024, 7, 1)
    on_paper(found, drafted(found), date=day)
    later = prompt(found, found.cast.sister_commune)
    with pytest.raises(Invalid, match="Số 35 năm 2024 đã có văn bản khác") as refusal:
        on_paper(found, later, date=day)
    later.refresh_from_db()
    assert (list(refusal.value.fields), later.status, Honour.objects.count()) == (["number"], "draft", 3)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (datetime.date(2024, 7, 16), "không được sau ngày hôm nay"),
        (datetime.date(1900, 1, 1), "không được trước ngày bắt đầu đợt thi đua (1/10/2023)"),
    ],
)
def test_day_that_cannot_be_is_refused(found: Awards, day: datetime.date, words: str) -> None:
    decision = drafted(found)
    with pytest.raises(Invalid) as refusal:
        on_paper(found, decision, date=day)
    assert list(refusal.value.fields) == ["date"]
    assert words in refusal.value.fields["date"]


def test_day_before_the_selection_is_refused(found: Awards) -> None:
    decision = drafted(found)
    chosen = decision.entries.get(position=1).nomination
    assert chosen is not None and chosen.pool is not None
    Seat.objects.create(pool=chosen.pool, number=1, nomination=chosen, taken_at=NOW - datetime.timedelta(days=3))
    with pytest.raises(Invalid, match=r"không được trước ngày xét chọn \(12/7/2024\)"):
        on_paper(found, decision, date=datetime.date(2024, 7, 11))
    assert on_paper(found, decision, date=datetime.date(2024, 7, 12)).status == "issued"


def test_decision_signed_on_paper_wants_its_scan_and_a_signer_of_that_day(found: Awards) -> None:
    decision, chief = drafted(found), found.cast.people["province_leader"]
    with pytest.raises(Invalid) as refusal:
        on_paper(found, decision, scan=None, title="Lãnh đạo", name=" ")
    assert list(refusal.value.fields) == ["scan", "name", "title"]
    with pytest.raises(Invalid) as refusal:
        on_paper(found, decision, scan=upload(b"MZ no paper", "quyet-dinh.pdf"))
    assert list(refusal.value.fields) == ["scan"]
    assert refusal.value.fields["scan"].startswith("«quyet-dinh.pdf»: ")
    assert Decision.objects.get(pk=decision.pk).status == decision.status
    Membership.objects.filter(person=chief).update(valid_from=datetime.date(2024, 7, 10))
    with pytest.raises(Invalid, match="Ngày 1/7/2024 Trần Văn Bình không phải là lãnh đạo"):
        on_paper(found, decision, date=datetime.date(2024, 7, 1), signer=chief)
    done = on_paper(found, decision, date=datetime.date(2024, 7, 12), signer=chief, title="", name="")
    assert done.document is not None
    assert (done.document.signer_name, done.document.signer_title) == ("Trần Văn Bình", "CHỦ TỊCH")
    assert [row.name for row in files.of_owner("decision", done.uid)] == ["quyet-dinh.pdf"]


@pytest.mark.clause("I.4")
def test_commendation_at_once_needs_no_nomination_and_no_seat(found: Awards) -> None:
    decision = prompt(found, found.cast.commune, found.cast.area)
    done = submit_decision(by=officer(found), now=NOW, decision=decision)
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
        submit_decision(by=officer(found), now=NOW, decision=prompt(found))


def test_cast_of_three_is_bodies_then_people(found: Awards) -> None:
    assert [row.person is not None for row in three(found)] == [True, False, False]
