"""What an official document says, apart from how it is drawn.

Every part is a frozen value, so a document can be compared, frozen at numbering and drawn again
years later with the same result. Texts are plain; emphasis is given per `Run`.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum


class HeadingLevel(StrEnum):
    """Levels of titled text; the format table says how each is set."""

    PART = "part"
    SECTION = "section"
    ITEM = "item"
    SUBITEM = "subitem"


class ParagraphStyle(StrEnum):
    """A paragraph's role in the text."""

    BODY = "body"
    BASIS = "basis"
    CENTRED = "centred"


class Align(StrEnum):
    """Where the text of a table's column stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style, beyond the style of its paragraph."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A title in the text: «I. MỤC ĐÍCH», «1. Giai đoạn 1», «1.1. Đối với …»."""

    level: HeadingLevel
    number: str
    title: str

    @property
    def text(self) -> str:
        return f"{self.number} {self.title}" if self.number else self.title


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of text."""

    runs: tuple[Run, ...]
    style: ParagraphStyle = ParagraphStyle.BODY

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class ListItem:
    """A numbered or dashed paragraph: mark «-», «1.», «a)»."""

    mark: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return f"{self.mark} " + "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column. Neighbours with the same `group` share one head cell above them."""

    title: str
    width_mm: float
    align: Align = Align.LEFT
    group: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; its head is repeated on every page. `strong_rows` are set bold (totals, groups)."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    strong_rows: frozenset[int] = frozenset()
    landscape: bool = False
    size_pt: float | None = None

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(f"row {number} has {len(row)} cells, the table {len(self.columns)} columns")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: capacity lines («TM. …», «KT. …»), own title, note («(đã ký)»), name."""

    title: str
    name: str
    capacity: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class SignatureTable:
    """Several signers side by side, inside the text (minutes, registration lists)."""

    signatures: tuple[Signature, ...]


Block = Heading | Paragraph | ListItem | Table | SignatureTable


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The left head: bodies above (regular) and the issuing body (bold, ruled); place written before the date."""

    parent_lines: tuple[str, ...]
    issuer_lines: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Partner:
    """Another body of a joint document: its own head, number, symbol and signer beside the first body's."""

    letterhead: Letterhead
    symbol: str
    number: int | None = None
    signature: Signature | None = None


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex, on its own pages with its own page numbers. `number` is Roman, empty where there is one annex."""

    title: str
    blocks: tuple[Block, ...]
    number: str = ""
    note: str = ""
    landscape: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialDocument:
    """One document of one body. `kind` is a key of the kinds table, `family` chooses the format table.

    Number and date are empty in a draft: blanks are printed for the clerk. `symbol` is what follows the slash.
    `landscape` lays all its pages, for a paper that is one wide table. `partners` issue a joint document together with
    the body of the letterhead, which leads: its head and number stand first, its signer at the right.
    """

    kind: str
    letterhead: Letterhead
    symbol: str
    subject: str
    blocks: tuple[Block, ...]
    family: str = "front"
    number: int | None = None
    date: datetime.date | None = None
    addressees: tuple[str, ...] = ()
    signature: Signature | None = None
    recipients: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    landscape: bool = False
    partners: tuple[Partner, ...] = ()

    @property
    def signatures(self) -> tuple[Signature, ...]:
        """Who signs at the foot, from left to right."""
        found = [*(partner.signature for partner in reversed(self.partners)), self.signature]
        return tuple(signature for signature in found if signature is not None)


def paragraph(text: str, style: ParagraphStyle = ParagraphStyle.BODY) -> Paragraph:
    """A paragraph without emphasis."""
    return Paragraph((Run(text),), style)


def item(mark: str, text: str) -> ListItem:
    """A list item without emphasis."""
    return ListItem(mark, (Run(text),))
