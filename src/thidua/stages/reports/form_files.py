"""Report forms of the catalogue, read strictly; a broken file is an error of the catalogue, found by its test."""

from __future__ import annotations

import datetime
import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from thidua.foundation.core.quantities import UNITS
from thidua.stages.campaigns.campaign_file import CATALOGUE
from thidua.stages.reports.form import FIGURE, WORDS
from thidua.stages.reports.readings import READINGS

FOLDER = CATALOGUE / "report_forms"
FIELD_KEYS = {"key", "kind", "label", "hint", "unit", "share", "required", "known", "of"}


class FormFileError(ValueError):
    """A form's file cannot be taken; the text names file and place."""


@dataclass(frozen=True, slots=True)
class FormFile:
    """One form as its file says it."""

    key: str
    title: str
    valid_from: datetime.date
    content: dict[str, Any]
    hash: str


def read_forms(folder: Path = FOLDER) -> list[FormFile]:
    """Every form of the catalogue, by key. Raises `FormFileError`."""
    return [read_form(path) for path in sorted(folder.glob("*.toml"))]


def read_form(path: Path) -> FormFile:
    """One form. Raises `FormFileError` or `KeyError`: keys missing or unknown, a field named twice, no such reading."""
    raw = path.read_bytes()
    data = tomllib.loads(raw.decode("utf-8"))
    if data["key"] != path.stem:
        raise FormFileError(f"{path.name}: key {data['key']!r} is not the file's name")
    sections = [_section(path.name, row) for row in data["section"]]
    keys = [given["key"] for section in sections for given in section["fields"]]
    if doubled := sorted({key for key in keys if keys.count(key) > 1}):
        raise FormFileError(f"{path.name}: fields named twice: {', '.join(doubled)}")
    return FormFile(
        data["key"], data["title"], data["valid_from"], {"sections": sections}, hashlib.sha256(raw).hexdigest()
    )


def _section(file: str, row: dict[str, Any]) -> dict[str, Any]:
    repeated = bool(row.get("campaign", False))
    fields = [_field(f"{file}: {row['key']}", given) for given in row["field"]]
    before: dict[str, str] = {}
    for given in fields:
        if "of" in given and before.get(given["of"]) != given.get("unit"):
            raise FormFileError(f"{file}: {given['key']}: {given['of']!r} is no figure before it of the same unit")
        before[given["key"]] = given.get("unit", "")
    if not repeated and any("known" in given for given in fields):
        raise FormFileError(f"{file}: {row['key']}: readings are of a campaign; the section has campaign = true")
    return {"key": row["key"], "title": row["title"], "campaign": repeated, "fields": fields}


def _field(where: str, row: dict[str, Any]) -> dict[str, Any]:
    """A field with the columns of `form.Field`, only those given."""
    place = f"{where}.{row.get('key')}"
    if unknown := row.keys() - FIELD_KEYS:
        raise FormFileError(f"{place}: unknown {', '.join(sorted(unknown))}")
    if row["kind"] not in (FIGURE, WORDS) or (row["kind"] == FIGURE) != ("unit" in row):
        raise FormFileError(f"{place}: a figure has a unit, words have none")
    if "unit" in row and row["unit"] not in UNITS:
        raise FormFileError(f"{place}: unit {row['unit']!r} is not known")
    if known := row.get("known"):
        READINGS[known["key"]].check(place, known)
    if row.get("share") and not (row.get("of") or (known and READINGS[known["key"]].has_whole)):
        raise FormFileError(
            f"{place}: a share needs a reading that gives the whole, or `of`: the field that is the whole"
        )
    if row.get("of") and not row.get("share"):
        raise FormFileError(f"{place}: `of` is said of a share")
    found = {name: row[name] for name in ("key", "kind", "label", "hint", "unit", "known", "of") if name in row}
    flags = {"is_share": row.get("share", False), "is_required": row.get("required", False)}
    return found | {name: value for name, value in flags.items() if value}
