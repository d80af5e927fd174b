"""Days that cannot be: nothing of a campaign is dated before it begins."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from thidua.foundation.core.tables.lists import day_words
from thidua.stages.campaigns.models import Campaign


def before_start(campaign: Campaign, on: datetime.date | None) -> str:
    """The sentence for a day before the campaign's first; empty for any other, and where no day is given."""
    if on is None or on >= campaign.starts_on:
        return ""
    return _("Ngày này trước ngày bắt đầu đợt thi đua (%(day)s). Xin xem lại.") % {"day": day_words(campaign.starts_on)}
