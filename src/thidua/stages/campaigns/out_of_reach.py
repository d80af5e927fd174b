"""Numbers that no target can ask of one unit: below zero, more than a hundred of a hundred, more than can be done."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.stages.campaigns.allocations import shown
from thidua.stages.campaigns.campaign_file.asking_checks import HIGHEST_PERCENT, is_once, most_times
from thidua.stages.campaigns.campaign_file.obligations import PERCENT
from thidua.stages.campaigns.models import MilestoneKind, Target


def most_of(target: Target) -> int | None:
    """The most one unit can reach of what it does once or once a year; None where there is no such end."""
    if not is_once(target.measure, target.reading, target.credited_to):
        return None
    params = target.measure_params
    kinds = MilestoneKind.objects.filter(campaign=target.campaign_id, key=params.get("milestone", ""))
    settings = kinds.values_list("settings", flat=True).first()
    return None if settings is None else most_times(params, settings)


def why_out_of_reach(target: Target, value: int) -> str:
    """Why a number (in the measure's smallest unit) cannot be asked of a unit; empty where it can."""
    told = {"code": target.code}
    if value < 0:
        return _("Chỉ tiêu %(code)s: số không được nhỏ hơn 0.") % told
    if target.measure_unit == PERCENT and value > HIGHEST_PERCENT:
        return _("Chỉ tiêu %(code)s tính bằng phần trăm nên không quá 100.") % told
    most = most_of(target)
    if most is None or value <= most:
        return ""
    told["most"] = shown(most, target)
    return _("Chỉ tiêu %(code)s: mỗi đơn vị làm được nhiều nhất %(most)s.") % told
