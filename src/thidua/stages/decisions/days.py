"""From which day on a decision may be dated: it follows the campaign's start and every paper and act it rests on."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _

from thidua.foundation.core import clock
from thidua.foundation.core.tables.lists import day_words
from thidua.stages.councils.models import Session
from thidua.stages.decisions.models import Decision
from thidua.stages.nominations.models import AwardGuidance, Seat


def wrong_day(decision: Decision, on: datetime.date) -> str:
    """The sentence that says why a decision cannot bear this day; empty where it can."""
    if on > clock.act_day():
        return _("Ngày quyết định không được sau ngày hôm nay.")
    words, earliest = max(_rests_on(decision), key=lambda fact: fact[1])
    if on < earliest:
        sentence = _("Ngày quyết định không được trước %(what)s (%(day)s).")
        return sentence % {"what": words, "day": day_words(earliest)}
    return ""


def _rests_on(decision: Decision) -> Iterator[tuple[str, datetime.date]]:
    yield _("ngày bắt đầu đợt thi đua"), decision.campaign.starts_on
    if decision.is_prompt:
        return
    guidance = AwardGuidance.objects.filter(round=decision.form.round_id, document__date__isnull=False)
    for row in guidance.select_related("document").order_by("id"):
        if row.document is not None and row.document.date is not None:
            yield _("ngày Hướng dẫn khen thưởng"), row.document.date
    named = decision.entries.filter(nomination__isnull=False).order_by("id").values("nomination")
    sessions = Session.objects.filter(
        items__nomination__in=named, council__unit=decision.unit_id, minutes__isnull=False
    )
    for held in sessions.order_by("-held_on", "id").values_list("held_on", flat=True)[:1]:
        yield _("ngày Hội đồng họp"), held
    seats = Seat.objects.filter(nomination__in=named, taken_at__isnull=False)
    for taken in seats.order_by("-taken_at", "id").values_list("taken_at", flat=True)[:1]:
        if taken is not None:
            yield _("ngày xét chọn"), clock.day_of(taken)
