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


def degree_of(name: str) -> str:
    """The degree or academic title that a name begins with («TS.», «Thạc sĩ»); empty where it begins with none."""
    first, folded = name.split(" ", 1)[0], fold(name)
    for degree in _degrees():
        if first.rstrip(".") == degree or (" " in degree and folded.startswith(f"{fold(degree)} ")):
            return degree
    return next((degree for degree in _degrees() if first.startswith(f"{degree}.")), "")


@cache
def _degrees() -> tuple[str, ...]:
    data = tomllib.loads((DOCUMENTS / "titles.toml").read_text(encoding="utf-8"))
    return tuple(data["degrees"])


@cache
def _role_words() -> tuple[str, ...]:
    data = tomllib.loads((DOCUMENTS / "titles.toml").read_text(encoding="utf-8"))
    return tuple(fold(word) for word in data["role_words"])
