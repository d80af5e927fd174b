"""A day is planned."""

from __future__ import annotations

import datetime

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import clock
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.operations import operation
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import MilestoneKind
from thidua.stages.milestones.frame import campaign_end
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations.opening import enter
from thidua.stages.milestones.reports import planned_day_problem
from thidua.stages.milestones.states import MILESTONES


@operation
def plan_milestone(
    *,
    by: By,
    now: datetime.datetime,
    kind: MilestoneKind,
    unit: Unit,
    planned_date: datetime.date | None,
    year: int | None = None,
    version: int | None = None,
) -> Milestone:
    """Writes down for which day the unit plans the milestone. Counts in no target.

    Refused: `Missing` a foreign unit; `NotAllowed` unless the unit's own officer (for an area its head or the
    commune's); `Invalid` a milestone not asked of the unit, an unknown year, a day gone by, outside the window or
    the campaign; `NotNow` what is already reported; `Stale` an old version.
    """
    milestone = enter(by=by, now=now, kind=kind, unit=unit, year=year)
    campaign = kind.campaign
    why = planned_day_problem(
        planned_date, kind=kind, campaign=campaign, ends=campaign_end(campaign), today=clock.day_of(now)
    )
    if why:
        raise Invalid({"planned_date": why})
    MILESTONES.step(
        milestone, "plan", by=by, now=now, version=version,
        changes={"planned_date": planned_date, "changed_by_id": person_of(by)},
    )  # fmt: skip
    return milestone
