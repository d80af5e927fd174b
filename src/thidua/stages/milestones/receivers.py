"""News from earlier rooms: a unit issued the plan or the guidance that it owed as a milestone."""

from __future__ import annotations

import contextlib
import datetime
from typing import Any

from django.dispatch import receiver

from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Refused
from thidua.stages.campaigns.events import plan_issued
from thidua.stages.campaigns.models import MilestoneKind, Plan
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations.reporting import report_milestone
from thidua.stages.milestones.reports import Report
from thidua.stages.milestones.states import PLANNED


@receiver(plan_issued)
def report_issue(*, plan: Plan, now: datetime.datetime, **_more: Any) -> None:
    """Reports the milestone «issues its plan» (or guidance) with the number and day of the paper.

    What the unit has reported itself stays; a day outside the milestone's window leaves it owed, as for who reports it.
    """
    document = plan.document
    if document is None or document.date is None:
        return
    kinds = MilestoneKind.objects.filter(
        campaign=plan.campaign_id, settings__document_kind=plan.kind, ended_on=None
    ).order_by("position")
    for kind in kinds:
        if plan.unit.kind_id not in kind.unit_kinds or _is_told(kind, plan):
            continue
        report = Report(
            document.date, way="document", document_number=document.notation, document_date=document.date,
            document_subject=document.subject[:500],
        )  # fmt: skip
        with contextlib.suppress(Refused):
            report_milestone(by=System(), now=now, kind=kind, unit=plan.unit, report=report)


def _is_told(kind: MilestoneKind, plan: Plan) -> bool:
    return Milestone.objects.filter(kind=kind, unit=plan.unit_id).exclude(status=PLANNED).exists()
