"""An office's list is taken over: all of it or nothing."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Invalid, Refused
from thidua.foundation.core.operations import operation
from thidua.foundation.core.tables import Draft, DraftRow
from thidua.stages.campaigns.models import Campaign
from thidua.stages.milestones.imports import Reading, Ready
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations.grid import says_same
from thidua.stages.milestones.operations.opening import enter
from thidua.stages.milestones.operations.posting import post_milestones
from thidua.stages.milestones.operations.reporting import take
from thidua.stages.milestones.states import DONE, VERIFIED


@operation
def import_milestones(*, by: Actor, now: datetime.datetime, campaign: Campaign, rows: Sequence[DraftRow]) -> Campaign:
    """Reports every row of a list, confirmed at once where the actor may; a row that says nothing new changes nothing.

    Refused with `Invalid` (field `upload`), naming sheet, cell and reason, when any row cannot be taken: then none is.
    """
    reading = Reading(by, campaign, today=clock.day_of(now)).read(rows)
    Draft(rows=list(rows), problems=reading.problems).require()
    if not reading.ready:
        raise Invalid({"upload": _("Tệp không có dòng nào để nhập.")})
    post_milestones([row for ready in reading.ready if (row := _enter(ready, by=by, now=now))], now=now)
    return campaign


def _enter(ready: Ready, *, by: Actor, now: datetime.datetime) -> Milestone | None:
    known = Milestone.objects.filter(kind=ready.kind, unit=ready.unit, year=ready.year).first()
    if known and known.status in (DONE, VERIFIED) and says_same(known, ready.report):
        return None
    try:
        milestone = enter(by=by, now=now, kind=ready.kind, unit=ready.unit, year=ready.year)
        take(milestone, ready.report, by=by, now=now)
    except Refused as refused:
        raise Invalid({"upload": str(ready.row.problem("unit", str(refused)))}) from refused
    return milestone
