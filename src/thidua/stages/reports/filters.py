"""How a list of reports is narrowed: read from an address, unknown values refused, told in words on exports."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.errors import Missing
from thidua.foundation.units.models import Unit, UnitKind
from thidua.stages.reports.models import Report, ReportPeriod
from thidua.stages.reports.queries import period_by_uid
from thidua.stages.reports.schedules import title_of

PERIOD, STATUS, UNIT, KIND, TEXT = "ky", "tinh-trang", "don-vi", "cap", "q"
NAMES = (PERIOD, STATUS, UNIT, KIND, TEXT)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The filters of one list, understood."""

    period: ReportPeriod | None = None
    status: str = ""
    unit: Unit | None = None
    kind: UnitKind | None = None
    text: str = ""

    @property
    def words(self) -> str:
        """What was chosen, for the head of an export."""
        status = str(Report.Status(self.status).label) if self.status else ""
        period = title_of(self.period) if self.period else ""
        unit, kind = self.unit.name if self.unit else "", self.kind.short_label if self.kind else ""
        return ", ".join(word for word in (period, status, unit, kind, self.text) if word)


def narrowing(actor: Actor, given: Mapping[str, Any]) -> Narrowing:
    """From an address's parameters. Raises `Missing` for a value that does not exist or is not the actor's to see."""
    values = {name: str(given.get(name) or "").strip() for name in NAMES}
    if values[STATUS] and values[STATUS] not in Report.Status.values:
        raise _unknown()
    return Narrowing(
        period=period_by_uid(actor, _uid(values[PERIOD])) if values[PERIOD] else None,
        status=values[STATUS],
        unit=unit_of(actor, values[UNIT]) if values[UNIT] else None,
        kind=_kind(values[KIND]) if values[KIND] else None,
        text=values[TEXT],
    )


def unit_of(actor: Actor, uid: str | uuid.UUID) -> Unit:
    """One unit the actor may see. Raises `Missing`."""
    rows = Unit.objects.inside(actor.intervals).filter(uid=_uid(uid)).select_related("kind", "parent")
    found = rows.order_by("id").first()
    if found is None:
        raise Missing(_("Không tìm thấy đơn vị này trong phạm vi của bạn."))
    return found


def _kind(key: str) -> UnitKind:
    found = UnitKind.objects.filter(key=key).first() if key.isprintable() else None
    if found is None:
        raise _unknown()
    return found


def _uid(text: str | uuid.UUID) -> uuid.UUID:
    try:
        return text if isinstance(text, uuid.UUID) else uuid.UUID(text)
    except ValueError:
        raise _unknown() from None


def _unknown() -> Missing:
    return Missing(_("Không có danh sách này. Xin mở lại từ trang báo cáo."))
