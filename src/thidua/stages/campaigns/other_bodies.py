"""With whom a unit issues papers jointly: organizations linked to it at its level, the committee it is linked to."""

from __future__ import annotations

import datetime

from django.db.models import Q

from thidua.foundation.units.models import Unit, UnitLink, UnitQuerySet
from thidua.stages.campaigns.models import Plan


def other_bodies(plan: Plan, on: datetime.date, text: str = "") -> UnitQuerySet:
    """The units that may issue a paper of the plan together with its own, by name; those whose name has `text`.

    Of a committee its member organizations; of an organization its committee and the other members of that.
    """
    links = UnitLink.objects.on(on).order_by()
    committees = links.filter(unit=plan.unit_id).values("to")
    rows = Unit.objects.filter(
        Q(pk__in=links.filter(to=plan.unit_id).values("unit"))
        | Q(pk__in=committees)
        | Q(pk__in=links.filter(to__in=committees).values("unit"))
    )
    rows = rows.exclude(pk=plan.unit_id).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on), kind__is_area=False, kind__issues_documents=True
    )
    return (rows.matching(text) if text else rows).select_related("kind", "parent").by_name()
