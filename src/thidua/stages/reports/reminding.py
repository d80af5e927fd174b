"""Ready words for a chat group: who has not sent which report, until when. Of a person nothing is said."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _

from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.units.models import Unit
from thidua.stages.reports.models import ReportPeriod
from thidua.stages.reports.schedules import last_good_day, title_of


def reminder(units: Iterable[Unit], count: int, period: ReportPeriod, *, on: datetime.date) -> str:
    """`count` units have not sent, of which `units` are named, with their superior where it is not the same for all."""
    named = list(units)
    together = len({unit.parent_id for unit in named}) < 2
    names = "; ".join(
        unit.short_name if together or unit.parent is None else f"{unit.short_name} ({unit.parent.short_name})"
        for unit in named
    )
    more = _(" và %(more)s đơn vị khác") % {"more": count - len(named)} if count > len(named) else ""
    head = _("Đến ngày %(day)s, còn %(count)s đơn vị chưa gửi “%(report)s”: %(names)s%(more)s.") % {
        "day": day_words(on), "count": count, "report": title_of(period), "names": names, "more": more,
    }  # fmt: skip
    last = last_good_day(period)
    if last is None or on > last:
        return head + " " + _("Đề nghị các đơn vị gửi sớm.")
    return head + " " + _("Đề nghị các đơn vị gửi trong ngày %(day)s.") % {"day": day_words(last)}
