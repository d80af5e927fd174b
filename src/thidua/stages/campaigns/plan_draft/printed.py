"""The plan's own words as blocks, and the clause by which each is named."""

from __future__ import annotations

import re
from typing import Any

from thidua.stages.campaigns.campaign_file.head import CLAUSE
from thidua.stages.campaigns.plan_draft.toml_text import table, written
from thidua.stages.campaigns.plan_reader import outline
from thidua.stages.campaigns.plan_reader.marks import ARABIC, DECIMAL, NONE, PART, ROMAN, SMALL, STAR
from thidua.stages.campaigns.plan_reader.outline import Node
from thidua.stages.campaigns.plan_reader.paper import read_paper
from thidua.stages.campaigns.plan_reader.places import words as compared

ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


class Clauses:
    """The body of a cleaned text as blocks with clauses; sections without roman numbers are counted in roman."""

    def __init__(self, text: str) -> None:
        self.paper = read_paper(text)
        body = self.paper.zone("body")
        self.tree = outline.outline(body)
        self.sections = outline.sections(self.tree)
        first = self.sections[0].line.number if self.sections else 0
        self.preamble = [line.text for line in body if line.number < first]
        self.nodes = [node for node in outline.everything(self.tree) if node.line.number >= first]
        self.closing = ""
        if self.nodes and re.match(
            r"tren day la|ban thuong truc .{0,60}de nghi|yeu cau|de nghi|can cu ke hoach|nhan duoc",
            self.nodes[-1].plain,
        ):
            self.closing = self.nodes.pop().line.text
        self.by_line: dict[int, str] = {}
        self._name()

    def _name(self) -> None:
        taken: set[str] = set()
        romans = {node.line.number: roman for node, roman in zip(self.sections, ROMANS, strict=False)}
        tops = {node.number: romans[node.line.number] for node in self.sections if node.line.number in romans}
        for node in self.nodes:
            clause = romans.get(node.line.number) or self._renamed(node.number, tops)
            if clause and CLAUSE.fullmatch(clause) and clause not in taken:
                taken.add(clause)
                self.by_line[node.line.number] = clause

    def _renamed(self, number: str, tops: dict[str, str]) -> str:
        """«B.2» → «II.2» where B is the second section."""
        for top in sorted(tops, key=len, reverse=True):
            if number == top or number.startswith(f"{top}."):
                return tops[top] + number[len(top) :]
        return number

    def of_line(self, number: int) -> str:
        """The clause of a line of the text, or of the nearest paragraph above it that has one."""
        node = next((node for node in self.nodes if node.line.number == number), None)
        return self.of_node(node) if node else next(iter(self.by_line.values()), "")

    def section(self, role: str) -> str:
        """The clause of the first section about something; empty for none."""
        return next(
            (
                self.by_line[node.line.number]
                for node in self.sections
                if role in node.roles and node.line.number in self.by_line
            ),
            "",
        )

    def of_text(self, text: str, _sort: str = "") -> list[str]:
        """The clause of the paragraph that says a text, or of the nearest above."""
        node = next((node for node in self.nodes if text and compared(text) in compared(node.text)), None)
        if node is None:
            return [next(iter(self.by_line.values()))] if self.by_line else []
        return [self.of_node(node)]

    def of_node(self, node: Node) -> str:
        """The node's clause or the nearest above."""
        for one in (node, *node.above()):
            if one.line.number in self.by_line:
                return self.by_line[one.line.number]
        return next(iter(self.by_line.values()), "")

    def of_phase(self, number: str) -> str:
        """The clause of the paragraph that begins a phase."""
        node = next(
            (
                node
                for node in self.nodes
                if re.match(rf"(?:giai doan|dot)\s+(?:{number}|{_roman(number)})\b", node.plain)
            ),
            None,
        )
        return self.of_node(node) if node else self.section("schedule")

    def words(self) -> str:
        """plan.toml."""
        lines = "".join(f"  {written(text)},\n" for text in self.preamble)
        closing = written(self.closing or "./.")
        head = f"# The words of the plan as it was read.\n\npreamble = [\n{lines}]\nclosing = {closing}\n"
        return head + "".join("\n" + table("[[block]]", self._block(node)) for node in self.nodes)

    def _block(self, node: Node) -> dict[str, Any]:
        return {
            "kind": _kind(node),
            "mark": node.line.text[: node.start].strip(),
            "clause": self.by_line.get(node.line.number, ""),
            "text": node.text.strip(),
        }


def _roman(number: str) -> str:
    return ROMANS[int(number) - 1].lower() if number.isdigit() and 0 < int(number) <= len(ROMANS) else number


def _kind(node: Node) -> str:
    if node.sort in (ROMAN, PART):
        return "section"
    if node.sort == NONE:
        return "paragraph"
    if node.sort in (ARABIC, DECIMAL, SMALL, STAR) and node.children:
        return "heading"
    return "item"
