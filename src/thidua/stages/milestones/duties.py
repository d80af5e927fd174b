"""What is owed of milestones: by a unit itself, by the areas a commune enters for, by those below, and what waits."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import clock, duties
from thidua.foundation.core.duties import Duty
from thidua.stages.campaigns.models import Campaign, Participation
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.owing import is_spoken_of, may_be_held
from thidua.stages.milestones.particulars import day_words, particulars, title
from thidua.stages.milestones.queries import Line, is_settled, lines_by_place, waiting_for
from thidua.stages.milestones.reports import overdue_since
from thidua.stages.milestones.rules import committees

RETURNED, OWED, WAITING, AREAS, BELOW = (
    "milestone-returned",
    "milestone-owed",
    "milestone-confirm",
    "milestone-areas",
    "milestone-below",
)
MOST_NAMES = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """What one campaign asks of some units: their places, and the milestones of each."""

    campaign: Campaign
    places: list[Participation]
    lines: dict[int, list[Line]]

    def only(self, places: Iterable[Participation]) -> Asked:
        return Asked(self.campaign, list(places), self.lines)


def milestones_owed(actor: Actor, on: datetime.date) -> Iterator[Duty]:
    """Everything the actor owes or has to decide, in five statements whatever the number of units and campaigns."""
    entering = committees(actor, Permission.MILESTONES_ENTER)
    if entering:
        wanted = Q(unit__in=entering) if actor.by_link else Q(unit__in=entering) | Q(parent__in=entering)
        for asked in _asked(wanted):
            yield from _of_units(asked.only(place for place in asked.places if place.unit_id in entering), on)
            below = asked.only(place for place in asked.places if place.parent_id in entering)
            yield from _of_those_below(below, on) if not actor.by_link else ()
    if actor.holds_anywhere(Permission.MILESTONES_CONFIRM):
        yield from _waiting(actor)


def owed_by_unit(unit_id: int, on: datetime.date, *, told_by_day: bool = False) -> list[Duty]:
    """What one unit owes itself, perhaps only what a day and photos can say: the first page of a personal link."""
    asked = _asked(Q(unit=unit_id))
    found = [duty for of in asked for duty in _of_units(of, on, told_by_day=told_by_day)]
    return sorted(found, key=lambda duty: (duty.due_before or datetime.date.max, duty.what))


def forms_within_reach(actor: Actor, on: datetime.date) -> list[Duty]:
    """What the actor could report on a day, for its own units and each of its areas (in `detail`), nearest due first.

    A yearly milestone is among them all year: nobody is reminded of it yet, but it may be held today. Four statements.
    """
    entering = committees(actor, Permission.MILESTONES_ENTER)
    if not entering:
        return []
    found = [
        replace(_to_report(asked.campaign, place, line), detail=place.unit.short_name)
        for asked in _asked(Q(unit__in=entering) | Q(parent__in=entering, unit__kind__is_area=True))
        for place in asked.places
        for line in asked.lines[place.pk]
        if not is_settled(line) and not particulars(line.kind).is_optional and may_be_held(line.kind, line.year, on)
    ]
    return sorted(found, key=lambda duty: (duty.due_before or datetime.date.max, duty.what))


def _asked(wanted: Q) -> list[Asked]:
    """What is asked of these places of the frame, campaign by campaign; four statements."""
    rows = Participation.objects.standing().filter(wanted).select_related("campaign", "unit__kind")
    by_campaign: dict[int, list[Participation]] = defaultdict(list)
    for place in rows.order_by("campaign", "lft", "id"):
        by_campaign[place.campaign_id].append(place)
    if not by_campaign:
        return []
    lines = lines_by_place(by_campaign.keys(), [place for places in by_campaign.values() for place in places])
    return [Asked(places[0].campaign, places, lines) for places in by_campaign.values()]


def _of_units(asked: Asked, on: datetime.date, *, told_by_day: bool = False) -> Iterator[Duty]:
    """The unit's own: what came back, and what is not done yet."""
    for place in asked.places:
        for line in asked.lines[place.pk]:
            duty = _own(asked.campaign, place, line, on)
            if duty and (particulars(line.kind).is_told_by_its_day or not told_by_day):
                yield duty


def _own(campaign: Campaign, place: Participation, line: Line, on: datetime.date) -> Duty | None:
    if is_settled(line) or particulars(line.kind).is_optional or not is_spoken_of(line.kind, line.year, on):
        return None
    return _to_report(campaign, place, line)


def _to_report(campaign: Campaign, place: Participation, line: Line) -> Duty:
    row = line.milestone
    name = title(line.kind, line.year)
    address = (campaign.key, line.kind.key, line.year or 0, place.unit.uid)
    due = overdue_since(line.kind, row)
    if row is not None and row.status == Milestone.Status.RETURNED:
        what, action = _("%(name)s bị trả lại, cần sửa") % {"name": name}, _("Sửa và báo lại")
        return Duty(
            RETURNED, place.unit_id, what, action, "desk:milestone-report", address, None, due, row.return_reason
        )
    planned = row.planned_date if row else None
    detail = _("Dự kiến ngày %(day)s.") % {"day": day_words(planned)} if planned else ""
    return Duty(OWED, place.unit_id, name, _("Báo đã làm"), "desk:milestone-report", address, None, due, detail)


def _of_those_below(asked: Asked, on: datetime.date) -> Iterator[Duty]:
    """One duty for all areas (the commune enters for them), one a milestone for the other units below (to remind)."""
    areas = asked.only(place for place in asked.places if place.unit.kind.is_area)
    if duty := _areas(areas, on):
        yield duty
    yield from _reminders(asked.only(place for place in asked.places if not place.unit.kind.is_area), on)


def _owing(asked: Asked, on: datetime.date) -> dict[tuple[int, int | None], list[tuple[Participation, Line]]]:
    """Who owes which milestone, milestone by milestone in the plan's order."""
    found: dict[tuple[int, int | None], list[tuple[Participation, Line]]] = defaultdict(list)
    for place in asked.places:
        for line in asked.lines[place.pk]:
            if (
                not is_settled(line)
                and is_spoken_of(line.kind, line.year, on)
                and not particulars(line.kind).is_optional
            ):
                found[line.kind.position, line.year].append((place, line))
    return dict(sorted(found.items(), key=lambda item: (item[0][0], item[0][1] or 0)))


def _areas(areas: Asked, on: datetime.date) -> Duty | None:
    owing = _owing(areas, on)
    if not owing:
        return None
    parts = [
        _("%(name)s: %(count)s khu dân cư") % {"name": title(rows[0][1].kind, rows[0][1].year), "count": len(rows)}
        for rows in owing.values()
    ]
    dues = [due for rows in owing.values() if (due := overdue_since(rows[0][1].kind))]
    what = _("Nhập thay cho thôn, buôn, bon còn thiếu mốc việc")
    units = {place.unit_id for rows in owing.values() for place, _line in rows}
    return Duty(
        AREAS, areas.places[0].parent_id or 0, what, _("Nhập thay"), "desk:milestones-grid", (areas.campaign.key,), None,
        min(dues, default=None), "; ".join(parts) + ".", len(units),
    )  # fmt: skip


def _reminders(asked: Asked, on: datetime.date) -> Iterator[Duty]:
    for rows in _owing(asked, on).values():
        kind, year = rows[0][1].kind, rows[0][1].year
        what = _("Nhắc %(count)s đơn vị chưa báo: %(name)s") % {"count": len(rows), "name": title(kind, year)}
        names = [place.unit.short_name for place, _line in rows]
        more = max(0, len(names) - MOST_NAMES)
        others = ngettext(" và %(more)s đơn vị khác", " và %(more)s đơn vị khác", more) % {"more": more} if more else ""
        detail = ", ".join(names[:MOST_NAMES]) + others + "."
        yield Duty(
            BELOW, rows[0][0].parent_id or 0, what, _("Xem, sao chép lời nhắc"), "desk:milestones-missing",
            (asked.campaign.key, kind.key, year or 0), None, overdue_since(kind), detail, len(rows),
        )  # fmt: skip


def _waiting(actor: Actor) -> Iterator[Duty]:
    """What was reported and waits for this actor: one duty a kind, leading to the record itself where it is one."""
    found: dict[tuple[int, int | None], list[Milestone]] = defaultdict(list)
    for row in waiting_for(actor):
        found[row.kind_id, row.year].append(row)
    for rows in found.values():
        first = rows[0]
        what = _("Xác nhận %(count)s báo cáo: %(name)s") % {"count": len(rows), "name": title(first.kind, first.year)}
        alone = len(rows) == 1
        names = ", ".join(row.unit.short_name for row in rows[:MOST_NAMES])
        yield Duty(
            WAITING, first.unit_id, what, _("Xem và xác nhận"), "desk:milestone" if alone else "desk:milestones-waiting",
            (first.uid,) if alone else (), clock.day_of(first.reported_at) if first.reported_at else None, None, names + ".", len(rows),
        )  # fmt: skip


duties.SOURCES.register("milestones", milestones_owed)
