"""Values written as TOML, the way campaign files are written."""

from __future__ import annotations

import datetime
import json
from typing import Any


def written(value: Any) -> str:
    """One value on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {written(part)}" for key, part in value.items()) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(written, value)) + "]"
    return str(value)


def table(heading: str, row: dict[str, Any]) -> str:
    """A table under its heading; what is None, empty or false is left out, tables inside come after the plain keys."""
    kept = {key: value for key, value in row.items() if value not in (None, "", [], (), {}, False)}
    plain = {key: value for key, value in kept.items() if not _is_tables(value)}
    lines = [heading, *(f"{key} = {written(value)}" for key, value in plain.items())]
    text = "\n".join(line for line in lines if line) + "\n"
    for key, rows in kept.items():
        if _is_tables(rows):
            text += "".join("\n" + table(f"[[{heading.strip('[]')}.{key}]]", one) for one in rows)
    return text


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)
