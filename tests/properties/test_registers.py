"""A register against a naive model: whatever is numbered, kept back, used, given up, recorded, explained.

The model keeps a dict of numbers; it knows nothing of rows, locks or constraints.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import NOW, SYSTEM, Cast, cast
from tests.foundation.documents import papers
from thidua.foundation.core.errors import Refused
from thidua.foundation.documents import books, operations, registers
from thidua.foundation.documents.models import Register

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

BODIES = ("Ban Thường trực", "Hội đồng Thi đua - Khen thưởng")
ACTS = ("number", "number last year", "keep", "use", "release", "record", "explain")
steps = st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from(BODIES), st.integers(1, 9)), max_size=14)


@dataclass
class Model:
    """Of each book (body, year): what stands at each number, the last one, and the first it was kept from."""

    lines: dict[tuple[str, int], dict[int, str]] = field(default_factory=dict)
    last: dict[tuple[str, int], int] = field(default_factory=dict)
    since: dict[tuple[str, int], int] = field(default_factory=dict)

    def take(self, act: str, body: str, number: int) -> bool:
        """Whether the act is allowed; carries it out when it is."""
        book = (body, 2023 if act == "number last year" else 2024)
        if act in {"number", "number last year", "keep"}:
            self.open(book, 1)
            self.last[book] += 1
            self.lines[book][self.last[book]] = "reserved" if act == "keep" else "document"
            return True
        if act == "record":
            return self.record(book, number)
        if book not in self.lines:
            return False
        standing = self.lines[book].get(number, self.missing(book, number))
        wanted, then = {
            "use": ("reserved", "document"), "release": ("reserved", "released"), "explain": ("missing", "explained"),
        }[act]  # fmt: skip
        if standing == wanted:
            self.lines[book][number] = then
        return standing == wanted

    def record(self, book: tuple[str, int], number: int) -> bool:
        if self.lines.get(book, {}).get(number) == "document":
            return False
        self.open(book, number)
        self.lines[book][number] = "document"
        self.last[book] = max(self.last[book], number)
        return True

    def open(self, book: tuple[str, int], first: int) -> None:
        if book not in self.lines:
            self.lines[book], self.last[book], self.since[book] = {}, first - 1, first

    def missing(self, book: tuple[str, int], number: int) -> str:
        return "missing" if self.since[book] <= number <= self.last[book] else ""

    def book(self, book: tuple[str, int]) -> dict[int, str]:
        every = {number: self.missing(book, number) for number in range(self.since[book], self.last[book] + 1)}
        return every | self.lines[book]


def carry_out(people: Cast, act: str, body: str, number: int) -> None:
    unit = people.district
    terms = {"by": SYSTEM, "now": NOW}
    register = Register.objects.filter(unit=unit, body=body, year=2024).first()
    if act in {"number", "number last year", "use"}:
        day = datetime.date(2023, 12, 31) if act == "number last year" else NOW.date()
        made = operations.draft_document(
            unit=unit, body=body, document=papers.plan(number=None, date=None), **terms
        )  # fmt: skip
        operations.submit_for_signature(issued=made, **terms)
        operations.number_document(issued=made, date=day, reserved=number if act == "use" else None, **terms)
    elif act == "keep":
        registers.reserve_number(unit=unit, body=body, year=2024, reason="Văn bản mật", **terms)
    elif act == "record":
        operations.record_issued(unit=unit, body=body, document=papers.plan(number=number, date=NOW.date()), **terms)
    elif register is None:
        raise Refused("there is no such register")
    elif act == "release":
        registers.release_number(register=register, number=number, reason="Thôi", **terms)
    else:
        registers.explain_gap(register=register, number=number, reason="Viết hỏng", **terms)


def follows(people: Cast, acts: list[tuple[str, str, int]]) -> None:
    model = Model()
    for act, body, number in acts:
        allowed = model.take(act, body, number)
        try:
            carry_out(people, act, body, number)
            done = True
        except Refused:
            done = False
        assert done == allowed, (act, body, number)
    books_told = {(row.body, row.year): books.lines_of(row) for row in Register.objects.order_by("id")}
    told = {book: {line.number: line.state for line in lines} for book, lines in books_told.items()}
    assert told == {book: model.book(book) for book in model.lines}
    counted = books.registers_for(people.actor("district_officer"), {})
    assert {(row.body, row.year): [row.documents, row.reserved, row.missing] for row in counted} == {
        book: [list(model.book(book).values()).count(state) for state in ("document", "reserved", "missing")]
        for book in model.lines
    }


def test_register_follows_the_naive_model() -> None:
    people = cast()

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(acts=steps)
    def every(acts: list[tuple[str, str, int]]) -> None:
        with transaction.atomic():
            follows(people, acts)
            transaction.set_rollback(True)

    every()
