"""Titles of who signs: words that tell a role on the site or a grade of work are none."""

from __future__ import annotations

import tomllib
from functools import cache

from thidua.foundation.core.vietnamese import fold
from thidua.foundation.documents.formats import DOCUMENTS


def is_role_word(title: str) -> bool:
    """Whether a line says only what somebody does («Lãnh đạo», «Cán bộ Văn phòng»), not which office is held."""
    said = fold(title)
    return any(said == word or said.startswith(f"{word} ") for word in _role_words())


@cache
def _role_words() -> tuple[str, ...]:
    data = tomllib.loads((DOCUMENTS / "titles.toml").read_text(encoding="utf-8"))
    return tuple(fold(word) for word in data["role_words"])
