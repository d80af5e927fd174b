"""A campaign file as rows of the database, unsaved: the one place that says which value goes into which column."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.foundation.core.periods import ONE_DAY, Edge, Period
from thidua.foundation.core.vietnamese import fold
from thidua.stages.campaigns.campaign_file import CampaignFile
from thidua.stages.campaigns.campaign_file.shapes import Due, TargetPart
from thidua.stages.campaigns.models import (
    Campaign,
    CampaignEvent,
    CampaignTask,
    CampaignTheme,
    CitedDocument,
    DossierPart,
    MilestoneKind,
    Occasion,
    Phase,
    Plan,
    PlanBlock,
    RecipientLine,
    Target,
)

OPERATORS = {
    ">=": Target.Operator.AT_LEAST,
    "<=": Target.Operator.AT_MOST,
    "=": Target.Operator.EXACTLY,
    # All that were assigned: each unit's own minimum says how many.
    "all": Target.Operator.AT_LEAST,
}


@dataclass(frozen=True, slots=True)
class Ends:
    """The columns of a window: its first day, the first day past it, the event that ends it."""

    start: datetime.date | None
    before: datetime.date | None
    event: str


def ends(window: Period) -> Ends:
    """A window as columns."""
    before = window.last_day + ONE_DAY if window.last_day else None
    return Ends(window.first_day, before, window.event)


def precision(edge: Edge | None) -> str:
    """How exactly the plan says it; a day where it says nothing."""
    return edge.precision.value if edge else "day"


def events(file: CampaignFile, campaign: Campaign) -> Iterator[CampaignEvent]:
    for part in file.events:
        yield CampaignEvent(campaign=campaign, key=part.key, name=part.name, date=part.date, source=part.source)


def occasions(file: CampaignFile, campaign: Campaign) -> Iterator[Occasion]:
    for part in file.occasions:
        yield Occasion(campaign=campaign, key=part.key, name=part.name)


def phases(file: CampaignFile, campaign: Campaign) -> Iterator[Phase]:
    """Phases; their text is the plan's own heading."""
    words = {block.clause: block.text for block in file.plan.blocks}
    for part in file.phases:
        time = ends(part.window)
        yield Phase(
            campaign=campaign,
            number=part.number,
            name=part.name,
            starts_on=time.start,  # type: ignore[misc]  # a phase without a start was refused when the file was read
            ends_before=time.before,
            ends_event_key=time.event,
            precision=precision(part.window.start),
            text=words.get(part.clause, ""),
        )


def themes(file: CampaignFile, campaign: Campaign) -> Iterator[CampaignTheme]:
    """The items of the sections of purposes and of contents."""
    sections = {file.purposes: "purpose", file.contents: "content"}
    items = [block for block in file.plan.blocks if "." in block.clause and block.clause.split(".")[0] in sections]
    for position, block in enumerate(items, start=1):
        kind = sections[block.clause.split(".")[0]]
        yield CampaignTheme(campaign=campaign, clause=block.clause, position=position, kind=kind, text=block.text)


def milestone_kinds(file: CampaignFile, campaign: Campaign) -> Iterator[MilestoneKind]:
    for position, part in enumerate(file.milestones, start=1):
        time = ends(part.window)
        yield MilestoneKind(
            campaign=campaign,
            key=part.key,
            position=position,
            clause=part.clause,
            name=part.name,
            done_words=part.done_words,
            unit_kinds=list(part.unit_kinds),
            settings=part.settings,
            window_from=time.start,
            window_before=time.before,
            due_before=part.due_before,
        )


def tasks(file: CampaignFile, campaign: Campaign) -> Iterator[CampaignTask]:
    for part in file.tasks:
        yield CampaignTask(
            campaign=campaign,
            key=part.key,
            clause=part.clause,
            text=part.text,
            unit_kinds=list(part.unit_kinds),
            due_before=part.due.before,
            due_event_key=part.due.event,
            sent_to=part.sent_to,
            milestone_key=part.milestone,
        )


def targets(file: CampaignFile, campaign: Campaign) -> Iterator[tuple[Target, list[Target]]]:
    """Each target with its companions."""
    for position, part in enumerate(file.targets, start=1):
        yield target_rows(part, campaign, position)


def target_rows(part: TargetPart, campaign: Campaign, position: int) -> tuple[Target, list[Target]]:
    """One target with its companions."""
    target = _target(part, campaign, position)
    companions = []
    if part.companion_state:
        companions.append(_companion(part, target, part.companion_state))
        companions[-1].measure_params = part.measure_params | {"state": part.companion_state}
    if part.in_place:
        companions.append(_companion(part, target, "in-place"))
        _count_in_place(companions[-1])
    return target, companions


def _companion(part: TargetPart, target: Target, name: str) -> Target:
    """The same target again, under a code of its own."""
    companion = _target(part, target.campaign, target.position)
    companion.code, companion.companion_of = f"{part.code}-{name}", target
    return companion


def _count_in_place(companion: Target) -> None:
    """Of everybody, by where it was done; nobody is asked for any of it."""
    companion.beside = Target.Beside.IN_PLACE
    companion.credited_to, companion.partners_count, companion.reading = "place", False, Target.Reading.SUBTREE
    companion.operator, companion.minimum, companion.share = Target.Operator.AT_LEAST, 0, None


def _target(part: TargetPart, campaign: Campaign, position: int) -> Target:
    time, due = ends(part.window), _due(part.due)
    return Target(
        campaign=campaign,
        code=part.code,
        position=position,
        text=part.text,
        short_label=part.label,
        note=part.note,
        unit_kinds=list(part.unit_kinds),
        measure=part.measure,
        measure_params=part.measure_params,
        measure_unit=part.unit,
        credited_to=part.credited_to,
        partners_count=part.partners_count,
        reading=part.reading,
        operator=OPERATORS[part.op],
        minimum=part.minimum,
        share=part.share,
        window_from=time.start,
        window_before=time.before,
        window_event_key=time.event,
        due_before=due.before,
        due_event_key=due.event,
        judged_from=part.judged_from,
        late=part.late,
        reference_date=part.reference_date,
    )


def _due(due: Due) -> Due:
    """A prescribed day is each record's own: the target itself then has none."""
    return Due() if due.prescribed else due


def dossier_parts(file: CampaignFile, campaign: Campaign) -> Iterator[DossierPart]:
    for position, part in enumerate(file.dossier, start=1):
        yield DossierPart(
            campaign=campaign, key=part.key, position=position, name=part.name, per_nominee=part.per_nominee
        )


def blocks(file: CampaignFile, plan: Plan) -> Iterator[PlanBlock]:
    for position, part in enumerate(file.plan.blocks, start=1):
        yield PlanBlock(
            plan=plan, position=position, kind=part.kind, number=part.mark, clause=part.clause, text=part.text
        )


def recipient_lines(file: CampaignFile, plan: Plan) -> Iterator[RecipientLine]:
    for position, part in enumerate(file.plan.recipients, start=1):
        selector: dict[str, list[str] | str] = {}
        if part.unit_kinds:
            selector["unit_kinds"] = list(part.unit_kinds)
        if part.code:
            selector["code"] = part.code
        yield RecipientLine(plan=plan, position=position, text=part.text, kind=part.kind, selector=selector)


def cited_documents(file: CampaignFile, now: datetime.datetime) -> Iterator[CitedDocument]:
    for part in file.plan.cited:
        yield CitedDocument(
            key=part.key,
            kind=part.kind,
            number=part.number,
            issuer=part.issuer,
            date=part.date,
            subject=part.subject,
            folded=fold(f"{part.kind} {part.number} {part.issuer} {part.subject}"),
            made_at=now,
            changed_at=now,
        )
