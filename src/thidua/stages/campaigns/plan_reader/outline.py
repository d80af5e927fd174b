"""The body as a tree: sections, headings, items, with the number of each and what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from thidua.stages.campaigns.plan_reader.marks import (
    ARABIC,
    DASH,
    DECIMAL,
    NONE,
    PART,
    PLUS,
    ROMAN,
    SMALL,
    STAR,
    mark_of,
)
from thidua.stages.campaigns.plan_reader.places import Line, Place, Said

HEADING = 150
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class Node:
    """One paragraph in the tree. `number` is its clause; `roles` what it and all beneath it are about."""

    line: Line
    sort: int
    mark: str
    number: str
    start: int
    depth: float
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    roles: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """The words after the mark."""
        return self.line.text[self.start :]

    @property
    def plain(self) -> str:
        """The plain words after the mark."""
        return self.line.plain[self.start :]

    def said(self, start: int = 0, end: int | None = None, value: object = None) -> Said | None:
        """A stretch of the words after the mark."""
        return self.line.said(self.start + start, len(self.line.text) if end is None else self.start + end, value)

    def whole(self) -> Said | None:
        """All the words after the mark, the full stop too."""
        text = self.text.strip(" \t-–;")
        start = self.line.text.find(text, self.start)
        return Said(text, Place(self.line.number, start, start + len(text))) if text else None

    def beneath(self) -> Iterator[Node]:
        """All nodes below this one, in the order of the text."""
        for child in self.children:
            yield child
            yield from child.beneath()

    def above(self) -> Iterator[Node]:
        """The nodes above, nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


ROLES: dict[str, re.Pattern[str]] = {
    "purposes": re.compile(r"\bmuc dich\b|^y nghia|^(?:cac )?yeu cau\b"),
    "contents": re.compile(r"\bnoi dung\b|^nhiem vu|^cac nhiem vu|nhiem vu trong tam|^nhiem vu,? giai phap"),
    "targets": re.compile(r"\bchi tieu\b|^muc tieu\b|muc tieu cu the|^cac muc tieu"),
    "schedule": re.compile(r"\btien do\b|thoi gian|giai doan thuc hien|\blo trinh\b|thoi han|^cac giai doan|phan ky"),
    "criteria": re.compile(r"tieu chuan|tieu chi|dieu kien (?:xet|khen)|^doi tuong va tieu chuan"),
    "awards": re.compile(
        r"hinh thuc,? (?:va |so luong )?.{0,20}khen|so luong khen|^khen thuong|co cau khen"
        r"|^cong tac khen thuong"
        r"|thi dua,? khen thuong$|giai thuong|co cau giai|so luong.{0,20}hinh thuc|hinh thuc"
        r"|^ve khen thuong|khen thuong$"
    ),
    "dossier": re.compile(r"\bho so\b"),
    "doing": re.compile(r"to chuc thuc hien|phan cong|trach nhiem|to chuc trien khai"),
}
# A plain line that opens the list of a dossier's papers; the list begins anew at 1, a or a dash.
DOSSIER_LIST = re.compile(r"ho so\b[^.;:]{0,110}?\b(?:gom(?: co)?|bao gom|nhu sau)\s*:\s*$")
FIRST_MARKS = {"1", "a", "*", "-", "–", "—", "+"}


def outline(lines: list[Line]) -> list[Node]:
    """The top nodes of the body, each with what stands beneath it."""
    made: list[Node] = []
    stack: list[Node] = []
    letter_first = _letters_lead(lines)
    for line in lines:
        mark = mark_of(line.text)
        depth = _depth(mark.sort, mark.number, letter_first=letter_first)
        while stack and stack[-1].depth >= depth:
            stack.pop()
        parent = stack[-1] if stack else None
        node = Node(line, mark.sort, mark.number, "", mark.end, depth, parent)
        (parent.children if parent else made).append(node)
        node.number = _number(node)
        if mark.sort != NONE:
            stack.append(node)
    for node in everything(made):
        node.roles = _roles(node)
    _name_dossier_lists(made)
    return made


def _name_dossier_lists(tree: list[Node]) -> None:
    """«Hồ sơ … gồm:» without a number of its own: the items behind it are papers, though numbered like awards."""
    nodes = list(everything(tree))
    for place, lead in enumerate(nodes):
        if lead.sort != NONE or not lead.roles & {"awards", "doing"} or not DOSSIER_LIST.match(lead.plain):
            continue
        first = nodes[place + 1] if place + 1 < len(nodes) else lead
        if first.sort == NONE or first.mark not in FIRST_MARKS:
            continue
        lead.roles = frozenset({"dossier"})
        count = 0
        for node in nodes[place + 1 :]:
            if node.depth < first.depth or (node.depth == first.depth and not _follows(node, count)):
                break
            count += node.depth == first.depth
            node.roles = lead.roles


def _follows(node: Node, count: int) -> bool:
    """Whether an item is the one after so many of its list: a list that begins anew is another."""
    if node.sort == ARABIC:
        return int(node.mark) == count + 1
    return not (node.sort == SMALL and node.mark == "a" and count)


def everything(tree: list[Node]) -> Iterator[Node]:
    """All nodes in the order of the text."""
    for node in tree:
        yield node
        yield from node.beneath()


def sections(tree: list[Node]) -> list[Node]:
    """The headings of the first order: roman, else letters, else arabic."""
    for sorts in ((ROMAN, PART), (ARABIC,)):
        found = [node for node in everything(tree) if node.sort in sorts and len(node.text) < HEADING * 2]
        if found and sorts != (ARABIC,):
            highest = min(node.depth for node in found)
            return [node for node in found if node.depth == highest]
        tops = [node for node in found if node.parent is None]
        if any(node.roles or (node.text.isupper() and len(node.text) > 5) for node in tops):
            return tops
    return []


def _letters_lead(lines: list[Line]) -> bool:
    first = next((mark_of(line.text).sort for line in lines if mark_of(line.text).sort in (PART, ROMAN)), ROMAN)
    return first == PART


def _depth(sort: int, number: str, *, letter_first: bool) -> float:
    if sort == PART:
        return 0.0 if letter_first else 1.5
    if sort == DECIMAL:
        return 2.0 + number.count(".")
    return {ROMAN: 1.0, ARABIC: 2.0, SMALL: 5.0, STAR: 6.0, DASH: 7.0, PLUS: 8.0, NONE: 9.0}[sort]


def _number(node: Node) -> str:
    """The clause: the marks from the section down, «V.1.2», «III.3a»."""
    parent = next((above for above in node.above() if above.number), None)
    if node.sort == DASH and node.parent is not None and node.parent.number:
        return _of_item(node, node.parent)
    if node.sort in (STAR, DASH, PLUS, NONE):
        return ""
    if parent is None or node.sort == PART:
        return node.mark
    if node.sort == ROMAN:
        return f"{parent.number}.{node.mark}"
    if node.sort == DECIMAL:
        base = next((above.number for above in node.above() if above.sort in (ROMAN, PART)), "")
        return f"{base}.{node.mark}".strip(".")
    is_part = node.sort == SMALL and parent.sort not in (ROMAN, PART)
    return f"{parent.number}{node.mark}" if is_part else f"{parent.number}.{node.mark}"


def _of_item(node: Node, parent: Node) -> str:
    """Items without a number are counted: «I.2» below a section, «V.1.1b» below a heading."""
    place = sum(child.sort == DASH for child in parent.children)
    if parent.sort in (ROMAN, PART) or place > len(LETTERS) or parent.number[-1].isalpha():
        return f"{parent.number}.{place}"
    return f"{parent.number}{LETTERS[place - 1]}"


def label_of(node: Node) -> str:
    """The printed label; of a bullet its count among the bullets beside it; empty for a plain paragraph."""
    if node.sort == NONE:
        return ""
    if node.sort in (STAR, DASH, PLUS):
        beside = node.parent.children if node.parent else [node]
        bullets = [one for one in beside if one.sort == node.sort]
        return str(next(place for place, one in enumerate(bullets, start=1) if one is node))
    return node.mark


def path_of(node: Node) -> str:
    """Printed labels from the highest section: «III.4», «III.1.2»; «3.2» in section 3 stands alone."""
    labels = [label_of(one) for one in reversed([node, *node.above()])]
    kept: list[str] = []
    for label in filter(None, labels):
        if kept and label.startswith(f"{kept[-1]}."):
            kept.pop()
        kept.append(label)
    return ".".join(kept)


def _roles(node: Node) -> frozenset[str]:
    above = node.parent.roles if node.parent else frozenset()
    title = node.plain.split(":")[0]
    can_name = node.sort in (ROMAN, PART, ARABIC, DECIMAL, SMALL, STAR) or (
        node.sort == DASH and node.text.rstrip().endswith(":")
    )
    is_heading = (
        bool(node.children) or ":" in node.text or (len(node.text) < 60 and not node.text.rstrip().endswith((".", ";")))
    )
    if not can_name or len(title) > HEADING or not _is_title(node) or not (is_heading or node.parent is None):
        return above
    own = frozenset(role for role, pattern in ROLES.items() if pattern.search(title.strip(" .")))
    if node.parent is None:
        return _settled(own)
    if len(above) > 1 and own & above:
        return own & above  # «NỘI DUNG, CHỈ TIÊU» above, «Chỉ tiêu» below: one of the two
    return _settled(own) if own and not _stays(own, above) else above


def _is_title(node: Node) -> bool:
    """A title has no full stop inside and no verb of a target; a section always is one."""
    if node.sort in (ROMAN, PART):
        return True
    return not re.search(r"\d+\s*%|it nhat|toi thieu|\.\s+[A-ZĐ]", node.plain[:HEADING]) and len(node.text) < HEADING


def _stays(own: frozenset[str], above: frozenset[str]) -> bool:
    """Headings of content, doing and targets that only touch on another theme keep the section's role."""
    leading = above & {"contents", "doing", "targets", "purposes", "criteria"}
    if not leading:
        return False
    if "criteria" in leading:
        return not own & {"awards", "dossier"}
    return not own & {"targets", "schedule", "awards", "dossier", "criteria", "purposes"}


def _settled(own: frozenset[str]) -> frozenset[str]:
    if "dossier" in own:
        return own - {"awards", "criteria", "contents"}
    if "criteria" in own and "awards" in own and "hinh thuc" not in own:
        return own
    return own
