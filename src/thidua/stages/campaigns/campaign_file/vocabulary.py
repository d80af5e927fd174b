"""The words a campaign file may use: what the rest of the catalogue knows."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from thidua import catalogue
from thidua.foundation.core.quantities import UNITS

CATALOGUE = Path(catalogue.__file__).parent
# What the data can say of a criterion's statement; the evaluations room has a reading for each. Of a milestone by key.
KNOWN = ("targets", "works", "models", "works-entered", "reports", "honours", "communes-share")
OF_MILESTONE = "milestone:"


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit of a set: its kind, and the code of the one above it."""

    kind: str
    parent: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Keys of the catalogue, by sort; `units` maps a unit set to its units by code."""

    unit_kinds: frozenset[str]
    work_kinds: frozenset[str]
    work_groups: frozenset[str]
    measure_units: frozenset[str]
    award_forms: frozenset[str]
    report_forms: frozenset[str]
    document_kinds: frozenset[str]
    units: dict[str, dict[str, UnitLine]]


def read_vocabulary(folder: Path = CATALOGUE) -> Vocabulary:
    """Reads the keys from the catalogue's files."""
    units = folder / "units"
    return Vocabulary(
        unit_kinds=_keys(units / "kinds.toml", "kind"),
        work_kinds=_names(folder / "work_kinds"),
        work_groups=_keys(folder / "lists" / "work_groups.toml", "group"),
        measure_units=frozenset(key for key, _ in UNITS.items()),
        award_forms=_names(folder / "award_forms"),
        report_forms=_names(folder / "report_forms"),
        document_kinds=frozenset(_toml(folder / "documents" / "kinds.toml")["kinds"]),
        units={file.parent.name: _units(file) for file in sorted(units.glob("*/set.toml"))},
    )


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _keys(path: Path, name: str) -> frozenset[str]:
    return frozenset(row["key"] for row in _toml(path)[name])


def _names(folder: Path) -> frozenset[str]:
    return frozenset(path.stem for path in folder.glob("*.toml"))


def _units(set_file: Path) -> dict[str, UnitLine]:
    found: dict[str, UnitLine] = {}
    for name in _toml(set_file)["files"]:
        with (set_file.parent / name).open(encoding="utf-8", newline="") as stream:
            found |= {row["code"]: UnitLine(row["kind"], row["parent"]) for row in csv.DictReader(stream)}
    return found
