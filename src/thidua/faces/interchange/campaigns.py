"""Which campaigns a verb of the command line means."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Missing
from thidua.stages.campaigns.models import Campaign


def chosen_campaigns(key: str) -> list[Campaign]:
    """The campaign of a key, or all of them. Raises `Missing` for an unknown key, naming the known ones."""
    rows = list(Campaign.objects.order_by("key"))
    chosen = [row for row in rows if not key or row.key == key]
    if key and not chosen:
        known = ", ".join(row.key for row in rows) or "–"
        raise Missing(_("Không có đợt thi đua «%(key)s». Các đợt đang có: %(known)s.") % {"key": key, "known": known})
    return chosen
