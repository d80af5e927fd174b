"""What is owed of milestones: by a unit itself, by the areas a commune enters for, by those below, and what waits."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import clock, duties
from thidua.foundation.core.duties import Duty
from thidua.stages.campaigns.models import Campaign, Participation
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.owing import is_spoken_of
from thidua.stages.milestones.particulars import day_words, particulars, title
from thidua.stages.milestones.queries import Line, is_settled, lines_of, waiting_for
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


def milestones_owed(actor: Actor, on: datetime.date) -> Iterator[Duty]:
    """Everything the actor owes or has to decide, in the same number of statements whatever the number of units."""
    entering = committees(actor, Permission.MILESTONES_ENTER)
    if entering:
        yield from _of_units(entering, on)
        yield from _of_those_below(entering, on, by_hand=not actor.by_link)
    if actor.holds_anywhere(Permission.MILESTONES_CONFIRM):
        yield from _waiting(actor)


def owed_by_unit(unit_id: int, on: datetime.date, *, told_by_day: bool = False) -> list[Duty]:
    """What one unit owes itself, perhaps only what a day and photos can say: the first page of a personal link."""
    found = _of_units([unit_id], on, told_by_day=told_by_day)
    return sorted(found, key=lambda duty: (duty.due_before or datetime.date.max, duty.what))


def _of_units(unit_ids: list[int], on: datetime.date, *, told_by_day: bool = False) -> Iterator[Duty]:
    """The unit's own: what came back, and what is not done yet."""
    for campaign, places in _places(unit_ids, directly_below=False):
        lines = lines_of(campaign, places)
        for place in places:
            for line in lines[place.unit_id]:
                duty = _own(campaign, place, line, on)
                if duty and (particulars(line.kind).is_told_by_its_day or not told_by_day):
                    yield duty


def _own(campaign: Campaign, place: Participation, line: Line, on: datetime.date) -> Duty | None:
    row = line.milestone
    if is_settled(line) or particulars(line.kind).is_optional or not is_spoken_of(line.kind, line.year, on):
        return None
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


def _of_those_below(unit_ids: list[int], on: datetime.date, *, by_hand: bool) -> Iterator[Duty]:
    """One duty for all areas (the commune enters for them), one a milestone for the other units below (to remind)."""
    for campaign, places in _places(unit_ids, directly_below=True) if by_hand else ():
        lines = lines_of(campaign, places)
        areas = [place for place in places if place.unit.kind.is_area]
        if duty := _areas(campaign, areas, lines, on):
            yield duty
        yield from _reminders(campaign, [place for place in places if not place.unit.kind.is_area], lines, on)


def _owing(
    places: Iterable[Participation], lines: dict[int, list[Line]], on: datetime.date
) -> dict[tuple[int, int | None], list[tuple[Participation, Line]]]:
    """Who owes which milestone, milestone by milestone in the plan's order."""
    found: dict[tuple[int, int | None], list[tuple[Participation, Line]]] = defaultdict(list)
    for place in places:
        for line in lines[place.unit_id]:
            if (
                not is_settled(line)
                and is_spoken_of(line.kind, line.year, on)
                and not particulars(line.kind).is_optional
            ):
                found[line.kind.position, line.year].append((place, line))
    return dict(sorted(found.items(), key=lambda item: (item[0][0], item[0][1] or 0)))


def _areas(
    campaign: Campaign, areas: list[Participation], lines: dict[int, list[Line]], on: datetime.date
) -> Duty | None:
    owing = _owing(areas, lines, on)
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
        AREAS, areas[0].parent_id or 0, what, _("Nhập thay"), "desk:milestones-grid", (campaign.key,), None,
        min(dues, default=None), "; ".join(parts) + ".", len(units),
    )  # fmt: skip


def _reminders(
    campaign: Campaign, places: list[Participation], lines: dict[int, list[Line]], on: datetime.date
) -> Iterator[Duty]:
    for rows in _owing(places, lines, on).values():
        kind, year = rows[0][1].kind, rows[0][1].year
        what = _("Nhắc %(count)s đơn vị chưa báo: %(name)s") % {"count": len(rows), "name": title(kind, year)}
        names = [place.unit.short_name for place, _line in rows]
        more = len(names) - MOST_NAMES
        detail = (
            ", ".join(names[:MOST_NAMES]) + (_(" và %(more)s đơn vị khác") % {"more": more} if more > 0 else "") + "."
        )
        yield Duty(
            BELOW, rows[0][0].parent_id or 0, what, _("Xem, sao chép lời nhắc"), "desk:milestones-missing",
            (campaign.key, kind.key, year or 0), None, overdue_since(kind), detail, len(rows),
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


def _places(unit_ids: list[int], *, directly_below: bool) -> Iterator[tuple[Campaign, list[Participation]]]:
    """The places of the units themselves or of those directly below, campaign by campaign."""
    column = "parent__in" if directly_below else "unit__in"
    rows = Participation.objects.standing().filter(**{column: unit_ids}).select_related("campaign", "unit__kind")
    by_campaign: dict[int, list[Participation]] = defaultdict(list)
    for place in rows.order_by("campaign", "lft", "id"):
        by_campaign[place.campaign_id].append(place)
    for places in by_campaign.values():
        yield places[0].campaign, places


duties.SOURCES.register("milestones", milestones_owed)
