"""Tells which component each part of a file is, by place, words and numbering; never by the look it has to prove."""

from __future__ import annotations

import re
from dataclasses import dataclass

from thidua.foundation.core.vietnamese import fold
from thidua.foundation.documents.checker.seen import Part, Seen, Zone
from thidua.foundation.documents.kinds import DocumentKind, kinds
from thidua.foundation.documents.letterheads import is_parent_line

NUMBER = re.compile(r"^Số\s*(:|\d)")
BLANK_NUMBER = re.compile(r"^Số:?\s*[/-]\S+$")
# How the right half begins, whatever stands there: the Republic's name or the Party's.
HEADINGS = ("cong hoa xa hoi chu nghia", "dang cong san viet nam")
MOTTO = "doc lap"
DATED = re.compile(r"\bngay\b.*\bthang\b.*\bnam\b")
STAR = "*"
SECTION = re.compile(r"^[IVXLC]+\.\s")
ITEM = re.compile(r"^\d+\.\s")
SUBITEM = re.compile(r"^\d+\.\d+\.?\s")
PART = re.compile(r"^(Phần|Chương)\s+[IVXLC]+$")
ANNEX = re.compile(r"^Phụ lục(\s+\w+)?$", re.IGNORECASE)
# An addressee's later lines begin deep inside the page.
DEEP_MM = 25.0


@dataclass(frozen=True, slots=True)
class Recognised:
    """The parts with their component's key, in the file's order, and the kind its title names."""

    rows: tuple[tuple[str, Part], ...]
    kind: DocumentKind | None

    @property
    def omits(self) -> frozenset[str]:
        """The components that a document of this kind has not; a kind without a title is told by what it has."""
        if self.kind is not None:
            return self.kind.omits
        if self.first("letter_subject") is not None:
            return kinds()["letter"].omits
        # Without number and title it is a public letter, if it is addressed to somebody.
        is_public = self.first("number") is None and self.first("addressee") is not None
        return kinds()["public-letter"].omits if is_public else frozenset()

    def all(self, component: str) -> list[Part]:
        return [part for key, part in self.rows if key == component]

    @property
    def is_draft(self) -> bool:
        """Whether the number is still to be filled in."""
        number = self.first("number")
        return number is not None and BLANK_NUMBER.match(number.text) is not None

    def first(self, component: str) -> Part | None:
        return next(iter(self.all(component)), None)


def recognise(seen: Seen) -> Recognised:
    """Name every part. What has no name of its own is body text."""
    parts = list(seen.parts)
    head_end = _head_end(parts)
    rows = _head(parts[:head_end])
    foot_start = next((n for n, part in enumerate(parts) if fold(part.text).startswith("noi nhan")), len(parts))
    found, text_rows = _title(parts[head_end:], foot_start - head_end)
    return Recognised(tuple(rows + text_rows), found)


def _head_end(parts: list[Part]) -> int:
    """The head ends before the first part that stands alone over the width of the page."""
    for place, part in enumerate(parts):
        if part.zone is Zone.BODY:
            return place
    return len(parts)


def _head(parts: list[Part]) -> list[tuple[str, Part]]:
    right = [part for part in parts if part.zone is Zone.RIGHT]
    left = [part for part in parts if part.zone is Zone.LEFT]
    if any(_is_heading(part) for part in left):
        # The halves stand the wrong way round; each part keeps its name, and its place is told.
        left, right = right, left
    # A date that came under the letterhead is still the date; a subject may end with a year.
    dates = [] if any(_is_date(part) for part in right) else [part for part in left if DATED.search(fold(part.text))]
    left = [part for part in left if part not in dates]
    numbers = [part for part in right if NUMBER.match(part.text)]
    right = [part for part in right if part not in numbers]
    names = {id(part): "number" for part in numbers} | {id(part): "place_date" for part in dates}
    names |= {id(part): _head_right(part) for part in right}
    names |= {id(part): key for key, part in _head_left(left)}
    return [(names.get(id(part), "table"), part) for part in parts]


def _head_left(left: list[Part]) -> list[tuple[str, Part]]:
    places = [place for place, part in enumerate(left) if NUMBER.match(part.text)]
    if not places:
        # A letter whose number was lost still says what it is about.
        end = next((n for n, part in enumerate(left) if fold(part.text).startswith("v/v")), len(left))
        return [*_letterhead(left[:end], several=False), *(("letter_subject", part) for part in left[end:])]
    rest = [("number" if place in places else "letter_subject", part) for place, part in enumerate(left)]
    return _letterhead(left[: places[0]], several=len(places) > 1) + rest[places[0] :]


def _is_heading(part: Part) -> bool:
    return fold(part.text).startswith(HEADINGS)


def _is_date(part: Part) -> bool:
    return re.search(r"\bngay\b.*\bthang\b|\bnam \d{4}$", fold(part.text)) is not None


def _head_right(part: Part) -> str:
    if _is_date(part):
        return "place_date"
    return "motto" if fold(part.text).startswith(MOTTO) else "national_name"


def _letterhead(lines: list[Part], *, several: bool) -> list[tuple[str, Part]]:
    """Bodies above come first; the issuing body's lines are the bold ones at the end, at least the last line.

    The head of `several` bodies has such lines in its middle too.
    """
    marks = [("issuer_mark", part) for part in lines if part.text == STAR]
    lines = [part for part in lines if part.text != STAR]
    start = len(lines) - 1
    while start > 0 and _may_issue(lines[start - 1]):
        start -= 1
    named = [
        ("issuer" if place >= start or (several and _may_issue(part)) else "parent", part)
        for place, part in enumerate(lines)
    ]
    return named + marks


def _may_issue(part: Part) -> bool:
    return not is_parent_line(part.text) and all(span.bold for span in part.inked)


def _title(parts: list[Part], foot: int) -> tuple[DocumentKind | None, list[tuple[str, Part]]]:
    by_heading = {fold(each.heading): each for each in kinds().values() if "kind" not in each.omits}
    found: DocumentKind | None = None
    rows: list[tuple[str, Part]] = []
    step = "start"
    swapped = foot < len(parts) and parts[foot].zone is Zone.RIGHT
    for place, part in enumerate(parts):
        if part.zone is Zone.TABLE:
            key = "table"
        elif place >= foot or part.zone is not Zone.BODY:
            key, step = _foot(part, place >= foot, swapped), "text"
        elif step == "start" and fold(part.text) in by_heading:
            found, key, step = by_heading[fold(part.text)], "kind", "subject"
        elif step == "subject" and part.align == "center":
            key, step = "subject", "subject" if part.rule_mm is None else "text"
        else:
            key = _text(part, rows, before_text=step != "text")
            step = "text" if key not in ("addressee", "basis") else step
        if ANNEX.match(part.text) and part.zone is Zone.BODY:
            key, foot = "annex_label", len(parts) + 1
        rows.append((key, part))
    return found, rows


def _text(part: Part, rows: list[tuple[str, Part]], *, before_text: bool) -> str:
    text, previous = part.text, rows[-1][0] if rows else ""
    if previous in ("annex_label", "annex_title") and part.align == "center":
        return "annex_note" if text.startswith("(") else "annex_title"
    if text.startswith("Kính gửi"):
        return "addressee"
    if previous == "addressee" and (part.left_mm or 0) > DEEP_MM:
        return "addressee"
    if PART.match(text):
        return "part"
    if SECTION.match(text):
        return "section"
    if _all_bold(part) and SUBITEM.match(text):
        return "subitem"
    if _all_bold(part) and ITEM.match(text):
        return "item"
    italic = all(span.italic for span in part.inked)
    if text.startswith("Căn cứ") or (previous in ("basis", "subject") and italic):
        return "basis"
    return "centred" if part.align == "center" else "body"


def _foot(part: Part, in_foot: bool, swapped: bool) -> str:
    folded = fold(part.text)
    if folded.startswith("noi nhan"):
        return "recipients_label"
    if part.zone is (Zone.RIGHT if swapped else Zone.LEFT) and in_foot:
        return "recipients"
    if part.text.startswith("("):
        return "sign_note"
    return "capacity" if part.text.isupper() else "signer"


def _all_bold(part: Part) -> bool:
    return bool(part.inked) and all(span.bold for span in part.inked)
