"""How lists of funds are narrowed: read from an address, unknown values refused, told in words on exports."""

from __future__ import annotations

import datetime
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing, Unreadable
from thidua.foundation.core.finding import the_one
from thidua.foundation.core.quantities import parse_whole
from thidua.foundation.units.models import UnitKind
from thidua.stages.funds.models import Donor, Fund, FundEntry, Kind
from thidua.stages.funds.visibility import readable, readable_donors

MONTH = re.compile(r"(\d{4})-(\d{2})")
# Lists with a name of their own.
MISSING, UNCLOSED = "chua-mo-so", "chua-chot-so"
VIEWS = (MISSING, UNCLOSED)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The filters of one list, understood."""

    text: str = ""
    year: int = 0
    level: str = ""
    view: str = ""
    fund: Fund | None = None
    month: datetime.date | None = None
    kind: str = ""
    donor: Donor | None = None

    @property
    def first(self) -> datetime.date:
        return datetime.date(self.year, 1, 1)

    @property
    def before(self) -> datetime.date:
        """The first day after what is counted."""
        return datetime.date(self.year + 1, 1, 1)


def narrowing(actor: Actor, given: Mapping[str, Any]) -> Narrowing:
    """From an address's parameters: `q`, `nam`, `cap`, `xem`, `quy`, `thang`, `loai`, `nguoi`.

    Raises `Missing` for a value that does not exist or lies outside what the actor sees.
    """
    names = ("q", "nam", "cap", "xem", "quy", "thang", "loai", "nguoi")
    values = {name: str(given.get(name) or "").strip() for name in names}
    if values["xem"] not in ("", *VIEWS) or values["loai"] not in ("", *Kind.values):
        raise unknown()
    if values["cap"] and not UnitKind.objects.filter(key=values["cap"], is_committee=True).exists():
        raise unknown()
    return Narrowing(
        text=values["q"],
        year=_year(values["nam"]),
        level=values["cap"],
        view=values["xem"],
        fund=by_uid(readable(actor).select_related("unit"), values["quy"]) if values["quy"] else None,
        month=month_of(values["thang"]) if values["thang"] else None,
        kind=values["loai"],
        donor=by_uid(readable_donors(actor), values["nguoi"]) if values["nguoi"] else None,
    )


def words(given: Mapping[str, Any]) -> str:
    """The filters as an export tells them above its rows; the list itself has refused what the actor may not see."""
    parts: list[str] = []
    if text := given.get("q"):
        parts.append(_("tìm «%(text)s»") % {"text": text})
    if level := given.get("cap"):
        parts += UnitKind.objects.filter(key=level).values_list("label", flat=True)
    if (view := given.get("xem")) in VIEWS:
        parts.append(view_words(str(view)))
    if fund := given.get("quy"):
        parts += [str(row) for row in Fund.objects.filter(uid=fund).select_related("unit").order_by("id")]
    if month := given.get("thang"):
        parts.append(month_words(month_of(str(month))))
    if (kind := given.get("loai")) in Kind.values:
        parts.append(str(Kind(kind).label))
    return _("Lọc: %(parts)s") % {"parts": "; ".join(parts)} if parts else ""


def year_words(given: Mapping[str, Any]) -> str:
    """The same of a list that shows one year."""
    year = _("Năm %(year)d") % {"year": _year(str(given.get("nam") or "").strip())}
    return "; ".join(filter(None, (year, words(given))))


def view_words(view: str) -> str:
    """A list with a name of its own, in words."""
    return {MISSING: _("Chưa mở sổ quỹ"), UNCLOSED: _("Còn tháng chưa chốt")}[view]


def month_words(month: datetime.date) -> str:
    return _("tháng %(month)s") % {"month": f"{month.month}/{month.year}"}


def month_key(month: datetime.date) -> str:
    """A month as an address writes it: «2024-03»."""
    return f"{month.year}-{month.month:02d}"


def month_of(key: str) -> datetime.date:
    """The first day of a month as an address writes it. Raises `Missing`."""
    found = MONTH.fullmatch(key)
    if found is None or not 1 <= int(found[2]) <= 12 or not 1900 <= int(found[1]) <= 2999:
        raise unknown()
    return datetime.date(int(found[1]), int(found[2]), 1)


def by_uid(rows: QuerySet[Any], value: str) -> Any:
    """The one row of a uid in an address. Raises `Missing`."""
    try:
        found = the_one(rows.filter(uid=uuid.UUID(value)))
    except ValueError:
        found = None
    if found is None:
        raise unknown()
    return found


def narrowed_entries(rows: QuerySet[FundEntry], chosen: Narrowing) -> QuerySet[FundEntry]:
    """Entries of a fund, a month, a kind, a donor."""
    if chosen.fund:
        rows = rows.filter(fund=chosen.fund)
    if chosen.month:
        rows = rows.filter(day__year=chosen.month.year, day__month=chosen.month.month)
    if chosen.kind:
        rows = rows.filter(kind=chosen.kind)
    if chosen.donor:
        rows = rows.filter(donor=chosen.donor)
    return rows


def unknown() -> Missing:
    return Missing(_("Không có danh sách theo bộ lọc này. Xin chọn lại bộ lọc."))


def _year(text: str) -> int:
    try:
        return parse_whole(text, smallest=1990, largest=2998) if text else clock.today().year
    except Unreadable:
        raise unknown() from None
