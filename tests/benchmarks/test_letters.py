"""The letters that are measured are the product's own, and the peers' say the same."""

from __future__ import annotations

import io

from docx import Document
from pypdf import PdfReader

from benchmarks import letters


def text_of(content: bytes) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def test_peers_write_the_same_letter_of_two_pages() -> None:
    own, peer = letters.draw_pdf(letters.letter(7), letters.FORM), letters.plain_pdf(7)
    assert [len(PdfReader(io.BytesIO(content)).pages) for content in (own, peer)] == [2, 2]
    for said in letters.said(7):
        assert all("".join(said.split()) in text_of(content) for content in (own, peer))
    words = Document(io.BytesIO(letters.plain_docx(7))).element.xml
    assert all(said in words for said in letters.said(7))


def test_measured_in_turns_and_told_as_a_ratio() -> None:
    found = letters.in_turns(lambda number: b"", lambda number: bytes(number * 50_000), 5)
    assert found["letter_ms"]["runs"] == found["peer_ms"]["runs"] == 5
    assert 0 < found["to_peer"] < 1
