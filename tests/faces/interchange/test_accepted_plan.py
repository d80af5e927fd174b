"""Plan 286 read from its text and accepted runs as the catalogue's campaign does: the same rows, the same numbers.

What may differ, and why: keys (an office names events, milestones and papers as it likes); wording (the catalogue's own
short labels, notes and sentences; the draft keeps the plan's words); and what stands in no target: tasks without a day,
milestones that only such tasks ask for, the quarterly report, what the data fills in beside criteria. The catalogue's
hand added those; a reader that did so would invent.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.faces.interchange.carrying_out import Carried, at
from tests.factories import SYSTEM
from tests.foundation.core.uploads import picture, upload
from tests.stages.campaigns.plan_reader.accepted_286 import accepted
from thidua.faces.interchange.catalogue import bring_in
from thidua.stages.campaigns.models import (
    AwardForm,
    Campaign,
    CriteriaSet,
    MilestoneKind,
    Participation,
    Plan,
    Target,
)
from thidua.stages.campaigns.operations import load_kinds, load_unit_set
from thidua.stages.campaigns.unit_sets import read_unit_set
from thidua.stages.milestones.operations import assign_milestone, confirm_milestone, report_milestone
from thidua.stages.milestones.reports import Report
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.prove import prove
from thidua.stages.reports.models import ReportPeriod, ReportSchedule

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# A draft's key, and the catalogue's for the same thing.
KEYS = {
    "su-kien-ket-thuc": "national-congress",
    "trao-khen-1": "provincial-congress",
    "dip-1": "provincial-congress",
    "dip-2": "national-congress",
    "dip-3": "anniversary-20",
    "moc-1": "launch",
    "moc-2": "yearly-rating",
    "moc-7": "festival-2023",
    "moc-8": "conference-2023",
    "moc-9": "pilot-congress",
}
WORDING = {"id", "text", "short_label", "note", "version"}
DISTRICT, FAR_DISTRICT, COMMUNE, AREA, OTHER_AREA = "662", "663", "24640", "24640-01", "24640-02"
REPORTED_ON = datetime.date(2024, 7, 15)


@dataclass
class Ran:
    """What a campaign is and what became of the same works in it, in the catalogue's keys."""

    rows: dict[str, Any]
    before: list[Any]
    after: list[Any]
    states: dict[str, tuple[str, str]]
    disputed: list[Any]


@pytest.fixture(scope="module")
def ran(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Ran]]:
    """Both campaigns among the same units, one after the other: a number of a body's register is given once."""
    home = tmp_path_factory.mktemp("accepted")
    with django_db_blocker.unblock(), transaction.atomic():
        now = at(datetime.date(2023, 11, 1))
        load_kinds(by=SYSTEM, now=now)
        load_unit_set(by=SYSTEM, now=now, unit_set=read_unit_set("daknong-2023"))
        found = {}
        for name, folder in (("catalogue", None), ("read", accepted(home))):
            with transaction.atomic():
                found[name] = run(folder)
                transaction.set_rollback(True)
        yield found
        transaction.set_rollback(True)


def run(folder: Path | None) -> Ran:
    """Brought in as an administrator does it, then the same acts."""
    now = at(datetime.date(2023, 11, 1))
    campaign, file = bring_in(key=folder.name if folder else "286", by=SYSTEM, now=now, folder=folder)
    places = Participation.objects.filter(campaign=campaign).select_related("unit__kind", "unit__parent")
    carried = Carried(
        campaign,
        file,
        {place.code: place.unit for place in places},
        {target.code: target for target in campaign.targets.order_by("id")},
    )
    rows = {name: part(campaign) for name, part in PARTS.items()}
    before = numbers(campaign)
    act(carried)
    states = {code: carried.states(code, unit, REPORTED_ON) for code, unit in JUDGED}
    return Ran(rows, before, numbers(campaign), states, prove(campaign))


def act(carried: Carried) -> None:
    """A few works and milestones of every target; some that must not count."""
    launched, held = datetime.date(2023, 11, 20), datetime.date(2023, 11, 12)
    welcome: dict[str, Any] = {
        "occasions": tuple(carried.campaign.occasions.filter(key__in=keys_of("national-congress")))
    }
    for unit in ("67", DISTRICT, COMMUNE):
        milestone(carried, "launch", unit, launched)
    milestone(carried, "festival-2023", AREA, held, partners=(carried.units[OTHER_AREA],))
    milestone(carried, "conference-2023", AREA, datetime.date(2023, 12, 31))
    for year, answer in ((2023, "well"), (2024, "done")):
        rated = datetime.date(year, 12, 20)
        milestone(carried, "yearly-rating", DISTRICT, rated, year=year, answer=answer, answered_by="Huyện ủy")
    pilot = kind(carried, "pilot-congress")
    assign_milestone(
        by=SYSTEM, now=at(launched), kind=pilot, unit=carried.units[COMMUNE],
        prescribed_date=datetime.date(2024, 3, 31), prescribed_by="Kế hoạch 12/KH-MTTQ",
    )  # fmt: skip
    milestone(carried, "pilot-congress", COMMUNE, datetime.date(2024, 3, 30))
    built = datetime.date(2024, 5, 10)
    carried.work(DISTRICT, "great-unity-house", built, places=(carried.units[AREA],), **welcome)
    carried.work("67", "great-unity-house", built, places=(carried.units[OTHER_AREA],))
    carried.work(COMMUNE, "piece-of-work", built, **welcome)
    carried.work(FAR_DISTRICT, "piece-of-work", built)  # welcomes nothing: no work of III.4
    carried.work(AREA, "model", built)
    carried.work(OTHER_AREA, "rural-road", built, quantity=800)


def milestone(carried: Carried, key: str, unit: str, on: datetime.date, year: int | None = None, **said: Any) -> None:
    """Reported with papers and a photo, then confirmed by the level above."""
    asked = kind(carried, key)
    way = "document" if asked.settings.get("ways") else ""
    report = Report(on, way=way, document_number="5/KH", document_date=on, **said)
    row = report_milestone(
        by=SYSTEM, now=at(on), kind=asked, unit=carried.units[unit], report=report, year=year,
        uploads=[upload(picture(40, 30), "anh.jpg")],
    )  # fmt: skip
    row.refresh_from_db()
    if row.status != "verified":
        confirm_milestone(by=SYSTEM, now=at(on), milestone=row, was_held_well=True)


def kind(carried: Carried, key: str) -> MilestoneKind:
    return MilestoneKind.objects.get(campaign=carried.campaign, key__in=keys_of(key))


def keys_of(key: str) -> list[str]:
    return [key, *(own for own, known in KEYS.items() if known == key)]


def known(value: Any) -> Any:
    """The value in the catalogue's keys."""
    if isinstance(value, str):
        return KEYS.get(value, value)
    if isinstance(value, dict):
        return {name: known(part) for name, part in value.items()}
    return [known(part) for part in value] if isinstance(value, (list, tuple)) else value


def columns(row: Any, *, without: set[str] = WORDING) -> dict[str, Any]:
    """A row's own columns, without wording and the keys of other rows."""
    fields = [field for field in row._meta.concrete_fields if not field.is_relation and field.name not in without]
    return {field.name: known(getattr(row, field.attname)) for field in fields}


def targets(campaign: Campaign) -> list[dict[str, Any]]:
    return [columns(row) for row in Target.objects.filter(campaign=campaign).order_by("code")]


def phases(campaign: Campaign) -> list[Any]:
    return [columns(row, without={"id"}) for row in campaign.phases.order_by("number")]


def milestones(campaign: Campaign) -> list[Any]:
    """Those a target counts: who may be asked for more in the catalogue's own are its tasks' part."""
    counted = [*KEYS.values()]
    rows = MilestoneKind.objects.filter(campaign=campaign)
    return sorted(
        (KEYS.get(row.key, row.key), row.clause, row.window_from, row.due_before, known(row.settings.get("years", [])))
        for row in rows
        if KEYS.get(row.key, row.key) in counted
    )


def awards(campaign: Campaign) -> list[Any]:
    """Rounds with their event, forms with sets, pools with who shares how many."""
    forms = AwardForm.objects.filter(round__campaign=campaign).select_related("round").order_by("clause")
    return [
        (
            form.round.number, known(form.round.event_key), form.round.draws_from, form.key, form.clause, form.name,
            form.appraiser, form.decider, form.is_ours, form.original_sets, form.announced_later,
            form.one_per_achievement,
            [(pool.unit_kinds, pool.for_people, pool.quota) for pool in form.pools.order_by("position")],
        )
        for form in forms
    ]  # fmt: skip


def dossier(campaign: Campaign) -> list[Any]:
    return [(row.position, row.per_nominee) for row in campaign.dossier_parts.order_by("position")]


def criteria(campaign: Campaign) -> list[Any]:
    return [
        (row.clause, row.unit_kinds, row.for_people, list(row.criteria.order_by("position").values_list("text", "only_for_form")))
        for row in CriteriaSet.objects.filter(campaign=campaign).order_by("clause")
    ]  # fmt: skip


def plan(campaign: Campaign) -> Any:
    """The document with number, day and signer; its paragraphs; whom it is sent to; what it carries out and cites."""
    row = Plan.objects.select_related("document").get(campaign=campaign)
    document = row.document
    assert document is not None
    cited = row.citations.select_related("document").order_by("id")
    return (
        document.number, document.symbol, document.date, document.signer_capacity, document.signer_title, document.signer_name, row.title,
        row.preamble, row.closing,
        [(block.kind, block.number, block.text) for block in row.blocks.order_by("position")],
        [(line.text, line.kind, line.selector) for line in row.recipient_lines.order_by("position")],
        sorted({(one.document.number, str(one.document.date), one.carries_out, one.clause) for one in cited}),
    )  # fmt: skip


def deadline(campaign: Campaign) -> list[Any]:
    """The one day the plan sets: of the task and of the report whose annex is the list of works."""
    day = datetime.date(2024, 8, 20)
    tasks = campaign.tasks.filter(due_before=day).values_list("clause", "unit_kinds", "due_before")
    schedules = ReportSchedule.objects.filter(campaigns=campaign, rhythm="once", with_works=True).order_by("id")
    owed = [
        (row.form_key, row.unit_kinds, [period.due_before for period in ReportPeriod.objects.filter(schedule=row).order_by("id")])
        for row in schedules
    ]  # fmt: skip
    return [*tasks.order_by("id"), *owed]


def head(campaign: Campaign) -> Any:
    return (
        campaign.name, campaign.type, campaign.owner_id, campaign.starts_on, campaign.starts_precision,
        campaign.ends_before, known(campaign.ends_event_key),
        sorted(known(row.key) for row in campaign.events.order_by("id")),
        sorted(known(row.key) for row in campaign.occasions.order_by("id")),
        list(campaign.themes.order_by("position").values_list("kind", "clause", "text")),
        sorted(Participation.objects.filter(campaign=campaign).values_list("code", "parent_id", "kind")),
    )  # fmt: skip


PARTS = {
    "head": head,
    "plan": plan,
    "phases": phases,
    "targets": targets,
    "milestones": milestones,
    "criteria": criteria,
    "awards": awards,
    "dossier": dossier,
    "deadline": deadline,
}
JUDGED = (
    ("III.1", DISTRICT),
    ("III.1", FAR_DISTRICT),
    ("III.3a", DISTRICT),
    ("III.3b", "67"),
    ("III.4", COMMUNE),
    ("III.5a", AREA),
    ("III.5b", OTHER_AREA),
    ("III.6a", OTHER_AREA),
    ("III.6b", DISTRICT),
)


def numbers(campaign: Campaign) -> list[Any]:
    """Every cell of the board: what is counted, what is asked, whether it is met, at every level."""
    cells = UnitProgress.objects.filter(target__campaign=campaign)
    own = [
        field.name
        for field in UnitProgress._meta.concrete_fields
        if not field.is_relation and field.name not in ("id", "changed_at", "recorded_at")
    ]
    return sorted(cells.values_list("target__code", "participation__code", *own), key=str)


@pytest.mark.clause("H.1", "H.2", "III.1", "III.2", "III.3a", "III.3b", "III.4", "III.5a", "III.5b", "III.6a", "III.6b")
@pytest.mark.parametrize("part", PARTS)
def test_accepted_plan_says_what_the_catalogue_s_campaign_says(ran: dict[str, Ran], part: str) -> None:
    assert ran["read"].rows[part] == ran["catalogue"].rows[part]


@pytest.mark.clause("III.1", "III.2", "III.3a", "III.3b", "III.4", "III.5a", "III.5b", "III.6a", "III.6b")
def test_same_works_give_the_same_numbers_everywhere(ran: dict[str, Ran]) -> None:
    assert ran["catalogue"].after != ran["catalogue"].before
    assert ran["read"].before == ran["catalogue"].before
    assert ran["read"].after == ran["catalogue"].after
    assert (ran["read"].disputed, ran["catalogue"].disputed) == ([], [])


@pytest.mark.clause("III.5b", "III.6a")
def test_same_works_are_judged_the_same(ran: dict[str, Ran]) -> None:
    assert ran["read"].states == ran["catalogue"].states
    assert len(set(ran["catalogue"].states.values())) > 1
