"""«Nơi nhận»: which units of the site a line means, on the day of issue; other bodies by their names, the archive."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from thidua.foundation.core.vietnamese import fold
from thidua.foundation.units.models import Unit, UnitKind
from thidua.stages.campaigns.models import Participation, Plan, RecipientLine

# Folded: the first word of the line for the archive, and the word for several of a kind.
ARCHIVE, MANY = "luu", "cac"
# «(báo cáo)», «(để thực hiện)» behind a name.
ASIDE = re.compile(r"\s*\([^)]*\)")
KINDS = RecipientLine.Kind


@dataclass(frozen=True, slots=True)
class Line:
    """One line and the units it means today; none of a body outside and of the archive."""

    text: str
    kind: str
    selector: dict[str, Any]
    units: tuple[Unit, ...] = ()

    @property
    def is_outside(self) -> bool:
        return self.kind == KINDS.BODY and not self.units


def read_lines(plan: Plan, texts: tuple[str, ...]) -> list[Line]:
    """What each line means: a kind of unit beneath the plan's own, a unit of the frame by name or code, or neither."""
    place = Participation.objects.standing().filter(campaign=plan.campaign_id, unit=plan.unit_id).first()
    beneath: list[Participation] = []
    if place is not None:
        rows = Participation.objects.standing().beneath(place).exclude(pk=place.pk)
        beneath = list(rows.filter(kind__is_area=False).select_related("unit", "kind").order_by("lft", "id"))
    labels = _labels(beneath)
    return [_line(plan, tidied(text), beneath, labels) for text in texts]


def tidied(text: str) -> str:
    """A line without its dash and its closing mark."""
    return text.strip().lstrip("-–+ ").rstrip(";., ").strip()


def _labels(beneath: list[Participation]) -> dict[str, UnitKind]:
    found: dict[str, UnitKind] = {}
    for row in beneath:
        label = fold(row.kind.label)
        found[label] = found[f"{MANY} {label}"] = row.kind
    return found


def _line(plan: Plan, text: str, beneath: list[Participation], labels: dict[str, UnitKind]) -> Line:
    if re.split(r"\W", fold(text), maxsplit=1)[0] == ARCHIVE:
        return Line(text, KINDS.ARCHIVE, {})
    name = fold(ASIDE.sub("", text))
    if kind := labels.get(name):
        units = tuple(row.unit for row in beneath if row.kind_id == kind.pk)
        return Line(text, KINDS.GROUP, {"unit_kinds": [kind.pk], "beneath": True}, units)
    if unit := _named(plan, name):
        return Line(text, KINDS.BODY, {"code": unit[0]}, (unit[1],))
    return Line(text, KINDS.BODY, {})


def _named(plan: Plan, name: str) -> tuple[str, Unit] | None:
    """The unit of the frame whose name a line is, perhaps after the name of its body («Ban Thường trực …»)."""
    rows = Participation.objects.standing().filter(campaign=plan.campaign_id).exclude(unit=plan.unit_id)
    rows = rows.filter(unit__kind__is_area=False).select_related("unit__parent", "unit__kind")
    # The unit's whole name is the end of the line; a frame has thousands of units, those of the words are few.
    for row in rows.filter(unit__folded__contains=" ".join(name.split()[-3:])).order_by("lft", "id")[:50]:
        if name == fold(row.unit.name) or name.endswith(f" {fold(row.unit.name)}"):
            return row.code, row.unit
    return None
