"""Readings of works: how many a unit's branch has registered or verified, with their money, people and labour."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from thidua.foundation.core import clock
from thidua.stages.reports.readings import READINGS, Asked, Known, Reading
from thidua.stages.works.measures import matching
from thidua.stages.works.models import Work, WorkMoney
from thidua.stages.works.states import REACHED
from thidua.stages.works.tables import lines

NEEDS, TAKES = frozenset({"state"}), frozenset({"span", "kinds", "groups", "daily_life"})
MOMENTS = {"registered": "registered_at", "verified": "verified_at"}
PERIOD = "period"
ONE_DAY = datetime.timedelta(days=1)


def works_of(asked: Asked) -> QuerySet[Work]:
    """The campaign's works led in the branch that had reached the asked state by the end of the day."""
    state = asked.params["state"]
    moment = MOMENTS[state]
    rows = Work.objects.filter(
        matching(asked.params),
        campaigns=asked.campaign,
        unit__in=asked.branch.values("unit"),
        status__in=REACHED[state],
        **{f"{moment}__lt": clock.local_midnight(asked.on + ONE_DAY)},
    )
    if asked.params.get("span") == PERIOD:
        rows = rows.filter(**{f"{moment}__gte": clock.local_midnight(asked.since)})
    return rows


def listed_works(asked: Asked) -> list[dict[str, Any]]:
    """The works as an annex lists them, plain values, in the order of the tree: four statements."""
    rows = works_of(asked).select_related("kind").order_by("unit__lft", "id")
    return [
        {
            # A family that got a house is not named on a paper that goes round.
            "name": line.work.kind.label if line.work.kind.is_house else line.work.name,
            "kind": line.work.kind.label,
            "places": line.places_shown,
            "lead": line.lead,
            "quantity": line.quantity,
            "money": line.money,
            "people": line.work.people_served,
            "done": line.work.done_date.isoformat() if line.work.done_date else "",
        }
        for line in lines(list(rows))
    ]


def _count(asked: Asked) -> Known:
    return Known(works_of(asked).count())


def _money(asked: Asked) -> Known:
    total = WorkMoney.objects.filter(work__in=works_of(asked)).aggregate(total=Sum("amount"))["total"]
    return Known(total or 0)


def _sum(column: str) -> Any:
    return lambda asked: Known(works_of(asked).aggregate(total=Sum(column))["total"] or 0)


for key, label, read in (
    ("works", _("sổ công trình"), _count),
    ("works-money", _("kinh phí trong sổ công trình"), _money),
    ("works-people", _("số người hưởng lợi trong sổ công trình"), _sum("people_served")),
    ("works-labour", _("ngày công trong sổ công trình"), _sum("labour")),
):
    READINGS.register(key, Reading(key, label, read, NEEDS, TAKES))
