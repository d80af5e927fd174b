"""The kinds of documents and their abbreviations (29 by Nghị định 30/2020), read from the catalogue."""

import tomllib
from dataclasses import dataclass
from functools import cache

from thidua.foundation.documents.formats import DOCUMENTS


class KindMissing(LookupError):
    """The kinds table has no such kind."""


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind. `omits` names the components its model does not carry; `official` kinds are numbered in a register."""

    key: str
    label: str
    abbreviation: str
    omits: frozenset[str]
    official: bool

    @property
    def heading(self) -> str:
        return self.label.upper()


@cache
def kinds() -> dict[str, DocumentKind]:
    """Every kind by key, in the order of the table."""
    data = tomllib.loads((DOCUMENTS / "kinds.toml").read_text(encoding="utf-8"))
    found = {}
    for table, official in (("kinds", True), ("papers", False)):
        for key, row in data[table].items():
            omits = frozenset(row.get("omits", ()))
            found[key] = DocumentKind(key, row["label"], row["abbreviation"], omits, official)
    return found


def kind(key: str) -> DocumentKind:
    """One kind; refuses an unknown key with KindMissing."""
    try:
        return kinds()[key]
    except KeyError:
        raise KindMissing(key) from None
