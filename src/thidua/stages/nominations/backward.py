"""The days of an award round worked backward from the event at which the awards are presented (VII.1)."""

from __future__ import annotations

import datetime
import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from thidua.foundation.core.working_days import before_working_days
from thidua.stages.campaigns.models import AwardRound, CampaignEvent


@dataclass(frozen=True, slots=True)
class Days:
    """The council's day, and the days before which dossiers and proposals must come; `event` is what they lead to."""

    event: CampaignEvent
    council_on: datetime.date
    dossiers_before: datetime.date
    proposals_before: datetime.date


def days_of(round: AwardRound, comment_days: int) -> Days | None:
    """The days a guidance would have; None while the event has no date: nothing is invented.

    Names stand for comment `comment_days` working days before the council; dossiers are checked before that.
    """
    event = event_of(round)
    if event is None or event.date is None:
        return None
    lead = _lead(event.date)
    council = before_working_days(event.date, lead["council_before_event"])
    published = before_working_days(council, comment_days + lead["publication_before_council"])
    dossiers = before_working_days(published, lead["check_of_dossiers"])
    return Days(event, council, dossiers, before_working_days(dossiers, lead["proposals_to_dossiers"]))


def event_of(round: AwardRound) -> CampaignEvent | None:
    """The event at which the round's awards are presented; None while it has no date."""
    return CampaignEvent.objects.filter(campaign=round.campaign_id, key=round.event_key, date__isnull=False).first()


def _lead(on: datetime.date) -> dict[str, Any]:
    """The steps in force on a day: the latest row that has begun, the first for a day before all."""
    rows = _rows()
    return next((row for row in reversed(rows) if row["valid_from"] <= on), rows[0])


@functools.cache
def _rows() -> list[dict[str, Any]]:
    text = files("thidua.catalogue").joinpath("dated/award_lead.toml").read_text(encoding="utf-8")
    return sorted(tomllib.loads(text)["row"], key=lambda row: row["valid_from"])
