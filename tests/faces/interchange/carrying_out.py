"""A campaign of the catalogue brought in by the ordinary loader and carried out by the stages' own operations."""

from __future__ import annotations

import datetime
import functools
from dataclasses import dataclass
from typing import Any

from tests.factories import SYSTEM
from tests.foundation.core.uploads import picture, upload
from tests.harness.recording import recorded
from tests.stages.works.support import photos
from thidua.faces.interchange.catalogue import bring_in
from thidua.foundation.core import clock
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.campaign_file import CampaignFile
from thidua.stages.campaigns.models import Campaign, MilestoneKind, Participation, Target, WorkKind
from thidua.stages.milestones.operations import confirm_milestone, report_milestone
from thidua.stages.milestones.reports import Report as Done
from thidua.stages.progress.lateness import late_units
from thidua.stages.progress.measures import dates_of
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.standing import with_states
from thidua.stages.reports.models import ReportPeriod, ReportSchedule
from thidua.stages.reports.operations import Given, accept_report, begin_report, hand_report, send_report
from thidua.stages.works.content import Content
from thidua.stages.works.kinds import last_step, steps_between
from thidua.stages.works.operations import (
    complete_step,
    complete_work,
    note_work,
    register_work,
    sign_paper,
    verify_work,
)

# What the paper of a house names.
HOUSE = {"household": "poor", "floor_area": 60, "details": {"householder": "Hộ minh họa"}}


@dataclass
class Carried:
    """The campaign with its units and targets by code; each act happens at nine on its day."""

    campaign: Campaign
    file: CampaignFile
    units: dict[str, Unit]
    targets: dict[str, Target]

    def milestone(self, code: str, key: str, on: datetime.date, year: int | None = None) -> None:
        """A unit reports a milestone; where the level above confirms it, it does."""
        kind = MilestoneKind.objects.get(campaign=self.campaign, key=key)
        said = Done(on, way="document" if kind.settings.get("ways") else "", document_number="5/KH", document_date=on)
        row = report_milestone(
            by=SYSTEM, now=at(on), kind=kind, unit=self.units[code], report=said, year=year,
            uploads=[upload(picture(40, 30), "anh.jpg")],
        )  # fmt: skip
        row.refresh_from_db()
        if kind.settings.get("verified_above") and row.status != "verified":
            confirm_milestone(by=SYSTEM, now=at(on), milestone=row)

    def work(self, code: str, kind: str, on: datetime.date, quantity: int = 1, **more: Any) -> None:
        """A unit registers a work, does it and has it verified on one day."""
        found = WorkKind.objects.get(key=kind)
        money = {"money": {"people": 5_000_000}} if found.has_money else {}
        content = Content(
            unit=self.units[code], kind=found, name=f"Việc của {code}", quantity=quantity, campaigns=(self.campaign,),
            **{**money, **(HOUSE if found.is_house else {}), **more},
        )  # fmt: skip
        row = register_work(by=SYSTEM, now=at(on), content=content)
        if row.status == "registered":
            row = note_work(by=SYSTEM, now=at(on), work=row)
        for step in steps_between(found) if found.is_house else ():
            if step.document:
                sign_paper(by=SYSTEM, now=at(on), work=row, step=step.key)
                row.refresh_from_db()
            else:
                row = complete_step(by=SYSTEM, now=at(on), work=row, step=step.key, done_date=on, files=photos(1))
        last = last_step(found)
        if last.document:
            sign_paper(by=SYSTEM, now=at(on), work=row, step=last.key, witness="Đại diện khu dân cư")
            row.refresh_from_db()
        minutes = [upload(picture(30, 40), "bien-ban.jpg")] if last.paper and not last.document else []
        row = complete_work(by=SYSTEM, now=at(on), work=row, done_date=on, files=photos(), papers=minutes)
        if row.status != "verified":
            verify_work(by=SYSTEM, now=at(on), work=row)

    def report(self, code: str, on: datetime.date, **figures: int) -> None:
        """A unit's report of the period that holds the day is sent and accepted; words are filled in."""
        schedule = ReportSchedule.objects.get(campaigns=self.campaign)
        first = datetime.date(on.year, 3 * ((on.month - 1) // 3) + 1, 1)
        period = ReportPeriod.objects.filter(schedule=schedule).order_by("id").first()
        if schedule.rhythm != "once":
            period, _new = ReportPeriod.objects.get_or_create(
                schedule=schedule, key=f"{first:%Y-%m}", defaults={"name": "quý", "starts_on": first}
            )
        assert period is not None
        values = {
            f"{self.campaign.key}.{key.replace('_', '-')}": Given(figure=figure) for key, figure in figures.items()
        }
        values[f"{self.campaign.key}.good-ways"] = Given(text="Cách làm hay")
        row = begin_report(by=SYSTEM, now=at(on), period=period, unit=self.units[code], data_date=on)
        row = hand_report(by=SYSTEM, now=at(on), report=row, values=values)
        row = send_report(by=SYSTEM, now=at(on), report=row)
        accept_report(by=SYSTEM, now=at(on), report=row)

    def cell(self, target: str, unit: str) -> UnitProgress:
        return UnitProgress.objects.get(target=self.targets[target], unit=self.units[unit])

    def has(self, target: str, unit: str) -> tuple[int, int, int | None, bool]:
        """What the unit has as the target reads it, of what whole, what it must have, and whether that is met."""
        row = self.cell(target, unit)
        read = "own" if self.targets[target].reading == "own" else "subtree"
        return getattr(row, read), getattr(row, f"{read}_denominator"), row.minimum, row.met

    def count(self, target: str, unit: str) -> tuple[int, int]:
        """Of a branch, the units that met and the units asked."""
        row = self.cell(target, unit)
        return row.units_met, row.units_required

    def states(self, target: str, unit: str, on: datetime.date) -> tuple[str, str]:
        """The unit's own state on a day, and its branch's."""
        asked = self.targets[target]
        dates = dates_of([asked])
        top = Participation.objects.get(campaign=self.campaign, parent=None)
        late = late_units([asked], dates, place=top, on=on)
        rows = with_states(UnitProgress.objects.filter(target=asked), [asked], dates, on=on, late=late)
        row = rows.get(unit=self.units[unit])
        return row.unit_state, row.branch_state


LOADED_ON = {
    "duong-que-2026": datetime.date(2026, 1, 2),
    "lam-dong-2026": datetime.date(2026, 2, 6),
    "rung-xanh-2026": datetime.date(2026, 3, 1),
    "tu-sach-2024": datetime.date(2023, 9, 6),
}


def carried(key: str) -> Carried:
    """The campaign in a site that has nothing yet."""
    return FRESH[key]()


def brought_in(key: str) -> Carried:
    """The campaign as `thidua campaign load` brings it in."""
    campaign, file = bring_in(key=key, by=SYSTEM, now=at(LOADED_ON[key]))
    places = Participation.objects.filter(campaign=campaign).select_related("unit__kind", "unit__parent")
    return Carried(
        campaign,
        file,
        {place.code: place.unit for place in places},
        {target.code: target for target in campaign.targets.all()},
    )


FRESH = {key: recorded(functools.partial(brought_in, key)) for key in LOADED_ON}


def at(day: datetime.date) -> datetime.datetime:
    return clock.local_midnight(day) + datetime.timedelta(hours=9)
