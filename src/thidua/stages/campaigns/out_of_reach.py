"""Numbers that no target can ask of one unit: below zero, more than a hundred of a hundred, more than can be done."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.stages.campaigns.allocations import shown
from thidua.stages.campaigns.campaign_file.asking_checks import HIGHEST_PERCENT, is_once, most_times
from thidua.stages.campaigns.campaign_file.obligations import PERCENT
from thidua.stages.campaigns.models import MilestoneKind, Participation, Target


def most_of(target: Target) -> int | None:
    """The most one unit can reach of what it does once or once a year; None where there is no such end."""
    if not is_once(target.measure, target.reading, target.credited_to):
        return None
    kind = _kind_of(target)
    return None if kind is None else most_times(target.measure_params, kind.settings)


def why_out_of_reach(target: Target, value: int, place: Participation | None = None) -> str:
    """Why a number (in the measure's smallest unit) cannot be asked of a unit; empty where it can.

    Of what units beneath do once and is counted for the one above them (`district_of`) the `place` tells how many.
    """
    told = {"code": target.code}
    if value < 0:
        return _("Chỉ tiêu %(code)s: số không được nhỏ hơn 0.") % told
    if target.measure_unit == PERCENT and value > HIGHEST_PERCENT:
        return _("Chỉ tiêu %(code)s tính bằng phần trăm nên không quá 100.") % told
    most = most_of(target) if place is None else _most_at(target, place)
    if most is None or value <= most:
        return ""
    told["most"] = shown(most, target)
    return _("Chỉ tiêu %(code)s: mỗi đơn vị làm được nhiều nhất %(most)s.") % told


def _most_at(target: Target, place: Participation) -> int | None:
    if target.credited_to != "district_of":
        return most_of(target)
    kind = _kind_of(target)
    beneath = Participation.objects.standing().beneath(place).exclude(pk=place.pk)
    return None if kind is None else beneath.filter(kind__in=kind.unit_kinds).count()


def _kind_of(target: Target) -> MilestoneKind | None:
    """The milestone that is counted."""
    key = target.measure_params.get("milestone", "")
    return MilestoneKind.objects.filter(campaign=target.campaign_id, key=key).first()
