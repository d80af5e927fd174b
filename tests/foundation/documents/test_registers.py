"""Registers: kept numbers, gaps, years and bodies; two officers at the same number."""

from __future__ import annotations

import datetime
import functools
from typing import Any

import pytest

from tests.factories import NOW, SYSTEM, Cast, cast
from tests.foundation.documents import papers
from tests.harness.races import at_once
from thidua.foundation.accounts.models import Membership
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow, Refused
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.documents import books, operations, registers
from thidua.foundation.documents.models import IssuedDocument, Register, RegisterGap

pytestmark = pytest.mark.django_db
BODY, COUNCIL = "Ban Thường trực", "Hội đồng Thi đua - Khen thưởng"
TODAY, DAY = NOW.date(), datetime.timedelta(days=1)
State = RegisterGap.State


@pytest.fixture
def people() -> Cast:
    return cast()


def keep(people: Cast, reason: str = "Báo cáo mật", body: str = BODY, **more: Any) -> RegisterGap:
    terms = {"by": people.actor("district_officer"), "now": NOW, "unit": people.district, "year": 2024} | more
    return registers.reserve_number(body=body, reason=reason, **terms)


def waiting(people: Cast) -> IssuedDocument:
    document = papers.plan(number=None, date=None)
    made = operations.draft_document(by=SYSTEM, now=NOW, unit=people.district, body=BODY, document=document)
    return operations.submit_for_signature(by=SYSTEM, now=NOW, issued=made)


def number(document: IssuedDocument, **more: Any) -> IssuedDocument:
    return operations.number_document(by=SYSTEM, now=NOW, issued=document, date=TODAY, **more)


def recorded(people: Cast, given: int) -> IssuedDocument:
    document = papers.plan(number=given, date=TODAY)
    return operations.record_issued(by=SYSTEM, now=NOW, unit=people.district, body=BODY, document=document)


def states(register: Register) -> list[tuple[int, str]]:
    return [(line.number, line.state) for line in books.lines_of(register)]


@pytest.mark.clause("H.1")
def test_kept_number_is_used_by_the_document_it_was_kept_for(people: Cast) -> None:
    keep(people)
    assert number(waiting(people)).number == 2
    late = number(waiting(people), reserved=1)
    gap = RegisterGap.objects.get()
    assert (late.number, gap.state, gap.reason, gap.settled_at) == (1, State.USED, "Báo cáo mật", NOW)
    assert states(gap.register) == [(1, books.DOCUMENT), (2, books.DOCUMENT)]
    assert registers.unexplained(gap.register) == []


@pytest.mark.clause("H.1")
def test_number_taken_now_is_not_dated_before_the_newest_paper(people: Cast) -> None:
    keep(people)
    number(waiting(people))
    early = waiting(people)
    with pytest.raises(Invalid, match="Số 2 trong sổ ghi ngày 15/7/2024") as refusal:
        operations.number_document(by=SYSTEM, now=NOW, issued=early, date=TODAY - DAY)
    assert list(refusal.value.fields) == ["date"]
    # One that was kept in time bears the day it was kept for.
    kept = operations.number_document(by=SYSTEM, now=NOW, issued=early, date=TODAY - DAY, reserved=1)
    assert (kept.number, kept.date) == (1, TODAY - DAY)


def test_number_that_is_not_kept_back_is_refused_in_a_sentence(people: Cast) -> None:
    number(waiting(people))
    with pytest.raises(Invalid, match="Số 1 không còn được giữ") as refusal:
        number(waiting(people), reserved=1)
    assert list(refusal.value.fields) == ["reserved"]


def test_released_number_stays_empty_with_its_reason(people: Cast) -> None:
    register = keep(people).register
    officer = people.actor("district_officer")
    registers.release_number(by=officer, now=NOW, register=register, number=1, reason="Không ban hành nữa")
    assert states(register) == [(1, State.RELEASED)]
    assert books.lines_of(register)[0].note == "thôi giữ: Không ban hành nữa (trước đó giữ để: Báo cáo mật)"
    with pytest.raises(Invalid):
        number(waiting(people), reserved=1)
    with pytest.raises(NotNow, match="Số 1 không còn được giữ"):
        registers.release_number(by=officer, now=NOW, register=register, number=1, reason="Lại")
    assert number(waiting(people)).number == 2
    acts = AuditEntry.objects.filter(model="documents.register", refused=False).order_by("id")
    assert list(acts.values_list("act", "unit_id")) == [
        ("giữ số văn bản", people.district.pk),
        ("thôi giữ số văn bản", people.district.pk),
    ]


def test_paper_that_bears_a_kept_number_uses_it(people: Cast) -> None:
    register = keep(people).register
    assert recorded(people, 1).number == 1
    assert RegisterGap.objects.get().state == State.USED
    assert states(register) == [(1, books.DOCUMENT)]


@pytest.mark.parametrize("year", [2023, 2025])
def test_numbers_are_kept_back_in_this_year_s_register_alone(people: Cast, year: int) -> None:
    with pytest.raises(NotNow, match=f"Sổ năm {year}"):
        keep(people, year=year)
    assert not Register.objects.exists()


def test_register_starts_again_on_the_first_of_january(people: Cast) -> None:
    keep(people)
    first = NOW.replace(year=2025, month=1, day=1)
    assert keep(people, now=first, year=2025).number == 1
    document = waiting(people)
    made = operations.number_document(by=SYSTEM, now=first, issued=document, date=datetime.date(2025, 1, 1))
    assert (made.number, made.year) == (2, 2025)


def test_council_s_book_is_its_own_and_its_secretary_keeps_it(people: Cast) -> None:
    officer = people.actor("district_officer")
    assert [keep(people).number, keep(people, body=COUNCIL).number] == [1, 1]
    people.people["secretary"] = people.people["commune_officer"]
    secretary = _secretary(people)
    assert keep(people, by=secretary, body=COUNCIL).number == 2
    with pytest.raises(NotAllowed, match="Chỉ cán bộ của Ủy ban MTTQ Việt Nam huyện Cư Jút"):
        keep(people, by=secretary)
    assert keep(people, by=officer, body=COUNCIL).number == 3


def _secretary(people: Cast) -> Any:
    Membership.objects.create(
        person=people.people["secretary"], unit=people.district, role="secretary", valid_from=datetime.date(2023, 1, 1)
    )
    return people.actor("secretary")


def test_list_counts_what_lies_in_each_register(people: Cast) -> None:
    keep(people)
    recorded(people, 5)
    operations.record_issued(
        by=SYSTEM, now=NOW, unit=people.commune, body=BODY, document=papers.plan(number=7, date=TODAY)
    )
    officer = people.actor("district_officer")
    own = [(row.unit, row.documents, row.reserved, row.missing) for row in books.registers_for(officer, {})]
    assert own == [(people.district, 1, 1, 3)]
    beneath = books.registers_for(officer, {"pham-vi": books.BENEATH})
    assert [(row.unit, row.missing) for row in beneath] == [(people.district, 3), (people.commune, 0)]
    assert list(books.registers_for(people.actor("far_commune_officer"), {"pham-vi": books.BENEATH})) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_two_officers_at_one_kept_number_one_gets_it() -> None:
    people = cast()
    keep(people)
    first, second = waiting(people), waiting(people)
    answers = at_once(*(functools.partial(number, row, reserved=1) for row in (first, second)))
    refusals = [answer for answer in answers if isinstance(answer, Refused)]
    assert [answer.number for answer in answers if isinstance(answer, IssuedDocument)] == [1]
    assert ["Số 1 không còn được giữ" in str(refusal) for refusal in refusals] == [True]
    assert IssuedDocument.objects.filter(number=1).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_numbers_taken_kept_and_recorded_at_once_are_all_different() -> None:
    people = cast()
    keep(people, "Đã có sổ")
    drafts = [waiting(people) for _turn in range(3)]
    acts = [functools.partial(number, row) for row in drafts] + [functools.partial(keep, people)] * 2
    answers = at_once(*acts, functools.partial(recorded, people, 9), functools.partial(recorded, people, 9))
    given = [answer.number for answer in answers if not isinstance(answer, Refused)]
    assert [str(answer) for answer in answers if isinstance(answer, Refused)] == [
        "Số 9 năm 2024 đã có văn bản khác. Xin xem lại số trên văn bản giấy."
    ]
    assert len(given) == len(set(given)) == 6
    register = Register.objects.get()
    assert len(set(dict(states(register)))) == register.last_number
