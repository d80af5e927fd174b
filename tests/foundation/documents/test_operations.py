"""Documents from draft to issue: who may, in which order, with which number."""

from __future__ import annotations

import datetime
import functools
import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from tests.factories import NOW, SYSTEM, Cast, cast
from tests.foundation.documents import papers
from tests.harness.races import at_once
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow, Stale
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.documents import operations, registers, rules
from thidua.foundation.documents.models import Dispatch, IssuedDocument, Register
from thidua.foundation.documents.payload import from_payload
from thidua.foundation.documents.queries import as_printed, documents_for, register_book, unacknowledged
from thidua.foundation.documents.sending import acknowledge_dispatch
from thidua.foundation.units.models import Unit

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
BODY = "Ban Thường trực"
S = IssuedDocument.Status


@pytest.fixture
def people() -> Cast:
    return cast()


def draft(people: Cast, **changes: object) -> IssuedDocument:
    document = papers.plan(number=None, date=None, **changes)
    who = people.actor("district_officer")
    return operations.draft_document(by=who, now=NOW, unit=people.district, body=BODY, document=document)


def numbered(people: Cast, on: datetime.date = TODAY) -> IssuedDocument:
    made = draft(people)
    officer = people.actor("district_officer")
    operations.submit_for_signature(by=officer, now=NOW, issued=made)
    return operations.number_document(by=officer, now=NOW, issued=made, date=on)


@pytest.mark.clause("H.1")
def test_document_goes_from_draft_to_issue(people: Cast) -> None:
    officer, leader = people.actor("district_officer"), people.actor("district_leader")
    made = numbered(people)
    signed = operations.sign_document(by=leader, now=NOW, issued=made)
    issued = operations.issue_document(
        by=officer,
        now=NOW,
        issued=signed,
        units=[people.commune, people.province, people.commune],
        outside=["Huyện ủy"],
    )

    assert (issued.status, issued.notation, issued.date, issued.year) == (S.ISSUED, "01/KH-MTTQ-BTT", TODAY, 2024)
    sent = list(Dispatch.objects.order_by("id").values_list("recipient", flat=True))
    assert sent == [people.commune.name, people.province.name, "Huyện ủy"]
    acts = list(AuditEntry.objects.filter(object_uid=made.uid).order_by("id").values_list("act", flat=True))
    assert acts == ["soạn văn bản", "trình ký", "cấp số", "ký", "ban hành"]


def test_numbering_freezes_the_words_as_printed(people: Cast) -> None:
    made = numbered(people)
    frozen = from_payload(made.payload)
    assert (frozen.number, frozen.date) == (1, TODAY)
    with pytest.raises(NotNow, match="đã trình ký nên không sửa được"):
        operations.revise_document(
            by=people.actor("district_officer"), now=NOW, issued=made, document=papers.plan(subject="Khác")
        )


def test_copy_of_a_signed_document_says_so(people: Cast) -> None:
    unsigned = papers.dataclasses.replace(papers.plan().signature, note="")
    made = draft(people, signature=unsigned)
    officer, leader = people.actor("district_officer"), people.actor("district_leader")
    operations.submit_for_signature(by=officer, now=NOW, issued=made)
    made = operations.number_document(by=officer, now=NOW, issued=made, date=TODAY)
    before = as_printed(made)
    after = as_printed(operations.sign_document(by=leader, now=NOW, issued=made))
    assert before.signature is not None and before.signature.note == ""
    assert after.signature is not None and after.signature.note == "(đã ký)"


def test_numbers_run_by_body_series_and_year(people: Cast) -> None:
    first, second = numbered(people), numbered(people)
    last_year = numbered(people, datetime.date(2023, 12, 31))
    council = operations.draft_document(
        by=SYSTEM, now=NOW, unit=people.district, body="Hội đồng", document=papers.plan(number=None, date=None)
    )
    operations.submit_for_signature(by=SYSTEM, now=NOW, issued=council)
    council = operations.number_document(by=SYSTEM, now=NOW, issued=council, date=TODAY)
    assert [first.number, second.number, last_year.number, council.number] == [1, 2, 1, 1]
    book = register_book(people.district, body=BODY, year=2024)
    assert [row.number for row in book] == [1, 2]


def test_office_writes_for_its_committee(people: Cast) -> None:
    made = operations.draft_document(
        by=people.actor("province_officer"), now=NOW, unit=people.province, body=BODY,
        document=papers.plan(number=None, date=None),
    )  # fmt: skip
    assert made.status == S.DRAFT


@pytest.mark.parametrize("who", ["province_officer", "commune_officer", "district_leader", "administrator"])
def test_only_the_units_own_officer_drafts(people: Cast, who: str) -> None:
    with pytest.raises(NotAllowed, match="Chỉ cán bộ của Ủy ban MTTQ Việt Nam huyện Cư Jút"):
        operations.draft_document(
            by=people.actor(who), now=NOW, unit=people.district, body=BODY, document=papers.plan()
        )


def test_only_the_leader_signs(people: Cast) -> None:
    with pytest.raises(NotAllowed, match="Chỉ lãnh đạo Ủy ban MTTQ Việt Nam huyện Cư Jút"):
        operations.sign_document(by=people.actor("district_officer"), now=NOW, issued=numbered(people))


def test_steps_out_of_order_are_refused(people: Cast) -> None:
    made = draft(people)
    with pytest.raises(NotNow):
        operations.sign_document(by=people.actor("district_leader"), now=NOW, issued=made)
    with pytest.raises(NotNow):
        operations.number_document(by=people.actor("district_officer"), now=NOW, issued=made, date=TODAY)
    assert Register.objects.count() == 0


def test_leader_returns_with_a_reason(people: Cast) -> None:
    made, leader = draft(people), people.actor("district_leader")
    operations.submit_for_signature(by=people.actor("district_officer"), now=NOW, issued=made)
    with pytest.raises((Invalid, NotNow)):
        operations.return_document(by=leader, now=NOW, issued=made, reason=" ")
    assert operations.return_document(by=leader, now=NOW, issued=made, reason="Sửa mục II").status == S.DRAFT


def test_unsigned_draft_is_not_sent_to_the_signer(people: Cast) -> None:
    made = draft(people, signature=None)
    with pytest.raises(Invalid) as refused:
        operations.submit_for_signature(by=people.actor("district_officer"), now=NOW, issued=made)
    assert list(refused.value.fields) == ["signer_name"]


def test_second_editor_is_told(people: Cast) -> None:
    made, officer = draft(people), people.actor("district_officer")
    operations.revise_document(by=officer, now=NOW, issued=made, document=papers.plan(subject="Một"), version=1)
    with pytest.raises(Stale):
        operations.revise_document(by=officer, now=NOW, issued=made, document=papers.plan(subject="Hai"), version=1)
    made.refresh_from_db()
    assert made.subject == "Một"


def test_date_still_to_come_is_refused(people: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        numbered(people, TODAY + datetime.timedelta(days=1))
    assert list(refused.value.fields) == ["date"]


def test_paper_without_a_register_is_refused(people: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        draft(people, kind="summary-table")
    assert list(refused.value.fields) == ["kind"]


def test_numbering_twice_with_one_receipt_gives_one_number(people: Cast) -> None:
    made, officer, receipt = draft(people), people.actor("district_officer"), uuid.uuid4()
    operations.submit_for_signature(by=officer, now=NOW, issued=made)
    twice = [
        operations.number_document(by=officer, now=NOW, issued=made, date=TODAY, receipt=receipt).number  # type: ignore[call-arg]
        for _again in range(2)
    ]
    assert (twice, Register.objects.get().last_number) == ([1, 1], 1)


@pytest.mark.clause("H.1")
def test_document_of_paper_keeps_its_number_and_the_register_goes_on(people: Cast) -> None:
    plan = papers.plan(number=286, date=datetime.date(2023, 10, 26))
    made = operations.record_issued(by=SYSTEM, now=NOW, unit=people.district, body=BODY, document=plan)
    after = numbered(people, datetime.date(2023, 12, 1))
    register = Register.objects.get()
    assert (made.notation, made.status, after.number) == ("286/KH-MTTQ-BTT", S.ISSUED, 287)
    assert registers.unexplained(register) == []
    with pytest.raises(Invalid, match="Số 286 năm 2023 đã có văn bản khác"):
        operations.record_issued(by=SYSTEM, now=NOW, unit=people.district, body=BODY, document=plan)


def test_gap_is_named_until_it_is_explained(people: Cast) -> None:
    numbered(people)
    plan = papers.plan(number=4, date=TODAY)
    operations.record_issued(by=SYSTEM, now=NOW, unit=people.district, body=BODY, document=plan)
    register = Register.objects.get()
    assert registers.unexplained(register) == [2, 3]
    officer = people.actor("district_officer")
    registers.explain_gap(by=officer, now=NOW, register=register, number=2, reason="Viết hỏng")
    assert registers.unexplained(register) == [3]
    with pytest.raises(Invalid):
        registers.explain_gap(by=officer, now=NOW, register=register, number=2, reason="Lại")
    late = operations.record_issued(
        by=SYSTEM, now=NOW, unit=people.district, body=BODY, document=papers.plan(number=2, date=TODAY)
    )
    assert (late.number, registers.unexplained(register)) == (2, [3])


def test_reserved_number_is_given_to_no_document(people: Cast) -> None:
    gap = registers.reserve_number(
        by=people.actor("district_officer"), now=NOW, unit=people.district, body=BODY, year=2024, reason="Văn bản mật"
    )
    assert (gap.number, numbered(people).number) == (1, 2)
    with pytest.raises(Invalid, match="lý do"):
        registers.reserve_number(by=SYSTEM, now=NOW, unit=people.district, body=BODY, year=2024, reason=" ")


def test_database_itself_refuses_a_number_twice(people: Cast) -> None:
    first, second = numbered(people), numbered(people)
    with pytest.raises(IntegrityError), transaction.atomic():
        IssuedDocument.objects.filter(pk=second.pk).update(number=first.number)


def test_withdrawn_document_keeps_its_number(people: Cast) -> None:
    made = numbered(people)
    gone = operations.withdraw_document(
        by=people.actor("district_leader"), now=NOW, issued=made, reason="Ban hành nhầm"
    )
    assert (gone.status, gone.number, numbered(people).number) == (S.WITHDRAWN, 1, 2)


def test_document_is_replaced_by_one_of_its_kind(people: Cast) -> None:
    old, new = (
        operations.record_issued(
            by=SYSTEM, now=NOW, unit=people.district, body=BODY, document=papers.plan(number=number, date=TODAY)
        )
        for number in (1, 2)
    )
    letter = operations.record_issued(
        by=SYSTEM, now=NOW, unit=people.district, body=BODY, document=papers.letter(number=3, date=TODAY)
    )
    with pytest.raises(Invalid, match="cùng loại"):
        operations.replace_document(by=people.actor("district_leader"), now=NOW, issued=old, successor=letter)
    done = operations.replace_document(by=people.actor("district_leader"), now=NOW, issued=old, successor=new)
    assert (done.status, done.replaced_by_id) == (S.REPLACED, new.pk)


def test_recipient_reads_and_acknowledges(people: Cast) -> None:
    issued = operations.record_issued(
        by=SYSTEM, now=NOW, unit=people.district, body=BODY, document=papers.plan(), units=[people.far_district]
    )
    stranger, recipient = people.actor("far_commune_officer"), people.actor("far_district_officer")
    assert [rules.may_read(actor, issued) for actor in (stranger, recipient)] == [False, True]
    assert list(documents_for(recipient)) == [issued]
    assert list(documents_for(stranger)) == []
    dispatch = Dispatch.objects.get()
    with pytest.raises(NotAllowed, match="huyện Đắk Mil"):
        acknowledge_dispatch(by=stranger, now=NOW, dispatch=dispatch)
    assert [row.unit for row in unacknowledged(issued)] == [people.far_district]
    done = acknowledge_dispatch(by=recipient, now=NOW, dispatch=dispatch)
    assert (done.acknowledged_by, list(unacknowledged(issued))) == (recipient.label, [])


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_documents_numbered_at_the_same_moment_get_different_numbers() -> None:
    people = cast()
    waiting = [draft(people) for _number in range(6)]
    officer = people.actor("district_officer")
    for each in waiting:
        operations.submit_for_signature(by=officer, now=NOW, issued=each)

    def number(mine: list[IssuedDocument]) -> None:
        for each in mine:
            operations.number_document(by=officer, now=NOW, issued=each, date=TODAY)

    answers = at_once(*(functools.partial(number, waiting[start::3]) for start in range(3)))
    assert answers == [None] * 3
    given = sorted(IssuedDocument.objects.values_list("number", flat=True))
    assert given == [1, 2, 3, 4, 5, 6]
    assert Unit.objects.exists() and connection.vendor in ("sqlite", "postgresql")
