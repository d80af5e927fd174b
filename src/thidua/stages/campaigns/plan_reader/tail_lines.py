"""The tail of a document: recipients, one a line, and the signature; what follows both is none of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from thidua.stages.campaigns.plan_reader.ends import CAPACITY, LIST_END, NAME, OFFICES, RECIPIENTS, is_capitals
from thidua.stages.campaigns.plan_reader.furniture import is_rule
from thidua.stages.campaigns.plan_reader.marks import DASH, PLUS, mark_of
from thidua.stages.campaigns.plan_reader.places import plain

FINISHED = re.compile(r"[.;:]\s*$")


@dataclass(slots=True)
class Tail:
    """What was taken so far; `names` and `offices` are counted, for two may sign side by side."""

    printed: list[str]
    kept: list[str] = field(default_factory=list)
    is_listing: bool = False
    is_archived: bool = False
    is_signed: bool = False
    offices: int = 0
    names: int = 0

    @property
    def is_named(self) -> bool:
        """Whether everybody who signs has been named."""
        return self.is_signed and self.names > 0 and self.names >= self.offices

    def take(self, words: str, place: int) -> bool:
        """Takes a line or leaves it; False where the document has ended."""
        said = plain(words)
        if RECIPIENTS.match(said):
            self.is_listing = True
        elif CAPACITY.match(words) or (is_capitals(words) and OFFICES.match(said)):
            self.is_signed = True
            self.offices += not CAPACITY.match(words)
        elif mark_of(words).sort in (DASH, PLUS) and self.is_listing:
            return self._recipient(words, said)
        elif self.is_signed and not self.is_named and (NAME.match(words) or LIST_END.match(said) or is_capitals(words)):
            self.names += self._is_name(words, place)
        else:
            return self._other(words, place)
        self.kept.append(words)
        return True

    def _recipient(self, words: str, said: str) -> bool:
        """After «Lưu» the list is closed: what follows with dashes is a page's."""
        if not self.is_archived:
            self.is_archived = said.lstrip("-+ ").startswith("luu")
            self.kept.append(words)
        return True

    def _is_name(self, words: str, place: int) -> bool:
        """Capitals are a name only where no name in small letters follows."""
        if not NAME.match(words) or not is_capitals(words):
            return bool(NAME.match(words))
        after = [" ".join(other.split()) for other in self.printed[place + 1 :]]
        follows = any(NAME.match(other) and not is_capitals(other) for other in after)
        return not OFFICES.match(plain(words)) and not follows

    def _other(self, words: str, place: int) -> bool:
        if self.is_listing and not self.is_signed:
            if self.kept and not FINISHED.search(self.kept[-1]):
                self.kept[-1] += " " + words
            elif RECIPIENTS.match(plain(self.kept[-1])):
                self.kept.append(words)
            return True
        if self.is_named and not self.is_listing:
            return any(RECIPIENTS.match(plain(other)) for other in self.printed[place:])
        if self.is_listing and not self.is_named:
            self.kept.append(words)
        return True


def tail_lines(printed: list[str]) -> list[str]:
    """The tail's lines, furniture around them left out."""
    tail = Tail(printed)
    for place, line in enumerate(printed):
        words = " ".join(line.split())
        if words and not is_rule(line) and not tail.take(words, place):
            break
    return tail.kept
