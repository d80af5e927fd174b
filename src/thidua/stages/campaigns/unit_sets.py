"""Unit sets of the catalogue: the tree of one system as it stood, with codes, contacts and links."""

from __future__ import annotations

import csv
import datetime
import functools
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from thidua.foundation.units.operations import NewUnit
from thidua.stages.campaigns.campaign_file.vocabulary import CATALOGUE

INVENTED = "minh họa"


@dataclass(frozen=True, slots=True)
class UnitSet:
    """A set read: units with parents first, and which organization belongs to which committee, by code."""

    key: str
    title: str
    valid_from: datetime.date
    units: tuple[NewUnit, ...]
    member_of: dict[str, str]
    root: str


def read_unit_set(key: str, folder: Path = CATALOGUE) -> UnitSet:
    """Reads `units/<key>/set.toml` and its files."""
    home = folder / "units" / key
    settings = tomllib.loads((home / "set.toml").read_text(encoding="utf-8"))
    since = datetime.date.fromisoformat(settings["valid_from"])
    codes_to = datetime.date.fromisoformat(settings["codes_to"]) if "codes_to" in settings else None
    contacts = {row["code"]: row for row in _rows(home / settings["contacts"])} if "contacts" in settings else {}
    rows = [row for name in settings["files"] for row in _rows(home / name)]
    return UnitSet(
        key=key,
        title=settings["title"],
        valid_from=since,
        units=tuple(_unit(row, since, codes_to, contacts.get(row["code"], {}), settings["title"]) for row in rows),
        member_of={row["code"]: row["member_of"] for row in rows if row["member_of"]},
        root=next(row["code"] for row in rows if not row["parent"]),
    )


@functools.lru_cache(maxsize=4)
def unit_names(key: str) -> tuple[tuple[str, str], ...]:
    """Code and name of each unit of the catalogue's set; read once, since the catalogue comes with the program."""
    return tuple((unit.key, unit.name) for unit in read_unit_set(key).units)


def _unit(
    row: dict[str, str], since: datetime.date, codes_to: datetime.date | None, contact: dict[str, str], source: str
) -> NewUnit:
    official = row["scheme"] != "site"
    return NewUnit(
        key=row["code"],
        kind=row["kind"],
        name=row["name"],
        short_name=row["short_name"],
        place_type=row["place_type"],
        parent=row["parent"] or None,
        codes={row["scheme"]: row["code"]},
        codes_to=codes_to if official else None,
        contact_name=contact.get("name", ""),
        phone=contact.get("phone", ""),
        is_invented=row["note"] == INVENTED,
        valid_from=datetime.date.fromisoformat(row["valid_from"]) if row["valid_from"] else since,
        valid_to=datetime.date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        source=source,
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)
