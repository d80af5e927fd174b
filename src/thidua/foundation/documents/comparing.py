"""The figures of two texts of one document held against each other: what a signed paper says otherwise than the file.

Only figures are compared (numbers, days, symbols): words of a photographed paper are read badly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from thidua.foundation.documents.model import Block, OfficialDocument, SignatureTable, Table

# A number with what belongs to it: 1.500, 20/8/2024, 05/KH-MTTQ-BTT, 12,5.
FIGURE = re.compile(r"\d+(?:[.,/]\d+)*(?:/[A-ZĐ][\w&-]*)?")
# A line of nothing but a page's number, perhaps with dashes around it.
PAGE_NUMBER = re.compile(r"[\s\-–]*\d{1,3}[\s\-–]*")
AROUND = 4
MOST = 40


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a text with the words it stands among."""

    value: str
    around: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the two say otherwise; one side is empty where only the other has figures there."""

    original: tuple[Figure, ...]
    signed: tuple[Figure, ...]


def figures_of(text: str) -> list[Figure]:
    """The figures of a text in their order, numbers of pages left out."""
    lines = [line for line in text.splitlines() if not PAGE_NUMBER.fullmatch(line)]
    words = " ".join(lines).split()
    found = []
    for place, word in enumerate(words):
        around = " ".join(words[max(0, place - AROUND) : place + AROUND + 1])
        found += [Figure(_plain(number), around) for number in FIGURE.findall(word)]
    return found


def differing(original: str, signed: str) -> list[Difference]:
    """The places at which the figures differ, at most MOST of them."""
    one, other = figures_of(original), figures_of(signed)
    matcher = SequenceMatcher(None, [row.value for row in one], [row.value for row in other], autojunk=False)
    found = [
        Difference(tuple(one[low:high]), tuple(other[from_:to]))
        for act, low, high, from_, to in matcher.get_opcodes()
        if act != "equal"
    ]
    return found[:MOST]


def text_of(document: OfficialDocument) -> str:
    """The words of a document in the order in which they are printed."""
    lines = [f"{document.number}/{document.symbol}" if document.number else document.symbol]
    if document.date:
        lines.append(f"{document.date.day} {document.date.month} {document.date.year}")
    lines.append(document.subject)
    for blocks in (document.blocks, *(annex.blocks for annex in document.annexes)):
        for block in blocks:
            lines += _lines(block)
    return "\n".join([*lines, *document.recipients])


def _lines(block: Block) -> list[str]:
    if isinstance(block, Table):
        return [" ".join(row) for row in block.rows]
    return [] if isinstance(block, SignatureTable) else [block.text]


def _plain(number: str) -> str:
    """«05» and «5» say the same, and so do «05/08/2024» and «5/8/2024»."""
    return re.sub(r"(?<![\d.,])0+(?=\d)", "", number)
