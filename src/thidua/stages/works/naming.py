"""Units found by what people write: «Buôn Nui», «Thôn 1, xã Nam Dong»; names repeat, so a doubt is told."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from thidua.foundation.accounts.models import Person
from thidua.foundation.core.errors import Unreadable
from thidua.foundation.core.vietnamese import fold
from thidua.foundation.units.models import Interval, Unit
from thidua.foundation.units.queries import living

SHOWN = 4


def full_name(unit: Unit) -> str:
    """The short name, of a residential area with what it lies in: «Thôn 9, xã Đức Minh»; `unit.parent` is read."""
    if unit.kind.is_area and unit.parent is not None:
        return f"{unit.short_name}, {within(unit.parent)}"
    return unit.short_name


def within(unit: Unit) -> str:
    """The short name in the middle of a sentence: «xã Đức Minh»; a place named by a number keeps its capital."""
    return in_phrase(unit.place_type, unit.short_name)


def in_phrase(kind: str, name: str) -> str:
    """The same of a kind of place and a short name."""
    if not kind or not name.lower().startswith(f"{kind} ") or name[len(kind) + 1 :].isdigit():
        return name
    return name[:1].lower() + name[1:]


def person_name(person: Person | None) -> str:
    """Who, in words; the product itself where no person acted."""
    return person.full_name if person else _("Hệ thống")


class Names:
    """The names of the units of some branches on a day; each name is looked for once."""

    def __init__(self, intervals: tuple[Interval, ...], *, on: datetime.date) -> None:
        self.intervals, self.on = intervals, on
        self.known: dict[str, Unit | str] = {}

    def find(self, text: str) -> Unit:
        """The unit meant. Raises `Unreadable` for no unit, and for several of one name, which it lists."""
        asked = _bare(text)
        if asked not in self.known:
            self.known[asked] = self._look(text, asked)
        found = self.known[asked]
        if isinstance(found, str):
            raise Unreadable(found)
        return found

    def find_all(self, text: str) -> tuple[Unit, ...]:
        """The units of a list written with «;» or one to a line."""
        parts = [part.strip() for part in text.replace("\n", ";").split(";")]
        return tuple(self.find(part) for part in parts if part)

    def _look(self, text: str, asked: str) -> Unit | str:
        rows = Unit.objects.inside(self.intervals).filter(living(self.on)).matching(text.split(",")[0])
        units = list(rows.select_related("kind", "parent__kind").order_by("lft", "id")[:200])
        exact = [unit for unit in units if asked in _spellings(unit)]
        found = exact or [unit for unit in units if asked in _bare(unit.name)]
        if len(found) == 1:
            return found[0]
        if not found:
            return _("Không có nơi nào tên «%(name)s» trong phạm vi của đơn vị. Xin xem lại tên.") % {"name": text}
        names = "; ".join(full_name(unit) for unit in found[:SHOWN])
        return _("Có nhiều nơi tên «%(name)s»: %(names)s. Xin ghi kèm tên xã.") % {"name": text, "names": names}


def _spellings(unit: Unit) -> set[str]:
    own = {_bare(unit.name), _bare(unit.short_name)}
    if unit.parent is None:
        return own
    above = {_bare(unit.parent.short_name), _bare(unit.parent.name)}
    return own | {f"{name} {parent}" for name in own for parent in above}


def _bare(text: str) -> str:
    return " ".join(fold(text).replace(",", " ").split())
