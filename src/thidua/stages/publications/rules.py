"""Who may put a thing before the public."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.actors import System
from thidua.stages.campaigns.event_dates import holds_for_owner
from thidua.stages.campaigns.models import Campaign


def why_not_publish(actor: Actor | System, campaign: Campaign) -> str | None:
    """None for officers and leaders of the campaign's own body or its departments; else who may."""
    if isinstance(actor, System) or holds_for_owner(actor, Permission.PUBLISH, campaign):
        return None
    return _("Chỉ cán bộ hoặc lãnh đạo của %(owner)s đăng hoặc gỡ được trên cổng thông tin.") % {
        "owner": campaign.owner.name
    }


def may_withdraw(actor: Any, item: Any) -> str | None:
    """The same people who may publish."""
    return why_not_publish(actor, item.campaign)
