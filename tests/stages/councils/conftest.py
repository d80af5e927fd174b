"""A council with its nominations, and the people around it."""

from __future__ import annotations

import pytest

from tests.factories import Cast, cast
from tests.stages.councils.support import Room, council_room


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def room(people: Cast) -> Room:
    return council_room(people)
