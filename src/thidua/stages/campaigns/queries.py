"""Campaigns and plans as they are read."""

from __future__ import annotations

import uuid

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.finding import the_one
from thidua.foundation.documents.models import Dispatch
from thidua.foundation.documents.rules import receiving
from thidua.foundation.units.models import within
from thidua.stages.campaigns.models import Campaign, CampaignDraft, DocumentCitation, Participation, Plan, Target
from thidua.stages.campaigns.plan_queries import asked_of, asked_to_sign, signed_jointly, unfinished_of_others
from thidua.stages.campaigns.rules import bodies_prepared


def campaigns_of(actor: Actor) -> QuerySet[Campaign]:
    """The campaigns in which a unit the actor works for takes part, the newest first."""
    places = Participation.objects.filter(campaign=OuterRef("pk"), unit_id__in=[post.unit_id for post in actor.posts])
    return Campaign.objects.filter(Exists(places)).select_related("owner").order_by("-starts_on", "id")


def plans_of(actor: Actor) -> QuerySet[Plan]:
    """Plans the actor may read: its branch's, those sent to its units, of each campaign it takes part in the root plan.

    What others are still writing only where one of its units was asked what it thinks, or to sign it too; what was
    issued jointly belongs to the branches of both bodies.
    """
    roots = Q(parent__isnull=True, campaign__in=campaigns_of(actor))
    own = receiving(actor)
    sent = Q(document__in=Dispatch.objects.filter(unit__in=own).order_by().values("document"))
    asked = Q(pk__in=asked_of(own)) | Q(pk__in=asked_to_sign(own)) | Q(pk__in=signed_jointly(actor))
    return (
        Plan.objects.filter(roots | within("unit", actor.intervals) | sent | asked)
        .exclude(unfinished_of_others(actor))
        .select_related("campaign__owner", "unit", "document", "parent")
        .order_by("-campaign__starts_on", "unit__lft", "id")
    )


def plan_for(actor: Actor, uid: uuid.UUID) -> Plan:
    """One plan the actor may read. Raises `Missing` for a foreign one."""
    plan = the_one(plans_of(actor).filter(uid=uid))
    if plan is None:
        raise Missing(_("Không có kế hoạch này trong phạm vi của bạn."))
    return plan


def drafts_of(actor: Actor) -> QuerySet[CampaignDraft]:
    """Drafts of campaigns of the bodies for which the actor prepares or opens them, the latest first."""
    return (
        CampaignDraft.objects.filter(unit__in=bodies_prepared(actor))
        .select_related("unit", "campaign", "copied_from")
        .order_by("-changed_at", "-id")
    )


def drafts_at_work(actor: Actor) -> QuerySet[CampaignDraft]:
    """Those neither opened nor dropped."""
    return drafts_of(actor).filter(campaign=None, dropped_on=None)


def draft_for(actor: Actor, uid: uuid.UUID) -> CampaignDraft:
    """One draft the actor may read. Raises `Missing` for a foreign one."""
    draft = the_one(drafts_of(actor).filter(uid=uid))
    if draft is None:
        raise Missing(_("Không có đợt thi đua dự thảo này trong phạm vi của bạn."))
    return draft


def citations_of(plan: Plan) -> QuerySet[DocumentCitation]:
    """The documents a plan cites, those it carries out first."""
    return plan.citations.select_related("document__replaced_by").order_by("-carries_out", "id")


def targets_of(campaign: Campaign) -> QuerySet[Target]:
    """The campaign's targets in the plan's order, without companions and what an amendment took out."""
    return campaign.targets.filter(companion_of__isnull=True, ended_on=None).order_by("position", "id")


def place_that_plans(actor: Actor, plan: Plan) -> Participation | None:
    """The place in the frame of a unit the actor works for that issues a plan of its own under this one; None without.

    A residential area issues none, the plan's own body has this one, and a department writes for its committee.
    """
    posts = {post.parent_id if post.kind.endswith("department") else post.unit_id for post in actor.posts}
    places = plan.campaign.participations.standing().filter(
        unit_id__in=posts - {plan.unit_id}, unit__kind__is_area=False, unit__kind__issues_documents=True
    )
    if plan.parent_id is not None:
        # Under a lower unit's plan only those beneath that unit write theirs.
        top = plan.campaign.participations.standing().filter(unit=plan.unit_id).first()
        places = places.filter(lft__gt=top.lft, lft__lte=top.rgt) if top else places.none()
    return places.select_related("unit__kind", "unit__parent").order_by("lft", "id").first()
