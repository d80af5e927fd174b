"""Which nominations may stand for comment, and how long: working days, so that a holiday takes none of them away."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet

from thidua.foundation.core.working_days import after_working_days
from thidua.stages.campaigns.models import AwardRound
from thidua.stages.nominations.models import Nomination

# Before the body that runs the round, and not yet answered.
OPEN = (Nomination.Status.PROPOSED, Nomination.Status.SELECTED, Nomination.Status.RESERVE)


def commentable(round: AwardRound) -> QuerySet[Nomination]:
    """The nominations of a round that lie before the body that runs it."""
    rows = Nomination.objects.filter(form__round=round, holder=round.unit_id, status__in=OPEN)
    return rows.select_related("campaign__owner", "form__round__unit", "subject__kind", "person").order_by(
        "form_id", "sort_key", "id"
    )


def last_day_before(day: datetime.date, working_days: int) -> datetime.date:
    """The day on which names published on `day` no longer stand, after so many whole working days."""
    return after_working_days(day, working_days) + datetime.timedelta(days=1)
