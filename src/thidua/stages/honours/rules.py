"""Who keeps the register of honours. Each rule answers None, or the sentence that names who may."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.actors import By
from thidua.foundation.units.models import Unit
from thidua.stages.honours.models import Honour


def keepers(unit: Unit) -> list[int]:
    """Whose officers write the unit's earlier honours down: its own; of a residential area the commune's."""
    above = unit.parent_id if unit.kind.is_area else None
    return [unit.pk] if above is None else [unit.pk, above]


def may_record_for(by: By, unit: Unit) -> str | None:
    """The unit's own officer copies its older papers into the register. The product itself may (loaders)."""
    if not isinstance(by, Actor) or any(by.acts_for(Permission.AWARDS_PROPOSE, key) for key in keepers(unit)):
        return None
    return _("Chỉ cán bộ %(unit)s ghi được khen thưởng các năm trước của đơn vị.") % {"unit": unit.name}


def may_hand_over(by: By, honour: Honour) -> str | None:
    """The body that gave it, or the honoured body's own officer."""
    giver = giver_of(honour)
    if not isinstance(by, Actor) or by.acts_for(Permission.AWARDS_SELECT, giver.pk):
        return None
    return may_record_for(by, honour.unit) and _(
        "Việc trao do cán bộ %(giver)s hoặc cán bộ %(unit)s ghi."
    ) % {"giver": giver.name, "unit": honour.unit.name}  # fmt: skip


def may_revoke(by: By, honour: Honour) -> str | None:
    """The leader of the body that gave it, once it is revoked by a decision."""
    giver = giver_of(honour)
    if not isinstance(by, Actor) or by.acts_for(Permission.DECIDE, giver.pk):
        return None
    return _("Việc hủy khen thưởng do lãnh đạo %(giver)s ghi, theo quyết định hủy.") % {"giver": giver.name}


def giver_of(honour: Honour) -> Unit:
    """Who answers for the honour on this site: who signed it, who runs its campaign, or the honoured body itself."""
    if honour.document is not None:
        return honour.document.unit
    return honour.campaign.owner if honour.campaign is not None else honour.unit
