"""Amounts of single units in a campaign file: written in place, or a table beside it, each with its document."""

from __future__ import annotations

import csv
from pathlib import Path

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Unreadable
from thidua.foundation.core.quantities import PLAIN, UNITS, QuantityUnit
from thidua.stages.campaigns.campaign_file.reading import KEY, Reader
from thidua.stages.campaigns.campaign_file.shapes import AllocationPart, ExemptPart

CODE = "code"


def read_minimums(reader: Reader | None, folder: Path, unit: str) -> tuple[dict[str, int], str]:
    """[target.minimums]: each unit's own minimum by code, and the document that sets them."""
    if reader is None:
        return {}, ""
    source, found = reader.text("source"), _amounts(reader, folder, unit)
    reader.done()
    return found, source


def read_allocation(reader: Reader | None, folder: Path, unit: str) -> AllocationPart | None:
    """[target.allocation]: whose total is shared out, how much it is, and each unit's share."""
    if reader is None:
        return None
    part = AllocationPart(
        by=reader.text("by"),
        total=reader.number("total", least=1) or 0,
        source=reader.text("source"),
        shares=_amounts(reader, folder, unit),
    )
    reader.done()
    return part


def read_exempt(reader: Reader) -> tuple[ExemptPart, ...]:
    """[[target.exempt]]: the units a document frees from the target."""
    return tuple(ExemptPart(part.text("code"), part.text("document")) for part in reader.tables("exempt"))


def _amounts(reader: Reader, folder: Path, unit: str) -> dict[str, int]:
    """`by_code`, in smallest units, or `table` with `column`, written as people write the target's unit."""
    if reader.has("table") == reader.has("by_code"):
        reader.problem("by_code", _("ghi đúng một trong hai: by_code hoặc table"))
        reader.asked |= {"table", "by_code", "column"}
        return {}
    if reader.has("by_code"):
        table = reader.table("by_code")
        found = {code: table.number(code) for code in sorted(table.data)} if table else {}
        return {code: number for code, number in found.items() if number is not None}
    name, column = reader.text("table"), reader.text("column")
    if not KEY.fullmatch(name.removesuffix(".csv")) or not name.endswith(".csv"):
        reader.problem("table", _("phải là tên một tệp .csv nằm cùng thư mục"))
        return {}
    return _column(reader, folder / name, column, UNITS[unit if unit in UNITS else PLAIN.key])


def _column(reader: Reader, path: Path, column: str, unit: QuantityUnit) -> dict[str, int]:
    """One column of a table by the codes of its first; a line left empty says nothing of its unit."""
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
    except (FileNotFoundError, UnicodeDecodeError):
        reader.problem("table", _("không đọc được tệp %(name)s (chữ UTF-8)") % {"name": path.name})
        return {}
    if not rows or CODE not in rows[0] or column not in rows[0]:
        reader.problem(
            "column", _("tệp %(name)s không có cột code và cột %(column)s") % {"name": path.name, "column": column}
        )
        return {}
    found: dict[str, int] = {}
    for line, row in enumerate(rows, start=2):
        code, written = (row[CODE] or "").strip(), (row[column] or "").strip()
        if not written:
            continue
        where = _("%(name)s dòng %(line)d") % {"name": path.name, "line": line}
        if code in found:
            reader.problem("table", _("%(where)s: mã «%(code)s» ghi hai lần") % {"where": where, "code": code})
        try:
            found[code] = unit.parse(written)
        except Unreadable as wrong:
            reader.problem("table", f"{where}: {wrong}")
    return found
