"""Who may put a thing before the public."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.actors import System
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.event_dates import holds_for_owner
from thidua.stages.campaigns.models import AwardRound, Campaign, Plan
from thidua.stages.publications.models import PublicItem
from thidua.stages.works.models import Status, Work


def why_not_publish(actor: Actor | System, campaign: Campaign) -> str | None:
    """None for officers and leaders of the campaign's own body or its departments; else who may."""
    if isinstance(actor, System) or holds_for_owner(actor, Permission.PUBLISH, campaign):
        return None
    return _only_of(campaign.owner)


def why_not_consult(actor: Actor | System, round: AwardRound) -> str | None:
    """None for officers and leaders of the body that runs the round: of a plan of its own the unit whose plan it is."""
    if isinstance(actor, System) or actor.acts_for(Permission.PUBLISH, round.unit_id):
        return None
    return _only_of(round.unit)


def publishes_plan(actor: Actor, plan: Plan) -> bool:
    """Whether the actor may put this plan on the portal now: issued, of the campaign's own body, the actor its own."""
    issued = plan.document is not None and plan.document.status == IssuedDocument.Status.ISSUED
    return issued and plan.unit_id == plan.campaign.owner_id and why_not_publish(actor, plan.campaign) is None


def publishes_work(actor: Actor, work: Work) -> bool:
    """Whether the actor may put this work on the portal now: verified, in a campaign of the actor's own body."""
    if work.status != Status.VERIFIED or not actor.holds_anywhere(Permission.PUBLISH):
        return False
    campaigns = work.campaigns.select_related("owner").order_by("id")
    return any(why_not_publish(actor, campaign) is None for campaign in campaigns)


def may_withdraw(actor: Any, item: Any) -> str | None:
    """The same people who may publish: candidates the body that runs their round, or the campaign's own."""
    of_candidate = item.kind == PublicItem.Kind.CANDIDATE and isinstance(actor, Actor)
    if of_candidate and actor.acts_for(Permission.PUBLISH, item.unit_id):
        return None
    return why_not_publish(actor, item.campaign)


def may_moderate(actor: Any, comment: Any) -> str | None:
    """Who reads the comments of the body it was sent to: of what it stands beneath the same people who may publish."""
    if isinstance(actor, System) or actor.acts_for(Permission.PUBLISH, comment.unit_id):
        return None
    return _only_of(comment.unit)


def link_bodies(actor: Actor) -> list[Unit]:
    """The bodies with a campaign of their own for which the actor keeps the portal's links."""
    bodies = actor.bodies_with(Permission.PUBLISH)
    return list(Unit.objects.filter(pk__in=bodies, campaigns__isnull=False).distinct().order_by("lft", "id"))


def why_not_keep_links(actor: Actor | System, unit: Unit) -> str | None:
    """None for who publishes for a body that has a campaign; else who may."""
    if isinstance(actor, System) or unit in link_bodies(actor):
        return None
    return _("Chỉ cán bộ hoặc lãnh đạo của đơn vị phát động đợt thi đua sửa được danh sách liên kết trên cổng.")


def publishing_campaigns(actor: Actor) -> list[Campaign]:
    """The campaigns for which the actor publishes, the newest first."""
    rows = Campaign.objects.filter(owner__in=actor.bodies_with(Permission.PUBLISH)).select_related("owner")
    return list(rows.order_by("-starts_on", "-id"))


def _only_of(unit: Unit) -> str:
    return _("Chỉ cán bộ hoặc lãnh đạo của %(owner)s đăng hoặc gỡ được trên cổng thông tin.") % {"owner": unit.name}
