"""Who writes and who signs award decisions. Each rule answers None, or the sentence that names who may."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.actors import By
from thidua.foundation.units.models import Unit
from thidua.stages.decisions.models import Decision


def may_write_for(by: By, unit: Unit) -> str | None:
    """The officer of the body that runs the campaign, or of its department. The product itself may (loaders)."""
    if not isinstance(by, Actor) or by.acts_for(Permission.AWARDS_PROPOSE, unit.pk):
        return None
    return _("Quyết định khen thưởng do cán bộ %(unit)s soạn và ghi.") % {"unit": unit.name}


def officer_writes(by: By, decision: Decision) -> str | None:
    """As `may_write_for`."""
    return may_write_for(by, decision.unit)


def leader_decides(by: By, decision: Decision) -> str | None:
    """The leader of exactly that body: a department prepares, it does not decide."""
    if not isinstance(by, Actor) or by.holds(Permission.DECIDE, decision.unit_id):
        return None
    return _("Quyết định khen thưởng do lãnh đạo %(unit)s ký.") % {"unit": decision.unit.name}


def body_prints(by: By, decision: Decision) -> str | None:
    """Certificates, the tờ trình and the sheet for signatures stay with officer and leader of the body that decides."""
    if officer_writes(by, decision) and leader_decides(by, decision):
        return _("Bằng khen, tờ trình, bảng ký nhận do cán bộ, lãnh đạo %(unit)s in.") % {"unit": decision.unit.name}
    return None
