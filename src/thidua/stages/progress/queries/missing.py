"""Who has not: every asked unit that has not met, by name, with whom to call and ready words to remind them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.quantities import format_number
from thidua.foundation.units.models import within
from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress.derived import cells_like
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
    # How many lack of each kind of unit, apart by step; without a number registered beside the target all are one.
    numbers: dict[tuple[str, str, str], int]
    kind: str
    step: str
    size: int = PAGE


class Step(StrEnum):
    """How far those are who have not met a target that shows the number registered too."""

    UNREGISTERED = "chua-dang-ky"
    REGISTERED = "da-dang-ky"


def whoever_lacks(
    *, actor: Actor, place: Participation, code: str, on: Day, number: int = 1, kind: str = "", step: str = ""
) -> Lacking:
    """Who of the place's branch has not met a target, of one kind of unit or at one step. Raises `Missing`."""
    asked = asked_by(place.campaign, on)
    target = asked.target(code)
    every = missing(actor=actor, asked=asked, place=place, target=target, on=on)
    numbers = _numbers(every, asked, target)
    rows = at_step(every, asked, target, kind, step)
    count = sum(many for (of, _word, at), many in numbers.items() if kind in {"", of} and step in {"", at})
    number = min(number, max(1, -(-count // PAGE)))
    page = list(rows[(number - 1) * PAGE : number * PAGE])
    names = [named(row) for row in rows[:MOST_REMINDED]]
    return Lacking(place, target, asked.dates[target.pk], page, names, count, number, numbers, kind, step)


def at_step(rows: QuerySet[UnitProgress], asked: Asked, target: Target, kind: str, step: str) -> QuerySet[UnitProgress]:
    """Of those who lack, those of a kind of unit, and those who have registered or have not."""
    if kind:
        rows = rows.filter(participation__kind=kind) if kind.isprintable() else rows.none()
    if step in set(Step):
        is_registered = _registered(rows, asked, target)
        rows = rows.filter(is_registered if step == Step.REGISTERED else ~is_registered)
    return rows


def _registered(rows: QuerySet[UnitProgress], asked: Asked, target: Target) -> Exists:
    """Whether the unit has met the companion at an earlier state; where there is none nobody has."""
    companion = asked.companions.get(target.pk)
    beside = cells_like(rows).filter(target=companion, met=True) if companion else UnitProgress.objects.none()
    return Exists(beside.filter(unit=OuterRef("unit")))


def _numbers(rows: QuerySet[UnitProgress], asked: Asked, target: Target) -> dict[tuple[str, str, str], int]:
    """How many lack by kind of unit, its word and step; one statement."""
    counted = (
        rows.order_by()
        .annotate(is_registered=_registered(rows, asked, target))
        .values_list("participation__kind", "participation__kind__short_label", "is_registered")
        .annotate(number=Count("id"))
        .order_by("participation__kind__rank", "participation__kind", "is_registered")
    )
    has_steps = target.pk in asked.companions
    return {
        (kind, word, (Step.REGISTERED if done else Step.UNREGISTERED).value if has_steps else ""): number
        for kind, word, done, number in counted
    }


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
    is_unregistered = found.step == Step.UNREGISTERED
    heading = _("Các đơn vị chưa đăng ký:") if is_unregistered else _("Các đơn vị chưa có kết quả trên hệ thống:")
    lines.append(heading)
    lines += [f"{number}. {name}" for number, name in enumerate(found.names, start=1)]
    if found.count > len(found.names):
        more = found.count - len(found.names)
        words = ngettext("và %(number)s đơn vị khác.", "và %(number)s đơn vị khác.", more)
        lines.append(words % {"number": format_number(more)})
    if is_unregistered:
        lines.append(_("Đề nghị đơn vị đăng ký trên hệ thống việc sẽ làm. Trân trọng cảm ơn."))
    else:
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
