"""Printed lines made into the cleaned text: head, whole paragraphs, tail, and nothing around the document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from thidua.stages.campaigns.plan_reader import columns, ends
from thidua.stages.campaigns.plan_reader.furniture import is_furniture, is_rule
from thidua.stages.campaigns.plan_reader.layout import FINISHED, SLACK, ends_bracket, layout_of
from thidua.stages.campaigns.plan_reader.letters import mended
from thidua.stages.campaigns.plan_reader.marks import NONE, mark_of
from thidua.stages.campaigns.plan_reader.places import Line
from thidua.stages.campaigns.plan_reader.tail_lines import tail_lines

BARS = re.compile(r"^\s*\|[\s|]*|[\s|]*\|\s*$")
IN_NUMBER = re.compile(r"\d[/-](?:[A-ZĐ]+[/-])*$")
GAP = ""
# A marked line shorter than this, with a capital after it, is a heading and no broken sentence.
HEADING = 50


@dataclass(slots=True)
class Paper:
    """The cleaned text by lines, with what had to be said of the text as a whole."""

    lines: list[Line] = field(default_factory=list)
    has_second: bool = False
    strange: list[str] = field(default_factory=list)
    raw: str = ""

    @property
    def text(self) -> str:
        """The cleaned text, one paragraph a line."""
        return "\n".join(line.text for line in self.lines)

    def zone(self, name: str) -> list[Line]:
        """The lines of one zone."""
        return [line for line in self.lines if line.zone == name]


def read_paper(raw: str) -> Paper:
    """The cleaned text of a document as it came out of a file."""
    text = mended(raw)
    printed = _printed(text)
    first, has_second = ends.first_document(printed)
    head, body, tail = ends.zones(first)
    paper = Paper(has_second=has_second, raw=text)
    for zone, texts in (("head", ends.head_lines(head)), ("body", _paragraphs(body)), ("tail", tail_lines(tail))):
        for found in texts:
            paper.lines.append(Line(len(paper.lines) + 1, found, zone))
    return paper


def _printed(text: str) -> list[str]:
    """Printed lines without furniture; empty where a gap was. A removed line leaves no gap of its own."""
    kept: list[str] = []
    for line in text.replace("\f", "\n").split("\n"):
        line = BARS.sub("", line)
        if not line.strip():
            kept.append(GAP)
        elif is_furniture(line):
            kept.append("\f")
        else:
            kept.extend(columns.parted(line))
    return _without_breaks(kept)


def _without_breaks(lines: list[str]) -> list[str]:
    """Where furniture stood inside a sentence, the sentence goes on; elsewhere a gap beside it stays one gap."""
    width = layout_of(lines).width
    kept: list[str] = []
    between: list[str] = []
    for line in lines:
        if line in ("\f", GAP):
            between.append(line)
            continue
        is_apart = GAP in between and not ("\f" in between and kept and _goes_on(kept[-1], line, width))
        kept += [GAP, line] if is_apart else [line]
        between = []
    return kept


def _goes_on(before: str, after: str, width: int) -> bool:
    """Whether a sentence is open at the end of one line and goes on in the next; `width` of a full line or 0."""
    if ends_bracket(before, after.lstrip()):
        return True
    if FINISHED.search(before) or mark_of(after).sort != NONE:
        return False
    if after.lstrip()[:1].islower():
        return True
    had_room = len(before) + 1 + len(after.split(maxsplit=1)[0]) < width * SLACK
    is_heading = mark_of(before).sort != NONE and (had_room or len(before) < HEADING)
    return not (is_heading or before.isupper())


def _paragraphs(printed: list[str]) -> list[str]:
    """Paragraphs made whole from printed lines."""
    layout = layout_of(printed)
    made: list[str] = []
    last, gap = "", True
    for line in printed:
        if line == GAP or is_rule(line):
            gap = True
            continue
        words = " ".join(line.split())
        if made and layout.continues(last, words, gap=gap, indented=layout.is_indented(line)):
            broken = IN_NUMBER.search(made[-1]) or (last[-1:].isdigit() and words[0].isdigit())
            made[-1] += ("" if broken else " ") + words
        else:
            made.append(words)
        last, gap = words, False
    return made
