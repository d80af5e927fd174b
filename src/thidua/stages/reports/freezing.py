"""What is frozen on a report's data date: the known figures and, where the schedule asks for it, the list of works."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign
from thidua.stages.reports.form import Slot, blocks_of
from thidua.stages.reports.models import Report, ReportForm, ReportPeriod, ReportValue
from thidua.stages.reports.readings import READINGS, Asked, Known
from thidua.stages.reports.works_readings import listed_works

ANNEXED = {"state": "verified"}


def freeze(
    *, unit: Unit, period: ReportPeriod, form: ReportForm, campaigns: Iterable[Campaign], on: datetime.date
) -> dict[str, Any]:
    """Figures by slot, the slots that some campaign cannot have, and the works of the annex; plain values."""
    told = list(campaigns)
    figures: dict[str, list[int | None]] = {}
    left_out: list[str] = []
    for block in blocks_of(form, told):
        for slot in block.slots:
            if not slot.field.known:
                continue
            found = _read(slot, unit, period, on)
            if found is None:
                left_out.append(slot.name)
            else:
                figures[slot.name] = [found.quantity, found.whole]
    frozen: dict[str, Any] = {"figures": figures, "left_out": left_out}
    if period.schedule.with_works:
        frozen["works"] = {
            campaign.key: listed_works(Asked(unit, campaign, period.starts_on, on, ANNEXED)) for campaign in told
        }
    return frozen


def known_of(report: Report, slot: Slot) -> Known | None:
    """What was frozen for a slot; None where the form knows no reading for it."""
    found = report.frozen.get("figures", {}).get(slot.name)
    return Known(*found) if found else None


def fill_in(report: Report, slots: Iterable[Slot]) -> None:
    """Puts what is known into the report's values, over figures that nobody has given another reason for."""
    kept = {(row.campaign_id, row.field): row for row in report.values.order_by("id")}
    fresh = []
    for slot in slots:
        known = known_of(report, slot)
        place = (slot.campaign.pk if slot.campaign else None, slot.field.key)
        row = kept.get(place) or ReportValue(report=report, campaign=slot.campaign, field=slot.field.key)
        follows = row.figure is None or row.figure == row.known
        row.known = known.quantity if known else None
        if not slot.field.of:
            row.denominator = known.whole if known else None
        if known and follows:
            row.figure = known.quantity
        if row.pk:
            row.save()
        else:
            fresh.append(row)
    ReportValue.objects.bulk_create(fresh)


def _read(slot: Slot, unit: Unit, period: ReportPeriod, on: datetime.date) -> Known | None:
    assert slot.campaign is not None, "readings stand in sections of a campaign"
    asked = Asked(unit, slot.campaign, period.starts_on, on, slot.field.known)
    return READINGS[slot.field.known["key"]].read(asked)
