"""Finds where a second document begins in one file: heads are looked for again after the first."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from thidua.foundation.core.vietnamese import fold
from thidua.foundation.documents.checker.findings import Deviation
from thidua.foundation.documents.checker.recognise import HEADINGS
from thidua.foundation.documents.checker.seen import Part, Seen

NUMBER = re.compile(r"\bSố:?\s*\d*\s*[/-]\s*\w")
# A form that a document carries has the Republic's name too; a document has its number just beneath.
HEAD_PARTS = 10
# The two halves of a head begin at one height; less than a line's.
SAME_HEIGHT_MM = 3.0


def first_document(seen: Seen) -> tuple[Seen, tuple[Deviation, ...]]:
    """The file up to where a second document begins, and where that is; all of it where there is one."""
    heads = list(_heads(seen.parts))
    if len(heads) < 2:
        return seen, ()
    # The letterhead's lines at the left stand before the name of the state at the right.
    start = max(_beginning(seen.parts, heads[1]), heads[0] + 1)
    told = tuple(
        Deviation("file.documents", _where(seen.parts[head]), _("mỗi tệp một văn bản"), seen.parts[head].text[:60])
        for head in heads[1:]
    )
    cut = dataclasses.replace(seen, parts=seen.parts[:start])
    # A page that both share is the first one's too.
    last = seen.parts[start - 1].page
    if last is not None:
        cut = dataclasses.replace(
            cut, pages=seen.pages[:last], numbers=tuple(each for each in seen.numbers if (each.page or 0) <= last)
        )
    return cut, told


def _heads(parts: tuple[Part, ...]) -> Iterator[int]:
    for place, part in enumerate(parts):
        if fold(part.text).startswith(HEADINGS):
            around = parts[place : place + HEAD_PARTS]
            if any(NUMBER.search(near.text) for near in around):
                yield place


def _beginning(parts: tuple[Part, ...], head: int) -> int:
    """The first part of the head's own row (Word) or at its own height (PDF)."""
    return next((place + 1 for place in range(head - 1, -1, -1) if not _is_beside(parts[place], parts[head])), 0)


def _is_beside(part: Part, head: Part) -> bool:
    if head.page is None:
        return head.row is not None and part.row == head.row
    return part.page == head.page and (part.level_mm or 0.0) > (head.level_mm or 0.0) - SAME_HEIGHT_MM


def _where(part: Part) -> str:
    if part.page is not None:
        return _("trang %(number)d") % {"number": part.page}
    return _("phần %(number)d") % {"number": part.section + 1}
