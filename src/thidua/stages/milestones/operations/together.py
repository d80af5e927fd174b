"""Units that did one thing together: it stands once, each of them is credited (III.5b)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.locking import Rank, lock_rows
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Participation
from thidua.stages.milestones.frame import asks
from thidua.stages.milestones.models import Milestone, MilestonePartner
from thidua.stages.milestones.particulars import particulars
from thidua.stages.milestones.states import DONE, RETURNED, VERIFIED


def share(milestone: Milestone, partners: Sequence[Unit]) -> None:
    """Writes with whom the milestone was done, after the places of all of them are held.

    Raises `Invalid` (field `partners`): the kind is nobody's joint doing, the unit itself, a unit under another
    superior or of another kind, one that reported apart or took part elsewhere (so also the milestone's own unit).
    """
    if not particulars(milestone.kind).is_joint:
        if partners:
            raise Invalid({"partners": _("«%(kind)s» không làm chung nhiều đơn vị.") % {"kind": milestone.kind.name}})
        return
    _check_places(milestone, partners)
    _check_not_counted_already(milestone, partners)
    unshare(milestone)
    MilestonePartner.objects.bulk_create(
        MilestonePartner(milestone=milestone, unit=unit, kind_id=milestone.kind_id, year=milestone.year)
        for unit in sorted(partners, key=lambda unit: unit.pk)
    )


def unshare(milestone: Milestone) -> None:
    """Nobody took part but the unit itself."""
    MilestonePartner.objects.filter(milestone=milestone).delete()


def _check_places(milestone: Milestone, partners: Sequence[Unit]) -> None:
    ids = [milestone.unit_id, *(unit.pk for unit in partners)]
    rows = Participation.objects.standing().filter(campaign_id=milestone.campaign_id, unit_id__in=ids).order_by("id")
    places = {place.unit_id: place for place in lock_rows(rows, rank=Rank.RECORD)}
    own = places.get(milestone.unit_id)
    for unit in partners:
        place = places.get(unit.pk)
        if unit.pk == milestone.unit_id:
            raise Invalid(
                {
                    "partners": _("%(unit)s là đơn vị đang báo, không chọn làm đơn vị cùng làm.")
                    % {"unit": unit.short_name}
                }
            )
        if own is None or place is None or place.parent_id != own.parent_id or not asks(milestone.kind, place):
            raise Invalid(
                {
                    "partners": _("%(unit)s không cùng cấp quản lý với đơn vị báo, không ghi làm chung được.")
                    % {"unit": unit.short_name}
                }
            )


def _check_not_counted_already(milestone: Milestone, partners: Sequence[Unit]) -> None:
    same = {"kind_id": milestone.kind_id, "year": milestone.year}
    apart = Milestone.objects.filter(**same, unit__in=partners, status__in=[DONE, RETURNED, VERIFIED]).select_related(
        "unit"
    )
    if row := apart.order_by("id").first():
        raise Invalid(
            {
                "partners": _("%(unit)s đã báo riêng mốc việc này. Xin rút báo cáo riêng rồi ghi làm chung.")
                % {"unit": row.unit.short_name}
            }
        )
    units = [milestone.unit, *partners]
    taken = MilestonePartner.objects.filter(**same, unit__in=units).exclude(milestone_id=milestone.pk)
    if found := taken.select_related("unit", "milestone__unit").order_by("id").first():
        raise Invalid(
            {
                "partners": _("%(unit)s đã được ghi làm chung với %(other)s.")
                % {"unit": found.unit.short_name, "other": found.milestone.unit.short_name}
            }
        )
