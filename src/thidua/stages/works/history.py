"""What happened to a work, told line by line from the audit trail: who, when, what from what to what, why."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from thidua.foundation.core import audit
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.core.quantities import HALF_DAY, SQUARE_METRE, format_money, format_number
from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.units.provinces import SCALE
from thidua.stages.campaigns.models import WorkKind
from thidua.stages.works.details import details_told
from thidua.stages.works.kinds import sources, steps_of, unit_of
from thidua.stages.works.models import Household, Work

MOST = 60
NAMES = {
    "step": gettext_lazy("bước"), "name": gettext_lazy("tên"), "quantity": gettext_lazy("số lượng"), "money": gettext_lazy("kinh phí"),
    "places": gettext_lazy("địa điểm"), "partners": gettext_lazy("đơn vị cùng làm"), "floor_area": gettext_lazy("diện tích"),
    "people_served": gettext_lazy("số người hưởng lợi"), "labour": gettext_lazy("ngày công"),
    "household": gettext_lazy("diện hộ"), "planned_start": gettext_lazy("ngày bắt đầu"),
    "planned_finish": gettext_lazy("ngày dự kiến xong"), "done_date": gettext_lazy("ngày hoàn thành"),
    "files": gettext_lazy("tệp"), "links": gettext_lazy("liên kết"),
    "land": gettext_lazy("đất hiến"), "details": gettext_lazy("mục riêng của loại"),
    "paper": gettext_lazy("văn bản"), "merged": gettext_lazy("bản gộp"), "latitude": gettext_lazy("vĩ độ"),
    "longitude": gettext_lazy("kinh độ"), "acceptance_note": gettext_lazy("nghiệm thu"),
    "description": gettext_lazy("mô tả"), "model": gettext_lazy("mô hình"),
}  # fmt: skip
# Changed beside what people changed; the page says them in other ways.
OPENING = gettext_noop("lập")


@dataclass(frozen=True, slots=True)
class Told:
    """One line of history."""

    at: datetime.datetime
    who: str
    act: str
    changes: tuple[str, ...]
    reason: str


def history_of(work: Work) -> list[Told]:
    """The latest acts, newest first."""
    return [_told(entry, work.kind) for entry in audit.history(work)[:MOST]]


def _told(entry: AuditEntry, kind: WorkKind) -> Told:
    changes = () if entry.act == OPENING else tuple(_changes(entry, kind))
    return Told(audit.site_moment(entry), entry.actor_label, entry.act, changes, entry.reason)


def _changes(entry: AuditEntry, kind: WorkKind) -> list[str]:
    found = []
    for field, name in NAMES.items():
        if field not in entry.before and field not in entry.after:
            continue
        old, new = (_worded(field, values.get(field), kind) for values in (entry.before, entry.after))
        if old and new:
            found.append(_("%(field)s từ %(old)s thành %(new)s") % {"field": name, "old": old, "new": new})
        elif new:
            found.append(f"{name}: {new}")
        elif old:
            found.append(_("bỏ %(field)s: %(old)s") % {"field": name, "old": old})
    return found


def _worded(field: str, value: Any, kind: WorkKind) -> str:
    """A stored value as people read it."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if field == "money":
        return "; ".join(f"{label} {format_money(amount)}" for label, amount in money_lines(value))
    if field == "details":
        return "; ".join(f"{label} {text}" for label, text in details_told(kind, value))
    if field in {"latitude", "longitude"}:
        return format_number(value, scale=SCALE)
    if field in {"planned_start", "planned_finish", "done_date"}:
        return day_words(datetime.date.fromisoformat(value))
    units = {"quantity": unit_of(kind), "floor_area": SQUARE_METRE, "labour": HALF_DAY, "land": SQUARE_METRE}
    if field in units:
        return units[field].format(value, with_unit=True)
    if field == "household":
        return str(Household(value).label)
    if field == "step":
        return next((step.label for step in steps_of(kind) if step.key == value), value)
    return format_number(value) if isinstance(value, int) else str(value)


def money_lines(money: dict[str, int]) -> list[tuple[str, int]]:
    """Amounts by source in the catalogue's order, each source in words."""
    return [(source.label, money[key]) for key, source in sources().items() if key in money]
