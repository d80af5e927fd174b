"""Who has not: every asked unit that has not met, by name, with whom to call and ready words to remind them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.quantities import format_number
from thidua.foundation.units.models import within
from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress.measures import TargetDates
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.moments import Day
from thidua.stages.progress.queries.board import judged_cells
from thidua.stages.progress.queries.places import Asked, asked_by
from thidua.stages.progress.wording import due_words

PAGE = 50
# Names in a reminder; a chat group reads no longer list.
MOST_REMINDED = 60


@dataclass(frozen=True, slots=True)
class Lacking:
    """One page of those who have not, and the names for the reminder."""

    place: Participation
    target: Target
    dates: TargetDates
    rows: list[UnitProgress]
    names: list[str]
    count: int
    number: int
    size: int = PAGE


def whoever_lacks(*, actor: Actor, place: Participation, code: str, on: Day, number: int = 1) -> Lacking:
    """Who of the place's branch has not met a target. Raises `Missing` for an unknown code."""
    asked = asked_by(place.campaign)
    target = asked.target(code)
    rows = missing(actor=actor, asked=asked, place=place, target=target, on=on)
    count = rows.count()
    number = min(number, max(1, -(-count // PAGE)))
    page = list(rows[(number - 1) * PAGE : number * PAGE])
    names = [named(row) for row in rows[:MOST_REMINDED]]
    return Lacking(place, target, asked.dates[target.pk], page, names, count, number)


def named(row: UnitProgress) -> str:
    """A residential area with its commune: «Thôn 1» is in every one of them."""
    parent = row.participation.parent
    if row.participation.kind.is_area and parent:
        return f"{row.unit.short_name} ({parent.short_name})"
    return row.unit.short_name


def reminder(found: Lacking) -> str:
    """Ready words for a chat group. Of a thing it says when it is due, of nobody that he is late."""
    lines = [
        _("Kính gửi các đơn vị, chỉ tiêu %(code)s: %(text)s.") % {"code": found.target.code, "text": found.target.text}
    ]
    lines.append(_("Hạn: %(due)s.") % {"due": due_words(found.target, found.dates)})
    lines.append(_("Các đơn vị chưa có kết quả trên hệ thống:"))
    lines += [f"{number}. {name}" for number, name in enumerate(found.names, start=1)]
    if found.count > len(found.names):
        more = found.count - len(found.names)
        words = ngettext("và %(number)s đơn vị khác.", "và %(number)s đơn vị khác.", more)
        lines.append(words % {"number": format_number(more)})
    lines.append(_("Đơn vị nào đã làm xin báo và gửi ảnh để được xác nhận. Trân trọng cảm ơn."))
    return "\n".join(lines)


def missing(*, actor: Actor, asked: Asked, place: Participation, target: Target, on: Day) -> QuerySet[UnitProgress]:
    """The asked units of the place's branch that have not met the target, in order of name, with their state."""
    rows = judged_cells(asked, place, on).filter(Q(target=target), beneath(place), within("unit", actor.intervals))
    lacking = rows.filter(applies=True, met=False)
    return lacking.select_related("unit", "participation__parent", "participation__kind").order_by(
        "participation__kind__rank", "unit__sort_key", "id"
    )


def beneath(place: Participation) -> Q:
    """The filter «in the place's branch» for cells."""
    return Q(participation__lft__gte=place.lft, participation__lft__lte=place.rgt)


def codes(rows: QuerySet[UnitProgress]) -> list[str]:
    """The frame's codes of the cells' units, in order."""
    return list(rows.order_by(F("participation__code"), "id").values_list("participation__code", flat=True))
