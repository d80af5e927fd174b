"""Registries: entries by key, each once."""

from __future__ import annotations

import pytest

from thidua.foundation.core.registry import Registry


def test_entries_are_found_by_key_in_order() -> None:
    kinds: Registry[str] = Registry("kinds")
    kinds.register("b", "B")
    kinds.register("a", "A")

    assert (kinds["a"], list(kinds), list(kinds.items()), len(kinds), "c" in kinds) == (
        "A", ["B", "A"], [("b", "B"), ("a", "A")], 2, False,
    )  # fmt: skip


def test_key_taken_twice_is_an_error() -> None:
    kinds: Registry[str] = Registry("kinds")
    kinds.register("a", "A")
    with pytest.raises(ValueError, match="kinds: 'a' is registered twice"):
        kinds.register("a", "B")


def test_unknown_key_tells_what_there_is() -> None:
    kinds: Registry[str] = Registry("kinds")
    with pytest.raises(KeyError, match="it has nothing"):
        kinds["b"]
    kinds.register("a", "A")
    with pytest.raises(KeyError, match="kinds has no 'b'; it has a"):
        kinds["b"]
