"""A campaign of the catalogue brought into the site: kinds, units, its frame, its plan's document, its reports."""

from __future__ import annotations

import datetime
from pathlib import Path

from thidua.foundation.core import clock
from thidua.foundation.core.actors import System
from thidua.stages.campaigns.campaign_file import CATALOGUE, CampaignFile, read_campaign
from thidua.stages.campaigns.models import Campaign
from thidua.stages.campaigns.operations import (
    enrol,
    load_campaign,
    load_groups,
    load_kinds,
    load_library,
    load_unit_set,
    record_plan,
)
from thidua.stages.campaigns.papers import issued_plan
from thidua.stages.campaigns.unit_sets import read_unit_set
from thidua.stages.reports.operations import load_forms, load_schedules


def folder_of(key: str) -> Path:
    """Where the catalogue keeps a campaign."""
    return CATALOGUE / "campaigns" / key


def keys() -> list[str]:
    """The campaigns the catalogue has."""
    return sorted(path.parent.name for path in (CATALOGUE / "campaigns").glob("*/campaign.toml"))


def bring_in(
    *, key: str, by: System, now: datetime.datetime, folder: Path | None = None
) -> tuple[Campaign, CampaignFile]:
    """Loads what is missing of a campaign, of the catalogue or from a folder; a second time it changes nothing.

    Refused with `CampaignFileError` for a broken file, with `NotNow` when the site has the campaign from another file.
    """
    file = read_campaign(folder or folder_of(key))
    load_kinds(by=by, now=now)
    load_library(by=by, now=now)
    load_unit_set(by=by, now=now, unit_set=read_unit_set(file.unit_set))
    campaign = load_campaign(by=by, now=now, file=file)
    enrol(by=by, now=now, campaign=campaign, unit_kinds=list(file.takes_part))
    load_groups(by=by, now=now, campaign=campaign, parts=file.groups)
    plan = campaign.plans.get(parent=None)
    if plan.document_id is None:
        record_plan(
            by=by, now=now, plan=plan, body=file.body, document=issued_plan(plan, file.plan, file.body),
            sent_at=clock.local_midnight(file.plan.date) + datetime.timedelta(hours=16),
        )  # fmt: skip
    load_forms(by=by, now=now)
    load_schedules(by=by, now=now, campaign=campaign, parts=file.reports)
    campaign.refresh_from_db()
    return campaign, file
