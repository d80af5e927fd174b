"""The wording of papers that a campaign's body sets for all who carry the campaign out."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.operations import operation
from thidua.foundation.documents.models import OwnWording
from thidua.foundation.documents.rewording import save_wording
from thidua.foundation.documents.sentences import editable
from thidua.stages.campaigns.models import Campaign
from thidua.stages.campaigns.rules import require_runner


@operation
def save_campaign_wording(
    *,
    by: Actor | System,
    now: datetime.datetime,
    campaign: Campaign,
    name: str,
    sentences: Mapping[str, Any],
    reason: str = "",
    version: int | None = None,
) -> OwnWording:
    """Keeps the campaign's sentences for one kind of paper; a unit's own sentences lie over them.

    Refused with `NotAllowed` unless the actor runs the campaign, with `Missing` for papers that belong to no campaign,
    else as `save_wording`.
    """
    require_runner(by, campaign)
    if name not in editable() or not editable()[name].of_campaign:
        raise Missing(_("Văn bản này không riêng của một đợt thi đua."))
    return save_wording(
        by=by, now=now, unit=campaign.owner, name=name, campaign=campaign.key, sentences=sentences, reason=reason,
        version=version,
    )  # fmt: skip
