"""The sentences of documents, kept in the catalogue (`documents/<kind>/<name>.toml`) and filled with data."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from thidua.foundation.documents.formats import DOCUMENTS


class Wording:
    """One file of sentences. A gap without its value is an error of the code, met in the first test that draws it."""

    def __init__(self, sentences: dict[str, Any]) -> None:
        self._sentences = sentences

    def line(self, key: str, **values: object) -> str:
        """One sentence, filled."""
        return str(self._sentences[key]).format(**values)

    def lines(self, key: str, **values: object) -> list[str]:
        """Several sentences, filled."""
        return [str(sentence).format(**values) for sentence in self._sentences[key]]


@cache
def wording(name: str) -> Wording:
    """The sentences of `name`, as «plan/child»."""
    folder, _, file = name.partition("/")
    return Wording(tomllib.loads((DOCUMENTS / folder / f"{file}.toml").read_text(encoding="utf-8")))
