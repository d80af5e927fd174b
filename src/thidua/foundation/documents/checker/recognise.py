"""Tells which component each part of a file is, by place, words and numbering; never by the look it has to prove."""

from __future__ import annotations

import re
from dataclasses import dataclass

from thidua.foundation.core.vietnamese import fold
from thidua.foundation.documents.checker.seen import Part, Seen, Zone
from thidua.foundation.documents.kinds import DocumentKind, kinds
from thidua.foundation.documents.letterheads import is_parent_line

NUMBER = re.compile(r"^Số\s*(:|\d)")
BLANK_NUMBER = re.compile(r"^Số:\s*/\S+$")
SECTION = re.compile(r"^[IVXLC]+\.\s")
ITEM = re.compile(r"^\d+\.\s")
SUBITEM = re.compile(r"^\d+\.\d+\.?\s")
PART = re.compile(r"^(Phần|Chương)\s+[IVXLC]+$")
ANNEX = re.compile(r"^Phụ lục(\s+[IVXLC]+)?$", re.IGNORECASE)
# An addressee's later lines begin deep inside the page.
DEEP_MM = 25.0


@dataclass(frozen=True, slots=True)
class Recognised:
    """The parts with their component's key, in the file's order, and the kind its title names."""

    rows: tuple[tuple[str, Part], ...]
    kind: DocumentKind | None

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
    names = {id(part): _head_right(part) for part in right}
    number = next((n for n, part in enumerate(left) if NUMBER.match(part.text)), None)
    letterhead = left if number is None else left[:number]
    names |= {id(part): key for key, part in _letterhead(letterhead)}
    if number is not None:
        names[id(left[number])] = "number"
        names |= {id(part): "letter_subject" for part in left[number + 1 :]}
    return [(names.get(id(part), "table"), part) for part in parts]


def _head_right(part: Part) -> str:
    folded = fold(part.text)
    if re.search(r"\bngay\b.*\bthang\b|\bnam \d{4}$", folded):
        return "place_date"
    return "motto" if folded.startswith("doc lap") else "national_name"


def _letterhead(lines: list[Part]) -> list[tuple[str, Part]]:
    """Bodies above come first; the issuing body's lines are the bold ones at the end, at least the last line."""
    start = len(lines) - 1
    while start > 0 and not is_parent_line(lines[start - 1].text) and all(s.bold for s in lines[start - 1].inked):
        start -= 1
    return [("issuer" if place >= start else "parent", part) for place, part in enumerate(lines)]


def _title(parts: list[Part], foot: int) -> tuple[DocumentKind | None, list[tuple[str, Part]]]:
    by_heading = {fold(each.heading): each for each in kinds().values() if "kind" not in each.omits}
    found: DocumentKind | None = None
    rows: list[tuple[str, Part]] = []
    step = "start"
    for place, part in enumerate(parts):
        if part.zone is Zone.TABLE:
            key = "table"
        elif place >= foot or part.zone is not Zone.BODY:
            key, step = _foot(part, place >= foot), "text"
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


def _foot(part: Part, in_foot: bool) -> str:
    folded = fold(part.text)
    if folded.startswith("noi nhan"):
        return "recipients_label"
    if part.zone is Zone.LEFT and in_foot:
        return "recipients"
    if part.text.startswith("("):
        return "sign_note"
    return "capacity" if part.text.isupper() else "signer"


def _all_bold(part: Part) -> bool:
    return bool(part.inked) and all(span.bold for span in part.inked)
