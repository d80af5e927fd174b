"""Registers and library take the same few statements at 1, 3 and 1,000 rows, and their pages stay small."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import NOW, SYSTEM, Cast, cast
from tests.foundation.documents import papers
from tests.harness.pages import address, enter
from thidua.foundation.documents.models import IssuedDocument, Register
from thidua.foundation.documents.operations import record_issued
from thidua.stages.campaigns.models import CitedDocument

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BODY = "Ban Thường trực"
# The frame's four among them.
TAKES = {"register": 8, "registers": 6, "library": 7, "cited": 10, "wordings": 8}
MOST, MOST_BYTES = 12, 150_000


def filled(people: Cast, number: int) -> Register:
    """So many numbers in one register, so many documents in the library, so many registers of other years."""
    first = record_issued(
        by=SYSTEM, now=NOW, unit=people.commune, body=BODY, document=papers.plan(number=1), outside=["Đảng ủy"]
    )
    facts = {
        name: getattr(first, name) for name in ("unit", "body", "series", "year", "symbol", "date", "kind", "status")
    }
    IssuedDocument.objects.bulk_create(
        IssuedDocument(**facts, number=place, subject="Thi đua", made_at=NOW, changed_at=NOW)
        for place in range(2, number + 1)
    )
    register = Register.objects.get()
    register.last_number = number
    register.save()
    Register.objects.bulk_create(
        Register(unit=people.commune, body=BODY, year=2024, series=f"S{place}") for place in range(1, number)
    )
    CitedDocument.objects.bulk_create(
        CitedDocument(
            key=f"d-{place}", kind="Chỉ thị", number=f"{place}-CT/TU", issuer="Tỉnh ủy", subject="thi đua", folded="thi dua",
            made_at=NOW, changed_at=NOW,
        )
        for place in range(number)
    )  # fmt: skip
    return register


@pytest.mark.parametrize("number", [1, 3, 1_000])
def test_each_page_takes_the_same_few_statements(number: int) -> None:
    people = cast()
    register = filled(people, number)
    client = enter(people, "commune_officer")
    pages = {
        "register": address("register", register.pk), "registers": address("registers"), "library": address("library"),
        "cited": address("cited", "d-0"), "wordings": address("wordings"),
    }  # fmt: skip
    found = {}
    for name, page in pages.items():
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(page)
        assert (answer.status_code, len(answer.content) < MOST_BYTES) == (200, True), name
        found[name] = len(asked)
    assert found == TAKES
    assert max(found.values()) <= MOST
