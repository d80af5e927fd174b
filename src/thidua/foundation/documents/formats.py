"""The dated format tables of the catalogue: page, sizes, styles and rules of writing, each with its source."""

import copy
import datetime
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

DOCUMENTS = files("thidua.catalogue") / "documents"


class FormatMissing(LookupError):
    """No format table of this family is valid on this day."""


@dataclass(frozen=True, slots=True)
class Span:
    """What is allowed (from, to) and what is used when we print."""

    least: float
    most: float
    use: float

    def allows(self, value: float, tolerance: float = 0.0) -> bool:
        return self.least - tolerance <= value <= self.most + tolerance


@dataclass(frozen=True, slots=True)
class Page:
    """Page size and margins in millimetres, and the face."""

    width_mm: float
    height_mm: float
    top_mm: Span
    bottom_mm: Span
    left_mm: Span
    right_mm: Span
    font: str


@dataclass(frozen=True, slots=True)
class Component:
    """How one part of a document is set; `rule` is the line under it, as a share of its text's length."""

    key: str
    label: str
    size: Span
    bold: bool = False
    italic: bool = False
    caps: bool = False
    align: tuple[str, ...] = ()
    rule: Span | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class PageNumber:
    """Where and how page numbers stand."""

    place: str
    align: str
    first_page: bool
    size: Span
    bold: bool
    italic: bool


@dataclass(frozen=True, slots=True)
class TextSetting:
    """First-line indent in millimetres (each allowed value), gap after a paragraph in points, spacing of lines."""

    first_line_mm: tuple[float, ...]
    first_line_use_mm: float
    space_pt: Span
    line_spacing: Span


@dataclass(frozen=True, slots=True)
class Writing:
    """How numbers, dates and recipients are written."""

    number_zero_below: int
    day_zero_below: int
    month_zero_below: int
    recipient_start: str
    recipient_end: str
    recipient_last_end: str
    archive_line: str
    sizes_in_step: tuple[tuple[str, str, int], ...]
    capacities: tuple[tuple[str, str], ...]
    symbol_join: str = "-"
    # What stands for the kind in the symbol of an official letter; nothing by the decree, «CV» in the Party.
    letter_symbol: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """One format table. `read_in_full` is false where the source's own text could not be read by us.

    `head` are the words in which this table departs from the fixed words of every document. `follows_decree` is false
    where its rules are not those of the decree on clerical work, whatever values it inherits.
    """

    key: str
    title: str
    source: str
    read_in_full: bool
    families: tuple[str, ...]
    valid_from: datetime.date
    valid_to: datetime.date | None
    page: Page
    page_number: PageNumber
    text: TextSetting
    writing: Writing
    components: dict[str, Component]
    head: dict[str, str]
    follows_decree: bool

    @property
    def words(self) -> dict[str, str]:
        """The fixed words of a document set by this table."""
        return words() | self.head


def format_on(family: str, on: datetime.date) -> Format:
    """The table a body of this family follows on this day; refuses with FormatMissing."""
    for table in all_formats():
        if family in table.families and table.valid_from <= on and (table.valid_to is None or on <= table.valid_to):
            return table
    raise FormatMissing(f"no format table for {family} on {on.isoformat()}")


def format_near(family: str, on: datetime.date) -> Format:
    """The table of this day; for a day before the first one known, that one: what was dated long ago is still drawn."""
    known = [table for table in all_formats() if family in table.families]
    try:
        return format_on(family, on)
    except FormatMissing:
        if not known:
            raise
        return max((table for table in known if table.valid_from <= on), key=_begins, default=min(known, key=_begins))


def first_day(family: str) -> datetime.date:
    """The day from which on a format of this family is known: papers of the site are no older."""
    return min(table.valid_from for table in all_formats() if family in table.families)


@cache
def all_formats() -> tuple[Format, ...]:
    """Every table of the catalogue, oldest first."""
    raw = {}
    for file in (DOCUMENTS / "formats").iterdir():
        if file.name.endswith(".toml"):
            data = tomllib.loads(file.read_text(encoding="utf-8"))
            raw[data["key"]] = data
    tables = [_format(_inherited(data, raw)) for data in raw.values()]
    return tuple(sorted(tables, key=lambda table: (table.valid_from, table.key)))


@cache
def words() -> dict[str, str]:
    """The fixed words every document carries."""
    found: dict[str, str] = tomllib.loads((DOCUMENTS / "words.toml").read_text(encoding="utf-8"))
    return found


def _begins(table: Format) -> datetime.date:
    return table.valid_from


def _inherited(data: dict[str, Any], raw: dict[str, dict[str, Any]]) -> dict[str, Any]:
    if "extends" not in data:
        return data
    base = copy.deepcopy(_inherited(raw[data["extends"]], raw))
    base.pop("valid_to", None)
    return _merged(base, data)


def _merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    for key, value in over.items():
        base[key] = _merged(base[key], value) if isinstance(value, dict) and key in base else value
    return base


def _span(data: dict[str, float]) -> Span:
    return Span(data["min"], data["max"], data["use"])


def _format(data: dict[str, Any]) -> Format:
    page, number, text, writing = data["page"], data["page_number"], data["paragraph"], data["writing"]
    margins = {key: _span(page[key]) for key in ("top_mm", "bottom_mm", "left_mm", "right_mm")}
    return Format(
        key=data["key"],
        title=data["title"],
        source=data["source"],
        read_in_full=data["read_in_full"],
        families=tuple(data["families"]),
        valid_from=data["valid_from"],
        valid_to=data.get("valid_to"),
        page=Page(width_mm=page["width_mm"], height_mm=page["height_mm"], font=page["font"], **margins),
        page_number=PageNumber(**{**number, "size": _span(number["size"])}),
        text=TextSetting(
            first_line_mm=tuple(text["first_line_mm"]),
            first_line_use_mm=text["first_line_use_mm"],
            space_pt=_span(text["space_pt"]),
            line_spacing=_span(text["line_spacing"]),
        ),
        writing=_writing(writing),
        components={key: _component(key, value) for key, value in data["components"].items()},
        head=data.get("head", {}),
        follows_decree=data.get("follows_decree", True),
    )


def _writing(data: dict[str, Any]) -> Writing:
    rows = {name: tuple(tuple(row) for row in data[name]) for name in ("sizes_in_step", "capacities")}
    return Writing(**{**data, **rows})


def _component(key: str, data: dict[str, Any]) -> Component:
    rest = {name: value for name, value in data.items() if name not in ("size", "rule", "align")}
    # A table that extends another takes a rule away with `rule = false`.
    rule = _span(data["rule"]) if data.get("rule") else None
    return Component(key=key, size=_span(data["size"]), rule=rule, align=tuple(data.get("align", ())), **rest)
