"""The dates of the events a campaign hangs on: while one is open nothing that hangs on it is late (IV.0)."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import audit
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Invalid, NotAllowed
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import operation
from thidua.stages.campaigns.events import asked_anew
from thidua.stages.campaigns.models import Campaign, CampaignEvent


def holds_for_owner(actor: Actor, permission: Permission, campaign: Campaign) -> bool:
    """Whether the actor holds the permission at the campaign's own body or at one of its departments."""
    return actor.acts_for(permission, campaign.owner_id)


def why_not_date(actor: Actor, campaign: Campaign) -> str:
    """Empty when the actor may date the campaign's events, else who may."""
    if holds_for_owner(actor, Permission.PLANS_WRITE, campaign) or holds_for_owner(
        actor, Permission.PLANS_ISSUE, campaign
    ):
        return ""
    return _("Chỉ cán bộ hoặc lãnh đạo của %(owner)s ghi được ngày của sự kiện này.") % {"owner": campaign.owner.name}


@operation
def set_event_date(
    *, by: Actor | System, now: datetime.datetime, event: CampaignEvent, date: datetime.date | None, source: str = ""
) -> CampaignEvent:
    """Dates an event, moves it, or opens it again with None; windows and due dates that hang on it follow at once.

    Refused with `NotAllowed` unless the actor works for the campaign's body, with `Invalid` for a day before the
    campaign began or a date without the document that sets it.
    """
    event = lock(event)
    campaign = event.campaign
    if isinstance(by, Actor) and (why_not := why_not_date(by, campaign)):
        raise NotAllowed(why_not)
    if date is not None and date <= campaign.starts_on:
        raise Invalid({"date": _("Ngày của sự kiện phải sau ngày bắt đầu đợt thi đua.")})
    if date is not None and not source.strip():
        raise Invalid({"source": _("Xin ghi văn bản ấn định ngày này, ví dụ: Thông báo số 12/TB-MTTQ-BTT.")})
    before = audit.snapshot(event)
    event.date, event.source = date, source.strip()
    event.save()
    audit.record(by=by, act=gettext_noop("ghi ngày sự kiện"), obj=event, before=before)
    asked_anew.send(sender=Campaign, campaign=campaign, now=now)
    return event
