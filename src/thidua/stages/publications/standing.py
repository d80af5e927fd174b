"""Which copy an address means: of a thing published anew the one that stands now."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Missing
from thidua.stages.publications.models import PublicItem


def live_item(uid: uuid.UUID) -> PublicItem:
    """The published thing of an address; of a copy that was replaced, the one that stands now. Raises `Missing`."""
    named = PublicItem.objects.filter(uid=uid).values("campaign", "kind", "source_uid").first()
    found = PublicItem.objects.live().filter(**named).select_related("campaign").first() if named else None
    if found is None:
        raise Missing(_("Nội dung này không có trên cổng, hoặc đã được gỡ."))
    return found
