"""The letterheads of the catalogue: which lines stand on a body's documents, on which dates."""

from __future__ import annotations

import datetime
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from thidua.foundation.documents.formats import format_near
from thidua.foundation.documents.model import Letterhead, Signature
from thidua.foundation.documents.writing import Capacity, capacity_line

LETTERHEADS = files("thidua.catalogue") / "letterheads"


class LetterheadMissing(LookupError):
    """No letterhead of this body of this kind of unit is valid on this day."""


@dataclass(frozen=True, slots=True)
class LetterheadForm:
    """A letterhead with gaps: `{unit}` is the unit's own words («tỉnh Đắk Nông»), `{place}` the place's name."""

    body: str
    head: str
    family: str
    unit_kinds: tuple[str, ...]
    parent_lines: tuple[str, ...]
    issuer_lines: tuple[str, ...]
    symbol: str
    capacity: tuple[str, ...]
    valid_from: datetime.date
    valid_to: datetime.date | None
    source: str

    def fill(self, *, unit: str, place: str) -> Letterhead:
        """The letterhead of one unit. `unit` as in «huyện Cư Jút», `place` as in «Cư Jút»."""
        return Letterhead(_filled(self.parent_lines, unit), _filled(self.issuer_lines, unit), place)

    def sign(
        self, *, title: str, name: str, acting_for: str = "", note: str = "", capacity: Capacity = Capacity.DEPUTY
    ) -> Signature:
        """The signature of a person of this body; `acting_for` («CHỦ TỊCH») adds the line «KT. CHỦ TỊCH».

        Who signs by order or by authority does so for that person or body alone («TL. CHỦ TỊCH»), not for the whole
        body; who acts in an office bears it as «Q. CHỦ TỊCH».
        """
        form = format_near(self.family, self.valid_from)
        if capacity is Capacity.ACTING:
            return Signature(capacity_line(capacity, title, form), name, self.capacity, note)
        acting = (capacity_line(capacity, acting_for, form),) if acting_for else ()
        alone = capacity in (Capacity.BY_ORDER, Capacity.AUTHORISED) and bool(acting)
        return Signature(title.upper(), name, acting if alone else (*self.capacity, *acting), note)


def letterhead_on(body: str, unit_kind: str, on: datetime.date) -> LetterheadForm:
    """The form a body of a unit of this kind uses on a day; refuses with LetterheadMissing.

    Without a body's name it is the one that signs the unit's everyday documents.
    """
    for form in letterheads():
        valid = form.valid_from <= on and (form.valid_to is None or on <= form.valid_to)
        if valid and body in ("", form.body) and unit_kind in form.unit_kinds:
            return form
    raise LetterheadMissing(f"{body} of {unit_kind} on {on.isoformat()}")


def is_everyday(unit_kind: str, body: str) -> bool:
    """Whether a body is the one that signs the everyday documents of units of this kind; also where none is known."""
    first = next((form.body for form in letterheads() if unit_kind in form.unit_kinds), body)
    return body == first


@cache
def letterheads() -> tuple[LetterheadForm, ...]:
    """Every letterhead, in the order of the files' names and rows."""
    found = []
    for data in _tables():
        found += [_form(data["family"], row) for row in data["letterhead"]]
    return tuple(found)


def _form(family: str, row: dict[str, Any]) -> LetterheadForm:
    return LetterheadForm(
        body=row["body"],
        head=row["head"],
        family=family,
        unit_kinds=tuple(row["unit_kinds"]),
        parent_lines=tuple(row["parent_lines"]),
        issuer_lines=tuple(row["issuer_lines"]),
        symbol=row["symbol"],
        capacity=tuple(row["capacity"]),
        valid_from=row["valid_from"],
        valid_to=row.get("valid_to"),
        source=row["source"],
    )


@cache
def _tables() -> tuple[dict[str, Any], ...]:
    names = sorted(file.name for file in LETTERHEADS.iterdir() if file.name.endswith(".toml"))
    return tuple(tomllib.loads((LETTERHEADS / name).read_text(encoding="utf-8")) for name in names)


def _place_words() -> list[str]:
    return [word for data in _tables() for word in data.get("place_words", ())]


@cache
def _parent_patterns() -> tuple[re.Pattern[str], ...]:
    lines = {line for form in letterheads() for line in form.parent_lines if line != "{UNIT}"}
    filled = [re.escape(line).replace(re.escape("{UNIT}"), ".+") for line in sorted(lines)]
    places = [f"{word} .+" for word in _place_words()]
    return tuple(re.compile(line, re.IGNORECASE) for line in (*filled, *places))


def is_parent_line(text: str) -> bool:
    """Whether a line that is not the last of a letterhead is known to name a body above the issuing one."""
    return any(pattern.fullmatch(text) for pattern in _parent_patterns())


def _filled(lines: tuple[str, ...], unit: str) -> tuple[str, ...]:
    return tuple(line.replace("{UNIT}", unit.upper()) for line in lines)
