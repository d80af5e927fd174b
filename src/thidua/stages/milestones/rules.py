"""Who may write and confirm milestones. Each rule answers None, or the sentence that names who may."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Missing, NotAllowed
from thidua.foundation.units.models import Unit
from thidua.stages.milestones.frame import superior_id
from thidua.stages.milestones.models import Milestone


def serves(by: By, permission: Permission, unit_id: int | None) -> bool:
    """Whether the actor carries the permission for the unit; the product itself may (loaders)."""
    return not isinstance(by, Actor) or by.acts_for(permission, unit_id)


def committees(actor: Actor, permission: Permission) -> list[int]:
    """The units the actor holds the permission for: those it has a post at, and the committee of its department."""
    return actor.bodies_with(permission)


def require_seen(by: By, unit: Unit) -> None:
    """Raises `Missing` for a unit outside the branches the actor may see."""
    if isinstance(by, Actor) and not by.sees(unit):
        raise Missing(_("Không tìm thấy đơn vị này trong phạm vi của bạn."))


def why_not_enter(by: By, unit: Unit, above: int | None) -> str | None:
    """The unit's own officer enters; for a residential area also its head and the commune's officer."""
    if serves(by, Permission.MILESTONES_ENTER, unit.pk):
        return None
    if unit.kind.is_area and serves(by, Permission.MILESTONES_ENTER, above):
        return None
    if unit.kind.is_area:
        return _("Chỉ Trưởng ban của %(unit)s hoặc cán bộ Mặt trận xã quản lý ghi được mốc việc này.") % {
            "unit": unit.short_name
        }
    return _("Chỉ cán bộ của %(unit)s ghi được mốc việc này.") % {"unit": unit.name}


def may_enter_for(by: By, unit: Unit, above: int | None) -> bool:
    """Whether the actor enters milestones of the unit, whose superior in the frame is `above`."""
    return why_not_enter(by, unit, above) is None


def may_enter(by: By, obj: Milestone) -> str | None:
    """The rule of planning, reporting and withdrawing."""
    return why_not_enter(by, obj.unit, superior_id(obj.campaign_id, obj.unit))


def may_correct(by: By, obj: Milestone) -> str | None:
    """The rule of correcting what the commune entered and confirmed for an area: the area's own head."""
    if not isinstance(by, Actor) or (obj.unit.kind.is_area and by.holds(Permission.MILESTONES_ENTER, obj.unit_id)):
        return None
    return _("Chỉ Trưởng ban của %(unit)s sửa được điều xã đã nhập thay.") % {"unit": obj.unit.short_name}


def corrects(by: By, obj: Milestone) -> bool:
    """Whether the actor is the head of the area for which the commune entered this on the working board's word."""
    entered = obj.status == Milestone.Status.VERIFIED and obj.entered_by_id is not None
    return entered and isinstance(by, Actor) and may_correct(by, obj) is None


def why_not_confirm(by: By, obj: Milestone, above: int | None) -> str | None:
    """The unit above confirms; what has nobody above is confirmed by its own leader, never by who entered it."""
    if not isinstance(by, Actor):
        return None
    if above is not None:
        if serves(by, Permission.MILESTONES_CONFIRM, above):
            return None
        name = Unit.objects.values_list("name", flat=True).get(pk=above)
        return _("Chỉ %(unit)s, là cấp trên trực tiếp, xác nhận được.") % {"unit": name}
    if not by.leads(obj.unit_id):
        return _("Chỉ lãnh đạo %(unit)s xác nhận được.") % {"unit": obj.unit.name}
    if obj.reported_by_id is not None and obj.reported_by_id == by.person_id:
        return _("Người đã nhập không tự xác nhận được; xin để lãnh đạo khác của đơn vị xác nhận.")
    return None


def may_confirm(by: By, obj: Milestone) -> str | None:
    """The rule of confirming and of giving back."""
    return why_not_confirm(by, obj, superior_id(obj.campaign_id, obj.unit))


def looks_over(by: Actor, obj: Milestone) -> bool:
    """Whether the actor confirms for a body anywhere above the unit, and does not enter its milestones."""
    bodies = committees(by, Permission.MILESTONES_CONFIRM)
    if not bodies or may_enter(by, obj) is None:
        return False
    return Unit.objects.above(obj.unit).filter(pk__in=bodies).exists()


def require_assigner(by: By, unit: Unit, above: int | None) -> None:
    """Raises `NotAllowed` unless the actor is an officer of the unit above, which names who holds a pilot."""
    if above is None or not serves(by, Permission.MILESTONES_ENTER, above):
        raise NotAllowed(_("Chỉ cán bộ cấp trên trực tiếp của %(unit)s giao được mốc việc này.") % {"unit": unit.name})
