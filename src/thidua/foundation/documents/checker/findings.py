"""What the checker tells: each deviation names the rule, the place, what was expected and what was found."""

from __future__ import annotations

from dataclasses import asdict, dataclass


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

    def as_json(self) -> dict[str, str | bool]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a check: by which table, and everything that departs from it."""

    format_key: str
    format_title: str
    deviations: tuple[Deviation, ...]

    @property
    def passed(self) -> bool:
        return not any(not each.notice for each in self.deviations)
