"""A campaign of the catalogue brought into the site: kinds, units, its frame, its plan's document, its reports."""

from __future__ import annotations

import datetime
from pathlib import Path

from thidua.foundation.core.actors import System
from thidua.stages.campaigns.campaign_file import CATALOGUE, CampaignFile, read_campaign
from thidua.stages.campaigns.models import Campaign
from thidua.stages.reports import operations


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
    return operations.bring_in(file=file, by=by, now=now), file
