"""How a list of milestones is narrowed: read from an address, unknown values refused, told in words on exports."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.errors import Missing
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign, MilestoneKind
from thidua.stages.campaigns.queries import campaigns_of
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.particulars import particulars, title

CAMPAIGN, KIND, YEAR, STATUS, UNIT, TEXT = "dot", "moc", "nam", "tinh-trang", "don-vi", "q"
NAMES = (CAMPAIGN, KIND, YEAR, STATUS, UNIT, TEXT)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The filters of one list, understood."""

    campaign: Campaign
    kind: MilestoneKind | None = None
    year: int | None = None
    status: str = ""
    unit: Unit | None = None
    text: str = ""

    @property
    def words(self) -> str:
        """What was chosen, for the head of an export."""
        status = str(Milestone.Status(self.status).label) if self.status else ""
        kind = title(self.kind, self.year) if self.kind else ""
        return ", ".join(word for word in (kind, status, self.unit.name if self.unit else "", self.text) if word)


def narrowing(actor: Actor, given: Mapping[str, Any]) -> Narrowing:
    """From an address's parameters: `dot`, `moc`, `nam`, `tinh-trang`, `don-vi`, `q`.

    Without `dot` it is the actor's newest campaign. Raises `Missing` for a value that does not exist or lies outside
    what the actor sees: a list that silently shows everything would be a lie.
    """
    values = {name: str(given.get(name) or "").strip() for name in NAMES}
    campaign = campaign_of(actor, values[CAMPAIGN])
    kind = kind_of(campaign, values[KIND]) if values[KIND] else None
    if values[STATUS] and values[STATUS] not in Milestone.Status.values:
        raise _unknown()
    return Narrowing(
        campaign=campaign,
        kind=kind,
        year=year_of(kind, values[YEAR]),
        status=values[STATUS],
        unit=unit_of(actor, values[UNIT]) if values[UNIT] else None,
        text=values[TEXT],
    )


def campaign_of(actor: Actor, key: str) -> Campaign:
    """One campaign the actor takes part in; the newest for an empty key. Raises `Missing`."""
    rows = campaigns_of(actor)
    found = (rows.filter(key=key) if key else rows).first()
    if found is None:
        raise Missing(_("Không có đợt thi đua này trong phạm vi của bạn."))
    return found


def kind_of(campaign: Campaign, key: str) -> MilestoneKind:
    """One kind of the campaign. Raises `Missing`."""
    kind = MilestoneKind.objects.filter(campaign=campaign, key=key).select_related("campaign").first()
    if kind is None:
        raise _unknown()
    return kind


def chosen_kind(chosen: Narrowing) -> MilestoneKind:
    """The kind a list is of. Raises `Missing` for a list of every kind."""
    if chosen.kind is None:
        raise _unknown()
    return chosen.kind


def year_of(kind: MilestoneKind | None, text: str) -> int | None:
    """A year the kind knows; its first where none is given, None for what comes once. Raises `Missing`."""
    years = particulars(kind).years if kind else ()
    if not text or text == "0":
        return years[0] if years else None
    found = next((year for year in years if str(year) == text), None)
    if found is None:
        raise _unknown()
    return found


def unit_of(actor: Actor, uid: str | uuid.UUID) -> Unit:
    """One unit the actor may see. Raises `Missing`."""
    try:
        key = uid if isinstance(uid, uuid.UUID) else uuid.UUID(uid)
    except ValueError:
        raise _unknown() from None
    found = Unit.objects.inside(actor.intervals).filter(uid=key).select_related("kind", "parent").first()
    if found is None:
        raise Missing(_("Không tìm thấy đơn vị này trong phạm vi của bạn."))
    return found


def _unknown() -> Missing:
    return Missing(_("Không có danh sách này. Xin mở lại từ trang mốc việc."))
