"""Who writes, comments and carries out a unit's own plan. Each rule answers None, or the sentence that says who may."""

from __future__ import annotations

import uuid
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.actors import By
from thidua.foundation.core.files import OWNERS, OwnerKind
from thidua.foundation.core.finding import the_one
from thidua.foundation.documents import rules as documents
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import CampaignTask, CoSigning, Plan, PlanComment, TaskReport

# The owner of a task's proof, by the report's uid.
PROOFS_OF = "task"


def acts_for(by: By, unit_id: int) -> bool:
    """Whether the actor is an officer or a leader of a unit, or of the department that acts for it."""
    if not isinstance(by, Actor):
        return True
    return by.acts_for(Permission.PLANS_WRITE, unit_id) or by.acts_for(Permission.PLANS_ISSUE, unit_id)


def writes(by: By, plan: Plan) -> str | None:
    """The officer of the plan's own unit."""
    return documents.may_write_for(by, plan.unit)


def signs(by: By, plan: Plan) -> str | None:
    """The leader of the plan's own unit."""
    if not isinstance(by, Actor) or by.acts_for(Permission.PLANS_ISSUE, plan.unit_id):
        return None
    return _("Chỉ lãnh đạo %(unit)s ký được văn bản của đơn vị này.") % {"unit": plan.unit.name}


def cosigns(by: By, asked: CoSigning) -> str | None:
    """The leader of the other body."""
    if not isinstance(by, Actor) or by.acts_for(Permission.PLANS_ISSUE, asked.unit_id):
        return None
    return _("Chỉ lãnh đạo %(unit)s ký liên tịch được văn bản này.") % {"unit": asked.unit.name}


def looks_through(by: By, asked: CoSigning) -> str | None:
    """An officer or leader of the other body."""
    if acts_for(by, asked.unit_id):
        return None
    return _("Chỉ cán bộ, lãnh đạo %(unit)s ghi được ý kiến xem văn bản này.") % {"unit": asked.unit.name}


def names_cosigner(by: By, asked: CoSigning) -> str | None:
    """The officer who writes the plan."""
    return writes(by, asked.plan)


def signs_first(by: By, asked: CoSigning) -> str | None:
    """The leader of the body that leads."""
    return signs(by, asked.plan)


def comments(by: By, comment: PlanComment) -> str | None:
    """The unit that was asked; what a person without a unit here says is written down by the plan's own."""
    if acts_for(by, comment.unit_id):
        return None
    return _("Chỉ cán bộ, lãnh đạo %(unit)s ghi được ý kiến này.") % {"unit": comment.unit.name}


def answers(by: By, comment: PlanComment) -> str | None:
    """The officer who writes the plan."""
    return writes(by, comment.plan)


def carries_out(by: By, report: TaskReport) -> str | None:
    """The unit that owes the task."""
    if acts_for(by, report.unit_id):
        return None
    return _("Chỉ cán bộ, lãnh đạo %(unit)s báo được việc này.") % {"unit": report.unit.name}


def sees_to(by: By, report: TaskReport) -> str | None:
    """The office that gave the task out: of the plan's own unit, of the campaign's own plan its body's."""
    giver = giver_of(report.task)
    if acts_for(by, giver.pk):
        return None
    return _("Chỉ cán bộ, lãnh đạo %(unit)s xem, trả lại được việc này.") % {"unit": giver.name}


def giver_of(task: CampaignTask) -> Unit:
    """Who gave a task out."""
    return task.plan.unit if task.plan else task.campaign.owner


def may_read_proofs(actor: Any, uid: uuid.UUID) -> bool:
    """A task's proof is read by the unit's branch, and by who gave the task out."""
    report = the_one(
        TaskReport.objects.filter(uid=uid).select_related("unit", "task__plan__unit", "task__campaign__owner")
    )
    return report is not None and (actor.sees(report.unit) or acts_for(actor, giver_of(report.task).pk))


OWNERS.register(PROOFS_OF, OwnerKind(label=gettext_lazy("việc được giao"), may_read=may_read_proofs))
