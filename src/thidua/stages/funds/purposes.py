"""What the fund is spent on: the catalogue's list, and what a spending of each sort must be tied to."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose; `is_tied`: it names a work or the households it went to."""

    key: str
    label: str
    is_tied: bool = True


@functools.cache
def purposes() -> dict[str, Purpose]:
    """Purposes by key, in the order of the list."""
    text = resources.files("thidua.catalogue").joinpath("lists/fund_purposes.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["purpose"]
    return {row["key"]: Purpose(row["key"], row["label"], bool(row.get("tied", True))) for row in rows}


def purpose_label(key: str) -> str:
    """A purpose in words; of one the list no longer has its key."""
    return purposes()[key].label if key in purposes() else key
