"""A document as JSON and back."""

from __future__ import annotations

import json

import pytest

from tests.foundation.documents import papers
from thidua.foundation.documents.model import Column, Run, Table
from thidua.foundation.documents.payload import BadPayload, from_payload, to_payload

SAMPLES = [papers.plan(), papers.letter(), papers.report(), papers.minutes(), papers.plan(number=None, date=None)]


@pytest.mark.parametrize("document", SAMPLES, ids=lambda document: f"{document.kind}-{document.number}")
def test_document_survives_the_way_through_json(document: papers.OfficialDocument) -> None:
    text = json.dumps(to_payload(document), ensure_ascii=False)
    assert from_payload(json.loads(text)) == document


def test_emphasis_survives() -> None:
    strong = papers.plan(
        blocks=(papers.dataclasses.replace(papers.paragraph("x"), runs=(Run("a", bold=True), Run("b"))),)
    )
    assert from_payload(to_payload(strong)) == strong


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.update(schema=9),
        lambda data: data.pop("subject"),
        lambda data: data["blocks"].append({"type": "no-such-block"}),
        lambda data: data.update(date="26/10/2023"),
        lambda data: data["letterhead"].pop("place"),
    ],
    ids=["schema", "missing", "block", "date", "letterhead"],
)
def test_payload_of_another_shape_is_refused(spoil: object) -> None:
    data = to_payload(papers.plan())
    spoil(data)  # type: ignore[operator]
    with pytest.raises(BadPayload):
        from_payload(data)


def test_table_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="row 2 has 1 cells, the table 2 columns"):
        Table((Column("a", 10), Column("b", 10)), (("1", "2"), ("3",)))
