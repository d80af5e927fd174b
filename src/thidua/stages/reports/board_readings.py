"""Readings of the board and of milestones: how many units of a branch met a target or did a thing, of those asked."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.core.finding import the_one
from thidua.stages.campaigns.models import MilestoneKind
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.states import DONE, VERIFIED
from thidua.stages.progress.models import UnitProgress, UnitProgressDay
from thidua.stages.reports.readings import READINGS, Asked, Known, Reading


def _cell(asked: Asked) -> UnitProgress | None:
    """The unit's cell; none of a target that an amendment took out by the data date: no report asks for it then."""
    wanted = {"target__campaign": asked.campaign, "target__code": asked.params["target"], "unit": asked.unit}
    standing = Q(target__ended_on=None) | Q(target__ended_on__gt=asked.on)
    return the_one(UnitProgress.objects.filter(standing, **wanted))


def _evening(cell: UnitProgress, asked: Asked) -> UnitProgressDay | None:
    """What the cell showed at the end of the day: the last day on or before it on which it changed."""
    days = UnitProgressDay.objects.filter(target=cell.target_id, unit=cell.unit_id, day__lte=asked.on)
    return days.order_by("-day", "-id").first()


def _target(asked: Asked) -> Known | None:
    cell = _cell(asked)
    if cell is None or not cell.units_required:
        return None
    evening = _evening(cell, asked)
    if evening is None:
        return Known(0, cell.units_required)
    return Known(evening.units_met, evening.units_required)


def _target_own(asked: Asked) -> Known | None:
    cell = _cell(asked)
    if cell is None or not cell.applies:
        return None
    evening = _evening(cell, asked)
    return Known(evening.own if evening else 0)


def _milestone(asked: Asked) -> Known | None:
    kind = MilestoneKind.objects.filter(campaign=asked.campaign, key=asked.params["milestone"]).order_by("id").first()
    if kind is None:
        return None
    places = asked.branch.filter(kind__in=asked.params.get("unit_kinds") or kind.unit_kinds)
    done = Milestone.objects.filter(
        kind=kind, unit__in=places.values("unit"), status__in=(DONE, VERIFIED), done_date__lte=asked.on
    )
    return Known(done.order_by().values("unit").distinct().count(), places.count())


READINGS.register("target", Reading("target", _("bảng chỉ tiêu"), _target, needs=frozenset({"target"}), has_whole=True))
READINGS.register("target-own", Reading("target-own", _("bảng chỉ tiêu"), _target_own, needs=frozenset({"target"})))
READINGS.register(
    "milestone",
    Reading(
        "milestone", _("sổ mốc việc"), _milestone, needs=frozenset({"milestone"}), takes=frozenset({"unit_kinds"}),
        has_whole=True,
    ),
)  # fmt: skip
