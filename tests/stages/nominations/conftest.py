"""The cast with its rounds; `open_round` has its guidance issued."""

from __future__ import annotations

import pytest

from tests.factories import Cast, cast
from tests.stages.nominations.support import Awards, cast_in_open_round, cast_with_awards


@pytest.fixture
def world(db: None, request: pytest.FixtureRequest) -> Awards:
    """The site's beginning, as far on as the test asks for."""
    return cast_in_open_round() if "open_round" in request.fixturenames else cast_with_awards()


@pytest.fixture
def people(db: None, request: pytest.FixtureRequest) -> Cast:
    return request.getfixturevalue("world").cast if "world" in request.fixturenames else cast()


@pytest.fixture
def found(world: Awards) -> Awards:
    return world


@pytest.fixture
def open_round(world: Awards) -> Awards:
    return world
