"""The legal bases of an award decision, by the day it is signed; data of the catalogue."""

from __future__ import annotations

import datetime
import tomllib
from functools import cache
from importlib.resources import files

FILE = files("thidua.catalogue") / "dated" / "award_bases.toml"


def bases_on(on: datetime.date) -> list[str]:
    """The texts in force on a day, in the order of the file."""
    return [text for text, first, last in _rows() if first <= on and (last is None or on <= last)]


@cache
def _rows() -> tuple[tuple[str, datetime.date, datetime.date | None], ...]:
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple((row["text"], row["valid_from"], row.get("valid_to")) for row in data["row"])
