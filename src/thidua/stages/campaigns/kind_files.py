"""Kinds of unit and of work, read from the catalogue."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from thidua.foundation.units.models import UnitKind
from thidua.stages.campaigns.campaign_file.vocabulary import CATALOGUE
from thidua.stages.campaigns.models import WorkKind


def read_unit_kinds(folder: Path = CATALOGUE) -> list[UnitKind]:
    """The kinds of `units/kinds.toml`, unsaved."""
    rows = _toml(folder / "units" / "kinds.toml")["kind"]
    return [
        UnitKind(
            key=row["key"],
            system=row["system"],
            label=row["label"],
            short_label=row["short"],
            place_words=row.get("gathers", ""),
            rank=row["rank"],
            is_committee=row.get("committee", False),
            is_area=row.get("area", False),
            issues_documents="body" in row,
        )
        for row in rows
    ]


def read_work_kinds(folder: Path = CATALOGUE) -> list[WorkKind]:
    """The kinds of `work_kinds/`, one file each, unsaved, in the order of lists."""
    kinds = [_work_kind(path.stem, _toml(path)) for path in (folder / "work_kinds").glob("*.toml")]
    return sorted(kinds, key=lambda kind: (kind.position, kind.key))


def _work_kind(key: str, data: dict[str, Any]) -> WorkKind:
    steps = [_step(step) for step in data["step"]]
    return WorkKind(
        key=key,
        position=data["position"],
        label=data["label"],
        group=data["group"],
        clause=data.get("clause", ""),
        measure_unit=data["unit"],
        has_money=data["money"],
        serves_daily_life=data["daily_life"],
        is_house="house" in data,
        is_new_build=data.get("house") == "new",
        steps=steps,
        fields=data.get("field", []),
        households=data.get("households", []),
        photos_needed=steps[-1]["photos"],
    )


def _step(step: dict[str, Any]) -> dict[str, Any]:
    photos, paper = step.get("photos", 0), step.get("paper", "")
    return {
        "key": step["key"],
        "label": step["label"],
        "photos": photos,
        "paper": paper,
        "needs_photo": bool(photos),
        "needs_document": bool(paper),
        "paper_needed": step.get("paper_needed", False),
        "needs": step.get("needs", []),
        "document": step.get("document", ""),
        "body": step.get("body", ""),
    }


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
