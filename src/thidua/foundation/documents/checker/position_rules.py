"""Proves where components stand: the halves of head and foot, what shares a line."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from thidua.foundation.documents.checker.findings import Deviation
from thidua.foundation.documents.checker.recognise import Recognised
from thidua.foundation.documents.checker.seen import Part, Seen, Zone
from thidua.foundation.documents.formats import Format

# Letters of two sizes in one line do not begin at quite the same height.
SAME_LINE_MM = 2.5
HALVES = {"national_name": Zone.RIGHT, "motto": Zone.RIGHT, "issuer": Zone.LEFT, "recipients_label": Zone.LEFT}


def position_rules(seen: Seen, found: Recognised, form: Format) -> Iterator[Deviation]:
    """Every component on the wrong side or in the wrong line."""
    sides = {Zone.LEFT: _("nửa trái"), Zone.RIGHT: _("nửa phải")}
    for key, zone in HALVES.items():
        part = found.first(key)
        if part is not None and part.zone in sides and part.zone is not zone:
            yield Deviation("position.side", form.components[key].label, sides[zone], sides[part.zone])
    yield from _one_line("number", "place_date", found, form)
    # Of two bodies the one that leads may have none above it: then its own name stands beside the nation's.
    top = next((key for key, _part in found.rows if key in ("parent", "issuer")), "parent")
    if found.first("parent") is not None:
        yield from _one_line("national_name", top, found, form)


def _one_line(first: str, second: str, found: Recognised, form: Format) -> Iterator[Deviation]:
    one, other = found.first(first), found.first(second)
    if one is not None and other is not None and _apart(one, other):
        place = f"{form.components[first].label}, {form.components[second].label}"
        yield Deviation("position.line", place, _("cùng một dòng"), _("hai dòng khác nhau"))


def _apart(one: Part, other: Part) -> bool:
    """Whether two parts of the head are known to stand in different lines; in Word a cell may hold several."""
    if one.level_mm is not None and other.level_mm is not None:
        return abs(one.level_mm - other.level_mm) > SAME_LINE_MM
    return one.row != other.row
