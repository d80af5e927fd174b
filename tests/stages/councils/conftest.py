"""A council with its nominations, and the people around it."""

from __future__ import annotations

import pytest

from tests.factories import Cast, cast
from tests.stages.councils.support import Room, cast_in_council


@pytest.fixture
def people(request: pytest.FixtureRequest) -> Cast:
    return request.getfixturevalue("room").people if "room" in request.fixturenames else cast()


@pytest.fixture
def room() -> Room:
    return cast_in_council()
