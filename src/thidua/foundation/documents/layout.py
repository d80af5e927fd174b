"""Everything that is decided before drawing, so that Word and PDF agree: words, line breaks, lengths of rules."""

import re
from dataclasses import dataclass, replace

from thidua.foundation.documents import writing
from thidua.foundation.documents.formats import Component, Format, words
from thidua.foundation.documents.kinds import kind
from thidua.foundation.documents.measure import balanced_lines, text_width_mm
from thidua.foundation.documents.model import Block, Heading, HeadingLevel, OfficialDocument, Signature, Table

# How the head's two halves share the width of the text: the national name needs the wider one.
LEFT_SHARE = 72 / 165
FOOT_SHARE = 80 / 165
CELL_PADDING_MM = 1.0
EMPTY = "\u00a0"
# A subject's lines are kept shorter than the page so that it reads as a title.
SUBJECT_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class Ruled:
    """Lines of a title and the length of the rule under them (0: none)."""

    lines: tuple[str, ...]
    rule_mm: float


@dataclass(frozen=True, slots=True)
class BodyHead:
    """The lines of one body of the left head; the rule stands under the last body's alone."""

    parent: tuple[str, ...]
    issuer: Ruled


@dataclass(frozen=True, slots=True)
class Layout:
    """One document's head and title, ready to draw."""

    left_mm: float
    right_mm: float
    foot_left_mm: float
    foot_right_mm: float
    bodies: tuple[BodyHead, ...]
    issuer_mark: str
    national_name: Ruled
    motto: Ruled
    numbers: tuple[str, ...]
    date: str
    kind: str
    subject: Ruled
    letter_subject: tuple[str, ...]
    recipients_label: str
    addressee_label: str


def lay_out(document: OfficialDocument, form: Format) -> Layout:
    """Decide lines and rules of a document's head, title and foot."""
    width = text_width(form, landscape=document.landscape)
    left = round(width * LEFT_SHARE, 2)
    parts, what, fixed = form.components, kind(document.kind), words() | form.head
    is_letter, motto = "subject" in what.omits, fixed["motto"]
    return Layout(
        left_mm=left,
        right_mm=round(width - left, 2),
        foot_left_mm=round(width * FOOT_SHARE, 2),
        foot_right_mm=round(width * (1 - FOOT_SHARE), 2),
        bodies=_bodies(document, form, left),
        issuer_mark=fixed["issuer_mark"],
        national_name=_ruled((fixed["national_name"],), parts["national_name"], width - left),
        motto=_ruled((motto,) if motto else (), parts["motto"], width - left),
        numbers=writing.number_lines(document, form),
        date=writing.date_line(document, form),
        kind="" if "kind" in what.omits else what.heading,
        subject=Ruled((), 0) if is_letter else _ruled((document.subject,), parts["subject"], width * SUBJECT_SHARE),
        letter_subject=_broken((writing.letter_subject(document),), parts["letter_subject"], left) if is_letter else (),
        recipients_label=fixed["recipients_label"],
        addressee_label=fixed["addressee_label"],
    )


def _bodies(document: OfficialDocument, form: Format, width_mm: float) -> tuple[BodyHead, ...]:
    parts = form.components
    heads = [document.letterhead, *(partner.letterhead for partner in document.partners)]
    found = []
    for place, head in enumerate(heads, start=1):
        issuer = _ruled(head.issuer_lines, parts["issuer"], width_mm)
        issuer = issuer if place == len(heads) else Ruled(issuer.lines, 0)
        found.append(BodyHead(_broken(head.parent_lines, parts["parent"], width_mm), issuer))
    return tuple(found)


def held_together(text: str) -> str:
    """Keep «2024 - 2029» on one line: its spaces become unbreakable. No word is changed."""
    return re.sub(r"(?<=\d{4}) - (?=\d{4})", "\u00a0-\u00a0", text)


def table_widths(table: Table, available_mm: float) -> list[float]:
    """Column widths in millimetres, in the given proportions, filling the width of the text."""
    total = sum(column.width_mm for column in table.columns)
    return [round(column.width_mm * available_mm / total, 2) for column in table.columns]


def head_groups(table: Table) -> list[tuple[str, int]]:
    """The upper head row: (group, how many columns), an ungrouped column alone with an empty group."""
    groups: list[tuple[str, int]] = []
    for column in table.columns:
        if column.group and groups and groups[-1][0] == column.group:
            groups[-1] = (column.group, groups[-1][1] + 1)
        else:
            groups.append((column.group, 1))
    return groups


def text_width(form: Format, *, landscape: bool) -> float:
    """The width of the text on an upright or a lying page, in millimetres."""
    page = form.page
    return (page.height_mm if landscape else page.width_mm) - page.left_mm.use - page.right_mm.use


def level_signatures(signatures: tuple[Signature, ...]) -> tuple[Signature, ...]:
    """Signers side by side, filled up with empty lines so that their names stand in one line."""
    most = max((len(each.capacity) for each in signatures), default=0)
    found = []
    for each in signatures:
        lines = (*each.capacity, each.title, *(EMPTY for _ in range(most - len(each.capacity))))
        found.append(replace(each, capacity=lines[:-1], title=lines[-1]))
    return tuple(found)


def heading_depths(blocks: tuple[Block, ...]) -> list[int]:
    """Outline depth of each heading below the title (2, 3, …), without gaps; 0 for other blocks."""
    order = list(HeadingLevel)
    open_levels: list[int] = []
    depths: list[int] = []
    for block in blocks:
        if not isinstance(block, Heading):
            depths.append(0)
            continue
        rank = order.index(block.level)
        open_levels = [level for level in open_levels if level < rank] + [rank]
        depths.append(len(open_levels) + 1)
    return depths


def _broken(lines: tuple[str, ...], part: Component, width_mm: float) -> tuple[str, ...]:
    fitting = width_mm - 2 * CELL_PADDING_MM
    return tuple(piece for line in lines for piece in balanced_lines(line, part.size.use, fitting, bold=part.bold))


def _ruled(lines: tuple[str, ...], part: Component, width_mm: float) -> Ruled:
    broken = _broken(lines, part, width_mm)
    if not broken or part.rule is None:
        return Ruled(broken, 0)
    longest = max(text_width_mm(line, part.size.use, bold=part.bold, italic=part.italic) for line in broken)
    last = text_width_mm(broken[-1], part.size.use, bold=part.bold, italic=part.italic)
    return Ruled(broken, round(part.rule.use * min(longest, last), 1))
