"""How a text is laid out: whether its lines are broken, how wide, what parts its paragraphs; where a line goes on."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from thidua.stages.campaigns.plan_reader import ends
from thidua.stages.campaigns.plan_reader.marks import DASH, NONE, PLUS, mark_of
from thidua.stages.campaigns.plan_reader.places import plain

FINISHED = re.compile(r"[.;:!?…][”\"')\]]*\s*$|/\.?\s*$")
BROKEN_SHARE, SLACK, OPEN_SLACK, WIDEST = 0.3, 0.86, 0.7, 180
# What a bracket that is open may end with, on the next line.
CLOSING = re.compile(r"[IVXLC\d]{1,5}\)")
BEFORE_NUMBER = re.compile(r"\b(?:khoa|lan thu|quy|so|lop|hang|phu luc|thang|ngay|den|tu|va|la|co|nam)$")
WITHOUT_TITLE = re.compile(r"^\s*phần\s+(?:thứ\s+)?\w+\s*[.:]?\s*$", re.IGNORECASE)
PAIRS = re.compile(
    r"\b(?:thi dua - khen|to chuc - tuyen|kinh te - xa|chinh tri - xa|van hoa - xa"
    r"|van hoa - van|lao dong - thuong|quoc phong - an"
    r"|phap luat - |dan chu - phap|tuyen giao - |xa hoi - |khoa hoc - |thuong binh - "
    r"|doc lap - tu|tu do - hanh|ke hoach - |\d{4} - \d{4})"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """`width`: of a full printed line, 0 where lines are whole paragraphs; `most`: the longest line there is."""

    width: int
    most: int
    is_spaced: bool
    uses_indents: bool

    def is_indented(self, line: str) -> bool:
        """Whether the line is set in as the first of a paragraph."""
        return self.uses_indents and _indent(line) >= 2

    def continues(self, last: str, words: str, *, gap: bool, indented: bool) -> bool:
        """Whether a printed line goes on where the one before it stopped."""
        if WITHOUT_TITLE.match(last):
            return True
        if mark_of(words).sort != NONE and not self._is_false_mark(last, words, gap=gap):
            return False
        if words[0].islower() or words[0] in ",;.)”":
            return not (gap and FINISHED.search(last))
        if gap or not self.width or indented:
            return False
        if self.is_spaced or self.uses_indents:
            return True
        if ends.opens(words) and FINISHED.search(last):
            return False
        slack = 1 if FINISHED.search(last) else SLACK if mark_of(last).sort != NONE else OPEN_SLACK
        return len(last) + 1 + len(words.split(" ", 1)[0]) > self.width * slack

    def _is_false_mark(self, last: str, words: str, *, gap: bool) -> bool:
        """A dash or number that a broken line happens to begin with: «2024 / - 2029», «(khóa / XII) về»."""
        if FINISHED.search(last):
            return False
        if ends_bracket(last, words):
            return True
        if mark_of(words).sort in (DASH, PLUS):
            is_full = bool(self.width) and not gap and len(last) + 2 > self.most
            return is_full or bool(PAIRS.search(plain(f"{last[-20:]} {words[:20]}")))
        is_full = bool(self.width) and not gap and len(last) + 1 + len(words.split(" ", 1)[0]) > self.width * SLACK
        return bool(re.match(r"\d{1,2}/", words)) or (is_full and bool(BEFORE_NUMBER.search(plain(last))))


def ends_bracket(last: str, words: str) -> bool:
    """Whether «X)» ends the bracket that the line before left open, and is no mark of a list: «(khóa / X) về»."""
    return bool(CLOSING.match(words)) and last.count("(") > last.count(")")


def layout_of(printed: list[str]) -> Layout:
    """Told from the lengths, gaps and indents of the lines."""
    lines = [line for line in printed if line.strip()]
    lengths = sorted(len(" ".join(line.split())) for line in lines)
    if len(lengths) < 4:
        return Layout(0, 0, is_spaced=False, uses_indents=False)
    full = lengths[int(len(lengths) * 0.95)]
    near = sum(1 for length in lengths if full * 0.8 <= length <= full * 1.15)
    width = full if full < WIDEST and near >= len(lengths) * BROKEN_SHARE else 0
    indented = sum(1 for line in lines if _indent(line) >= 2)
    return Layout(
        width,
        max(full, lengths[-1] if lengths[-1] <= full * 1.1 else full),
        is_spaced=_is_spaced(printed),
        uses_indents=0 < indented < len(lines) * 0.6 and indented >= 3,
    )


def _is_spaced(printed: list[str]) -> bool:
    """Whether a gap stands before nearly every paragraph that has a mark."""
    marked = apart = 0
    for before, line in itertools.pairwise(printed):
        if line.strip() and mark_of(line).sort != NONE:
            marked += 1
            apart += not before.strip()
    return marked > 2 and apart >= marked * 0.8


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))
