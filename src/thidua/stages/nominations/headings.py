"""The headings of an achievement report («BCTT phong trào thi đua theo chuyên đề»), read from the catalogue."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from thidua.foundation.documents.formats import DOCUMENTS
from thidua.stages.nominations.models import Nomination


@dataclass(frozen=True, slots=True)
class Part:
    """One heading: its key in `Nomination.report`, what it is called, what belongs there, whether it may be empty."""

    key: str
    number: str
    title: str
    hint: str
    required: bool


def headings(*, is_person: bool) -> tuple[Part, ...]:
    """The headings for a person or for a body."""
    return _all()["person" if is_person else "body"]


def required(nomination: Nomination) -> list[Part]:
    """Those that may not be empty when the report is confirmed."""
    return [part for part in headings(is_person=nomination.person_id is not None) if part.required]


@cache
def _all() -> dict[str, tuple[Part, ...]]:
    data = tomllib.loads((DOCUMENTS / "achievement-report" / "headings.toml").read_text(encoding="utf-8"))
    return {
        key: tuple(
            Part(row["key"], row["number"], row["title"], row.get("hint", ""), row.get("required", False))
            for row in data[key]
        )
        for key in ("person", "body")
    }
