"""How a list of reports is narrowed: read from an address, unknown values refused, told in words on exports."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.finding import the_one
from thidua.foundation.units.models import Unit, UnitKind
from thidua.stages.reports.lateness import in_time
from thidua.stages.reports.models import Report, ReportPeriod
from thidua.stages.reports.queries import MENDING, period_by_uid

PERIOD, STATUS, UNIT, TEXT, KIND, SENDING = "ky", "tinh-trang", "don-vi", "q", "cap", "gui"
NAMES = (PERIOD, STATUS, UNIT, TEXT, KIND, SENDING)
SENT, IN_TIME, BEING_MENDED = "roi", "dung-han", "dang-sua"
SENT_AT_ALL = Q(submitted_at__isnull=False)
# How a report stands to having been sent: the filter's words and what it keeps.
SENDINGS: dict[str, tuple[Any, Q]] = {
    SENT: (gettext_lazy("đã gửi"), SENT_AT_ALL),
    IN_TIME: (gettext_lazy("gửi đúng hạn"), in_time()),
    BEING_MENDED: (gettext_lazy("đã gửi, đơn vị đang sửa lại"), MENDING),
}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The filters of one list, understood."""

    period: ReportPeriod | None = None
    status: str = ""
    unit: Unit | None = None
    text: str = ""
    kind: UnitKind | None = None
    sending: str = ""

    @property
    def sent(self) -> Q | None:
        """What the list keeps by how its reports stand to having been sent."""
        return SENDINGS[self.sending][1] if self.sending else None

    @property
    def words(self) -> str:
        """Whose and how sent, where the list was opened from such a number."""
        parts = (self.kind.short_label if self.kind else "", str(SENDINGS[self.sending][0]) if self.sending else "")
        return ", ".join(part for part in parts if part)


def narrowing(actor: Actor, given: Mapping[str, Any]) -> Narrowing:
    """From an address's parameters. Raises `Missing` for a value that does not exist or is not the actor's to see."""
    values = {name: str(given.get(name) or "").strip() for name in NAMES}
    if (values[STATUS] and values[STATUS] not in Report.Status.values) or values[SENDING] not in ("", *SENDINGS):
        raise _unknown()
    return Narrowing(
        period=period_by_uid(actor, _uid(values[PERIOD])) if values[PERIOD] else None,
        status=values[STATUS],
        unit=unit_of(actor, values[UNIT]) if values[UNIT] else None,
        text=values[TEXT],
        kind=_kind(values[KIND]) if values[KIND] else None,
        sending=values[SENDING],
    )


def told(given: Mapping[str, Any]) -> str:
    """The filters as an export tells them above its rows; the list itself has refused what does not exist."""
    kind = UnitKind.objects.filter(pk=given.get(KIND) or "").order_by("pk").first()
    status, sending = given.get(STATUS), given.get(SENDING)
    parts = [
        str(given.get(TEXT) or ""),
        str(Report.Status(status).label) if status else "",
        kind.short_label if kind else "",
        str(SENDINGS[sending][0]) if sending else "",
    ]
    return ", ".join(part for part in parts if part)


def unit_of(actor: Actor, uid: str | uuid.UUID) -> Unit:
    """One unit the actor may see. Raises `Missing`."""
    rows = Unit.objects.inside(actor.intervals).filter(uid=_uid(uid)).select_related("kind", "parent")
    found = the_one(rows)
    if found is None:
        raise Missing(_("Không tìm thấy đơn vị này trong phạm vi của bạn."))
    return found


def _kind(key: str) -> UnitKind:
    found = UnitKind.objects.filter(pk=key).order_by("pk").first() if key.isprintable() else None
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
