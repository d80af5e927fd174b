"""Units read by name, by code as of a day, and by their place in the tree."""

from __future__ import annotations

import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Missing
from thidua.foundation.units.models import Unit, UnitCode, UnitName, UnitParent

OFFICIAL, SITE = "gso", "site"


def by_code(code: str, *, on: datetime.date) -> Unit:
    """The unit that bore a code (official first, then the site's own) on a day. Raises `Missing` naming the code."""
    found = (
        UnitCode.objects.on(on)
        .filter(value=code, scheme__in=[OFFICIAL, SITE])
        .select_related("unit")
        .order_by("scheme", "id")
        .first()
    )
    if found is None:
        raise Missing(
            _("Không có đơn vị nào mang mã «%(code)s» vào ngày %(day)s.") % {"code": code, "day": f"{on:%d/%m/%Y}"}
        )
    unit: Unit = found.unit
    return unit


def codes_of(unit_ids: list[int], *, on: datetime.date) -> dict[int, str]:
    """The code of each unit on a day, the official one before the site's own; one statement."""
    rows = UnitCode.objects.on(on).filter(unit_id__in=unit_ids).order_by("-scheme", "id")
    return {row.unit_id: row.value for row in rows}


def name_on(unit: Unit, day: datetime.date) -> str:
    """The name the unit bore on a day: an old decision shows the old name."""
    row = UnitName.objects.on(day).filter(unit=unit).order_by("-valid_from", "-id").first()
    return row.name if row else unit.name


def parent_on(unit: Unit, day: datetime.date) -> Unit | None:
    """What the unit was directly under on a day."""
    row = UnitParent.objects.on(day).filter(unit=unit).select_related("parent").order_by("-valid_from", "-id").first()
    return row.parent if row else unit.parent


def path(unit: Unit) -> list[Unit]:
    """The unit's superiors from the root down, for showing it in full: names repeat."""
    return list(Unit.objects.above(unit).order_by("lft"))


def living(day: datetime.date) -> Q:
    """The filter «exists on a day»."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))
