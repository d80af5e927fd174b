"""«Nơi nhận»: which units of the site a line means, on the day of issue; other bodies by their names, the archive."""

from __future__ import annotations

import functools
import operator
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.foundation.core.vietnamese import fold, tidy
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
    # Several units of the same name: the line means none of them until it says which.
    candidates: tuple[Participation, ...] = ()

    @property
    def is_outside(self) -> bool:
        return self.kind == KINDS.BODY and not self.units and not self.candidates


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
    found = _named(plan, ASIDE.sub("", text))
    if len(found) == 1:
        return Line(text, KINDS.BODY, {"code": found[0].code}, (found[0].unit,))
    return Line(text, KINDS.BODY, {}, candidates=tuple(found))


def _named(plan: Plan, text: str) -> list[Participation]:
    """The units of the frame whose name a line is, perhaps after the name of its body («Ban Thường trực …»)."""
    rows = Participation.objects.standing().filter(campaign=plan.campaign_id).exclude(unit=plan.unit_id)
    rows = rows.filter(unit__kind__is_area=False).select_related("unit__parent", "unit__kind").order_by("lft", "id")
    # The unit's whole name is the end of the line; a frame has thousands of units, those of the words are few.
    ends_of = (" ".join(fold(words).split()[-3:]) for words in (text, text.rpartition(",")[0]) if words.strip())
    likely = functools.reduce(operator.or_, (Q(unit__folded__contains=words) for words in ends_of), Q(pk__in=()))
    known = [(row, names(row.unit.name, row)) for row in rows.filter(likely)]
    for same in (_spelt, fold):
        said = same(text)
        ends = [
            (len(name), row)
            for row, borne in known
            for name in borne
            if said == same(name) or said.endswith(f" {same(name)}")
        ]
        if ends:
            longest = max(length for length, _row in ends)
            return [row for length, row in ends if length == longest]
    return []


def alike(name: str, rows: Iterable[Participation]) -> list[Participation]:
    """Those that bear a name, whole or short, as it is spelt; without any, those that bear it but for its accents."""
    known = [(row, (*names(row.unit.name, row), *names(row.unit.short_name, row))) for row in rows]
    for same in (_spelt, fold):
        if found := [row for row, borne in known if same(name) in map(same, borne)]:
            return found
    return []


def names(name: str, row: Participation) -> tuple[str, ...]:
    """A unit's name alone, and with the unit above it, which tells those of one name apart."""
    above = row.unit.parent
    return (name, f"{name}, {above.short_name}") if above else (name,)


def several(name: str, rows: Iterable[Participation]) -> str:
    """That several units bear a name, with what to write for each."""
    told = "; ".join(f"«{names(row.unit.name, row)[-1]}»" for row in rows)
    return _("«%(name)s» là tên của nhiều đơn vị. Xin ghi một trong: %(units)s.") % {"name": name, "units": told}


def _spelt(text: str) -> str:
    return tidy(text).lower()
