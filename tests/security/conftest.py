"""The scope tests' world, for the weaknesses other systems were found to have."""

from __future__ import annotations

from tests.scope.conftest import _own_depot, depot, site

__all__ = ["_own_depot", "depot", "site"]
