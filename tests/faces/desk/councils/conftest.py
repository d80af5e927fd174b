"""The council of the stage's own tests, for its pages."""

from __future__ import annotations

import pytest

from tests.factories import Cast, cast
from tests.stages.councils.support import Room, cast_in_council


@pytest.fixture
def room(db: None) -> Room:
    return cast_in_council()


@pytest.fixture
def people(db: None) -> Cast:
    """Before there is a council."""
    return cast()
