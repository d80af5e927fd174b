"""What the checker tells: each deviation names the rule, the place, what was expected and what was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from thidua.foundation.documents.checker.known_rules import known_rules


class NotADocument(ValueError):
    """The file is neither a Word file nor a PDF, or cannot be read; the message is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """One departure from the format. A `notice` (a slip in signed words) does not make the file fail."""

    rule: str
    place: str
    expected: str
    found: str
    notice: bool = False
    # Where the rule is written; told once it is known by which table the file was checked.
    source: str = ""

    @property
    def says(self) -> str:
        """The rule that is broken, as a sentence."""
        return known_rules()[self.rule].says

    def as_json(self) -> dict[str, str | bool]:
        return asdict(self) | {"says": self.says}


@dataclass(frozen=True, slots=True)
class Group:
    """Deviations that are the same but for their place: the first, and how many more."""

    first: Deviation
    others: int


def grouped(deviations: Iterable[Deviation]) -> list[Group]:
    """The same departure in every paragraph told once, in the order of the first."""
    found: dict[tuple[str, str, str], Group] = {}
    for each in deviations:
        key = (each.rule, each.expected, each.found)
        known = found.get(key)
        found[key] = Group(known.first, known.others + 1) if known else Group(each, 0)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a check: by which table, and everything that departs from it."""

    format_key: str
    format_title: str
    deviations: tuple[Deviation, ...]

    @property
    def passed(self) -> bool:
        return not any(not each.notice for each in self.deviations)
