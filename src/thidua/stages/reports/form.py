"""A report's form as the rest of the stage reads it: sections, their fields, and the places to be filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from thidua.foundation.core.quantities import UNITS, QuantityUnit, format_share
from thidua.stages.campaigns.models import Campaign
from thidua.stages.reports.models import Report, ReportForm

FIGURE, WORDS = "figure", "words"
_NO_CAMPAIGN: list[Campaign | None] = [None]


@dataclass(frozen=True, slots=True)
class Field:
    """One figure or text that a form asks for. `known` names a reading and its particulars."""

    key: str
    kind: str
    label: str
    hint: str = ""
    unit: str = "piece"
    is_share: bool = False
    is_required: bool = False
    known: dict[str, Any] = field(default_factory=dict)
    # Of a share that is typed in: the field before it whose figure is the whole.
    of: str = ""

    @property
    def is_figure(self) -> bool:
        return self.kind == FIGURE

    @property
    def measure(self) -> QuantityUnit:
        return UNITS[self.unit]


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under one title; a repeated one stands once for each campaign the report tells of."""

    key: str
    title: str
    is_repeated: bool
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """One place to be filled in: a field, of a campaign or of none."""

    field: Field
    campaign: Campaign | None

    @property
    def name(self) -> str:
        """The slot's name in forms, in what is frozen and in what came back: «286.houses»."""
        return f"{self.campaign.key}.{self.field.key}" if self.campaign else self.field.key

    def words(self, figure: int | None, whole: int | None = None) -> str:
        """A figure as people read it: «12 căn», «45/60 (75%)»; nothing for none."""
        if figure is None:
            return ""
        if self.field.is_share and whole is not None:
            return format_share(figure, whole)
        return self.field.measure.format(figure, with_unit=True)


@dataclass(frozen=True, slots=True)
class Block:
    """A section as one report shows it."""

    title: str
    slots: tuple[Slot, ...]


def sections_of(form: ReportForm) -> tuple[Section, ...]:
    """The sections of a stored form."""
    return tuple(
        Section(row["key"], row["title"], row["campaign"], tuple(Field(**given) for given in row["fields"]))
        for row in form.content["sections"]
    )


def blocks_of(form: ReportForm, campaigns: Iterable[Campaign], left_out: Iterable[str] = ()) -> list[Block]:
    """The form unfolded over the campaigns; slots left out are those a campaign cannot have."""
    told, away = list(campaigns), set(left_out)
    blocks = []
    for section in sections_of(form):
        for campaign in told if section.is_repeated else _NO_CAMPAIGN:
            title = section.title.format(campaign=campaign.short_name if campaign else "")
            slots = (Slot(given, campaign) for given in section.fields)
            blocks.append(Block(title, tuple(slot for slot in slots if slot.name not in away)))
    return [block for block in blocks if block.slots]


def blocks_of_report(report: Report) -> list[Block]:
    """The blocks of a report, as its form and what was frozen say."""
    return blocks_of(report.form, campaigns_of(report), report.frozen.get("left_out", ()))


def slots_of(report: Report) -> Iterator[Slot]:
    """Every place of the report, in the form's order."""
    for block in blocks_of_report(report):
        yield from block.slots


def campaigns_of(report: Report) -> list[Campaign]:
    """The campaigns the report tells of, remembered on the record so that a page asks once."""
    if "_campaigns" not in vars(report):
        vars(report)["_campaigns"] = list(report.period.schedule.campaigns.select_related("owner").order_by("id"))
    found: list[Campaign] = vars(report)["_campaigns"]
    return found
