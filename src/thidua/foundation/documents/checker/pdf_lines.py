"""Puts the letters of a PDF page together: lines, columns side by side, paragraphs, the rules under titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from statistics import median
from typing import Any

from thidua.foundation.documents.checker.seen import Part, Span, Zone

MM = 25.4 / 72
# What tells two columns apart: in running text words stand closer than this even when justified.
COLUMN_GAP_MM, HEAD_GAP_MM = 10.0, 3.0
EDGE_MM, SAME_MIDDLE_MM = 0.8, 1.0
INDENTED_MM = 3.0
HEAD_END = re.compile(r"^Số\s*(:|\d)")
DATE = re.compile(r"ngày.*tháng.*năm")
# A head without a number ends with its date, in the first lines of the first page.
HEAD_LINES = 8
FOOT_START = re.compile(r"^Nơi nhận")
# Paragraphs begin this far in; a line that does is not a centred one.
INDENTS_MM = (10.0, 12.7)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one column. Millimetres from the page's upper left corner."""

    spans: tuple[Span, ...]
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    in_table: bool
    zone: Zone = Zone.BODY

    @property
    def text(self) -> str:
        return " ".join("".join(span.text for span in self.spans).split())

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line outside tables."""

    x0: float
    x1: float
    y: float


def lines_of(page: Any, tables: list[list[float]]) -> list[Line]:
    """The page's lines from top to bottom, columns apart."""
    rows: list[list[Any]] = []
    for letter in sorted(page.chars, key=lambda each: (-_baseline(each), each["x0"])):
        if rows and abs(_baseline(rows[-1][0]) - _baseline(letter)) < 1.0:
            rows[-1].append(letter)
        else:
            rows.append([letter])
    height = float(page.height)
    whole = [_line(sorted(row, key=lambda each: each["x0"]), height, tables) for row in rows if _has_ink(row)]
    head_end = _head_end(page, whole)
    foot_start = min((line.top for line in whole if FOOT_START.match(line.text)), default=float("inf"))
    found: list[Line] = []
    for row in rows:
        ordered = sorted((letter for letter in row if not letter["text"].isspace()), key=lambda each: each["x0"])
        if not ordered:
            continue
        top = min(letter["top"] for letter in ordered) * MM
        tight = top < head_end or top >= foot_start - 3
        found += _columns(sorted(row, key=lambda each: each["x0"]), height, tables, tight, float(page.width) * MM)
    return _with_longer_column(_with_letter_subject(sorted(found, key=lambda line: (round(line.top, 1), line.x0))))


def _head_end(page: Any, lines: list[Line]) -> float:
    """The lower edge of the head: its number, or its date where the kind carries no number; 0 on later pages."""
    if page.page_number != 1:
        return 0.0
    for place, line in enumerate(lines):
        if HEAD_END.match(line.text):
            # A joint document has a number for each body, one beneath the other.
            return max(each.bottom for each in takewhile(_is_number, lines[place:]))
    return next((line.bottom for line in lines[:HEAD_LINES] if DATE.search(line.text)), 0.0)


def _is_number(line: Line) -> bool:
    return HEAD_END.match(line.text) is not None


def _with_letter_subject(lines: list[Line]) -> list[Line]:
    """Lines centred under the number belong to the left column: an official letter's subject."""
    number = next(
        (n for n, line in enumerate(lines[: 2 * HEAD_LINES]) if HEAD_END.match(line.text) and line.zone is Zone.LEFT),
        None,
    )
    if number is None:
        return lines
    for place in range(number + 1, len(lines)):
        if lines[place].zone is Zone.RIGHT:
            continue
        if abs(lines[place].middle - lines[number].middle) > 2.5:
            break
        lines[place] = replace(lines[place], zone=Zone.LEFT)
    return lines


def _with_longer_column(lines: list[Line]) -> list[Line]:
    """The left of two columns may be the longer: a line alone beneath it, centred as the one above, belongs to it."""
    middle: float | None = None
    for place, line in enumerate(lines):
        if line.zone is Zone.LEFT:
            middle = line.middle
        elif line.zone is Zone.BODY:
            alike = middle is not None and not line.in_table and abs(line.middle - middle) < SAME_MIDDLE_MM
            middle = middle if alike else None
            lines[place] = replace(line, zone=Zone.LEFT) if alike else line
    return lines


def rules_of(page: Any, tables: list[list[float]]) -> list[Rule]:
    """Horizontal lines and thin bars outside tables."""
    found = []
    for shape in (*page.lines, *page.rects, *page.curves):
        width, height = (shape["x1"] - shape["x0"]) * MM, abs(shape["bottom"] - shape["top"]) * MM
        y = (shape["top"] + shape["bottom"]) / 2 * MM
        if width > 5 and height < 0.8 and not any(box[1] - 1 <= y <= box[3] + 1 for box in tables):
            found.append(Rule(shape["x0"] * MM, shape["x1"] * MM, y))
    return found


def join_paragraphs(lines: list[Line], rules: list[Rule], page: int, left: float, right: float) -> list[Part]:
    """Parts in reading order within the text's edges: columns and centred lines singly, running text as paragraphs."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1][-1], line, left, right):
            groups[-1].append(line)
        else:
            groups.append([line])
    first = next((group for group in groups if group[0].zone is Zone.BODY and not group[0].in_table), None)
    parts = [_part(group, page, left, right, goes_on=group is first and page > 1) for group in groups]
    return _with_rules(parts, groups, rules)


def _goes_on(before: Line, line: Line, left: float, right: float) -> bool:
    if Zone.BODY not in (before.zone, line.zone) or before.zone is not line.zone or before.in_table or line.in_table:
        return False
    if _is_centred(before, left, right) or _is_centred(line, left, right):
        return False
    return line.x0 < left + INDENTED_MM and before.x1 > right - 8 and line.top - before.bottom < 9


def _is_centred(line: Line, left: float, right: float) -> bool:
    inside = line.x0 > left + 2 and line.x1 < right - 2
    indented = any(abs(line.x0 - left - indent) < 0.4 for indent in INDENTS_MM)
    return inside and not indented and abs(line.middle - (left + right) / 2) < 1.5


def _part(group: list[Line], page: int, left: float, right: float, *, goes_on: bool) -> Part:
    first, zone = group[0], Zone.TABLE if group[0].in_table else group[0].zone
    spans = tuple(span for line in group for span in (*line.spans, Span(" ", *_style(line.spans[-1]))))
    if zone is not Zone.BODY:
        return Part(spans, zone, page, width_mm=round(first.x1 - first.x0, 1), level_mm=first.top)
    if len(group) == 1 and _is_centred(first, left, right):
        width = round(first.x1 - first.x0, 1)
        return Part(spans, zone, page, align="center", width_mm=width, level_mm=first.top)
    align = None
    if len(group) > 1:
        align = "justify" if all(abs(line.x1 - right) < EDGE_MM for line in group[:-1]) else "left"
    gaps = [after.baseline - before.baseline for before, after in pairwise(group)]
    spacing = median(gaps) / MM / (first.spans[0].size * 1.149) if gaps and first.spans[0].size else None
    indent = first.x0 - left
    starts = goes_on and indent < INDENTED_MM
    return Part(
        spans,
        zone,
        page,
        align=align,
        first_line_mm=None if starts else round(indent, 1),
        left_mm=round(indent, 1) if len(group) == 1 else 0.0,
        line_spacing=round(spacing, 2) if spacing else None,
        level_mm=first.top,
    )


def _with_rules(parts: list[Part], groups: list[list[Line]], rules: Iterable[Rule]) -> list[Part]:
    """Give each rule to the nearest line above it that it stands under."""
    for rule in rules:
        middle, best, distance = (rule.x0 + rule.x1) / 2, None, 6.0
        for place, group in enumerate(groups):
            line = group[-1]
            below = rule.y - line.bottom
            if abs(line.middle - middle) < 6 and -2 < below < distance:
                best, distance = place, below
        if best is not None:
            parts[best] = parts[best].ruled(round(rule.x1 - rule.x0, 1))
    return parts


def _columns(row: list[Any], height: float, tables: list[list[float]], tight: bool, width: float) -> Iterator[Line]:
    limit = HEAD_GAP_MM if tight else COLUMN_GAP_MM
    pieces: list[list[Any]] = [[]]
    last: float | None = None
    for letter in row:
        # Spaces count as letters: blanks left for the clerk to fill in do not part a line.
        if last is not None and (letter["x0"] - last) * MM > limit:
            pieces.append([])
        last = letter["x1"]
        pieces[-1].append(letter)
    lines = [_line(piece, height, tables) for piece in pieces if _has_ink(piece)]
    for line in lines:
        # What begins past the middle and is not centred is a signature without recipients beside it.
        apart = len(lines) > 1 or tight or (line.x0 > 0.45 * width and line.middle > 0.6 * width)
        zone = (Zone.LEFT if line.middle < width / 2 else Zone.RIGHT) if apart and not line.in_table else Zone.BODY
        yield replace(line, zone=zone)


def _line(letters: list[Any], height: float, tables: list[list[float]]) -> Line:
    inked = [letter for letter in letters if not letter["text"].isspace()]
    top, bottom = min(each["top"] for each in inked) * MM, max(each["bottom"] for each in inked) * MM
    x0, x1, middle = inked[0]["x0"] * MM, inked[-1]["x1"] * MM, (top + bottom) / 2
    in_table = any(box[0] - 1 <= x0 <= box[2] + 1 and box[1] - 1 <= middle <= box[3] + 1 for box in tables)
    baseline = (height - _baseline(inked[0])) * MM
    return Line(tuple(_spans(letters)), x0, x1, top, bottom, baseline, in_table)


def _spans(letters: list[Any]) -> Iterator[Span]:
    text, style, last = "", None, None
    for letter in letters:
        own = _look(letter)
        gap = last is not None and letter["x0"] - last > letter["size"] * 0.15
        if gap and not text.endswith(" ") and not letter["text"].isspace():
            text += " "
        if style is not None and own != style and not letter["text"].isspace():
            yield Span(text, *style)
            text = ""
        if style is None or not letter["text"].isspace():
            style = own
        text, last = text + letter["text"], letter["x1"]
    if style is not None:
        yield Span(text, *style)


def _look(letter: Any) -> tuple[str, float, bool, bool]:
    name = letter["fontname"].split("+", 1)[-1]
    family = re.split(r"[-,]", name)[0]
    family = re.sub(r"(PSMT|PS|MT)$", "", family)
    return family, round(letter["size"] * 2) / 2, "Bold" in name, "Italic" in name or "Oblique" in name


def _style(span: Span) -> tuple[str, float, bool, bool]:
    return span.font, span.size, span.bold, span.italic


def _has_ink(letters: list[Any]) -> bool:
    return any(not letter["text"].isspace() for letter in letters)


def _baseline(letter: Any) -> float:
    return float(letter["matrix"][5])
