"""The cast with its rounds; `open_round` has its guidance issued."""

from __future__ import annotations

import pytest

from tests.factories import Cast, cast
from tests.stages.nominations.support import Awards, awards, guided


@pytest.fixture
def people(db: None) -> Cast:
    return cast()


@pytest.fixture
def found(people: Cast) -> Awards:
    return awards(people)


@pytest.fixture
def open_round(found: Awards) -> Awards:
    guided(found)
    return found
