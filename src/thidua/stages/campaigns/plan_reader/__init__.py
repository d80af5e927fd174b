"""Reading a plan: a Word file, a PDF with text or plain text becomes values, each with the words it came from.

Nothing is invented: what the text does not say is None, what it leaves in doubt is a warning. No database.
The shape is described in docs/reference/plan-reader.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from thidua.stages.campaigns.plan_reader import (
    awards,
    citations,
    deadlines,
    doubts,
    head,
    judging,
    letters,
    marks,
    outline,
    schedule,
    tail,
    targets,
)
from thidua.stages.campaigns.plan_reader.outline import Node
from thidua.stages.campaigns.plan_reader.paper import Paper, read_paper
from thidua.stages.campaigns.plan_reader.places import Said, unfold

__all__ = ["Reading", "read_plan_text"]

# Since this day there are two tiers of local government below the centre.
TWO_TIERS = "2025-07-01"
# Read whole; every other genre is recognised and read as far as head, bases, recipients, signer.
PLANS = frozenset({"kế hoạch", "chương trình", "phương án", "đề án", "thể lệ"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the cleaned text, the values, the place of each value by JSON pointer."""

    text: str
    values: dict[str, Any]
    places: dict[str, dict[str, int]]

    def as_json(self) -> dict[str, Any]:
        """The values with their places beside them."""
        return {**self.values, "places": self.places, "text": self.text}


def read_plan_text(raw: str) -> Reading:
    """Reads a document from its text as it came out of a file."""
    paper = read_paper(raw)
    paper.strange = letters.strange_signs(paper.text)
    tree = outline.outline(paper.zone("body"))
    tops = outline.sections(tree)
    found = _found(paper, tree, tops)
    found["warnings"] = doubts.read_doubts(
        paper, tree, {**found, "lines": paper.lines}, is_plan=_is_plan(found["document"])
    )
    values, places = unfold(found)
    return Reading(paper.text, values, places)


def _is_plan(facts: dict[str, Said | None]) -> bool:
    return facts["type"] is None or facts["type"].value in PLANS


def _found(paper: Paper, tree: list[Node], tops: list[Node]) -> dict[str, Any]:
    facts = head.read_head(paper)
    signed = facts["date"]
    is_plan = _is_plan(facts)
    if not is_plan:
        tops = [node for node in tops if node.sort != marks.ARABIC]
    first = _first_after_preamble(paper, tree, tops)
    bases, further = citations.read_citations(paper.lines, first)
    body = tree if is_plan else []
    return {
        "document": facts,
        "legal_bases": bases,
        "references": further if is_plan else [],
        "sections": [_section(node) for node in tops] if is_plan else [],
        "purposes": _items(body, "purposes", without=""),
        "contents": _items(body, "contents", without="targets"),
        "targets": targets.read_targets(
            body, signed=str(signed.value) if signed else "", two_tiers=bool(signed and str(signed.value) >= TWO_TIERS)
        ),
        "period": schedule.read_period(body),
        "phases": schedule.read_phases(body),
        "criteria": judging.read_criteria(body),
        "awards": awards.read_awards(body),
        "dossier_parts": judging.read_dossier(body),
        "deadlines": deadlines.read_deadlines(body, str(signed.value) if signed else ""),
        "recipients": tail.read_recipients(paper),
        "signer": tail.read_signer(paper),
    }


def _first_after_preamble(paper: Paper, tree: list[Node], tops: list[Node]) -> int:
    """The line after which nothing is a basis any more: the first section, article, «QUYẾT ĐỊNH:» or «như sau:»."""
    starts = [node.line.number for node in tops[:1]]
    starts += [node.line.number for node in tree if node.sort in (marks.ROMAN, marks.PART, marks.ARABIC)][:1]
    starts += [
        line.number + 1 for line in paper.zone("body") if line.plain.rstrip().endswith(("nhu sau:", "quyet dinh:"))
    ][:1]
    return min(starts, default=len(paper.lines) + 1)


def _section(node: Node) -> dict[str, Said | None]:
    return {"no": node.line.said(0, node.start, node.mark), "title": node.said(0, len(node.text.rstrip(" :.")))}


def _items(tree: list[Node], role: str, *, without: str) -> list[Said]:
    """The paragraphs right below the headings of a role; a heading that only names the role gives its own."""
    made: list[Said] = []
    for node in outline.everything(tree):
        if role not in node.roles or (without and without in node.roles):
            continue
        parent = node.parent
        if parent is None or role not in parent.roles or _names_role(node, role):
            if parent is None and not node.children and node.sort != marks.ROMAN:
                made += [said for said in (node.whole(),) if said]
            continue
        if _names_role(parent, role) and (said := node.whole()):
            made.append(said)
    return made


def _names_role(node: Node, role: str) -> bool:
    return (
        bool(outline.ROLES[role].search(node.plain[:150]))
        and len(node.text) < 150
        and (bool(node.children) or node.sort == marks.ROMAN)
    )
