"""What a campaign file says, once read: plain values, checked, nothing of the database."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from thidua.foundation.core.periods import Period
from thidua.stages.campaigns.campaign_file.group_shapes import GroupPart


@dataclass(frozen=True, slots=True)
class Due:
    """By when: before a day, before an event opens, or before the day a document gives each unit (`prescribed`)."""

    before: datetime.date | None = None
    event: str = ""
    prescribed: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    key: str
    name: str
    date: datetime.date | None
    source: str


@dataclass(frozen=True, slots=True)
class Occasion:
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class PhasePart:
    number: int
    name: str
    window: Period
    clause: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A document cited; `unknown` names what the plan does not say of it (number, date)."""

    key: str
    kind: str
    number: str
    date: datetime.date | None
    issuer: str
    subject: str
    clauses: tuple[str, ...]
    carried_out: bool
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One printed block of the plan: `mark` is what the plan itself prints before it."""

    kind: str
    mark: str
    clause: str
    text: str


@dataclass(frozen=True, slots=True)
class Recipient:
    text: str
    kind: str
    unit_kinds: tuple[str, ...]
    code: str


@dataclass(frozen=True, slots=True)
class PlanPart:
    """The head and the words of the plan."""

    kind: str
    number: int
    symbol: str
    date: datetime.date
    published_on: datetime.date | None
    place: str
    title: str
    capacity: str
    signer_title: str
    signer: str
    signed_note: str
    preamble: tuple[str, ...]
    blocks: tuple[Block, ...]
    closing: str
    recipients: tuple[Recipient, ...]
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Milestone:
    """A kind of milestone; `settings` are its particulars, see docs/reference/campaign-file.md."""

    key: str
    clause: str
    name: str
    done_words: str
    unit_kinds: tuple[str, ...]
    window: Period
    due_before: datetime.date | None
    settings: dict[str, Any]


@dataclass(frozen=True, slots=True)
class AllocationPart:
    """A total shared out: whose it is, how much, and what each unit was given, by code."""

    by: str
    total: int
    source: str
    shares: dict[str, int]


@dataclass(frozen=True, slots=True)
class ExemptPart:
    code: str
    document: str


@dataclass(frozen=True, slots=True)
class TargetPart:
    """One measurable obligation. `minimum` is None where `op` is `all`: all that were assigned to the unit."""

    code: str
    clause: str
    text: str
    label: str
    note: str
    unit_kinds: tuple[str, ...]
    measure: str
    measure_params: dict[str, Any]
    unit: str
    credited_to: str
    partners_count: bool
    reading: str
    op: str
    minimum: int | None
    share: int | None
    window: Period
    due: Due
    judged_from: datetime.date | None
    late: str
    reference_date: datetime.date | None
    companion_state: str
    in_place: bool
    minimums: dict[str, int]
    minimums_source: str
    allocation: AllocationPart | None = None
    exempt: tuple[ExemptPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    key: str
    clause: str
    text: str
    unit_kinds: tuple[str, ...]
    due: Due
    sent_to: str
    milestone: str


@dataclass(frozen=True, slots=True)
class ReportPart:
    """That units of some kinds owe a report: in which form, how often, until when."""

    key: str
    clause: str
    name: str
    form: str
    rhythm: str
    unit_kinds: tuple[str, ...]
    due_before: datetime.date | None
    sent_to: str
    with_works: bool


@dataclass(frozen=True, slots=True)
class Statement:
    text: str
    only_for_form: str
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Criteria:
    clause: str
    subject: str
    unit_kinds: tuple[str, ...]
    for_people: bool
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Pool:
    """Places shared by several kinds of subject; `quota` None: announced later by a notice."""

    name: str
    unit_kinds: tuple[str, ...]
    for_people: bool
    quota: int | None


@dataclass(frozen=True, slots=True)
class Award:
    """A form of award in a round. `original_sets` None: separate guidance says how many."""

    form: str
    clause: str
    round: int
    submitters: str
    appraiser: str
    announced_later: bool
    original_sets: int | None
    one_per_achievement: str
    pools: tuple[Pool, ...]


@dataclass(frozen=True, slots=True)
class Round:
    number: int
    event: str
    draws_from: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DossierPaper:
    key: str
    clause: str
    name: str
    per_nominee: bool


@dataclass(frozen=True, slots=True)
class CampaignFile:
    """A whole campaign as its file says it. `hash` is over the campaign's files, byte for byte."""

    key: str
    hash: str
    type: str
    name: str
    short_name: str
    is_invented: bool
    unit_set: str
    owner: str
    body: str
    focal: str
    purposes: str
    contents: str
    takes_part: tuple[str, ...]
    window: Period
    plan: PlanPart
    events: tuple[Event, ...]
    occasions: tuple[Occasion, ...]
    phases: tuple[PhasePart, ...]
    milestones: tuple[Milestone, ...]
    targets: tuple[TargetPart, ...]
    tasks: tuple[Task, ...]
    reports: tuple[ReportPart, ...]
    criteria: tuple[Criteria, ...]
    rounds: tuple[Round, ...]
    awards: tuple[Award, ...]
    dossier: tuple[DossierPaper, ...]
    groups: tuple[GroupPart, ...] = ()

    def subjects_without_criteria(self) -> tuple[str, ...]:
        """Kinds of unit that may be given an award but that no criteria judge: said as a warning, never filled in."""
        judged = {kind for part in self.criteria for kind in part.unit_kinds}
        named = [
            kind for award in self.awards for pool in award.pools if not pool.for_people for kind in pool.unit_kinds
        ]
        return tuple(dict.fromkeys(kind for kind in named if kind not in judged))
