"""What a model is about: the catalogue's list of themes."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources


@functools.cache
def themes() -> dict[str, str]:
    """Labels by key, in the order of the list."""
    text = resources.files("thidua.catalogue").joinpath("lists/themes.toml").read_text(encoding="utf-8")
    return {row["key"]: row["label"] for row in tomllib.loads(text)["theme"]}


def theme_label(key: str) -> str:
    """A theme in words; of one the list no longer has its key."""
    return themes().get(key, key)
