"""Who may do what with a fund. Each rule answers None, or the sentence that names who may."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.actors import By
from thidua.foundation.units.models import Unit
from thidua.stages.funds.models import FundMonth


def may_enter_for(by: By, unit: Unit) -> str | None:
    """The unit's officer, who keeps its accounts here. The product itself may (loaders)."""
    if not isinstance(by, Actor) or by.acts_for(Permission.FUNDS_ENTER, unit.pk):
        return None
    return _("Sổ quỹ do cán bộ %(unit)s ghi.") % {"unit": unit.name}


def may_print_for(by: By, unit: Unit) -> str | None:
    """Vouchers, giấy ghi nhận, thư cảm ơn bear donors' names: they stay with the unit's own officer and leader."""
    if not isinstance(by, Actor) or by.holds(Permission.FUNDS_CLOSE, unit.pk) or may_enter_for(by, unit) is None:
        return None
    return _("Phiếu thu, phiếu chi, giấy ghi nhận do cán bộ, lãnh đạo %(unit)s in.") % {"unit": unit.name}


def keeps_some(actor: Actor) -> bool:
    """Whether the actor keeps the fund of some committee."""
    own = Unit.objects.filter(pk__in=actor.bodies_with(Permission.FUNDS_ENTER), kind__is_committee=True)
    return own.exists()


def officer_tells(by: By, month: FundMonth) -> str | None:
    """The unit's officer, or on its word the officer of a committee above it; its own leader closes in either case."""
    if (why_not := may_enter_for(by, month.unit)) is None or not isinstance(by, Actor):
        return why_not
    unit = month.unit
    above = Unit.objects.filter(pk__in=by.bodies_with(Permission.FUNDS_ENTER), kind__is_committee=True)
    return None if above.filter(lft__lte=unit.lft, rgt__gte=unit.rgt).exists() else why_not


def leader_closes(by: By, month: FundMonth) -> str | None:
    """The leader of exactly that unit: who keeps the book does not close it without the leader's own press."""
    if not isinstance(by, Actor) or by.holds(Permission.FUNDS_CLOSE, month.unit_id):
        return None
    return _("Sổ quỹ tháng do lãnh đạo %(unit)s chốt.") % {"unit": month.unit.name}
