"""An official document as JSON and back: what is frozen when a document gets its number."""

import dataclasses
import datetime
from collections.abc import Callable
from typing import Any

from thidua.foundation.documents.model import (
    Align,
    Annex,
    Block,
    Column,
    Heading,
    HeadingLevel,
    Letterhead,
    ListItem,
    OfficialDocument,
    Paragraph,
    ParagraphStyle,
    Partner,
    Run,
    Signature,
    SignatureTable,
    Table,
)

SCHEMA = 1


class BadPayload(ValueError):
    """The JSON is not a document of a schema we know; the message names the place."""


def to_payload(document: OfficialDocument) -> dict[str, Any]:
    """Plain JSON values; the same document gives the same payload."""
    data: dict[str, Any] = {"schema": SCHEMA}
    for field in dataclasses.fields(document):
        data[field.name] = _plain(getattr(document, field.name))
    # A document of one body is the payload it was before there were joint ones.
    if not document.partners:
        del data["partners"]
    return data


def from_payload(data: dict[str, Any]) -> OfficialDocument:
    """The document of a payload; refuses anything else with BadPayload."""
    if data.get("schema") != SCHEMA:
        raise BadPayload(f"schema: {data.get('schema')!r}")
    try:
        return _document(data)
    except (KeyError, TypeError, ValueError) as error:
        raise BadPayload(f"{type(error).__name__}: {error}") from error


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        data = {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {"type": _TYPE_NAMES[type(value)], **data} if type(value) in _TYPE_NAMES else data
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


def _document(data: dict[str, Any]) -> OfficialDocument:
    rest = {key: data[key] for key in ("kind", "symbol", "subject", "family", "number", "landscape")}
    return OfficialDocument(
        **rest,
        letterhead=_letterhead(data["letterhead"]),
        blocks=_blocks(data["blocks"]),
        date=datetime.date.fromisoformat(data["date"]) if data["date"] else None,
        addressees=tuple(data["addressees"]),
        signature=_signature(data["signature"]) if data["signature"] else None,
        recipients=tuple(data["recipients"]),
        annexes=tuple(_annex(row) for row in data["annexes"]),
        partners=tuple(_partner(row) for row in data.get("partners", ())),
    )


def _letterhead(row: dict[str, Any]) -> Letterhead:
    return Letterhead(tuple(row["parent_lines"]), tuple(row["issuer_lines"]), row["place"])


def _signature(row: dict[str, Any]) -> Signature:
    return Signature(**{**row, "capacity": tuple(row["capacity"])})


def _partner(row: dict[str, Any]) -> Partner:
    signature = _signature(row["signature"]) if row["signature"] else None
    return Partner(_letterhead(row["letterhead"]), row["symbol"], row["number"], signature)


def _annex(row: dict[str, Any]) -> Annex:
    return Annex(**{**row, "blocks": _blocks(row["blocks"])})


def _blocks(rows: list[dict[str, Any]]) -> tuple[Block, ...]:
    return tuple(_READERS[row["type"]]({key: value for key, value in row.items() if key != "type"}) for row in rows)


def _runs(rows: list[dict[str, Any]]) -> tuple[Run, ...]:
    return tuple(Run(**row) for row in rows)


def _heading(row: dict[str, Any]) -> Heading:
    return Heading(HeadingLevel(row["level"]), row["number"], row["title"])


def _paragraph(row: dict[str, Any]) -> Paragraph:
    return Paragraph(_runs(row["runs"]), ParagraphStyle(row["style"]))


def _item(row: dict[str, Any]) -> ListItem:
    return ListItem(row["mark"], _runs(row["runs"]))


def _table(row: dict[str, Any]) -> Table:
    columns = tuple(Column(**{**column, "align": Align(column["align"])}) for column in row["columns"])
    rows = tuple(tuple(cells) for cells in row["rows"])
    return Table(columns, rows, frozenset(row["strong_rows"]), row["landscape"], row["size_pt"])


def _signatures(row: dict[str, Any]) -> SignatureTable:
    return SignatureTable(tuple(_signature(each) for each in row["signatures"]))


_TYPE_NAMES: dict[type, str] = {
    Heading: "heading",
    Paragraph: "paragraph",
    ListItem: "item",
    Table: "table",
    SignatureTable: "signatures",
}
_READERS: dict[str, Callable[[dict[str, Any]], Block]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "item": _item,
    "table": _table,
    "signatures": _signatures,
}
