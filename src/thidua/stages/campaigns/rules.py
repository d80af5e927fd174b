"""Who runs a campaign."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import NotAllowed
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
