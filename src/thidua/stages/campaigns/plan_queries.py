"""Units' own plans as they are read: their versions, comments and tasks."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.finding import the_one
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.documents.rules import receiving
from thidua.foundation.units.models import within
from thidua.stages.campaigns.models import (
    AmendmentDraft,
    Campaign,
    CampaignTask,
    CoSigning,
    Plan,
    PlanComment,
    PlanVersion,
    TaskReport,
)
from thidua.stages.campaigns.plan_rules import acts_for

UNFINISHED = [
    IssuedDocument.Status.DRAFT, IssuedDocument.Status.FOR_SIGNATURE, IssuedDocument.Status.NUMBERED,
    IssuedDocument.Status.SIGNED,
]  # fmt: skip

# A body is asked for its signature, or gave it.
SIGNING = [CoSigning.Status.ASKED, CoSigning.Status.AGREED, CoSigning.Status.SIGNED]


def unfinished_of_others(actor: Actor) -> Q:
    """Plans others are still writing, of which the actor was asked neither a word nor a signature."""
    own = receiving(actor)
    return (
        Q(parent__isnull=False, document__status__in=UNFINISHED)
        & ~Q(unit__in=own)
        & ~Q(pk__in=asked_of(own))
        & ~Q(pk__in=asked_to_sign(own))
    )


def asked_of(units: Collection[int]) -> QuerySet[PlanComment, Any]:
    """The plans of which some units were asked what they think, and still are."""
    rows = PlanComment.objects.filter(unit__in=units).exclude(status=PlanComment.Status.CALLED_OFF)
    return rows.order_by().values("plan")


def asked_to_sign(units: Collection[int]) -> QuerySet[CoSigning, Any]:
    """The plans that some units were asked to issue jointly, from then on until they send them back."""
    return CoSigning.objects.filter(unit__in=units, status__in=SIGNING).order_by().values("plan")


def signed_jointly(actor: Actor) -> QuerySet[CoSigning, Any]:
    """The plans that a unit of the actor's branches issued as the other body."""
    rows = CoSigning.objects.filter(within("unit", actor.intervals), status=CoSigning.Status.SIGNED)
    return rows.order_by().values("plan")


def cosigning_of(document: IssuedDocument | None) -> CoSigning | None:
    """The other body of a paper, if it has one."""
    if document is None:
        return None
    rows = CoSigning.objects.filter(document=document).exclude(status=CoSigning.Status.CALLED_OFF)
    return the_one(rows.select_related("unit__kind", "unit__parent", "plan__unit", "plan__campaign"))


def cosigning_for(actor: Actor, uid: uuid.UUID) -> CoSigning:
    """What another body is asked to sign, for that body while it is and for the plan's own; `Missing` for others."""
    rows = CoSigning.objects.exclude(status=CoSigning.Status.CALLED_OFF).filter(uid=uid)
    found = the_one(rows.select_related("unit__kind", "unit__parent", "document", "plan__unit", "plan__campaign"))
    if found is not None:
        asked = found.status in SIGNING and acts_for(actor, found.unit_id)
        if asked or acts_for(actor, found.plan.unit_id):
            return found
    raise Missing(_("Không có văn bản liên tịch này trong phạm vi của bạn."))


def amendment_of(plan: Plan) -> AmendmentDraft | None:
    """The amending document that is being written of a plan, if there is one."""
    rows = AmendmentDraft.objects.filter(plan=plan, amendment=None, dropped_on=None)
    return the_one(rows.select_related("document", "unit"))


def amendment_for(actor: Actor, uid: uuid.UUID) -> AmendmentDraft:
    """An amending document as it is written, for the officers and leaders of its body. `Missing` for others."""
    rows = AmendmentDraft.objects.filter(uid=uid).select_related(
        "unit", "document__unit", "amendment", "plan__unit", "plan__campaign__owner", "plan__document"
    )
    found = the_one(rows)
    if found is None or not acts_for(actor, found.unit_id):
        raise Missing(_("Không có văn bản sửa đổi này trong phạm vi của bạn."))
    return found


def version_for(plan: Plan, number: int) -> PlanVersion:
    """One version of a plan. Raises `Missing` where there is none of the number."""
    found = plan.versions.filter(number=number).first()
    if found is None:
        raise Missing(_("Kế hoạch không có bản này."))
    return found


def comments_of(actor: Actor, plan: Plan) -> QuerySet[PlanComment]:
    """What others said of the draft: all of it for the plan's own unit, its own alone for who was asked."""
    rows = plan.comments.select_related("unit", "plan__unit").order_by("id")
    return rows if acts_for(actor, plan.unit_id) else rows.filter(unit__in=receiving(actor))


def reads_draft(actor: Actor, plan: Plan) -> bool:
    """Whether the actor reads what is being written: of its own unit, or asked what it thinks of it."""
    if acts_for(actor, plan.unit_id):
        return True
    asked = plan.comments.filter(unit__in=receiving(actor), of_version__gt=plan.issued_version or 0)
    return bool(asked.exclude(status=PlanComment.Status.CALLED_OFF).exists())


def is_asked_to_sign(actor: Actor, plan: Plan) -> bool:
    """Whether the paper that is worked on lies before a unit of the actor's too: that paper, not how it came about."""
    asked = plan.cosignings.filter(document=plan.working, unit__in=receiving(actor), status__in=SIGNING)
    return bool(asked.exists())


def paper_for(actor: Actor, plan: Plan) -> tuple[IssuedDocument | None, PlanVersion | None]:
    """What a reader is shown of a plan: what is being written; to the others the issued paper, if any; its version."""
    working = plan.working
    # Who opens the unit's letters without writing for it sees its first draft, no amendment.
    first = plan.amendment_id is None and plan.unit_id in receiving(actor)
    if working is None or working.status not in UNFINISHED or first or _reads(actor, plan):
        return working, plan.versions.order_by("-number").first()
    if plan.amendment_id is None:
        return None, None
    return plan.document, plan.versions.filter(number=plan.issued_version or 0).first()


def _reads(actor: Actor, plan: Plan) -> bool:
    return reads_draft(actor, plan) or is_asked_to_sign(actor, plan)


def comment_for(actor: Actor, uid: uuid.UUID) -> PlanComment:
    """One comment, for who was asked and for who asked. Raises `Missing` for anybody else."""
    found = the_one(PlanComment.objects.filter(uid=uid).select_related("unit", "plan__unit", "plan__campaign"))
    if found is None or not (acts_for(actor, found.unit_id) or acts_for(actor, found.plan.unit_id)):
        raise Missing(_("Không có ý kiến này trong phạm vi của bạn."))
    return found


def task_for(actor: Actor, uid: uuid.UUID) -> TaskReport:
    """One unit's task, for its branch and for who gave it out. Raises `Missing` for a foreign one."""
    rows = TaskReport.objects.filter(uid=uid).select_related(
        "unit", "task__plan__unit", "task__plan__document", "task__campaign__owner"
    )
    found = the_one(rows.filter(_seen_by(actor)))
    if found is None:
        raise Missing(_("Không có việc này trong phạm vi của bạn."))
    return found


def tasks_seen(actor: Actor) -> QuerySet[TaskReport]:
    """The tasks of units the actor sees, and those the actor's own units gave out; open ones first by their day."""
    rows = TaskReport.objects.filter(_seen_by(actor)).select_related(
        "unit", "task__plan__unit", "task__plan__document", "task__campaign__owner"
    )
    return rows.order_by("due_before", "task_id", "unit__lft", "id")


def tasks_of(campaign: Campaign, plan: Plan | None = None) -> QuerySet[CampaignTask]:
    """The tasks of the campaign's own plan, or of a lower unit's, with how many units owe and did each."""
    done = Q(reports__status__in=[TaskReport.Status.DONE, TaskReport.Status.SEEN])
    rows = campaign.tasks.filter(plan=plan, ended_on=None).annotate(
        owed=Count("reports"), finished=Count("reports", filter=done)
    )
    return rows.order_by("id")


def is_issued(plan: Plan | None) -> bool:
    """Whether a plan holds: issued, and not withdrawn."""
    return plan is not None and plan.document is not None and plan.document.status == IssuedDocument.Status.ISSUED


def _seen_by(actor: Actor) -> Q:
    own = receiving(actor)
    return (
        within("unit", actor.intervals)
        | Q(task__plan__unit__in=own)
        | Q(task__plan=None, task__campaign__owner__in=own)
    )
