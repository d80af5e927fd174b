"""An award round that is open: its guidance is signed."""

from __future__ import annotations

import pytest

from tests.factories import cast
from tests.stages.nominations.support import (
    Awards,
    awards,
    guided,
)


@pytest.fixture
def found(db: None) -> Awards:
    made = awards(cast())
    guided(made)
    return made
