"""How a milestone stands on a day, and the words by which units are reminded of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.stages.campaigns.models import MilestoneKind, Participation
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.particulars import day_words, last_day, particulars, title
from thidua.stages.milestones.reports import overdue_since
from thidua.stages.milestones.states import DONE, PLANNED

REPORTED, OVERDUE = "reported", "overdue"
WORDS = {
    PLANNED: gettext_lazy("chưa làm"),
    OVERDUE: gettext_lazy("chưa làm, quá hạn"),
    REPORTED: gettext_lazy("đã báo"),
    DONE: gettext_lazy("đã báo, chờ xác nhận"),
    Milestone.Status.RETURNED.value: gettext_lazy("bị trả lại, cần sửa"),
    Milestone.Status.VERIFIED.value: gettext_lazy("đã xác nhận"),
}


def shown_state(kind: MilestoneKind, row: Milestone | None, on: datetime.date) -> str:
    """The state as pages call it: `overdue` is a planned one past its due date, `reported` one that nobody confirms."""
    if row is None or row.status == PLANNED:
        due = overdue_since(kind, row)
        return OVERDUE if due is not None and on >= due else PLANNED
    if row.status == DONE and not particulars(kind).is_verified_above:
        return REPORTED
    return row.status


def reminder(
    places: Iterable[Participation], count: int, kind: MilestoneKind, year: int | None, *, on: datetime.date
) -> str:
    """Ready words for a chat group: what is still missing, of whom, until when. Of a person nothing is said.

    `count` units are missing, of which `places` are named; with their superior where they have not all the same one.
    """
    named = list(places)
    together = len({place.parent_id for place in named}) < 2
    names = "; ".join(_name(place, together) for place in named)
    others = max(0, count - len(named))
    more = ngettext(" và %(more)s đơn vị khác", " và %(more)s đơn vị khác", others) % {"more": others} if others else ""
    last = last_day(kind)
    lacking = ngettext(
        "Đến ngày %(day)s, còn %(count)s đơn vị chưa báo «%(name)s»: %(names)s%(more)s.",
        "Đến ngày %(day)s, còn %(count)s đơn vị chưa báo «%(name)s»: %(names)s%(more)s.",
        count,
    )
    head = lacking % {
        "day": day_words(on), "count": count, "name": title(kind, year), "names": names, "more": more,
    }  # fmt: skip
    if last is None or on > last:
        return head + " " + _("Đề nghị các đơn vị báo sớm, kèm ảnh hoặc số văn bản.")
    return (
        head + " " + _("Đề nghị các đơn vị báo trong ngày %(day)s, kèm ảnh hoặc số văn bản.") % {"day": day_words(last)}
    )


def _name(place: Participation, together: bool) -> str:
    above = "" if together or place.parent is None else f" ({place.parent.short_name})"
    return place.unit.short_name + above
