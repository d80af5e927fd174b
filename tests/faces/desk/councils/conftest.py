"""The council of the stage's own tests, for its pages."""

from __future__ import annotations

from tests.stages.councils.conftest import people, room

__all__ = ["people", "room"]
