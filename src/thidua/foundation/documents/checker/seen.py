"""What was read from a produced file, the same for Word and PDF; None where a file of its kind does not say."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Zone(StrEnum):
    """Where a part stands: one of two columns side by side, the running text, a ruled table."""

    LEFT = "left"
    RIGHT = "right"
    BODY = "body"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Span:
    """Letters set alike."""

    text: str
    font: str
    size: float
    bold: bool
    italic: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph or line. Lengths in millimetres, gaps in points."""

    spans: tuple[Span, ...]
    zone: Zone
    page: int | None = None
    align: str | None = None
    rule_mm: float | None = None
    width_mm: float | None = None
    first_line_mm: float | None = None
    left_mm: float | None = None
    gap_pt: float | None = None
    line_spacing: float | None = None
    # How far down its page (PDF), in which row of which table and in which section (Word).
    level_mm: float | None = None
    row: int | None = None
    section: int = 0

    @property
    def raw(self) -> str:
        return "".join(span.text for span in self.spans)

    @property
    def text(self) -> str:
        return " ".join(unicodedata.normalize("NFC", self.raw).split())

    @property
    def inked(self) -> tuple[Span, ...]:
        """The spans that leave ink: spaces have no visible style."""
        return tuple(span for span in self.spans if span.text.strip())

    def ruled(self, length_mm: float) -> Part:
        return replace(self, rule_mm=length_mm)


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page (PDF) or a section's page (Word)."""

    width_mm: float
    height_mm: float
    left_mm: float | None
    right_mm: float | None
    top_mm: float | None
    bottom_mm: float | None


@dataclass(frozen=True, slots=True)
class SeenNumber:
    """A page number: on which page (None: every page of a Word section), what it shows, where and how."""

    page: int | None
    text: str
    place: str
    align: str | None
    span: Span
    on_first_page: bool = False
    section: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as read. `margins_exact` is false where a bottom margin shows only as «at least»."""

    kind: str
    pages: tuple[SeenPage, ...]
    parts: tuple[Part, ...]
    numbers: tuple[SeenNumber, ...]
    tolerance_mm: float
    margins_exact: bool
    unnumbered: tuple[int, ...] = field(default=())
    author: str = ""
    # Sections of a Word file that count their pages anew.
    restarts: frozenset[int] = field(default=frozenset())
