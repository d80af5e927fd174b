"""What a person chooses of a plan that was read."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class TargetChoice:
    """How one target is counted, for which kinds of unit, in which time.

    `starts`, `ends`, `judged_from`, `asked_on` are days or months as the reading writes them; empty says nothing.
    `to_end`: the end of the campaign is its due date where the text names none.
    """

    manner: str
    unit_kinds: list[str]
    label: str
    text: str = ""
    starts: str = ""
    ends: str = ""
    to_end: bool = False
    late: str = "counts_late"
    judged_from: str = ""
    asked_on: str = ""
    partners: bool = False
    in_place: bool = False
    occasion: str = ""
    proof: str = "any"


@dataclass(slots=True)
class AwardChoice:
    """The catalogue's form, where it is presented, who proposes and looks through; of each quota the kinds of unit."""

    form: str
    event: str = ""
    submitters: str = ""
    appraiser: str = ""
    pools: list[list[str]] = field(default_factory=list)


@dataclass(slots=True)
class DeadlineChoice:
    """Which units owe it, and the form of report where it is a report; `with_works`: their list is its annex."""

    unit_kinds: list[str]
    report: str = ""
    with_works: bool = False


@dataclass(slots=True)
class Choices:
    """A person's decisions; `suggest` fills in what the reader would choose."""

    key: str = ""
    short_name: str = ""
    type: str = "thematic"
    unit_set: str = ""
    owner: str = ""
    body: str = "Ban Thường trực"
    focal: str = ""
    published_on: str = ""
    takes_part: list[str] = field(default_factory=list)
    occasions: list[str] = field(default_factory=list)
    targets: list[TargetChoice] = field(default_factory=list)
    awards: list[AwardChoice] = field(default_factory=list)
    # Whether a later round chooses among all whom an earlier one left, too.
    draws_on: bool = False
    deadlines: list[DeadlineChoice] = field(default_factory=list)
