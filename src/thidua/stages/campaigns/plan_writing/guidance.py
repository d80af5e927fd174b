"""The words of a unit's guidance to its lower units: free text, with headings known by their numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from thidua.foundation.documents.model import Block, Heading, HeadingLevel, item, paragraph
from thidua.foundation.documents.writing import in_sentence
from thidua.stages.campaigns.plan_writing.writer import Writer

SECTION = re.compile(r"(?P<number>[IVX]+\.)\s+(?P<title>.+)")
HEADING = re.compile(r"(?P<number>\d+\.)\s+(?P<title>.+)")
DASH = re.compile(r"[-–+]\s+(?P<text>.+)")


@dataclass(slots=True)
class GuidanceWriter(Writer):
    """Writes a guidance; without a content of its own what the plan above asks of this unit and of those below."""

    name: ClassVar[str] = "guidance/unit"

    def subject(self) -> str:
        if self.content is not None:
            return self.content.subject
        return self.say.line("subject", title=in_sentence(self.plan.title), **self.terms)

    def preamble_text(self) -> str:
        """How the guidance begins."""
        if self.content is not None:
            return self.content.preamble
        return self.say.line("preamble", title=in_sentence(self.plan.title), **self.terms)

    def blocks(self) -> tuple[Block, ...]:
        """The preamble and the words, each line a heading, a dashed line or a paragraph."""
        preamble = [paragraph(line) for line in self.preamble_text().split("\n") if line.strip()]
        return (*preamble, *(_block(line) for line in self.word_lines()))

    def word_lines(self) -> tuple[str, ...]:
        """The lines of the text; to begin with the tasks of the units beneath."""
        if self.content is not None:
            return self.content.words
        kinds = {kind for kind, _label in self._labels_beneath()} | {self.place.kind_id}
        standing = self.plan.campaign.tasks.filter(plan=None, ended_on=None).order_by("id")
        tasks = [row for row in standing if kinds & set(row.unit_kinds)]
        first, line, last = self.say.lines("words", task="{task}")
        return (first, *(line.format(task=f"{row.text.rstrip('.')}.") for row in tasks), last)


def _block(line: str) -> Block:
    if found := SECTION.fullmatch(line):
        return Heading(HeadingLevel.SECTION, found["number"], found["title"])
    if found := HEADING.fullmatch(line):
        return Heading(HeadingLevel.ITEM, found["number"], found["title"])
    if found := DASH.fullmatch(line):
        return item("-", found["text"])
    return paragraph(line)
