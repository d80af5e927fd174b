"""The council of the stage's own tests, for its pages."""

from __future__ import annotations

import pytest

from tests.factories import Cast, cast
from tests.harness.recording import recorded
from tests.stages.councils.support import Room, cast_in_council, voting
from thidua.stages.councils.models import Session


@pytest.fixture
def room(db: None) -> Room:
    return cast_in_council()


@recorded
def cast_at_vote() -> tuple[Room, Session]:
    made = cast_in_council()
    return made, voting(made)


@pytest.fixture
def at_vote(db: None) -> tuple[Room, Session]:
    """A session on all that waits, its ballot begun."""
    return cast_at_vote()


@pytest.fixture
def people(db: None) -> Cast:
    """Before there is a council."""
    return cast()
