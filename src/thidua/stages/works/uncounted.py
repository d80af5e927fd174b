"""Why a work does not count for a target: its state, its occasion, its day, or whom it would be credited to."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.core import clock
from thidua.foundation.core.tables.lists import day_words
from thidua.stages.campaigns.models import Target
from thidua.stages.progress.measures import is_inside, window
from thidua.stages.works.models import Status, Work, WorkPlace
from thidua.stages.works.states import REACHED


def candidates(target: Target, units: QuerySet[Any], kinds: Q) -> QuerySet[Work]:
    """The living works of these kinds that the units lead or mobilise, or are served by where places are credited."""
    theirs = Q(unit__in=units) | Q(mobiliser__in=units)
    if target.credited_to == "place":
        theirs |= Q(pk__in=WorkPlace.objects.filter(unit__in=units).values("work"))
    rows = Work.objects.living().filter(kinds, theirs, campaigns=target.campaign_id)
    return rows.order_by("unit__sort_key", "id")


def why_not(
    target: Target, records: Collection[Work], moments: dict[str, str], occasions: list[str]
) -> dict[uuid.UUID, str]:
    """The first reason for each. `moments` names the day a state counts from, `occasions` are those that are asked."""
    rows = Work.occasions.through.objects.filter(
        work__in=[work.pk for work in records],
        occasion__campaign_id=target.campaign_id,
    )
    welcomed = set(rows.order_by("id").values_list("work_id", "occasion__key"))
    column = moments.get(target.measure_params.get("state", "verified"), "done_date")
    span = window(target)
    found = {}
    for work in records:
        moment = getattr(work, column)
        day = clock.day_of(moment) if moment and column != "done_date" else moment
        lacking = [key for key in occasions if (work.pk, key) not in welcomed]
        found[work.uid] = _why_not(target, work, day, span, is_occasion_lacking=bool(lacking))
    return found


def _why_not(target: Target, work: Work, day: Any, span: tuple[Any, Any], *, is_occasion_lacking: bool) -> str:
    if work.status not in REACHED[target.measure_params.get("state", "verified")]:
        return _("còn ở bước «%(state)s»") % {"state": Status(work.status).label}
    if is_occasion_lacking:
        return _("không ghi là chào mừng dịp mà chỉ tiêu này tính")
    if day is None:
        return _("chưa ghi ngày")
    if not is_inside(span, day):
        return _("ngày %(day)s nằm ngoài thời gian tính của chỉ tiêu") % {"day": day_words(day)}
    return _("đơn vị được tính không thuộc diện giao chỉ tiêu này")
