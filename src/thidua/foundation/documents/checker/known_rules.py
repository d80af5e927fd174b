"""The rules the checker knows: what each asks and where it is written, read from the catalogue."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from thidua.foundation.documents.formats import DOCUMENTS, Format


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `says` is a sentence for the reader, `by` and `at` where it is written, `is_law` if in the decree."""

    key: str
    says: str
    by: str
    at: str
    is_law: bool

    def source(self, form: Format) -> str:
        """Where the rule is written for documents of this table."""
        if self.is_law and not form.follows_decree:
            return form.title
        return ", ".join(filter(None, (self.by, self.at)))


@cache
def known_rules() -> dict[str, Rule]:
    """Every rule by key, in the order of the table."""
    data = tomllib.loads((DOCUMENTS / "rules.toml").read_text(encoding="utf-8"))
    law, other = data["law"], data["other"]
    return {
        key: Rule(key, row["says"], {**law, **other}[row["by"]], row.get("at", ""), row["by"] in law)
        for key, row in data["rules"].items()
    }
