"""How the register is narrowed: read from an address, unknown values refused, told in words on exports."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor, visible
from thidua.foundation.accounts.models import Person
from thidua.foundation.core.errors import Missing, Unreadable
from thidua.foundation.core.finding import the_one
from thidua.foundation.core.quantities import parse_whole
from thidua.foundation.units.models import Unit
from thidua.stages.honours.models import Honour


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The filters of one list, understood. `unit` is a body with all beneath it, `person` one person."""

    text: str = ""
    form: str = ""
    year: int | None = None
    unit: Unit | None = None
    person: Person | None = None


def narrowing(actor: Actor, given: Mapping[str, Any]) -> Narrowing:
    """From an address's parameters: `q`, `hinh-thuc`, `nam`, `don-vi`, `nguoi`.

    Raises `Missing` for a value that does not exist or lies outside what the actor sees.
    """
    values = {name: str(given.get(name) or "").strip() for name in ("q", "hinh-thuc", "nam", "don-vi", "nguoi")}
    seen = visible(Honour.objects.all(), actor)
    form = values["hinh-thuc"]
    if form and not seen.filter(form_key=form).exists():
        raise _unknown()
    unit = _by_uid(Unit.objects.inside(actor.intervals), values["don-vi"]) if values["don-vi"] else None
    people = Person.objects.filter(pk__in=seen.filter(person__isnull=False).values("person"))
    person = _by_uid(people, values["nguoi"]) if values["nguoi"] else None
    return Narrowing(values["q"], form, _year(values["nam"]), unit, person)


def words(given: Mapping[str, Any]) -> str:
    """The filters as an export tells them above its rows; the list itself has refused what the actor may not see."""
    parts: list[str] = []
    if text := given.get("q"):
        parts.append(_("tìm «%(text)s»") % {"text": text})
    if form := given.get("hinh-thuc"):
        parts += Honour.objects.filter(form_key=form).order_by("id").values_list("form_name", flat=True)[:1]
    if year := given.get("nam"):
        parts.append(_("năm %(year)s") % {"year": year})
    if unit := given.get("don-vi"):
        parts += Unit.objects.filter(uid=unit).values_list("name", flat=True)
    if person := given.get("nguoi"):
        parts += Person.objects.filter(uid=person).values_list("full_name", flat=True)
    return _("Lọc: %(parts)s") % {"parts": "; ".join(parts)} if parts else ""


def _year(text: str) -> int | None:
    try:
        return parse_whole(text, smallest=1900, largest=2999) if text else None
    except Unreadable:
        raise _unknown() from None


def _by_uid(rows: QuerySet[Any], value: str) -> Any:
    try:
        found = the_one(rows.filter(uid=uuid.UUID(value)))
    except ValueError:
        found = None
    if found is None:
        raise _unknown()
    return found


def _unknown() -> Missing:
    return Missing(_("Không có danh sách theo bộ lọc này. Xin chọn lại bộ lọc."))
