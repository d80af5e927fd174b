"""Who prepares a campaign, who opens it, who runs it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import NotAllowed
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.event_dates import holds_for_owner
from thidua.stages.campaigns.models import Campaign


def runs(by: By, campaign: Campaign) -> bool:
    """Whether the actor writes plans for the campaign's owner; the site itself may."""
    return not isinstance(by, Actor) or holds_for_owner(by, Permission.PLANS_WRITE, campaign)


def why_not_run(by: By, campaign: Campaign) -> str:
    """Empty when the actor runs the campaign, else who does."""
    if runs(by, campaign):
        return ""
    return _("Chỉ cán bộ của %(unit)s điều hành được đợt thi đua này.") % {"unit": campaign.owner.name}


def require_runner(by: By, campaign: Campaign) -> None:
    """Raises `NotAllowed` for anybody else, naming who may."""
    if why_not := why_not_run(by, campaign):
        raise NotAllowed(why_not)


def why_not_open(by: By, unit: Unit) -> str:
    """Empty for a leader or an administrator of exactly the body that owns the plan, and for the site itself."""
    if not isinstance(by, Actor) or by.holds(Permission.PLANS_ISSUE, unit.pk) or by.holds(Permission.SITE, unit.pk):
        return ""
    return _("Chỉ lãnh đạo hoặc quản trị của %(unit)s mở được đợt thi đua này.") % {"unit": unit.name}


def why_not_prepare(by: By, unit: Unit) -> str:
    """Empty for who writes the body's plans, or opens its campaigns."""
    if not isinstance(by, Actor) or by.acts_for(Permission.PLANS_WRITE, unit.pk) or not why_not_open(by, unit):
        return ""
    return _("Chỉ cán bộ, lãnh đạo hoặc quản trị của %(unit)s soạn được đợt thi đua này.") % {"unit": unit.name}


def bodies_prepared(actor: Actor) -> list[int]:
    """The units whose campaigns the actor prepares or opens."""
    own = [post.unit_id for may in (Permission.PLANS_ISSUE, Permission.SITE) for post in actor.posts_with(may)]
    return list(dict.fromkeys([*actor.bodies_with(Permission.PLANS_WRITE), *own]))


def opens_somewhere(actor: Actor) -> bool:
    """Whether there is a body whose campaigns the actor opens."""
    return actor.holds_anywhere(Permission.PLANS_ISSUE) or actor.holds_anywhere(Permission.SITE)


def prepares_somewhere(actor: Actor) -> bool:
    """Whether there is a body whose campaigns the actor prepares or opens."""
    return bool(bodies_prepared(actor))
