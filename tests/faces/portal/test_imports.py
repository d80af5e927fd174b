"""The portal reads publications and nothing else of the stages."""

from __future__ import annotations

from tests.harness.source import imports, modules, room

OPEN = ("thidua.foundation.", "thidua.faces.kit", "thidua.faces.portal", "thidua.stages.publications")
# Even there: records lead further than what was published.
CLOSED = tuple(f"thidua.stages.publications.{name}" for name in ("models", "operations", "keeping", "places"))


def test_portal_sees_only_what_was_published() -> None:
    named = {
        name
        for path in modules()
        if room(path)[:2] == ("faces", "portal")
        for name, _node in imports(path)
        if name.startswith("thidua.")
    }
    astray = [name for name in sorted(named) if not name.startswith(OPEN) or name.startswith(CLOSED)]
    assert astray == []
